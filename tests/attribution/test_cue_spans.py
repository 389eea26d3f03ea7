from __future__ import annotations

import pytest

from dateline.attribution.cue_spans import with_whole_cues, without_leads
from dateline.language import Analyser
from dateline.model.attribution import RoleSpans
from tests.analyses import roles, words_of


def led(text: str, source: str, *content: str) -> RoleSpans:
    """An attribution whose cue is the first colon of the text."""
    found, colon = roles(text, source, content[0], *content), text.index(":")
    return RoleSpans(found.source, ((colon, colon + 1),), found.content)


@pytest.mark.parametrize(
    ("text", "cue", "content", "whole"),
    [
        ("Both envoys also say they have the map.", "also", "they have the map", "also say"),
        ("The envoys openly doubt that the road is open.", "openly", "that the road is open", "openly doubt"),
    ],
)
def test_an_adverb_is_no_cue_without_its_verb(
    analyser: Analyser, text: str, cue: str, content: str, whole: str
) -> None:
    found = roles(text, (), cue, content)
    (made,) = with_whole_cues(next(analyser.analyse([text])), (found,))
    assert (words_of(text, made.cue), words_of(text, made.content)) == ([whole], [content])


def test_reportedly_is_a_cue_of_its_own(analyser: Analyser) -> None:
    text = "The envoy will reportedly tell the council that the road is open."
    found = roles(text, (), "reportedly", "tell the council that the road is open")
    assert with_whole_cues(next(analyser.analyse([text])), (found,)) == (found,)


def test_the_verb_goes_from_the_content_to_the_cue(analyser: Analyser) -> None:
    text = "Both envoys also say they have the map."
    found = roles(text, "Both envoys", "also", "say they have the map")
    (made,) = with_whole_cues(next(analyser.analyse([text])), (found,))
    assert (words_of(text, made.cue), words_of(text, made.content)) == (["also say"], ["they have the map"])


def test_whose_words_follow_a_colon_is_told_by_the_noun_before_the_source(analyser: Analyser) -> None:
    text = "Declaration of the Mayors:\n\n“The road stays.”"
    found = led(text, "the Mayors", "“The road stays.”")
    (made,) = with_whole_cues(next(analyser.analyse([text])), (found,))
    assert words_of(text, made.cue) == ["Declaration of"]


def test_a_name_before_a_colon_keeps_the_colon(analyser: Analyser) -> None:
    text = "The Mayor of Ostrel: “The road stays.”"
    found = led(text, "The Mayor of Ostrel", "“The road stays.”")
    assert with_whole_cues(next(analyser.analyse([text])), (found,)) == (found,)


def test_a_colon_before_a_list_of_deeds_is_no_attribution() -> None:
    text = "The note records that the ministers:\n1. agreed to meet;\n2. welcomed the truce."
    lead = led(text, "the ministers", "agreed to meet", "welcomed the truce")
    agreed = roles(text, "the ministers", "agreed", "to meet")
    assert without_leads(text, (lead, agreed)) == (agreed,)


def test_a_colon_before_words_in_its_line_stays() -> None:
    text = "MINISTRY: EXPECTS TEXT IN MAY"
    lead = led(text, "MINISTRY", "EXPECTS TEXT IN MAY")
    expects = roles(text, "MINISTRY", "EXPECTS", "TEXT IN MAY")
    assert without_leads(text, (lead, expects)) == (lead, expects)

from __future__ import annotations

import pytest

from dateline.attribution.repair import repaired, spoken
from dateline.language import Analyser
from dateline.model.attribution import RoleSpans
from tests.analyses import roles, spans, words_of


@pytest.fixture(scope="module")
def analysed(analyser: Analyser):
    """The real analysis of a text: what these rules read is what the reader gives."""
    return lambda text: next(analyser.analyse([text]))


def told(analysed, text, *found):
    made = repaired(analysed(text), found)
    return [(words_of(text, a.source), words_of(text, a.cue), words_of(text, a.content)) for a in made]


def test_a_determiner_is_given_its_noun(analysed) -> None:
    text = "The northern province does not recognise the court."
    (made,) = told(analysed, text, roles(text, "The", "does not recognise", "the court"))
    assert made[0] == ["The northern province"]


def test_an_adverb_is_given_the_nouns_that_it_stands_before(analysed) -> None:
    text = "Only the envoy and the mayor had refused the plan."
    (made,) = told(analysed, text, roles(text, "Only", "had refused", "the plan"))
    assert made[0] == ["Only the envoy and the mayor"]


def test_a_source_goes_on_to_what_its_last_preposition_leads(analysed) -> None:
    text = "The two sides of the island of Ostrel have agreed to share records."
    (made,) = told(analysed, text, roles(text, "The two sides of the island of", "have agreed", "to share records"))
    assert made[0] == ["The two sides of the island of Ostrel"]


def test_a_conjunction_is_no_source(analysed) -> None:
    text = "It was said that the envoy asked for talks."
    (made,) = told(analysed, text, roles(text, "that", "asked for", "talks"))
    assert made[0] == ["the envoy"]


def test_a_source_that_is_a_part_of_a_word_stays(analysed) -> None:
    text = "’He wants my job!’ - Amorim and his rival joke."
    (made,) = told(analysed, text, roles(text, "He", "wants", "my job!"))
    assert made[0] == ["He"]


def test_a_source_that_has_its_noun_stays(analysed) -> None:
    text = "The envoy, who came late, said the road was shut."
    (made,) = told(analysed, text, roles(text, "The envoy", "said", "the road was shut"))
    assert made[0] == ["The envoy"]


def test_a_verb_without_a_source_takes_its_subject(analysed) -> None:
    text = "Somebody in the harbour office has written that the ferry is late."
    (made,) = told(analysed, text, roles(text, "", "has written", "that the ferry is late"))
    assert made[0] == ["Somebody in the harbour office"]


def test_the_subject_of_the_verb_goes_before_a_name_in_another_sentence(analysed) -> None:
    text = "“We agreed to nothing,” the minister said. Nothing was signed, TASS reported."
    (made,) = told(analysed, text, roles(text, "TASS", "said", "“We agreed to nothing,”"))
    assert made[0] == ["the minister"]
    (made,) = told(analysed, text, roles(text, "TASS", "said", "“We agreed to nothing,” the minister"))
    assert made == (["the minister"], ["said"], ["“We agreed to nothing,”"])


def test_a_passive_has_no_subject_that_speaks(analysed) -> None:
    text = "The envoy was told that the road was shut."
    (made,) = told(analysed, text, roles(text, "", "was told", "that the road was shut"))
    assert made[0] == []


def test_who_is_asked_does_not_ask(analysed) -> None:
    text = "Asked about the case, the minister smiled and left the room."
    (made,) = told(analysed, text, roles(text, "the minister", "Asked about", "the case"))
    assert made[0] == []


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "The palace refused to say whether the king had signed.",
            "refused",
            "to say whether the king had signed",
            (["refused to say"], ["whether the king had signed"]),
        ),
        (
            "A spokesman declined to comment on the letter.",
            "declined",
            "to comment on the letter",
            (["declined to comment on"], ["the letter"]),
        ),
        ("The ministry declined to comment.", "declined", "to comment", (["declined"], ["to comment"])),
        ("The rebels refused to leave the town.", "refused", "to leave the town", (["refused"], ["to leave the town"])),
    ],
)
def test_what_is_not_told_is_the_content(analysed, text, cue, content, expected) -> None:
    (made,) = told(analysed, text, roles(text, text.split(f" {cue}")[0], cue, content))
    assert made[1:] == expected


def test_a_colon_without_a_source_says_nothing() -> None:
    text = "GENEVA: The talks go on.\nQ: Do they?"
    dateline = RoleSpans((), ((6, 7),), spans(text, "The talks go on"))
    turn = RoleSpans(((25, 26),), ((26, 27),), spans(text, "Do they?"))
    assert spoken(text, [dateline, turn]) == (turn,)


def test_a_passive_without_an_agent_has_no_source(analysed) -> None:
    text = "Neither court has ruled. The two envoys are understood to have met in June."
    (made,) = told(
        analysed, text, roles(text, "Neither court", "are understood", "The two envoys", "to have met in June")
    )
    assert made[0] == []


def test_the_agent_of_a_passive_stays(analysed) -> None:
    text = "It was reported by two harbour pilots that the ferry had sunk."
    (made,) = told(analysed, text, roles(text, "by two harbour pilots", "was reported", "that the ferry had sunk"))
    assert made[0] == ["by two harbour pilots"]


def test_a_passive_of_feeling_keeps_whose_feeling_it_is(analysed) -> None:
    text = "The chairwoman was appalled by the strike on the clinic."
    (made,) = told(analysed, text, roles(text, "The chairwoman", "was appalled by", "the strike on the clinic"))
    assert made[0] == ["The chairwoman"]


def test_a_content_before_its_cue_begins_with_its_clause(analysed) -> None:
    text = "The envoy asked for “contact” with the harbour master at noon, the aide said."
    (made,) = told(analysed, text, roles(text, "the aide", "said", "“contact” with the harbour master at noon"))
    assert made[2] == ["The envoy asked for “contact” with the harbour master at noon"]


def test_a_noun_that_is_asked_for_is_no_later_clause(analysed) -> None:
    text = "The envoy asked for “contact” at noon, but “there was no answer”."
    (made,) = told(analysed, text, roles(text, "The envoy", "asked for", "“contact” at noon", "“there was no answer”"))
    assert made[2] == ["“contact” at noon"]


def test_what_a_verb_of_another_sentence_governs_is_not_said(analysed) -> None:
    text = "A clerk admitted only a “call”. The paper could not find out which of the two had rung the other."
    parts = ("only a “call”", "which of the two had rung the other")
    (made,) = told(analysed, text, roles(text, "A clerk", "admitted", *parts))
    assert made[2] == ["only a “call”"]


def test_whole_sentences_that_follow_are_said(analysed) -> None:
    text = "A clerk said the road was open. The bridge was shut. Nobody had rung."
    parts = ("the road was open", "The bridge was shut")
    (made,) = told(analysed, text, roles(text, "A clerk", "said", *parts))
    assert made[2] == list(parts)

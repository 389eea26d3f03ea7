from __future__ import annotations

import pytest

from dateline.attribution.clauses import Tree, quoted_as, quoted_in, reported, with_inner_clauses
from dateline.attribution.lexicon import cue_lexicon
from dateline.attribution.repair import repaired
from dateline.language import Analyser, Analysis
from tests.analyses import roles, words_of

Told = list[tuple[list[str], list[str], list[str]]]


@pytest.fixture(scope="module")
def analysed(analyser: Analyser):
    """The real analysis of a text: what these rules read is what the reader gives."""
    return lambda text: next(analyser.analyse([text]))


def in_words(analysis: Analysis, found) -> Told:
    text = analysis.text
    ordered = sorted(found, key=lambda a: a.cue[0])
    return [(words_of(text, a.source), words_of(text, a.cue), words_of(text, a.content)) for a in ordered]


def inner(analysis: Analysis, content: str) -> Told:
    outer = roles(analysis.text, "The clerk", "said", content)
    return in_words(analysis, [a for a in with_inner_clauses(analysis, [outer]) if a != outer])


@pytest.mark.parametrize(
    ("content", "source", "cue", "inside"),
    [
        ("that the guards saw the crane fall", "the guards", "saw", "the crane fall"),
        ("that the province banned the new trawlers", "the province", "banned", "the new trawlers"),
        ("that the bank offered them a loan", "the bank", "offered", "them a loan"),
        ("that the mayor knew of two other letters", "the mayor", "knew of", "two other letters"),
        ("that the farmers had complained about the toll", "the farmers", "had complained about", "the toll"),
        ("that the pilot was certain that the radar worked", "the pilot", "was certain", "that the radar worked"),
        ("that the islanders are wary of the treaty", "the islanders", "are wary of", "the treaty"),
        ("that the driver claimed to have seen nothing", "the driver", "claimed", "to have seen nothing"),
        ("that the union urged the miners to return", "the union", "urged", "the miners to return"),
        ("that the panel regards the vote as fair", "the panel", "regards", "the vote as fair"),
        ("that the crew had no idea who sent the signal", "the crew", "had no idea", "who sent the signal"),
        ("that the court threw out accusations of fraud", "", "accusations", "of fraud"),
    ],
)
def test_what_a_content_holds(analysed, content: str, source: str, cue: str, inside: str) -> None:
    analysis = analysed(f"The clerk said {content}.")
    assert ([source] if source else [], [cue], [inside]) in inner(analysis, content)


@pytest.mark.parametrize(
    "content",
    [
        "that the guards saw the crane",
        "that the mayor knew the two brothers",
        "that the road was ready by noon",
        "that the crew had a boat",
    ],
)
def test_an_object_alone_is_no_content_of_seeing_or_knowing(analysed, content: str) -> None:
    assert inner(analysed(f"The clerk said {content}."), content) == []


def test_words_in_front_of_quoted_as_saying_have_two_voices(analysed) -> None:
    text = "“We are ready,” the admiral was quoted as saying by a local paper."
    analysis = analysed(text)
    first = roles(text, (), "quoted", "“We are ready,”")
    found = in_words(analysis, quoted_as(analysis, Tree(analysis.tokens), [first]))
    assert (["the admiral"], ["saying"], ["“We are ready,”"]) in found
    outer = next(content for _, cue, content in found if cue == ["was quoted"])
    assert outer == ["“We are ready,”", "the admiral", "as saying"]


def test_an_outlet_in_which_somebody_is_quoted_is_a_voice(analysed) -> None:
    text = "The owner, quoted in the Tidal Post, said the crane had failed."
    analysis = analysed(text)
    first = roles(text, "The owner, quoted in the Tidal Post,", "said", "the crane had failed")
    found = in_words(analysis, quoted_in(analysis, Tree(analysis.tokens), [first]))
    assert found == [
        (["the Tidal Post"], ["quoted in"], ["The owner", "said the crane had failed"]),
        (["The owner"], ["said"], ["the crane had failed"]),
    ]


def test_an_adverb_of_report_is_nobodys(analysed) -> None:
    text = "The minister has reportedly left the country."
    analysis = analysed(text)
    found = in_words(analysis, reported(analysis, Tree(analysis.tokens), []))
    assert found == [([], ["reportedly"], ["The minister has", "left the country"])]


def test_what_is_described_belongs_to_the_content(analysed) -> None:
    text = "The proposal was described by one delegate as a trap."
    analysis = analysed(text)
    found = repaired(analysis, [roles(text, "one delegate", "was described", "as a trap")])
    assert in_words(analysis, found) == [(["one delegate"], ["was described"], ["The proposal", "as a trap"])]


def test_what_is_described_stands_among_the_contents_in_the_order_of_the_text(analysed) -> None:
    text = "As a trap for his side, the proposal was described by one delegate."
    analysis = analysed(text)
    (found,) = repaired(analysis, [roles(text, "one delegate", "was described", "As a trap for his side")])
    assert in_words(analysis, [found])[0][2] == ["As a trap for his side", "the proposal"]


def test_an_infinitive_that_tells_is_inside_what_is_reported(analysed) -> None:
    text = "The treasury is reported to have told lenders that it may default."
    analysis = analysed(text)
    first = roles(text, (), "is reported to", "The treasury", "that it may default")
    (found,) = repaired(analysis, [first])
    assert in_words(analysis, [found]) == [
        ([], ["is reported"], ["The treasury", "to have told lenders that it may default"])
    ]


def test_the_tables_speak_of_cues_alone() -> None:
    table = cue_lexicon()
    assert set(table.prepositions) | table.with_object | table.perceived | table.with_infinitive <= set(table.kinds)
    assert not set(table.states) & table.light

from __future__ import annotations

import pytest

from dateline.attribution.boundaries import bounded
from dateline.language import Analyser
from dateline.model.attribution import RoleSpans
from tests.analyses import roles, words_of


@pytest.fixture(scope="module")
def analysed(analyser: Analyser):
    return lambda text: next(analyser.analyse([text]))


def contents(analysed, text: str, *found: RoleSpans) -> list[list[str]]:
    return [words_of(text, a.content) for a in bounded(analysed(text), found)]


def test_a_content_does_not_end_inside_a_phrase(analysed) -> None:
    text = "The envoy said that the ferry would reach the old harbour."
    short = roles(text, "The envoy", "said", "that the ferry would reach the")
    assert contents(analysed, text, short) == [["that the ferry would reach the old harbour"]]


def test_a_content_goes_on_over_an_inner_cue_that_it_governs(analysed) -> None:
    text = "The envoy said that the rebels admitted defeat."
    outer = roles(text, "The envoy", "said", "that the rebels")
    inner = roles(text, (), "admitted", "defeat")
    assert contents(analysed, text, outer, inner) == [["that the rebels admitted defeat"], ["defeat"]]


def test_a_content_does_not_take_what_is_somebody_elses(analysed) -> None:
    text = "The envoy said that the ferry would reach the old harbour."
    short = roles(text, "The envoy", "said", "that the ferry would reach the")
    other = roles(text, "harbour", "old", "The envoy")
    assert contents(analysed, text, short, other)[0] == ["that the ferry would reach the"]


def test_a_whole_content_stays(analysed) -> None:
    text = "The envoy said that the ferry was late. It rained all day."
    assert contents(analysed, text, roles(text, "The envoy", "said", "that the ferry was late")) == [
        ["that the ferry was late"]
    ]


def test_and_that_joins_the_next_deed_is_left_out(analysed) -> None:
    text = "The envoy said that the ferry was late and left the room."
    over = roles(text, "The envoy", "said", "that the ferry was late and")
    assert contents(analysed, text, over) == [["that the ferry was late"]]


def test_a_content_goes_on_to_the_end_of_the_quotation_that_it_opens(analysed) -> None:
    text = "He added: “Nobody came to the gate. We waited for an hour.”"
    short = roles(text, "He", "added", "“Nobody came to the gate.")
    assert contents(analysed, text, short) == [["“Nobody came to the gate. We waited for an hour.”"]]


def test_the_content_of_a_noun_ends_before_the_verb_of_the_noun(analysed) -> None:
    text = "The claim that the ships were sunk was dropped by the court."
    over = roles(text, (), "claim", "that the ships were sunk was")
    assert contents(analysed, text, over) == [["that the ships were sunk"]]


def test_a_noun_takes_the_clause_that_says_what_is_said_of_it(analysed) -> None:
    text = "The regulator has fined three traders it says hid their losses."
    outer = roles(text, "The regulator", "has fined", "three traders")
    inner = roles(text, "it", "says", "hid their losses")
    assert contents(analysed, text, outer, inner)[0] == ["three traders it says hid their losses"]


def test_a_content_ends_before_a_verb_that_is_joined_to_its_cue_and_tells_something_else(analysed) -> None:
    text = "The report finds that the ships left the harbour, and recommends that the harbour be closed."
    first = roles(
        text, "The report", "finds", "that the ships left the harbour, and recommends that the harbour be closed"
    )
    second = roles(text, "The report", "recommends", "that the harbour be closed")
    assert contents(analysed, text, first, second) == [
        ["that the ships left the harbour"],
        ["that the harbour be closed"],
    ]


def test_a_clause_with_that_goes_on_with_the_content(analysed) -> None:
    text = "The envoy said that the road was open and that the mayor hoped to see it."
    outer = roles(text, "The envoy", "said", "that the road was open and that the mayor hoped to see it")
    inner = roles(text, "the mayor", "hoped", "to see it")
    assert contents(analysed, text, outer, inner)[0] == words_of(text, outer.content)


def test_a_quotation_ends_before_a_sentence_that_is_another_attribution(analysed) -> None:
    text = "The guide blurted out: “He tore it up. All of it.” Her guests asked us to keep his name out."
    outer = roles(
        text, "The guide", "blurted out:", "“He tore it up. All of it.” Her guests asked us to keep his name out"
    )
    inner = roles(text, "Her guests", "asked", "us to keep his name out")
    assert contents(analysed, text, outer, inner)[0] == ["“He tore it up. All of it.”"]


def test_parts_of_a_content_that_only_more_of_their_sentence_parts_are_one(analysed) -> None:
    text = "The bridge between the two towns was struck; the two matters were unrelated, he said."
    torn = roles(text, "he", "said", "The bridge between", "the two matters were unrelated")
    assert contents(analysed, text, torn) == [[text.removesuffix(", he said.")]]


@pytest.mark.parametrize(
    ("text", "parts", "others"),
    [
        # Between them stands the cue, a cue of somebody else's, a word for saying, the end of a sentence.
        ("The ferry, he said, was late.", ["The ferry", "was late"], ()),
        (
            "The ferry, the port believes, was late, he said.",
            ["The ferry", "was late"],
            [("the port", "believes", "The ferry")],
        ),
        ("The ferry sank, adding that the pier burnt, he said.", ["The ferry sank", "that the pier burnt"], ()),
        ("The ferry sank. It rained. The pier burnt, he said.", ["The ferry sank", "The pier burnt"], ()),
    ],
)
def test_parts_of_a_content_stay_apart_where_something_else_parts_them(analysed, text: str, parts, others) -> None:
    torn = roles(text, "he", "said", *parts)
    assert contents(analysed, text, torn, *(roles(text, *other) for other in others))[0] == parts


def test_when_something_is_said_is_no_part_of_what_is_said(analysed) -> None:
    text = "The envoy told the other ministers after his call with the king that the ferry was late."
    torn = roles(text, "The envoy", "told", "the other ministers", "that the ferry was late")
    assert contents(analysed, text, torn) == [["the other ministers", "that the ferry was late"]]

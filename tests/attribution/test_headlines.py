from __future__ import annotations

import pytest

from dateline.attribution.headlines import with_headlines
from dateline.language import Analyser
from dateline.model.attribution import RoleSpans
from tests.analyses import roles, words_of

BODY = "\n\nThe harbour has been shut since the spring. No ship has left it, pilots say."


@pytest.fixture(scope="module")
def told(analyser: Analyser):
    """The attributions of headlines, as (source, cue, content) in words, beside those that were read."""

    def tell(text: str, *found, headers=()) -> list[tuple[list[str], list[str], list[str]]]:
        analysis = next(analyser.analyse([text]))
        made = with_headlines(analysis, found, headers)
        return [tuple(words_of(text, part) for part in (a.source, a.cue, a.content)) for a in made]

    return tell


@pytest.mark.parametrize(
    ("headline", "claim", "source"),
    [
        ("Grain corridor to reopen on Monday — Kremlin", "Grain corridor to reopen on Monday", "Kremlin"),
        ("Talks in Muscat went well – Iranian minister", "Talks in Muscat went well", "Iranian minister"),
        ("President will run again in 2030 - newspaper", "President will run again in 2030", "newspaper"),
        ("Two ships sunk off the coast last night – report", "Two ships sunk off the coast last night", "report"),
        ("Wheat up four dollars a tonne on Friday — Reuters", "Wheat up four dollars a tonne on Friday", "Reuters"),
        ("Ferry talks ‘on ice’ — Kampala", "Ferry talks ‘on ice’", "Kampala"),
        ("US and China to meet in Geneva - UN", "US and China to meet in Geneva", "UN"),
    ],
)
def test_a_headline_tells_behind_its_dash_who_says_so(told, headline: str, claim: str, source: str) -> None:
    dash = next(mark for mark in "—–-" if f" {mark} " in headline)
    assert told(headline + BODY) == [([source], [dash], [claim])]


@pytest.mark.parametrize(
    "headline",
    [
        "Harbour reopens - minister arrives with a brass band",  # a clause
        "Why is the harbour shut? - analysis",  # a question
        "The harbour and the war - what we know so far",
        "All of the week’s news - May 21, 2025",
        "The harbour reopens — and the fishermen rejoice",
        "The harbour reopens after a year of war – video",
        "The harbour reopens after a year of war – Live",
        "Sunken Ships and Broken Piers — A Long Story",
        "Harbour chief Anders Lund’s long-awaited memoirs",
    ],
)
def test_what_stands_behind_another_dash_says_nothing(told, headline: str) -> None:
    assert told(headline + BODY) == []


def test_a_picture_below_is_nobodys_claim(told) -> None:
    assert (
        told("Harbour reopens after a year" + BODY + "\n\nA ship leaves the harbour on Monday — Reuters" + BODY) == []
    )


def test_what_was_read_over_the_headline_is_kept_apart(told) -> None:
    text = "Harbour to reopen — Lund\n\nThe harbour will reopen in June, the harbour master said."
    across = roles(text, "the harbour master", "said", "Harbour to reopen — Lund", "The harbour will reopen in June")
    assert told(text, across) == [
        (["the harbour master"], ["said"], ["The harbour will reopen in June"]),
        (["Lund"], ["—"], ["Harbour to reopen"]),
    ]


def test_what_was_read_inside_the_claim_stays(told) -> None:
    text = "Lund denies the harbour was shut — newspaper" + BODY
    inner = roles(text, "Lund", "denies", "the harbour was shut — newspaper")
    assert told(text, inner)[0] == (["Lund"], ["denies"], ["the harbour was shut"])


def test_the_outlet_itself_is_no_source(told) -> None:
    text = "Grain corridor to reopen on Monday - The Guardian" + BODY
    assert told(text, headers=[(text.index("The Guardian"), text.index(BODY))]) == []


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        (
            "Iran will not attend the talks in Oslo: report",
            [(["report"], [":"], ["Iran will not attend the talks in Oslo"])],
        ),
        (
            "Ferry sank off the coast last night: minister",
            [(["minister"], [":"], ["Ferry sank off the coast last night"])],
        ),
        ("Harbour war: minister", []),  # a label, of which nothing is told
        ("President to visit the Gulf: Qatar", []),  # where, not who
        ("Explained: Why the harbour matters", []),
    ],
)
def test_a_colon_can_stand_for_the_dash(told, headline: str, found: list) -> None:
    assert told(headline + BODY) == found


def test_a_headline_and_the_text_below_it_say_nothing_together(told) -> None:
    text = "Lund: harbour to reopen" + BODY
    content = roles(text, "Lund", "Lund", "harbour to reopen", "The harbour has been shut since the spring").content
    across = RoleSpans(((0, 4),), ((4, 5),), content)
    below = roles(text, "pilots", "say", "harbour to reopen", "No ship has left it")
    assert told(text, across, below) == [
        (["Lund"], [":"], ["harbour to reopen"]),
        (["pilots"], ["say"], ["No ship has left it"]),
    ]


def test_a_line_that_introduces_what_follows_is_no_headline(told) -> None:
    text = "The minister made two points:\n\nThe harbour stays shut.\n\nThe ferry sails on Mondays."
    points = roles(text, "The minister", "made two points", "The harbour stays shut", "The ferry sails on Mondays")
    assert told(text, points)[0][2] == ["The harbour stays shut", "The ferry sails on Mondays"]


@pytest.mark.parametrize("text", ["", "\n\n", "Grain corridor to reopen on Monday"])
def test_a_text_of_no_line_or_one_has_no_headline_above_it(told, text: str) -> None:
    assert told(text) == []

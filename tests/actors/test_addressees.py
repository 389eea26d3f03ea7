"""Whom a source speaks to, on sentences that are read by the shipped analyser."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model.article import Article, article_id

Addressed = Callable[[str, str], tuple[str, ...]]


@pytest.fixture(scope="module")
def addressed(analyser: Analyser) -> Addressed:
    """The addressees of the one attribution of a text whose cue holds a word."""

    def read(text: str, cue: str) -> tuple[str, ...]:
        identifier = article_id(text, url=None, outlet=None, published="2023-03-02")
        found = extract_article(Article(id=identifier, text=text, published="2023-03-02"), analyser)
        (one,) = [a for a in found.attributions if cue in " ".join(text[slice(*span)] for span in a.cue)]
        return one.addressees

    return read


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Antony Blinken told Foreign Minister Sergey Lavrov that the bridge was shut.", "told"),
        ("Antony Blinken urged Sergey Lavrov to open the bridge.", "urged"),
        ("Antony Blinken called on Sergey Lavrov to open the bridge.", "called on"),
        ("In a meeting with Sergey Lavrov, Antony Blinken said that the bridge was shut.", "said"),
        ("Antony Blinken said in a letter to Sergey Lavrov that the bridge was shut.", "said"),
        ("Speaking to Sergey Lavrov, Antony Blinken said that the bridge was shut.", "said"),
        ("Antony Blinken told Sergey Lavrov about the bridge, adding that it was shut.", "adding"),
    ],
)
def test_who_is_told_urged_met_or_written_to_is_spoken_to(addressed: Addressed, text: str, cue: str) -> None:
    assert addressed(text, cue) == ("sergey-lavrov",)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Antony Blinken accused Sergey Lavrov of shutting the bridge.", "accused"),
        ("Antony Blinken agreed with Sergey Lavrov that the bridge was shut.", "agreed"),
        ("Antony Blinken said that Sergey Lavrov had told Wang Yi about the bridge.", "said"),
        ("Antony Blinken said in Moscow that the bridge was shut.", "said"),
    ],
)
def test_who_is_blamed_or_spoken_of_is_not(addressed: Addressed, text: str, cue: str) -> None:
    assert addressed(text, cue) == ()

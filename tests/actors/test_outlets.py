from __future__ import annotations

import pytest

from dateline.actors import outlet_in_title
from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model.article import Article, article_id


def article(title: str, outlet: str | None) -> Article:
    text = f"{title}\n\nThe harbour has been shut since the spring."
    return Article(id=article_id(text, url=None, outlet=outlet, published=None), text=text, title=title, outlet=outlet)


@pytest.mark.parametrize(
    ("title", "outlet", "named"),
    [
        ("Harbour to reopen on Monday - The Guardian", "The Guardian", "The Guardian"),
        ("Harbour to reopen on Monday | BBC News", None, "BBC News"),
        ("Harbour to reopen on Monday — Reuters", "TASS", None),
        ("Harbour to reopen on Monday — harbour master", "The Guardian", None),
        ("Harbour to reopen on Monday", "The Guardian", None),
    ],
)
def test_a_title_can_end_in_the_outlet_that_it_was_read_in(title: str, outlet: str | None, named: str | None) -> None:
    found = outlet_in_title(article(title, outlet))
    assert (None if found is None else title[slice(*found)]) == named


@pytest.mark.parametrize(
    ("title", "outlet", "chains"),
    [
        ("Grain corridor to reopen on Monday — Reuters", "TASS", [["reuters"]]),
        ("Grain corridor to reopen on Monday — Reuters", "Reuters", []),
        ("Grain corridor to reopen on Monday — Kremlin", "TASS", [["russia-presidency"]]),
    ],
)
def test_who_says_so_behind_a_headlines_dash(
    analyser: Analyser, title: str, outlet: str, chains: list[list[str]]
) -> None:
    found = extract_article(article(title, outlet), analyser)
    told = [a for a in found.attributions if a.part == "headline"]
    assert [[link.actor for link in a.chain] for a in told] == chains


def test_an_agency_is_nobody_of_its_name(analyser: Analyser) -> None:
    text = "Trump told European leaders that the war would go on, Bloomberg reported, citing sources."
    found = extract_article(Article(id=article_id(text, url=None, outlet=None, published=None), text=text), analyser)
    (reported,) = [a for a in found.attributions if text[slice(*a.cue[0])] == "reported"]
    assert (reported.actors, reported.source_type) == (("bloomberg",), "named_organisation")


def test_a_name_behind_the_article_is_an_organ_of_that_name(analyser: Analyser) -> None:
    text = (
        "MOSCOW, May 21. Russian President Vladimir Putin will present awards in the Catherine Hall of the Senate "
        "Palace on Thursday, the Kremlin said. “There will be musicians and pilots,” the Kremlin said."
    )
    found = extract_article(Article(id=article_id(text, url=None, outlet=None, published=None), text=text), analyser)
    assert {a.actors for a in found.attributions} == {("russia-presidency",)}

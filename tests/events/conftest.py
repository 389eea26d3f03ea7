"""What the tests of the coding of events share: reading a sentence as an article of one day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model.article import Article
from dateline.model.events import Event
from dateline.model.extraction import Extraction

PUBLISHED = "2023-03-02"  # a Thursday


@pytest.fixture(scope="session")
def read(analyser: Analyser) -> Callable[[str], Extraction]:
    """The extraction of a text that was published on 2 March 2023; each text is read once."""
    known: dict[str, Extraction] = {}

    def reading(text: str) -> Extraction:
        if text not in known:
            known[text] = extract_article(Article(id="test", text=text, published=PUBLISHED), analyser)
        return known[text]

    return reading


@pytest.fixture(scope="session")
def contact(read: Callable[[str], Extraction]) -> Callable[[str], Event]:
    """The one contact of a text."""

    def only(text: str) -> Event:
        (found,) = contacts(read(text).events)
        return found

    return only


def contacts(events: Sequence[Event]) -> list[Event]:
    """The events that are contacts."""
    return [event for event in events if event.category == "CONSULT"]

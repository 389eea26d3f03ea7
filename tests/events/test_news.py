"""What holds of the events of any news: a sample of a day's articles, where they stand beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.documents import Document, read_documents
from dateline.extraction import extract_articles
from dateline.language import Analyser
from dateline.model.extraction import Extraction
from dateline.model.spans import contains

NEWS = Path(__file__).resolve().parents[3] / "shared" / "data" / "news-2025-05-21.jsonl.gz"
EVERY = 25  # of 759 articles; a whole day takes ten minutes

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not NEWS.is_file(), reason=f"{NEWS.name} is not beside the checkout"),
]


@pytest.fixture(scope="module")
def extractions(analyser: Analyser) -> list[Extraction]:
    documents = [d for d in read_documents([str(NEWS)]) if isinstance(d, Document)]
    return list(extract_articles([d.article for d in documents[::EVERY]], analyser))


def test_events_are_found(extractions: list[Extraction]) -> None:
    assert sum(len(e.events) for e in extractions) > 5 * len(extractions)


def test_what_an_attribution_claims_is_not_in_the_articles_own_voice(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        cues = [span for a in extraction.attributions for span in a.cue]
        for event in extraction.events:
            if event.attribution is not None or contains(tuple(cues), event.trigger):
                continue
            held = [a.id for a in extraction.attributions if contains(a.content, event.trigger)]
            assert not held, (extraction.article.id, event.id)


def test_nobody_stands_on_both_sides_and_no_event_is_mirrored(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        seen = set()
        for event in extraction.events:
            assert not set(event.actors) & set(event.recipients), (extraction.article.id, event.id)
            key = (event.category, event.trigger)
            assert key not in seen, (extraction.article.id, event.id)
            seen.add(key)
            mirrored = [
                e
                for e in extraction.events
                if e.category == event.category
                and e.span == event.span
                and e.recipients
                and (set(e.actors), set(e.recipients)) == (set(event.recipients), set(event.actors))
            ]
            assert not mirrored, (extraction.article.id, event.id)


def test_a_clause_is_no_longer_than_its_sentence_and_holds_its_trigger(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        for event in extraction.events:
            assert event.span[0] <= event.trigger[0] < event.trigger[1] <= event.span[1]
            assert event.span[1] - event.span[0] <= 420, (extraction.article.id, event.id)

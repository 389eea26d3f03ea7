"""What holds of the events of any text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.extraction import Extraction
from dateline.model.spans import contains

PEOPLE = (
    "Emmanuel Macron", "Pedro Sánchez", "Penny Wong", "Prime Minister of Denmark Mette Frederiksen", "he", "Norway",
    "Danish officials", "President Andrzej Duda of Poland and Kaja Kallas", "the two ministers",
)  # fmt: skip
ACTS = (
    "met", "spoke with", "accused", "asked for talks with", "held talks with", "refused to meet", "hosted", "thanked",
    "called on", "promised help to", "discussed the war in Sudan with", "had a call with", "denied meeting",
)  # fmt: skip
FRAMES = (
    "{}.", "{}, a minister said.", "Anna Berg said that {}.", "Anna Berg denied that {}.", "During a call {}.",
    "“{},” Anna Berg told reporters in Oslo on Monday.",
)  # fmt: skip
TEXTS = (
    ("Emmanuel Macron met Pedro Sánchez in Lyon on Monday. Paris said that the two had agreed to meet again in April. "
    "“We asked Spain for a call,” Macron said. Madrid denied that there had been formal talks."),
    ("The India-Nepal talks resumed. India accused Nepal of breaking off the talks, and Nepal's minister said that "
     "India had refused to meet him."),
    "Norway and Denmark called on Mali to release the crew. Mali said it had promised nothing to Norway.",
)  # fmt: skip


def check(found: Extraction) -> None:
    """Fail unless the events of an extraction hold together."""
    text, known = found.article.text, {actor.id for actor in found.actors}
    ids = {attribution.id for attribution in found.attributions}
    for event in found.events:
        start, end = event.span
        assert 0 <= start <= event.trigger[0] < event.trigger[1] <= end <= len(text)
        assert {*event.actors, *event.recipients} <= known
        assert event.actors or event.recipients
        assert len(set(event.actors)) == len(event.actors)
        assert not set(event.actors) & set(event.recipients)
        if event.attribution is None:
            # Who asks for talks, or refuses them, claims no contact: the act is told where the asking is.
            around = [a for a in found.attributions if contains(a.content, event.trigger)]
            assert all(contains((event.span,), cue) for a in around for cue in a.cue)
        else:
            assert event.attribution in ids
        assert (event.contact is not None) == (event.category == "CONSULT")
        if event.proposition is not None:
            assert 0 <= event.proposition.span[0] < event.proposition.span[1] <= len(text)
    for one, other in combinations(found.events, 2):
        mirrored = one.actors == other.recipients and one.recipients == other.actors and one.category == other.category
        assert not (mirrored and one.span == other.span)


@pytest.mark.parametrize("text", TEXTS)
def test_events_of_a_story_hold_together(read: Callable[[str], Extraction], text: str) -> None:
    found = read(text)
    assert found.events
    check(found)


@given(st.sampled_from(FRAMES), st.sampled_from(PEOPLE), st.sampled_from(ACTS), st.sampled_from(PEOPLE))
def test_events_of_any_sentence_hold_together(
    read: Callable[[str], Extraction], frame: str, one: str, act: str, other: str
) -> None:
    check(read(frame.format(f"{one} {act} {other}")))


def test_a_space_at_the_end_changes_no_event(read: Callable[[str], Extraction]) -> None:
    text = TEXTS[0]
    assert read(text + " ").events == read(text).events


def test_events_are_numbered_in_the_order_of_their_triggers(read: Callable[[str], Extraction]) -> None:
    events = read(TEXTS[0]).events
    assert [event.id for event in events] == [f"e{i}" for i in range(1, len(events) + 1)]
    assert list(events) == sorted(events, key=lambda event: event.trigger)

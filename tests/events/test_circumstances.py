"""When and where events are said to be, and how long they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.events import Event


@pytest.mark.parametrize(
    ("text", "basis", "start", "end"),
    [
        ("Emmanuel Macron met Pedro Sánchez on Tuesday.", "stated", "2023-02-28", "2023-02-28"),
        ("Emmanuel Macron visited Morocco in January.", "stated", "2023-01-01", "2023-01-31"),
        # What had happened is inherited: on or before the day of telling. What will happen has no day.
        ("Emmanuel Macron met Pedro Sánchez.", "inherited", None, "2023-03-02"),
        ("Emmanuel Macron will meet Pedro Sánchez.", None, None, None),
    ],
)
def test_when(
    contact: Callable[[str], Event], text: str, basis: str | None, start: str | None, end: str | None
) -> None:
    found = contact(text)
    assert (found.date_basis, found.start, found.end) == (basis, start, end)


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("Emmanuel Macron met Pedro Sánchez in Madrid on Tuesday.", "Madrid", "ESP"),
        ("Emmanuel Macron visited Morocco in January.", "Morocco", "MAR"),
        # What two talk about is not where they are.
        ("Emmanuel Macron and Pedro Sánchez discussed the war in Sudan.", None, None),
        ("Emmanuel Macron met Pedro Sánchez.", None, None),
    ],
)
def test_where(contact: Callable[[str], Event], text: str, place: str | None, country: str | None) -> None:
    found = contact(text)
    assert (found.place, found.country) == (place, country)


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("for 40 minutes", 40.0, 40.0),
        ("for about 40 minutes", 32.0, 48.0),
        ("for less than ten minutes", None, 10.0),
        ("for more than two hours", 120.0, None),
    ],
)
def test_duration(contact: Callable[[str], Event], words: str, least: float | None, most: float | None) -> None:
    duration = contact(f"Emmanuel Macron met Pedro Sánchez {words}.").duration
    assert duration is not None
    assert (duration.min, duration.max) == (least, most)
    assert words.removeprefix("for ") == duration.text


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Emmanuel Macron and Olaf Scholz discussed the January plan.", "inherited"),
        ("Emmanuel Macron and Olaf Scholz exchanged New Year's greetings.", "inherited"),
        ("Emmanuel Macron and Olaf Scholz discussed the truce on Wednesday.", "stated"),
    ],
)
def test_a_time_inside_what_is_discussed_is_not_that_of_the_discussion(
    contact: Callable[[str], Event], text: str, basis: str
) -> None:
    assert contact(text).date_basis == basis

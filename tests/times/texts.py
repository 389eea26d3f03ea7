"""Texts analysed by the shipped reader, and times read in them."""

from __future__ import annotations

from functools import cache

from dateline.language import Analysis, load_analyser
from dateline.model import Timex
from dateline.times import Anchor, read_times

# A Thursday.
PUBLISHED = "2023-03-02"


@cache
def parsed(text: str) -> Analysis:
    """The analysis of a text by the shipped reader."""
    return next(iter(load_analyser().analyse([text])))


def times(text: str, published: str | None = PUBLISHED, dateline: str | None = None) -> tuple[Timex, ...]:
    """The times of a text that was published on a Thursday."""
    return read_times(parsed(text), Anchor(published, dateline))


def only(text: str, published: str | None = PUBLISHED, dateline: str | None = None) -> Timex:
    """The one time of a text."""
    found = times(text, published, dateline)
    assert len(found) == 1, [t.text for t in found]
    return found[0]


def value(timex: Timex) -> tuple[str, str, str]:
    """What a time says: its text, its TIMEX3 type and value."""
    assert timex.timex is not None
    return timex.text, timex.timex.type, timex.timex.value


def reach(timex: Timex) -> tuple[str | None, str | None]:
    """The days of a time."""
    return timex.start, timex.end

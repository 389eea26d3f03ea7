"""Spans: half-open ranges of characters of an article's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

Span: TypeAlias = tuple[int, int]
"""``[start, end)`` in characters of ``article.text``, with ``0 <= start < end``."""
Spans: TypeAlias = tuple[Span, ...]
"""Spans of one thing, in the order of the text; they do not overlap."""


def check_span(span: Span) -> None:
    """Raise ``ValueError`` unless ``0 <= start < end``."""
    start, end = span
    if not 0 <= start < end:
        raise ValueError(f"not a span: [{start}, {end})")


def check_spans(spans: Spans) -> None:
    """Raise ``ValueError`` unless every span is one and they follow one another without overlap."""
    reached = 0
    for span in spans:
        check_span(span)
        if span[0] < reached:
            raise ValueError(f"spans out of order or overlapping: {spans}")
        reached = span[1]


def contains(outer: Spans, inner: Span) -> bool:
    """Whether one of ``outer`` holds all of ``inner``."""
    first, last = inner
    for start, end in outer:  # noqa: SIM110 - nothing is asked so often, and a generator takes three times as long
        if start <= first and last <= end:
            return True
    return False


def overlaps(one: Span, other: Span) -> bool:
    """Whether the two share a character."""
    return one[0] < other[1] and other[0] < one[1]


def touching(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Those of ``spans`` that share a character with ``place``; they are in order and do not overlap one another."""
    first = bisect_right(spans, place[0], key=_end)
    return spans[first : bisect_left(spans, place[1], lo=first, key=_start)]


def _start(span: Span) -> int:
    return span[0]


def _end(span: Span) -> int:
    return span[1]


def hull(spans: Spans) -> Span:
    """The smallest span that holds all of ``spans``, which must not be empty."""
    if len(spans) == 1:
        return spans[0]
    return min(start for start, _ in spans), max(end for _, end in spans)


def text_of(text: str, spans: Spans) -> str:
    """The text of discontinuous spans, joined by an ellipsis where something was left out."""
    return " … ".join(text[start:end] for start, end in spans)


class SpanIndex(Generic[T]):
    """Things that stand in spans, which may overlap one another, for finding those in a place without a look at all."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=_start_of)
        self._starts = [span[0] for span, _ in self._items]
        # How far those up to each reach: what begins before a place may still stand in it.
        self._reach = list(accumulate((span[1] for span, _ in self._items), max))

    def touching(self, place: Span) -> list[T]:
        """What shares a character with ``place``, by where it begins, else in the order in which it was given."""
        start, end = place
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, end)
        return [thing for span, thing in self._items[first:last] if span[1] > start]


def _start_of(item: tuple[Span, object]) -> int:
    return item[0][0]

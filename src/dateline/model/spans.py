"""Spans: half-open ranges of characters of an article's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeAlias

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
    return any(start <= inner[0] and inner[1] <= end for start, end in outer)


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
    return min(start for start, _ in spans), max(end for _, end in spans)


def text_of(text: str, spans: Spans) -> str:
    """The text of discontinuous spans, joined by an ellipsis where something was left out."""
    return " … ".join(text[start:end] for start, end in spans)

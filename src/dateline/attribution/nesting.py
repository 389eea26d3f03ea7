"""Attributions inside the contents of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dateline.attribution.cues import is_cue_word
from dateline.attribution.decoding import decode
from dateline.attribution.sources import tokens_in
from dateline.language.analysis import ROLE_TAGS, Analysis, RoleScores
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, Spans, contains, hull, overlaps

_CUE: Final = [ROLE_TAGS.index("B-cue"), ROLE_TAGS.index("I-cue")]
# A probability of being a cue that makes a piece inside a content worth a second look.
_SUSPECTED: Final = -3.0


def needs_second_reading(analysis: Analysis, outer: RoleSpans) -> bool:
    """Whether a content may hold another attribution: it holds a cue word, or a piece that looks like one."""
    if any(is_cue_word(token) for token in tokens_in(analysis, outer.content)):
        return True
    scores = analysis.scores
    return any(
        scores.roles[k, _CUE].max() > _SUSPECTED
        for k, offset in enumerate(scores.offsets)
        if contains(outer.content, offset)
    )


def second_reading(text: str, outer: RoleSpans, scores: RoleScores) -> tuple[RoleSpans, ...]:
    """The attributions inside the content of ``outer``.

    ``scores`` are those of the whole content by itself: ``text[start:end]`` of the hull of its spans. What
    belongs to the outer source or cue, which may stand between the spans, is left out.
    """
    start, end = hull(outer.content)
    found = []
    for inner in decode(text[start:end], scores):
        moved = RoleSpans(*(_move(spans, start) for spans in (inner.source, inner.cue, inner.content)))
        if not all(contains(outer.content, span) for span in moved.cue):
            continue
        taken = (*outer.source, *outer.cue)
        source = tuple(span for span in moved.source if contains(outer.content, span))
        content = tuple(part for span in moved.content for part in _without(span, taken) if text[slice(*part)].strip())
        if content:
            found.append(RoleSpans(source, moved.cue, content))
    return tuple(found)


def parents(found: Sequence[RoleSpans]) -> list[int | None]:
    """For each attribution the smallest other one whose content holds its cue, by index, or None.

    A parent's content is always larger than the child's, so that no two can be inside each other.
    """
    sizes = [sum(end - start for start, end in a.content) for a in found]
    chosen: list[int | None] = []
    for i, inner in enumerate(found):
        around = [
            j
            for j, outer in enumerate(found)
            if j != i and sizes[j] > sizes[i] and all(contains(outer.content, span) for span in inner.cue)
        ]
        chosen.append(min(around, key=sizes.__getitem__) if around else None)
    return chosen


def distinct(found: Iterable[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions in the order of their cues, one for each cue (the first that was read)."""
    kept: list[RoleSpans] = []
    for attribution in found:
        if not any(overlaps(span, other) for span in attribution.cue for a in kept for other in a.cue):
            kept.append(attribution)
    return tuple(sorted(kept, key=lambda a: (a.cue[0], a.content[0])))


def _move(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)


def _without(span: Span, taken: Spans) -> Iterator[Span]:
    """What is left of a span without the parts that are taken."""
    start, end = span
    for first, last in sorted(taken):
        if last <= start or first >= end:
            continue
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end

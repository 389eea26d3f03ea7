"""How a content is quoted, and whose words stand inside its quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.language.quotation import Quotation
from dateline.model.attribution import Kind, Quote, QuotedRun
from dateline.model.spans import Span, Spans, contains, overlaps

UTTERED: Final[frozenset[Kind]] = frozenset({"statement", "decree"})
"""Kinds of attribution whose source utters the content; nobody utters what is only thought or wanted."""
_MARK: Final = 2  # characters of the longest opening mark


@dataclass(frozen=True, slots=True)
class Held:
    """What :func:`quoted_runs` needs to know of an attribution."""

    id: str
    parent: str | None
    content: Spans
    kind: Kind | None


def quote_kind(text: str, content: Spans, quotations: Sequence[Quotation]) -> Quote:
    """*direct* where every word of the content stands inside quotation marks, *mixed* where some do."""
    if not quotations:
        return "indirect"
    inside = outside = False
    for start, end in content:
        quoted = bytearray(end - start)
        for run in quotations:
            if overlaps((run.start, run.end), (start, end)):
                first, last = max(run.start, start) - start, min(run.end, end) - start
                quoted[first:last] = b"\1" * (last - first)
        for character, flag in zip(text[start:end], quoted, strict=True):
            if character.isalnum():
                inside, outside = inside or bool(flag), outside or not flag
                if inside and outside:
                    return "mixed"
    return "direct" if inside else "indirect"


def quoted_runs(held: Held, quotations: Sequence[Quotation], all_held: Mapping[str, Held]) -> tuple[QuotedRun, ...]:
    """The outermost quoted runs inside an attribution's content, each with the attribution that uttered it.

    The words belong to the innermost attribution around them and their opening mark whose source utters
    what it holds: in *Blinken wanted to "disabuse ...", a US official said* they are the official's, and in
    *"Blinken told me that we agree," she said* all of them are hers.
    """
    speakers: dict[Span, str | None] = {}
    for start, end in held.content:
        touching = [run for run in quotations if overlaps((run.start, run.end), (start, end))]
        for run in touching:
            clipped = max(start, run.start), min(end, run.end)
            # Inner marks belong to the run around them, unless the content itself begins inside that run.
            if not any(start <= r.start < run.start and run.end <= r.end for r in touching):
                # Marks that never close may give two runs for the same words: the later opened, the inner, counts.
                speakers[clipped] = _speaker(run, clipped, held, all_held)
    return tuple(QuotedRun(span=span, words_of=speakers[span]) for span in sorted(speakers))


def _speaker(run: Quotation, part: Span, held: Held, all_held: Mapping[str, Held]) -> str | None:
    """Who uttered the part of a run that stands in the content of ``held``."""
    around = [
        other
        for other in all_held.values()
        if other.kind in UTTERED and contains(other.content, part) and _related(other, held, all_held)
    ]
    # Marks that open before a content were opened by someone further out; a content may begin after its mark.
    mark = run.start, run.start + _MARK
    opened = [other for other in around if any(start <= mark[1] and mark[0] < end for start, end in other.content)]
    if opened:
        return min(opened, key=_size).id
    return max(around, key=_size).id if around else None


def _size(held: Held) -> int:
    return sum(end - start for start, end in held.content)


def _related(one: Held, other: Held, all_held: Mapping[str, Held]) -> bool:
    return _is_above(one.id, other.id, all_held) or _is_above(other.id, one.id, all_held)


def _is_above(upper: str, lower: str, all_held: Mapping[str, Held]) -> bool:
    """Whether ``upper`` is ``lower`` or one of the attributions around it."""
    current: str | None = lower
    while current is not None:
        if current == upper:
            return True
        current = all_held[current].parent
    return False

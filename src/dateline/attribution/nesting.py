"""Attributions inside the contents of others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

import numpy as np

from dateline.attribution.cues import is_cue_word
from dateline.attribution.decoding import decode
from dateline.attribution.lexicon import cue_lexicon
from dateline.attribution.sources import tokens_in
from dateline.language.analysis import ROLE_TAGS, Analysis, RoleScores, Token
from dateline.model.attribution import ROLES, RoleSpans
from dateline.model.spans import Span, Spans, contains, hull, overlaps

_CUE: Final = [ROLE_TAGS.index("B-cue"), ROLE_TAGS.index("I-cue")]
# Log-probabilities of being a cue, of a piece inside a content: of one that makes a noun that can be a cue worth a
# second look, and of one that is worth it by itself. Chosen on evaluation/sentences/open.toml and a day's news.
_SUSPECTED: Final = -3.0
_LIKELY: Final = -1.5
_CLAUSES: Final = frozenset({"acl", "ccomp"})

_LINKING: Final = frozenset({"WDT", "WP", "IN"})
_STRETCH: Final = 2_000  # characters


def needs_second_reading(analysis: Analysis, outer: RoleSpans) -> bool:
    """Whether a content may hold another attribution.

    It holds a cue word, or a piece of its own, apart from the outer cue, that is likely one. A less likely one will
    do where there is a noun that can be a cue: one of the table, or with a clause behind it ("the conviction that").
    """
    start, end = hull(outer.content)
    outside = (*outer.source, *outer.cue)
    inside = [t for t in tokens_in(analysis, ((start, end),)) if not contains(outside, (t.start, t.end))]
    if any(map(_is_cue, inside)):
        return True
    offsets, roles = analysis.scores.offsets, analysis.scores.roles
    first, last = (bisect_left(offsets, (at, at)) for at in (start, end))
    scores = roles[first:last, _CUE].max(axis=1)
    suspected = [k for k in (np.flatnonzero(scores > _SUSPECTED) + first).tolist() if offsets[k][1] <= end]
    suspected = [k for k in suspected if not contains(outside, offsets[k])]
    likely = (offsets[k] for k in suspected if scores[k - first] > _LIKELY and contains(outer.content, offsets[k]))
    if any(not _touches(span, outer.cue) for span in likely):
        return True
    return bool(suspected) and any(_is_cue_noun(analysis, t) for t in inside if t.pos == "NOUN")


def _is_cue(token: Token) -> bool:
    """Whether a word calls for a second reading: of the prepositions only those of statements, "per", not "like"."""
    if not is_cue_word(token):
        return False
    return token.pos not in {"ADP", "SCONJ"} or cue_lexicon().kinds.get(token.lemma.lower(), "statement") == "statement"


def _is_cue_noun(analysis: Analysis, noun: Token) -> bool:
    """Whether a noun can be a cue: "her claim", "the conviction that"."""
    if noun.lemma.lower() in cue_lexicon().kinds:
        return True
    tree = analysis.tree
    k = bisect_left(tree.starts, noun.start)
    return any(tree.words[m] == "that" for c in tree.dependents(k, *_CLAUSES) for m in tree.dependents(c, "mark"))


def _touches(span: Span, cue: Spans) -> bool:
    """Whether nothing but a space stands between a piece and a cue: what the first reading left at the cue's edge."""
    return any(0 <= span[0] - end <= 1 or 0 <= start - span[1] <= 1 for start, end in cue)


def second_reading(
    text: str, outer: RoleSpans, scores: RoleScores, *, taken: Spans, within: Spans
) -> tuple[RoleSpans, tuple[RoleSpans, ...]]:
    """The outer attribution, its content widened over what it relays, and the attributions inside.

    ``scores`` are those of the whole content by itself: ``text[start:end]`` of the hull of its spans.
    ``taken`` holds all spans of the attributions beside the outer one and of its own source and cue: what
    belongs to them, though it stands between the content's spans, is not inside. ``within`` is the content
    that holds the outer attribution itself, or the whole text.
    """
    start, end = hull(outer.content)
    found = [
        RoleSpans(*(_move(spans, start) for spans in (inner.source, inner.cue, inner.content)))
        for inner in decode(text[start:end], scores)
    ]
    found = [inner for inner in found if not any(overlaps(span, other) for span in inner.cue for other in taken)]
    content = _widened(outer.content, [span for inner in found for span in inner.cue], taken, within)
    kept = []
    for inner in found:
        source = tuple(span for span in inner.source if contains(content, span))
        parts = (part for span in inner.content for part in _within(span, content))
        inside = tuple(part for part in parts if text[slice(*part)].strip())
        if inside and inside != content and all(contains(content, span) for span in inner.cue):
            kept.append(RoleSpans(source, inner.cue, inside))
    return RoleSpans(outer.source, outer.cue, content), tuple(kept)


def _widened(content: Spans, cues: Sequence[Span], taken: Spans, within: Spans) -> Spans:
    """The content with the gaps that hold an inner cue and nothing that is taken.

    A first reading leaves such a gap where it takes the inner cue for a second outer one: "the report
    mentioned [the ministry] confirming [that ...]".
    """
    widened = [content[0]]
    for span in content[1:]:
        gap = widened[-1][1], span[0]
        free = contains(within, gap) and not any(overlaps(gap, other) for other in taken)
        if free and any(overlaps(gap, cue) for cue in cues):
            widened[-1] = widened[-1][0], span[1]
        else:
            widened.append(span)
    return tuple(widened)


def is_plausible(analysis: Analysis, inner: RoleSpans) -> bool:
    """Whether an inner cue is more than an auxiliary or an adjective, and the content more than a noun's "that".

    Read by itself "Russia should ..." looks attributed, and so does "growing support". "The talks, which he denied" has
    a content of one word, "concessions that the envoy thought small" has none.
    """
    cue = tokens_in(analysis, inner.cue)
    if all(token.pos == "AUX" or token.dep == "amod" for token in cue):
        return False
    by_verb = any(token.pos == "VERB" for token in cue)
    return by_verb or any(token.tag not in _LINKING for token in tokens_in(analysis, inner.content))


def parents(found: Sequence[RoleSpans]) -> list[int | None]:
    """For each attribution the smallest other one whose content holds its cue, by index, or None.

    A parent's content is always larger than the child's, so that no two can be inside each other.
    """
    sizes = [sum(end - start for start, end in a.content) for a in found]
    # Which contents reach into each stretch of the text, so that a long text takes no longer than its parts.
    near: dict[int, list[int]] = defaultdict(list)
    for j, outer in enumerate(found):
        stretches = (range(start // _STRETCH, (end - 1) // _STRETCH + 1) for start, end in outer.content)
        for stretch in dict.fromkeys(chain.from_iterable(stretches)):
            near[stretch].append(j)
    chosen: list[int | None] = []
    for i, inner in enumerate(found):
        around = [
            j
            for j in near[inner.cue[0][0] // _STRETCH]
            if j != i and sizes[j] > sizes[i] and all(contains(found[j].content, span) for span in inner.cue)
        ]
        chosen.append(min(around, key=sizes.__getitem__) if around else None)
    return chosen


def without_headers(found: Iterable[RoleSpans], headers: Spans) -> tuple[RoleSpans, ...]:
    """The attributions without what stands in a dateline or another header of the text.

    One whose cue or whole content stands there is none.
    """
    kept = []
    for attribution in found:
        source, cue, content = (
            tuple(part for span in attribution.role(role) for part in _outside(span, headers)) for role in ROLES
        )
        if content and cue == attribution.cue:
            kept.append(RoleSpans(source, cue, content))
    return tuple(kept)


def distinct(found: Iterable[RoleSpans]) -> tuple[RoleSpans, ...]:
    """The attributions in the order of their cues, one for each cue (the first that was read)."""
    kept: list[RoleSpans] = []
    taken: set[int] = set()
    for attribution in found:
        characters = {k for start, end in attribution.cue for k in range(start, end)}
        if taken.isdisjoint(characters):
            kept.append(attribution)
            taken |= characters
    return tuple(sorted(kept, key=lambda a: (a.cue[0], a.content[0])))


def _move(spans: Spans, by: int) -> Spans:
    return tuple((start + by, end + by) for start, end in spans)


def _within(span: Span, content: Spans) -> Iterator[Span]:
    """The parts of a span that lie inside a content."""
    for start, end in content:
        if overlaps(span, (start, end)):
            yield max(start, span[0]), min(end, span[1])


def _outside(span: Span, headers: Spans) -> Iterator[Span]:
    """What is left of a span that reaches into headers, which stand at its beginning."""
    start, end = span
    for first, last in sorted(headers):
        if first < end and start < last:
            start = max(start, last)
    if start < end:
        yield start, end

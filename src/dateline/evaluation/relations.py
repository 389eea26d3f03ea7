"""GUM's attribution relations: whose clause of saying or thinking belongs to which words, and negated or not.

GUM's ``Discourse=`` marks the first word of each elementary discourse unit, which reaches to the next mark, with
``relation:number->head:depth:signals``, further relations after a semicolon (``relation:number->head:depth of
the unit:depth of the head:signals``). In ``attribution-positive`` and ``attribution-negative`` the unit is the
clause of source and cue and its head the clause that they attribute. Zeldes et al., "eRST: A Signaled Graph Theory
of Discourse Relations and Organization" (Computational Linguistics 2025).

The depth tells how far above its head's own clause a unit is attached in the tree of constituents. The *content*
is what stood under the point of attachment: the head's clause with all of whatever hangs on it at a smaller depth.
What hangs higher is about the attribution as a whole, and no part of what was said. A clause that another
interrupts is two units joined by ``same-unit``: both are its clause, whatever their depth.

- *positive*, *negative*: how many relations of that sort are found. One is found if some predicted attribution's
  content holds half of the head's clause, and half of its cue stands in the unit of source and cue.
  ``.cue_written`` are those whose cue GUM names among the signals. The rest have none: photo credits, references
  and the names before turns of a conversation, which are no attributions in PolNeAR's sense. ``.whole`` asks of
  those with a cue that half of the content is shared too (intersection over union).
- *negation*: among those found, a polarity other than asserted held against ``attribution-negative``. Questions
  and wishes are conditional here and positive in GUM, so that ``without_conditional`` takes those as asserted.

``given`` and ``predicted`` are counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.evaluation.attribution import Table, Tally
from dateline.evaluation.treebank import TreebankDocument
from dateline.model.attribution import Attribution
from dateline.model.spans import Span, Spans

_ATTRIBUTION: Final = "attribution-"
_SAME_UNIT: Final = "same-unit"
_NEGATIVE: Final = {
    "negation": frozenset({"denied", "negated", "declined", "conditional"}),
    "negation.without_conditional": frozenset({"denied", "negated", "declined"}),
}
_CUE_SIGNALS: Final = ("lex-indwd", "lex-indph")  # an indicative word or phrase
_NEXT_EDGE: Final = re.compile(r";(?=[a-z][a-z-]*(?:_[mr])?:\d+->)")
_EDGE: Final = re.compile(r"(?P<relation>[a-zA-Z-]+)(?:_[mr])?:(?P<number>\d+)(?:->(?P<head>\d+))?(?::(?P<rest>.*))?")


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation of one unit to its head; a root has no head. ``depth`` is the place of attachment."""

    relation: str
    head: int | None
    depth: int
    signals: str


@dataclass(frozen=True, slots=True)
class Unit:
    """An elementary discourse unit; the first of ``edges`` makes the tree, the others cross it."""

    span: Span
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class AttributionRelation:
    """That the clause ``satellite`` attributes the clause ``nucleus``, and all of ``content`` with it."""

    negative: bool
    cue_written: bool
    satellite: Spans
    nucleus: Spans
    content: Spans


def attribution_relations(document: TreebankDocument) -> tuple[AttributionRelation, ...]:
    """The attribution relations of a document of GUM, in the order of their clauses of source and cue."""
    units = read_units(document)
    children: dict[int, list[int]] = defaultdict(list)
    for number, unit in units.items():
        if unit.edges[0].head is not None:
            children[unit.edges[0].head].append(number)
    found = []
    for number, unit in units.items():
        for edge in unit.edges:
            if edge.relation.startswith(_ATTRIBUTION) and edge.head is not None:
                own = set(_clause(units, children, number))
                nucleus = set(_clause(units, children, edge.head)) - own
                if not nucleus:  # two pieces of one clause
                    continue
                content = set(_content(units, children, edge.head, edge.depth)) | nucleus
                found.append(
                    AttributionRelation(
                        negative=edge.relation == "attribution-negative",
                        cue_written=any(signal in edge.signals for signal in _CUE_SIGNALS),
                        satellite=_spans(units, own),
                        nucleus=_spans(units, nucleus),
                        content=_spans(units, content - own),
                    )
                )
    return tuple(found)


def read_units(document: TreebankDocument) -> dict[int, Unit]:
    """The discourse units of a document by their numbers, which are those of its relations."""
    words = document.words
    firsts = [k for k, word in enumerate(words) if word.discourse]
    units = {}
    for first, end in zip(firsts, [*firsts[1:], len(words)], strict=True):
        number, edges = _read_mark(words[first].discourse)
        units[number] = Unit((words[first].start, words[end - 1].end), edges)
    return units


def _read_mark(mark: str) -> tuple[int, tuple[Edge, ...]]:
    number, edges = 0, []
    for at, part in enumerate(_NEXT_EDGE.split(mark)):
        fields = _EDGE.fullmatch(part)
        if fields is None:
            raise ValueError(f"not a discourse relation of GUM: {part!r}")
        number = int(fields["number"])
        # An edge that crosses the tree gives two depths, and the second is its head's.
        rest = (fields["rest"] or "0").split(":", 2 if at else 1)
        depth = int(rest[1] if at else rest[0])
        head = None if fields["head"] is None else int(fields["head"])
        edges.append(Edge(fields["relation"], head, depth, rest[-1]))
    return number, tuple(edges)


def _clause(units: Mapping[int, Unit], children: Mapping[int, Sequence[int]], number: int) -> Iterator[int]:
    """The units that are one clause with this one: the pieces of an interrupted clause hang on its first."""
    edge = units[number].edges[0]
    first = edge.head if edge.relation == _SAME_UNIT and edge.head is not None else number
    yield first
    yield from (child for child in children[first] if units[child].edges[0].relation == _SAME_UNIT)


def _content(
    units: Mapping[int, Unit], children: Mapping[int, Sequence[int]], number: int, depth: int
) -> Iterator[int]:
    """The unit with all that hangs on it below a depth."""
    yield number
    for child in children[number]:
        if units[child].edges[0].depth < depth:
            yield from _below(children, child)


def _below(children: Mapping[int, Sequence[int]], number: int) -> Iterator[int]:
    yield number
    for child in children[number]:
        yield from _below(children, child)


def _spans(units: Mapping[int, Unit], numbers: set[int]) -> Spans:
    """The spans of units, those that follow one another as one."""
    spans: list[Span] = []
    reached = None
    for number in sorted(numbers):
        start, end = units[number].span
        if reached == number - 1:
            spans[-1] = spans[-1][0], end
        else:
            spans.append((start, end))
        reached = number
    return tuple(spans)


def score_relations(texts: Iterable[tuple[Sequence[AttributionRelation], Sequence[Attribution]]]) -> Table:
    """The measures over texts with their relations and the attributions that were predicted."""
    found: dict[str, list[bool]] = defaultdict(list)
    negations = {measure: Tally() for measure in _NEGATIVE}
    for relations, attributions in texts:
        for relation in relations:
            sort = "negative" if relation.negative else "positive"
            match = find_attribution(relation, attributions)
            found[sort].append(match is not None)
            if relation.cue_written:
                found[f"{sort}.cue_written"].append(match is not None)
                found[f"{sort}.whole"].append(match is not None and similarity(relation.content, match.content) >= 0.5)
            if match is not None:
                for measure, tally in negations.items():
                    marked = match.polarity in _NEGATIVE[measure]
                    tally.add(relation.negative and marked, relation.negative, marked)
    table: Table = {
        sort: {"given": len(hits), "R": round(100 * sum(hits) / max(1, len(hits)), 2)}
        for sort, hits in sorted(found.items())
    }
    for measure, tally in negations.items():
        table[measure] = {"given": tally.gold, "predicted": tally.predicted, **tally.percentages()}
    return table


def find_attribution(relation: AttributionRelation, attributions: Sequence[Attribution]) -> Attribution | None:
    """The predicted attribution that finds a relation; of several the one with the most similar content."""
    fitting = [
        a
        for a in attributions
        if shared(relation.nucleus, a.content) >= 0.5 * size(relation.nucleus)
        and shared(a.cue, relation.satellite) >= 0.5 * size(a.cue)
    ]
    return max(fitting, key=lambda a: similarity(relation.content, a.content), default=None)


def size(spans: Spans) -> int:
    """How many characters the spans have."""
    return sum(end - start for start, end in spans)


def shared(one: Spans, other: Spans) -> int:
    """How many characters two lists of spans share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def similarity(one: Spans, other: Spans) -> float:
    """Intersection over union of two lists of spans, by characters; 1 where both are empty."""
    together = shared(one, other)
    union = size(one) + size(other) - together
    return together / union if union else 1.0

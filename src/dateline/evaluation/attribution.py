"""Scores of attributions against PolNeAR's annotation, in the measures of CofeNet and of linked triples.

- *chunk exact*, per role: a contiguous span counts when both its ends are right (token boundaries). The
  measure of CofeNet (COLING 2022).
- *token*, per role: words that carry the role.
- *linked*: whole attributions, matched one to one by an overlapping cue; *overlap*: source and content each
  share a word (or both lack a source); *iou50*: each share at least half of their words (intersection over
  union); *exact*: source, cue and content are word for word the same.

Only outermost attributions are scored, for PolNeAR has no nested ones. Where an article has several
annotators, the first by file name is the gold one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from dateline.model.attribution import ROLES, Attribution, RoleSpans
from dateline.model.spans import Span, Spans

Table = dict[str, dict[str, float]]

_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_DOUBLE_MARKS: Final = '"“”'


@dataclass(slots=True)
class Tally:
    """Counts of hits, of gold items and of predicted ones."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    def add(self, hits: int, gold: int, predicted: int) -> None:
        """Add the counts of one article."""
        self.hits += hits
        self.gold += gold
        self.predicted += predicted

    def percentages(self) -> dict[str, float]:
        """Precision, recall and F1 in per cent, to two places."""
        return {
            "P": round(100 * self.hits / max(1, self.predicted), 2),
            "R": round(100 * self.hits / max(1, self.gold), 2),
            "F1": round(200 * self.hits / max(1, self.gold + self.predicted), 2),
        }


@dataclass(slots=True)
class AttributionScores:
    """Running scores over articles; :meth:`table` gives them."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    found_by_kind: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    found_by_source: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add(self, text: str, gold: Sequence[RoleSpans], predicted: Sequence[RoleSpans]) -> None:
        """Score one article."""
        words = _Words(text)
        for role in ROLES:
            self._add_chunks(role, words, gold, predicted)
        self._add_linked(text, words, gold, predicted)

    def _add_chunks(self, role: str, words: _Words, gold: Sequence[RoleSpans], predicted: Sequence[RoleSpans]) -> None:
        chunks = [{words.chunk(span) for a in side for span in a.role(role)} - {None} for side in (gold, predicted)]
        tokens = [words.within(tuple(s for a in side for s in a.role(role))) for side in (gold, predicted)]
        self.tallies[f"chunk_exact.{role}"].add(len(chunks[0] & chunks[1]), len(chunks[0]), len(chunks[1]))
        self.tallies[f"token.{role}"].add(len(tokens[0] & tokens[1]), len(tokens[0]), len(tokens[1]))

    def _add_linked(self, text: str, words: _Words, gold: Sequence[RoleSpans], predicted: Sequence[RoleSpans]) -> None:
        left = [{role: words.within(a.role(role)) for role in ROLES} for a in gold]
        right = [{role: words.within(a.role(role)) for role in ROLES} for a in predicted]
        hits = dict.fromkeys(("overlap", "iou50", "exact"), 0)
        kinds = [quotation_kind(a, text) for a in gold]
        sources = ["written" if a.source else "not_written" for a in gold]
        for kind, source in zip(kinds, sources, strict=True):
            self.found_by_kind[kind][1] += 1
            self.found_by_source[source][1] += 1
        for i, j in _match(left, right):
            pairs = [(left[i][role], right[j][role]) for role in ("source", "content")]
            hits["overlap"] += all(a & b or not (a or b) for a, b in pairs)
            close = all(_overlap(a, b) >= 0.5 for a, b in pairs)
            hits["iou50"] += close
            self.found_by_kind[kinds[i]][0] += close
            self.found_by_source[sources[i]][0] += close
            hits["exact"] += left[i] == right[j]
        for measure, count in hits.items():
            self.tallies[f"linked.{measure}"].add(count, len(gold), len(predicted))

    def table(self) -> Table:
        """All measures in per cent: ``chunk_exact.*``, ``token.*``, ``linked.*``, ``recall_iou50_by_*``."""
        groups = ("chunk_exact", "token", "linked")
        names = [name for group in groups for name in self.tallies if name.startswith(f"{group}.")]
        table: Table = {name: self.tallies[name].percentages() for name in names}
        table["recall_iou50_by_kind"] = _shares(self.found_by_kind, ("direct", "mixed", "indirect"))
        table["recall_iou50_by_source"] = _shares(self.found_by_source, ("written", "not_written"))
        return table


def _shares(found: Mapping[str, Sequence[int]], names: Sequence[str]) -> dict[str, float]:
    """What share of each group was found, in per cent; ``found`` has (hits, all) by group."""
    return {name: round(100 * found[name][0] / max(1, found[name][1]), 2) for name in names}


def score_attributions(
    articles: Iterable[tuple[str, Sequence[RoleSpans], Sequence[RoleSpans]]],
) -> Table:
    """The measures over ``(text, gold, predicted)`` articles; see the module for what each is."""
    scores = AttributionScores()
    for text, gold, predicted in articles:
        scores.add(text, gold, predicted)
    return scores.table()


def outermost(attributions: Iterable[Attribution]) -> tuple[RoleSpans, ...]:
    """The bare spans of the attributions that stand inside no other."""
    return tuple(RoleSpans(a.source, a.cue, a.content) for a in attributions if a.parent is None)


def quotation_kind(attribution: RoleSpans, text: str) -> Literal["direct", "mixed", "indirect"]:
    """How the content is quoted, by its double marks alone, as PolNeAR's own counts take it."""
    body = " ".join(text[start:end] for start, end in sorted(attribution.content)).strip()
    if body and body[0] in _DOUBLE_MARKS and body.rstrip(".,;:!?")[-1:] in _DOUBLE_MARKS and body.rstrip(".,;:!?"):
        return "direct"
    return "mixed" if any(mark in body for mark in _DOUBLE_MARKS) else "indirect"


class _Words:
    """The tokens of a text, for comparing spans by whole tokens and by words."""

    def __init__(self, text: str) -> None:
        self._spans = [match.span() for match in _TOKEN.finditer(text)]
        self._is_word = [text[start].isalnum() or text[start] == "_" for start, _ in self._spans]

    def chunk(self, span: Span) -> tuple[int, int] | None:
        """The range of tokens that a span touches, or None."""
        touched = self._touched(span)
        return (touched[0], touched[-1] + 1) if touched else None

    def within(self, spans: Spans) -> set[int]:
        """The words that the spans touch, punctuation left out."""
        return {i for span in spans for i in self._touched(span) if self._is_word[i]}

    def _touched(self, span: Span) -> list[int]:
        return [i for i, (start, end) in enumerate(self._spans) if start < span[1] and end > span[0]]


def _overlap(one: set[int], other: set[int]) -> float:
    """Intersection over union; 1 where both are empty."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _match(gold: Sequence[dict[str, set[int]]], predicted: Sequence[dict[str, set[int]]]) -> list[tuple[int, int]]:
    """One-to-one pairs that share a word of the cue, the closest in content and source first."""
    pairs = sorted(
        (
            (_overlap(g["content"], p["content"]) + _overlap(g["source"], p["source"]), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if g["cue"] & p["cue"] or not (g["cue"] or p["cue"])
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    chosen = []
    for _, i, j in pairs:
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            chosen.append((i, j))
    return chosen

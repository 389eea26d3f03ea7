"""Scores of coreference: MUC, B-cubed and CEAF-e, and their mean, the CoNLL score.

MUC is of Vilain et al. 1995, B-cubed of Bagga and Baldwin 1998 and CEAF-e of Luo 2005, with the similarity phi-4 and
an exact one-to-one assignment. Mentions that only one side has count in the denominators of their side, as the scorer
of CoNLL-2012 counts them (Pradhan et al. 2014). Counts are summed over documents before they are divided.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.evaluation.attribution import Table

Entities: TypeAlias = Sequence[Collection[Hashable]]
"""The mentions of a document by entity; a mention is in one entity at most."""

METRICS: Final = ("muc", "b_cubed", "ceaf_e")


@dataclass(slots=True)
class Share:
    """Running numerators and denominators of precision and recall."""

    precise: float = 0
    predicted: float = 0
    recalled: float = 0
    gold: float = 0

    def add(self, precise: float, predicted: float, recalled: float, gold: float) -> None:
        """Add the counts of one document."""
        self.precise += precise
        self.predicted += predicted
        self.recalled += recalled
        self.gold += gold

    def fractions(self) -> tuple[float, float, float]:
        """Precision, recall and F1, each from 0 to 1; 0 where there is nothing to count."""
        precision = self.precise / self.predicted if self.predicted else 0.0
        recall = self.recalled / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class CoreferenceScores:
    """Running scores over documents; :meth:`table` gives them."""

    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))

    def add(self, gold: Entities, predicted: Entities) -> None:
        """Score one document."""
        self.shares["muc"].add(*_muc(predicted, gold), *_muc(gold, predicted))
        self.shares["b_cubed"].add(*_b_cubed(predicted, gold), *_b_cubed(gold, predicted))
        alike = aligned_similarity(gold, predicted)
        self.shares["ceaf_e"].add(alike, len(predicted), alike, len(gold))

    def table(self) -> Table:
        """P, R and F1 in per cent of each metric, and of ``conll`` the mean F1 of the three."""
        found = {name: self.shares[name].fractions() for name in METRICS}
        table = {
            name: dict(zip(("P", "R", "F1"), (round(100 * f, 2) for f in fractions), strict=True))
            for name, fractions in found.items()
        }
        table["conll"] = {"F1": round(100 * sum(f1 for _, _, f1 in found.values()) / len(METRICS), 2)}
        return table


def score_coreference(documents: Iterable[tuple[Entities, Entities]], *, singletons: bool = False) -> Table:
    """The table of gold and predicted entities, document by document.

    Without ``singletons`` entities of one mention are dropped on both sides first, as in CoNLL-2012.
    """
    scores = CoreferenceScores()
    least = 1 if singletons else 2
    for gold, predicted in documents:
        scores.add([g for g in gold if len(g) >= least], [p for p in predicted if len(p) >= least])
    return scores.table()


def _muc(entities: Entities, others: Entities) -> tuple[float, float]:
    """Links of ``entities`` that ``others`` has too, and all links: sizes less the parts that others make of each."""
    place = _places(others)
    kept = links = 0
    for entity in entities:
        known = [place[m] for m in entity if m in place]
        parts = len(set(known)) + len(entity) - len(known)
        kept += len(entity) - parts
        links += len(entity) - 1
    return kept, links


def _b_cubed(entities: Entities, others: Entities) -> tuple[float, float]:
    """The sum over mentions of the share of the mention's entity that is in its other entity, and their number."""
    place = _places(others)
    total = 0.0
    for entity in entities:
        common = Counter(place[m] for m in entity if m in place)
        total += sum(n * n for n in common.values()) / len(entity)
    return total, sum(map(len, entities))


def aligned_similarity(gold: Entities, predicted: Entities) -> float:
    """The largest sum of phi-4 (twice the common mentions over all mentions of both) over one-to-one pairs."""
    if not gold or not predicted:
        return 0.0
    place = _places(predicted)
    similarity = np.zeros((len(gold), len(predicted)))
    for i, entity in enumerate(gold):
        for j, n in Counter(place[m] for m in entity if m in place).items():
            similarity[i, j] = 2 * n / (len(entity) + len(predicted[j]))
    rows = best_assignment(similarity)
    return float(similarity[rows[:, 0], rows[:, 1]].sum())


def best_assignment(weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Pairs (row, column), each used once at most, of the largest total weight: Kuhn-Munkres by shortest paths.

    ``weights`` has one row and one column at least; as many pairs come back as its smaller side is long.
    """
    if weights.shape[0] > weights.shape[1]:
        return best_assignment(weights.T)[:, ::-1]
    rows, columns = weights.shape
    # Row and column 0 are a start that belongs to nothing; `owner` is the row that a column is given to.
    cost = np.zeros((rows + 1, columns + 1))
    cost[1:, 1:] = weights.max() - weights
    above, left = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        owner[0] = row
        reached = np.zeros(columns + 1, dtype=bool)
        shortest = np.full(columns + 1, np.inf)
        before = np.zeros(columns + 1, dtype=np.int64)
        column = 0
        while owner[column]:
            reached[column] = True
            step = cost[owner[column]] - above[owner[column]] - left
            nearer = ~reached & (step < shortest)
            shortest[nearer], before[nearer] = step[nearer], column
            following = int(np.where(reached, np.inf, shortest)[1:].argmin()) + 1
            gain = shortest[following]
            above[owner[reached]] += gain
            left[reached] -= gain
            shortest[~reached] -= gain
            column = following
        while column:
            owner[column] = owner[before[column]]
            column = int(before[column])
    given = np.flatnonzero(owner[1:])
    return np.stack((owner[1:][given] - 1, given), axis=1)


def _places(entities: Entities) -> dict[Hashable, int]:
    return {mention: k for k, entity in enumerate(entities) for mention in entity}

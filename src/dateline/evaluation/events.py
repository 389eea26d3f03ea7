"""Scores of root categories on a PLV table.

A *PLV table* has tab-separated columns ``marked_sentence`` (the source between ``<s>`` and ``</s>``, the target between
``<t>`` and ``</t>``) and ``gold_root`` (PLOVER's categories, CONCEDE and RETREAT together as YIELD). Accuracy and F1 of
each class; ``all`` has the mean F1 of the classes that the table has.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table
from dateline.events.roots import read_marked, root_classifier
from dateline.language import load_analyser


@dataclass(frozen=True, slots=True)
class PlvRow:
    """A row of a PLV table: the sentence with its marks, and its class."""

    marked: str
    root: str


def read_plv(path: Path) -> tuple[PlvRow, ...]:
    """The rows of a PLV table, in order.

    Raises:
        CorpusError: there is no such file, or a column is missing.
    """
    if not path.is_file():
        raise CorpusError(f"{path} is no file", "name a table of PLV, such as PLV_train.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t")
        missing = {"marked_sentence", "gold_root"} - set(table.fieldnames or ())
        if missing:
            raise CorpusError(f"{path} has no column {min(missing)}", "name a table of PLV, such as PLV_train.tsv")
        return tuple(PlvRow(row["marked_sentence"], row["gold_root"]) for row in table)


def evaluate_events(path: Path) -> tuple[list[dict[str, Any]], Table]:
    """The class predicted for each row of a PLV table, ``{"row": N, "category": ...}`` from 0 on, and its scores.

    A row is predicted from its marked sentence alone.

    Raises:
        CorpusError: the file is no PLV table.
        WeightsError: the shipped classifier is missing or damaged.
    """
    rows = read_plv(path)
    classifier, sentences = root_classifier(), [read_marked(row.marked) for row in rows]
    analyses = load_analyser().analyse(sentence.text for sentence in sentences)
    predicted = [
        classifier.classify(sentence, analysis) for sentence, analysis in zip(sentences, analyses, strict=True)
    ]
    printed: list[dict[str, Any]] = [{"row": row, "category": name} for row, name in enumerate(predicted)]
    return printed, score_roots(rows, predicted)


@dataclass(slots=True)
class RootScores:
    """Running counts of classes; :meth:`table` gives the scores."""

    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, gold: str, predicted: str) -> None:
        """Count one row."""
        self.gold[gold] += 1
        self.predicted[predicted] += 1
        self.right[gold] += gold == predicted

    def table(self) -> Table:
        """``all``: accuracy and macro-F1; and P, R, F1 of each class of the gold, all in per cent."""
        classes: dict[str, dict[str, float]] = {}
        for name in sorted(self.gold):
            precision, recall = self.right[name] / max(1, self.predicted[name]), self.right[name] / self.gold[name]
            f1 = 2 * self.right[name] / (self.gold[name] + self.predicted[name])
            classes[name] = {key: round(100 * v, 2) for key, v in (("P", precision), ("R", recall), ("F1", f1))}
        rows = self.gold.total()
        accuracy = 100 * self.right.total() / rows if rows else 0.0
        macro = sum(figures["F1"] for figures in classes.values()) / len(classes) if classes else 0.0
        return {"all": {"accuracy": round(accuracy, 2), "F1": round(macro, 2)}, **classes}


def score_roots(rows: Sequence[PlvRow], predicted: Iterable[str]) -> Table:
    """The table of scores of a class for each row."""
    scores = RootScores()
    for row, name in zip(rows, predicted, strict=True):
        scores.add(row.root, name)
    return scores.table()

"""Scores of acts: root categories on a PLV table, and whole events on the PLOVER records.

- A *PLV table* has tab-separated columns ``marked_sentence`` (the source between ``<s>`` and ``</s>``, the target
  between ``<t>`` and ``</t>``) and ``gold_root`` (PLOVER's categories, CONCEDE and RETREAT together as YIELD). Accuracy
  and F1 of each class; ``all`` has the mean F1 of the classes that the table has.
- The *PLOVER records* are JSON with an old name of a category, actors with country codes, and a text. A record is right
  where an event of its text has its category, and the right one with the countries too where these are among the
  event's parties.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table
from dateline.events.plover import CATEGORIES, plover_category
from dateline.events.roots import read_marked, root_classifier
from dateline.language import load_analyser
from dateline.model.extraction import Extraction

_OLD_NAMES: Final = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_UNCODED: Final = "none"


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


@dataclass(frozen=True, slots=True)
class PloverRecord:
    """A PLOVER record: its text, its category by its present name, and the codes of sources and targets."""

    id: str
    text: str
    category: str
    sources: frozenset[str]
    targets: frozenset[str]


def read_plover_records(path: Path) -> tuple[PloverRecord, ...]:
    """The records with a text and a category of PLOVER 2.0, under which old names are read.

    Raises:
        CorpusError: the file is no list of records.
    """
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CorpusError(f"{path} is no JSON: {error}", "name PLOVER_GSR_CAMEO.txt") from error
    found = []
    for record in records:
        category = _OLD_NAMES.get(record["event"], record["event"])
        if category in CATEGORIES and record.get("text"):
            sides = [_codes(record.get(side)) for side in ("source", "target")]
            found.append(PloverRecord(record["id"], record["text"], category, sides[0], sides[1]))
    return tuple(found)


def _codes(parties: Any) -> frozenset[str]:
    """The codes of a side; some records leave a side out, or give an empty string."""
    listed = parties if isinstance(parties, list) else [parties] if isinstance(parties, dict) else []
    return frozenset(party["code"] for party in listed if party.get("code"))


def evaluate_plover_records(
    records: Iterable[PloverRecord], extract: Callable[[str], Extraction]
) -> tuple[Table, Mapping[tuple[str, str], int]]:
    """Scores of whole events, and how often a category (first) was coded as another (second).

    ``extract`` makes the extraction of a text. Of each record's events the one that agrees best is taken: with its
    category and countries, with its category, or else the first; "none" where PLOVER codes none. Measures in per cent:
    ``category``, ``countries`` (both sides, whatever the category) and ``both``.
    """
    counts: Counter[str] = Counter()
    confusion: Counter[tuple[str, str]] = Counter()
    for record in records:
        coded = _coded(extract(record.text))
        same = [(category, parties) for category, parties in coded if category == record.category]
        counts["records"] += 1
        counts["category"] += bool(same)
        counts["countries"] += any(_has_countries(record, parties) for _, parties in coded)
        counts["both"] += any(_has_countries(record, parties) for _, parties in same)
        confusion[record.category, record.category if same else coded[0][0] if coded else _UNCODED] += 1
    total = max(1, counts["records"])
    return {name: {"R": round(100 * counts[name] / total, 2)} for name in ("category", "countries", "both")}, confusion


_Parties = tuple[frozenset[str], frozenset[str]]


def _coded(extraction: Extraction) -> list[tuple[str, _Parties]]:
    """What PLOVER would code of an extraction: a category with the countries of actors and recipients."""
    countries = {actor.id: actor.country for actor in extraction.actors}
    found = []
    for event in extraction.events:
        category = plover_category(event.category, event.stage, event.factuality)
        if category is not None:
            sides = [_countries(countries, side) for side in (event.actors, event.recipients)]
            found.append((category, (sides[0], sides[1])))
    return found


def _countries(known: Mapping[str, str | None], actors: Collection[str]) -> frozenset[str]:
    return frozenset(country for actor in actors if (country := known.get(actor)) is not None)


def _has_countries(record: PloverRecord, parties: _Parties) -> bool:
    """Whether each side's countries were found; where all parties are actors alike, sources and targets among them."""
    actors, recipients = parties
    if record.sources <= actors and record.targets <= recipients:
        return True
    return not recipients and record.sources | record.targets <= actors

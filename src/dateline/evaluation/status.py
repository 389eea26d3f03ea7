"""Scores of certainty, polarity and time of given triggers: MEANTIME's events, and ECB+'s negated actions.

MEANTIME (Minard et al., LREC 2016) marks of each event how certain its source is (CERTAIN, PROBABLE, POSSIBLE), whether
it is affirmed (POS, NEG), and whether it lies ahead (FUTURE, NON_FUTURE); each may be UNDERSPECIFIED. ECB+ (Cybulska
and Vossen, LREC 2014) marks actions that are negated. Triggers are given; events whose annotation leaves a column empty
are left out of that column. The baseline of the same run says of every event that it took place: certain, positive, not
ahead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from lxml import etree

from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table
from dateline.events.factuality import Assessment, assess
from dateline.language import load_analyser
from dateline.language.analysis import Analysis, Token
from dateline.model.spans import Span, Spans, overlaps

Values: TypeAlias = Mapping[str, str]

_TIGHT_BEFORE: Final = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "n’t", "''"})
_TIGHT_AFTER: Final = frozenset({"(", "[", "$", "#", "``"})
_APOSTROPHES: Final = frozenset({"'", "’"})
_CONTRACTED: Final = frozenset({"t", "s", "re", "ll", "ve", "d", "m"})
_NEGATED: Final = "NEG_ACTION"
_ACTION: Final = "ACTION"
_MENTION: Final = "EVENT_MENTION"
_CERTAINTY: Final = {"CT": "CERTAIN", "PR": "PROBABLE", "PS": "POSSIBLE", "U": "UNDERSPECIFIED"}
BASELINE: Final[Values] = {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE", "negated": "no"}
"""What is said of every event by a reader that takes all for done."""
_VALUES: Final = {
    "certainty": ("CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED"),
    "polarity": ("POS", "NEG", "UNDERSPECIFIED"),
    "time": ("NON_FUTURE", "FUTURE", "UNDERSPECIFIED"),
    "negated": ("no", "yes"),
}


@dataclass(frozen=True, slots=True)
class GoldStatus:
    """An annotated trigger: the spans of its words, and the values of its columns that are annotated."""

    spans: Spans
    values: Values


@dataclass(frozen=True, slots=True)
class StatusDocument:
    """A text with its annotated triggers, in the order of the text; ``group`` is its subcorpus or topic."""

    group: str
    name: str
    text: str
    events: tuple[GoldStatus, ...]


def status_files(folder: Path) -> list[Path]:
    """The ``.xml`` files below a folder, by path; of files with the same name and folder name only the first.

    MEANTIME gives each document twice, with and without its links to other documents.
    """
    files: dict[tuple[str, str], Path] = {}
    for path in sorted(folder.rglob("*.xml")):
        files.setdefault((path.parent.name, path.name), path)
    return list(files.values())


def read_status_document(path: Path) -> StatusDocument:
    """A document of MEANTIME or ECB+, cut to the sentences in which something is annotated.

    Raises:
        CorpusError: it is no XML.
    """
    try:
        root = etree.parse(path).getroot()
    except etree.XMLSyntaxError as error:
        raise CorpusError(f"{path} is no XML: {error}", "name a folder that holds MEANTIME or ECB+ only") from error
    tokens = [(t.get("t_id", ""), t.text or "", int(t.get("sentence", "0"))) for t in root.iter("token")]
    marked = [
        (values, [anchor.get("t_id", "") for anchor in element.iter("token_anchor")])
        for element in root.iter()
        if isinstance(element.tag, str) and (values := _values(element))
    ]
    anchored = {key for _, keys in marked for key in keys}
    read = {sentence for key, _, sentence in tokens if key in anchored}
    text, spans = _joined([token for token in tokens if token[2] in read])
    events = [GoldStatus(tuple(sorted(spans[key] for key in keys)), values) for values, keys in marked if keys]
    return StatusDocument(path.parent.name, path.stem, text, tuple(sorted(events, key=_spans_of)))


def _joined(tokens: Sequence[tuple[str, str, int]]) -> tuple[str, dict[str, Span]]:
    """The text that tokens make, a line for each sentence, and the span of each token by its key.

    ECB+ takes contractions apart: "did", "n", "’", "t" and "don", "’", "t" are put together again.
    """
    text, spans = "", {}
    for number, (key, word, sentence) in enumerate(tokens):
        before = tokens[number - 1][1] if number else ""
        after = tokens[number + 1][1] if number + 1 < len(tokens) else ""
        tight = (
            word in _TIGHT_BEFORE
            or before in _TIGHT_AFTER
            or (word in _APOSTROPHES and after in _CONTRACTED)
            or (before in _APOSTROPHES and word in _CONTRACTED)
        )
        if number:
            text += "\n" if sentence != tokens[number - 1][2] else "" if tight else " "
        spans[key] = (len(text), len(text) + len(word))
        text += word
    return text, spans


def _spans_of(event: GoldStatus) -> Spans:
    return event.spans


def _values(element: etree._Element) -> Values:
    """The annotated columns of an event mention or action; none for any other element."""
    tag = str(element.tag)
    if tag == _MENTION:
        read = {name: element.get(name, "") for name in ("certainty", "polarity", "time")}
        return {name: value for name, value in read.items() if value in _VALUES[name]}
    if tag.startswith((_ACTION, _NEGATED)):
        return {"negated": "yes" if tag.startswith(_NEGATED) else "no"}
    return {}


def head_of(analysis: Analysis, spans: Spans) -> int | None:
    """The token that heads the words of a trigger: the first whose head lies outside of them, a verb before others."""
    tokens = analysis.tokens
    inside: list[int] = []
    for start, end in spans:
        k = max(bisect_left(tokens, start, key=_start) - 1, 0)
        while k < len(tokens) and tokens[k].start < end:
            if overlaps((tokens[k].start, tokens[k].end), (start, end)) and k not in inside:
                inside.append(k)
            k += 1
    tops = [k for k in inside if tokens[k].head == k or tokens[k].head not in inside]
    return next((k for k in tops if tokens[k].pos in {"VERB", "NOUN"}), tops[0] if tops else None)


def _start(token: Token) -> int:
    return token.start


def status_values(found: Assessment) -> Values:
    """An assessment in the terms of the corpora.

    In MEANTIME what is asked for, and what nobody claims, is underspecified in certainty and polarity; most
    purposes, which nothing but an infinitive tells, are certain.
    """
    certainty = _CERTAINTY[found.factuality.rstrip("+-")]
    polarity = "NEG" if found.negated else "POS"
    if found.stage == "requested" or found.factuality == "U":
        certainty, polarity = "UNDERSPECIFIED", "UNDERSPECIFIED"
    elif found.stage == "planned" and not found.operators:
        certainty = "CERTAIN"
    return {
        "certainty": certainty,
        "polarity": polarity,
        "time": "FUTURE" if found.future else "NON_FUTURE",
        "negated": "yes" if found.negated else "no",
    }


@dataclass(slots=True)
class StatusScores:
    """Running counts of annotated and predicted values, by column."""

    pairs: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)

    def add(self, gold: Values, predicted: Values) -> None:
        """Count one event."""
        for column, value in gold.items():
            self.pairs.setdefault(column, Counter())[value, predicted[column]] += 1

    def table(self, label: str = "") -> Table:
        """In per cent: accuracy and the mean of the classes' F1 by column, then F1 by class; ``n`` counts events."""
        rows: dict[str, dict[str, float]] = {}
        for column, values in _VALUES.items():
            if not (pairs := self.pairs.get(column)):
                continue
            classes = {value: _f1(pairs, value) for value in values if any(g == value for g, _ in pairs)}
            right = sum(n for (g, p), n in pairs.items() if g == p)
            rows[f"{column}{label}"] = {
                "n": float(pairs.total()),
                "accuracy": 100 * right / pairs.total(),
                "macro": sum(row["F1"] for row in classes.values()) / len(classes),
            }
            rows.update({f"{column} {value}{label}": row for value, row in classes.items()})
        return rows


def _f1(pairs: Mapping[tuple[str, str], int], value: str) -> dict[str, float]:
    annotated = sum(n for (g, _), n in pairs.items() if g == value)
    predicted = sum(n for (_, p), n in pairs.items() if p == value)
    right = pairs.get((value, value), 0)
    return {
        "n": float(annotated),
        "P": 100 * right / predicted if predicted else 0.0,
        "R": 100 * right / annotated if annotated else 0.0,
        "F1": 200 * right / (annotated + predicted) if annotated + predicted else 0.0,
    }


def score_statuses(documents: Iterable[tuple[Sequence[GoldStatus], Sequence[Values]]]) -> Table:
    """The measures over documents with the values predicted for their triggers, and those of the baseline."""
    scores, baseline = StatusScores(), StatusScores()
    for gold, predicted in documents:
        for event, values in zip(gold, predicted, strict=True):
            scores.add(event.values, values)
            baseline.add(event.values, BASELINE)
    summary = {f"baseline {name}": row for name, row in baseline.table().items() if "accuracy" in row}
    return {**scores.table(), **summary}


def evaluate_status(folder: Path, *, keep: Callable[[Path], bool] | None = None) -> tuple[list[dict[str, Any]], Table]:
    """What was predicted for the triggers of the documents below a folder, and the scores in per cent.

    A prediction is ``{"document": name, "trigger": [[start, end], ...], "stage": ..., "factuality": ...}`` with the
    predicted values, a line a trigger. ``keep`` chooses files.

    Raises:
        CorpusError: there is no annotated document below the folder.
    """
    paths = [path for path in status_files(folder) if keep is None or keep(path)]
    gold = [document for document in map(read_status_document, paths) if document.events]
    if not gold:
        raise CorpusError(
            f"{folder} holds no documents with annotated events",
            "name a folder of MEANTIME or ECB+ (.xml), or the one above it",
        )
    printed: list[dict[str, Any]] = []
    scored: list[tuple[Sequence[GoldStatus], Sequence[Values]]] = []
    analyses = load_analyser().analyse(document.text for document in gold)
    for analysis, document in zip(analyses, gold, strict=True):
        predicted = []
        for event in document.events:
            head = head_of(analysis, event.spans)
            found = None if head is None else assess(analysis, head)
            values = BASELINE if found is None else status_values(found)
            predicted.append(values)
            printed.append(
                {
                    "document": f"{document.group}/{document.name}",
                    "trigger": [list(span) for span in event.spans],
                    "stage": None if found is None else found.stage,
                    "factuality": None if found is None else found.factuality,
                    **{column: values[column] for column in event.values},
                }
            )
        scored.append((document.events, predicted))
    return printed, score_statuses(scored)

"""Scores of times against corpora with TIMEX3, in the measures of TempEval-3.

- *strict* and *relaxed*: precision, recall and F1 of spans. Relaxed counts a pair that shares a character, strict one
  with the same ends. Each time is matched once, the closest pairs first.
- *value* and *type*: F1 of the matched pairs (relaxed) whose value, or type, is the annotated one
  (UzZaman et al., SemEval-2013 Task 1).

Two forms are read: MEANTIME's (Minard et al., LREC 2016; tokens, and TIMEX3 over them), and TimeML's own ``.tml``.
The document's creation time is what predictions are counted from; it is not scored itself, for it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from lxml import etree

from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table, Tally
from dateline.model.mentions import Timex
from dateline.model.spans import Span, overlaps

_ANNOTATED_SENTENCES: Final = 6  # MEANTIME: the title, the line of the date, and the text up to its fifth sentence
_DATE_SENTENCE: Final = 1
_NO_SPACE_BEFORE: Final = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "n't", "''", "'"})
_NO_SPACE_AFTER: Final = frozenset({"(", "[", "$", "#", "``", "`"})
_PARAGRAPH: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class GoldTime:
    """An annotated time: where it stands, its TIMEX3 type and its value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimedDocument:
    """A text with its annotated times.

    ``created`` is its creation time, ISO 8601; ``region`` is what was annotated, and ``given`` the span of
    the creation time, which is not scored, where the text prints it.
    """

    name: str
    text: str
    created: str | None
    region: Span
    given: Span | None
    times: tuple[GoldTime, ...]


def timex_files(folder: Path) -> list[Path]:
    """The documents below a folder, by path: the files whose names end with ``.tml`` or ``.xml``."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".tml", ".xml"} and path.is_file())


def read_timed_document(path: Path) -> TimedDocument:
    """A document: ``.tml`` as TimeML, any other as MEANTIME.

    Raises:
        CorpusError: it is no XML.
    """
    try:
        return read_timeml(path) if path.suffix == ".tml" else read_meantime(path)
    except etree.XMLSyntaxError as error:
        raise CorpusError(f"{path} is no XML: {error}", "name a folder that holds MEANTIME or TimeML only") from error


def read_meantime(path: Path) -> TimedDocument:
    """A document of MEANTIME.

    Only its title and the sentences up to the fifth are annotated. Times without a place in the text, which
    stand for what events imply, are left out.
    """
    root = etree.parse(path).getroot()
    tokens = [(t.get("t_id", ""), t.text or "", int(t.get("sentence", "0"))) for t in root.iter("token")]
    text, spans = _text_of(tokens)
    annotated = [spans[key] for key, _, sentence in tokens if sentence < _ANNOTATED_SENTENCES]
    dated = [spans[key] for key, _, sentence in tokens if sentence == _DATE_SENTENCE]
    given = (dated[0][0], dated[-1][1]) if dated else None
    times = []
    created = None
    for element in root.iter("TIMEX3"):
        places = [spans[anchor.get("t_id", "")] for anchor in element.iter("token_anchor")]
        if not places:
            continue
        span = (min(start for start, _ in places), max(end for _, end in places))
        if given is not None and overlaps(span, given):
            created = element.get("value", "")
        else:
            times.append(GoldTime(span, element.get("type", ""), element.get("value", "")))
    printed = _printed_day(text[slice(*given)]) if given else None
    region = (0, annotated[-1][1]) if annotated else (0, len(text))
    inside = tuple(sorted((t for t in times if t.span[1] <= region[1]), key=_place))
    return TimedDocument(path.stem, text, printed or _iso_day(created), region, given, inside)


def _place(time: GoldTime) -> Span:
    return time.span


def _text_of(tokens: Sequence[tuple[str, str, int]]) -> tuple[str, dict[str, Span]]:
    """The text that the tokens make, the title and the date as paragraphs, and the span of each token by its key."""
    parts: list[str] = []
    spans: dict[str, Span] = {}
    length, previous, sentence_before = 0, "", 0
    for key, word, sentence in tokens:
        gap = ""
        if parts:
            new_paragraph = sentence != sentence_before and sentence_before <= _DATE_SENTENCE
            tight = word in _NO_SPACE_BEFORE or previous in _NO_SPACE_AFTER
            gap = _PARAGRAPH if new_paragraph else "" if tight else " "
        parts.append(gap + word)
        spans[key] = (length + len(gap), length + len(gap) + len(word))
        length += len(gap) + len(word)
        previous, sentence_before = word, sentence
    return "".join(parts), spans


def _printed_day(printed: str) -> str | None:
    """The day that MEANTIME's second line prints; some annotated values of it are misprinted."""
    try:
        return datetime.strptime(" ".join(printed.split()), "%B %d, %Y").date().isoformat()
    except ValueError:
        return None


def _iso_day(value: str | None) -> str | None:
    try:
        return date.fromisoformat((value or "")[:10]).isoformat()
    except ValueError:
        return None


def read_timeml(path: Path) -> TimedDocument:
    """A TimeML document: the text of its ``TEXT`` element, the creation time of its ``DCT``."""
    root = etree.parse(path).getroot()
    body = root.find("TEXT")
    element = root.find("DCT/TIMEX3")
    times: list[GoldTime] = []
    text = _flat(body if body is not None else root, times, 0)
    created = _iso_day(element.get("value")) if element is not None else None
    return TimedDocument(path.stem, text, created, (0, len(text)), None, tuple(sorted(times, key=_place)))


def _flat(element: etree._Element, times: list[GoldTime], start: int) -> str:
    """The text of an element without its tags; its times are added with their places."""
    text = element.text or ""
    for child in element:
        begins = start + len(text)
        inner = _flat(child, times, begins) if isinstance(child.tag, str) else ""
        if child.tag == "TIMEX3" and inner.strip():
            times.append(GoldTime((begins, begins + len(inner)), child.get("type", ""), child.get("value", "")))
        text += inner + (child.tail or "")
    return text


@dataclass(slots=True)
class TimeScores:
    """Running scores over documents; :meth:`table` gives them."""

    strict: Tally = field(default_factory=Tally)
    relaxed: Tally = field(default_factory=Tally)
    value: Tally = field(default_factory=Tally)
    type: Tally = field(default_factory=Tally)

    def add(self, document: TimedDocument, predicted: Iterable[Timex]) -> None:
        """Score one document within what was annotated of it."""
        gold = document.times
        scored = [
            t
            for t in predicted
            if overlaps(t.span, document.region) and not (document.given and overlaps(t.span, document.given))
        ]
        pairs = match_times(gold, scored)
        sizes = len(gold), len(scored)
        self.strict.add(sum(g.span == p.span for g, p in pairs), *sizes)
        self.relaxed.add(len(pairs), *sizes)
        self.value.add(sum(p.timex is not None and g.value == p.timex.value for g, p in pairs), *sizes)
        self.type.add(sum(p.timex is not None and g.type == p.timex.type for g, p in pairs), *sizes)

    def table(self) -> Table:
        """All measures in per cent: ``strict``, ``relaxed``, ``value``, ``type``."""
        return {name: getattr(self, name).percentages() for name in ("strict", "relaxed", "value", "type")}


def match_times(gold: Sequence[GoldTime], predicted: Sequence[Timex]) -> list[tuple[GoldTime, Timex]]:
    """Pairs that share a character, each time once; those that share most, and differ least, first."""
    candidates = sorted(
        (-_shared(g.span, p.span), abs(g.span[0] - p.span[0]) + abs(g.span[1] - p.span[1]), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if overlaps(g.span, p.span)
    )
    taken_gold: set[int] = set()
    taken: set[int] = set()
    pairs = []
    for _, _, i, j in candidates:
        if i not in taken_gold and j not in taken:
            taken_gold.add(i)
            taken.add(j)
            pairs.append((gold[i], predicted[j]))
    return pairs


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def score_times(documents: Iterable[tuple[TimedDocument, Sequence[Timex]]]) -> Table:
    """The measures over documents with the times predicted for them; see the module for what each is."""
    scores = TimeScores()
    for document, predicted in documents:
        scores.add(document, predicted)
    return scores.table()

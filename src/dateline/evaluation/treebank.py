"""Universal Dependencies documents in CoNLL-U, with the entity mentions of GUM where there are any.

The text is put together from the words and their ``SpaceAfter``: sentences of a paragraph are joined by a
space, paragraphs by a line break. Formats: CoNLL-U (universaldependencies.org/format.html) and GUM's
``Entity=`` (etype, minimal span, group), as ``# global.Entity`` names its fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from dateline.errors import CorpusError
from dateline.model.spans import Span

_MARK: Final = re.compile(
    r"\((?P<opened>\d+)(?:\[[^\]]*\])?-(?P<type>[a-z]+)-(?P<rest>[^()]*)(?P<whole>\))?"
    r"|(?P<closed>\d+)(?:\[[^\]]*\])?\)"
)
_ENTITY: Final = re.compile(r"(?:^|\|)Entity=([^|]*)")
_DISCOURSE: Final = re.compile(r"(?:^|\|)Discourse=([^|]*)")
_BEFORE_TITLE: Final = 5  # infstat, salience, centering, minspan, link
_RANGE: Final = re.compile(r"(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. ``head`` is the index of its head among the document's words, -1 for a root.

    ``discourse`` is GUM's ``Discourse=`` where a discourse unit begins with the word, else empty.
    """

    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str
    sentence: int
    discourse: str = ""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """An entity mention: words ``[first, last]``, the word that heads it, GUM's type, its coreference group.

    ``title`` is that of the Wikipedia article which GUM links it to, with spaces, empty where there is none.
    """

    first: int
    last: int
    head: int
    type: str
    group: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class TreebankDocument:
    """One document of a treebank; ``mentions`` is empty where the treebank annotates none."""

    name: str
    text: str
    words: tuple[Word, ...]
    mentions: tuple[GoldMention, ...]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The words ``[first, end)`` of each sentence."""
        first = 0
        for k in range(1, len(self.words) + 1):
            if k == len(self.words) or self.words[k].sentence != self.words[first].sentence:
                yield first, k
                first = k


def read_treebank(path: Path) -> Iterator[TreebankDocument]:
    """The documents of a CoNLL-U file, or of the ``.conllu`` files of a folder by name.

    Raises:
        CorpusError: there is none, or a line has not the ten columns.
    """
    files = sorted(path.glob("*.conllu")) if path.is_dir() else [path]
    if not files or not files[0].exists():
        raise CorpusError(f"{path} holds no CoNLL-U file", "give a treebank's file or folder")
    for file in files:
        builder: _Builder | None = None
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            lines = block.split("\n")
            name = next((line[14:] for line in lines if line.startswith("# newdoc id = ")), None)
            if name is not None or builder is None:
                if builder is not None:
                    yield builder.built()
                builder = _Builder(name or file.stem)
            rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
            if any(len(row) != 10 for row in rows):
                raise CorpusError(f"{file}: a line has not the ten columns of CoNLL-U", "give a CoNLL-U file")
            if rows:
                builder.add(rows, paragraph=any(line.startswith("# newpar") for line in lines))
        if builder is not None:
            yield builder.built()


class _Builder:
    """Puts a document together, sentence by sentence."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._text = ""
        self._words: list[Word] = []
        self._open: list[tuple[str, str, int, str]] = []
        self._found: list[tuple[str, str, int, int, str]] = []
        self._sentences = 0

    def add(self, rows: list[list[str]], *, paragraph: bool) -> None:
        """Add a sentence; ``paragraph`` tells that a new one begins with it."""
        if paragraph and self._text:
            self._text = self._text.rstrip() + "\n"
        first = len(self._words)
        inside: list[Span] = []  # places of the words of a range ("don't") that are still to come
        for row in rows:
            if "." in row[0]:  # an empty node of the enhanced graph
                continue
            if _RANGE.fullmatch(row[0]):
                low, high = (int(number) for number in row[0].split("-"))
                place = self._write(row)
                forms = [r[1] for r in rows if r[0].isdigit() and low <= int(r[0]) <= high]
                inside = _split(place, forms)
                continue
            start, end = inside.pop(0) if inside else self._write(row)
            head = first + int(row[6]) - 1 if row[6] != "0" else -1
            unit = _DISCOURSE.search(row[9])
            self._words.append(
                Word(start, end, row[2], row[3], row[4], head, row[7], self._sentences, unit.group(1) if unit else "")
            )
            if entity := _ENTITY.search(row[9]):
                self._mark(entity.group(1), len(self._words) - 1)
        self._sentences += 1

    def built(self) -> TreebankDocument:
        """The document."""
        mentions = (
            GoldMention(first, last, self._head_of(first, last), kind, group, title)
            for group, kind, first, last, title in self._found
        )
        ordered = sorted(mentions, key=lambda m: (m.first, -m.last, m.head))
        return TreebankDocument(self._name, self._text.rstrip(), tuple(self._words), tuple(ordered))

    def _write(self, row: list[str]) -> Span:
        start = len(self._text)
        self._text += row[1]
        span = start, len(self._text)
        if "SpaceAfter=No" not in row[9].split("|"):
            self._text += " "
        return span

    def _mark(self, entity: str, word: int) -> None:
        """Open and close mentions as GUM's notation says: ``(3-event-new-...``, ``3)``, ``(5-time-...)``."""
        for mark in _MARK.finditer(entity):
            if mark["opened"]:
                self._open.append((mark["opened"], mark["type"], word, _title(mark["rest"])))
            closed = mark["closed"] if not mark["opened"] else mark["opened"] if mark["whole"] else None
            if closed is not None:
                at = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == closed), None)
                if at is not None:
                    group, kind, first, title = self._open.pop(at)
                    self._found.append((group, kind, first, word, title))

    def _head_of(self, first: int, last: int) -> int:
        """The first word whose own head stands outside."""
        inside = range(first, last + 1)
        return next((k for k in inside if self._words[k].head not in inside), first)


def _title(fields: str) -> str:
    """The Wikipedia title of a mention's fields after its type, of which it is the sixth."""
    values = fields.split("-", _BEFORE_TITLE)
    return unquote(values[_BEFORE_TITLE]).replace("_", " ") if len(values) > _BEFORE_TITLE else ""


def _split(place: Span, forms: list[str]) -> list[Span]:
    """The parts of a written range for its words, by their lengths: "don't" is "do" and "n't"."""
    start, end = place
    parts = []
    for k, form in enumerate(forms):
        left = len(forms) - 1 - k
        stop = end if not left else max(start + 1, min(start + len(form), end - left))
        parts.append((start, stop))
        start = min(stop, end - 1)
    return parts

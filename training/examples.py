"""What the reader is taught on: documents in word pieces, each with what its corpus says of every piece.

A corpus labels what it annotates and leaves the rest out: PolNeAR roles and links, the treebanks syntax,
GUM also mentions and names. A word is its first piece.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from dateline.evaluation.mentions import NamedText
from dateline.evaluation.names import gold_names
from dateline.evaluation.polnear import read_compartment
from dateline.evaluation.sentences import GoldSentence
from dateline.evaluation.treebank import TreebankDocument
from dateline.language.analysis import ROLE_TAGS
from dateline.language.pieces import CONTEXT, WINDOW, Pieces, split_pieces, windows, word_pieces
from dateline.model.attribution import RoleSpans
from dateline.model.spans import hull

IGNORED: Final = -100
CLS, SEP = 101, 102

ROLES: Final = ("role", "cue")
SYNTAX: Final = ("word", "xpos", "upos", "head", "deprel", "sentence")
MENTIONS: Final = ("mention", "first", "last", "antecedent", "name")
POINTERS: Final = frozenset({"cue", "head", "first", "last", "antecedent"})
"""Labels whose value is another piece of the document; -1 points to the window's first special piece."""

MENTION_TYPES: Final = (
    "none", "person", "organization", "place", "event", "time", "object", "abstract", "substance", "animal", "plant",
)  # fmt: skip
_NAMED: Final = {"PERSON": "person", "ORG": "organization", "PLACE": "place"}
NAME_TAGS: Final = (
    "O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place", "B-other", "I-other",
)  # fmt: skip


@dataclass(frozen=True)
class Labels:
    """The values of the labels whose inventory comes from the treebanks, in the order of their columns."""

    xpos: tuple[str, ...]
    upos: tuple[str, ...]
    deprel: tuple[str, ...]

    @classmethod
    def of(cls, documents: Iterable[TreebankDocument]) -> Labels:
        """Those that stand in the documents at least ten times, the most frequent first."""
        counts: dict[str, Counter[str]] = {"xpos": Counter(), "upos": Counter(), "deprel": Counter()}
        for document in documents:
            for word in document.words:
                counts["xpos"][word.xpos] += 1
                counts["upos"][word.upos] += 1
                counts["deprel"][word.deprel] += 1
        return cls(*(tuple(v for v, n in counts[k].most_common() if n >= 10) for k in ("xpos", "upos", "deprel")))


@dataclass(frozen=True)
class Document:
    """A text in word pieces, and by label a value for each piece (or ``IGNORED``)."""

    text: str
    pieces: Pieces
    labels: dict[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Example:
    """A window of a document as the network takes it, special pieces added."""

    ids: list[int]
    shapes: list[int]
    labels: dict[str, list[int]]

    @property
    def task(self) -> frozenset[str]:
        """The labels that it has; a batch holds examples of one task."""
        return frozenset(self.labels)


def read_attributions(folder: Path, tokenizer: Tokenizer, limit: int | None = None) -> Iterator[Document]:
    """The articles of a PolNeAR compartment with the attributions of their first annotator."""
    for article in [a for a in read_compartment(folder) if a.annotations][:limit]:
        pieces = split_pieces(article.text, tokenizer)
        yield Document(article.text, pieces, _attribution_labels(pieces, article.annotations[0]))


def read_syntax(documents: Iterable[TreebankDocument], labels: Labels, tokenizer: Tokenizer) -> Iterator[Document]:
    """Treebank documents with their syntax, and with mentions where the treebank has them."""
    for document in documents:
        pieces = split_pieces(document.text, tokenizer)
        places = word_pieces(pieces.offsets, [(word.start, word.end) for word in document.words])
        firsts = [None if k < 0 else k for k in places]
        made = _syntax_labels(document, firsts, labels, len(pieces))
        if document.mentions:
            made |= _mention_labels(document, firsts, len(pieces))
        yield Document(document.text, pieces, made)


def read_own(sentences: Iterable[GoldSentence], tokenizer: Tokenizer) -> Iterator[Document]:
    """Our own texts with their outermost attributions, and by itself each content with those right inside it.

    The second is what a second reading meets. A content that holds none teaches to find none.
    """
    for sentence in sentences:
        yield from _own(sentence.text, [a.spans for a in sentence.attributions if a.parent is None], tokenizer)
        for outer in sentence.attributions:
            start, end = hull(outer.spans.content)
            inner = [_moved(a.spans, start, end) for a in sentence.attributions if a.parent == outer.id]
            yield from _own(
                sentence.text[start:end], [spans for spans in inner if spans.cue and spans.content], tokenizer
            )


def _own(text: str, attributions: Sequence[RoleSpans], tokenizer: Tokenizer) -> Iterator[Document]:
    pieces = split_pieces(text, tokenizer)
    if len(pieces):
        yield Document(text, pieces, _attribution_labels(pieces, tuple(attributions)))


def _moved(spans: RoleSpans, start: int, end: int) -> RoleSpans:
    """The spans as they stand in ``text[start:end]``; what stands outside is left out."""
    return RoleSpans(
        *(
            tuple((a - start, b - start) for a, b in spans.role(role) if start <= a and b <= end)
            for role in ("source", "cue", "content")
        )
    )


def read_names(texts: Iterable[NamedText], tokenizer: Tokenizer) -> Iterator[Document]:
    """The texts of re3d with the tags of their names; what it marks and does not wholly name says nothing."""
    for text in texts:
        pieces = split_pieces(text.text, tokenizer)
        tags = [0] * len(pieces)
        starts = [start for start, _ in pieces.offsets]
        certain = set(text.wholly_named)
        for entity in sorted({*text.names, *text.left_open}, key=lambda e: (e in certain, e.span)):
            first, last = (bisect_left(starts, at) for at in entity.span)
            for k in range(first, last):
                prefix = "B-" if k == first else "I-"
                tags[k] = NAME_TAGS.index(prefix + _NAMED[entity.label]) if entity in certain else IGNORED
        yield Document(text.text, pieces, {"name": tags})


def cut(document: Document, first_core: int | None, longest: int) -> Iterator[Example]:
    """The windows of a document; a pointer to a piece that a window does not hold is ignored."""
    for window in windows(document.text, document.pieces.offsets, first_core=first_core, longest=longest):
        inside = slice(window.start, window.end)
        labels = {}
        for name, values in document.labels.items():
            row = values[inside]
            if name in POINTERS:
                row = [
                    0 if v == -1 else v - window.start + 1 if window.start <= v < window.end else IGNORED for v in row
                ]
            edge = 0 if name == "word" else IGNORED
            labels[name] = [edge, *row, edge]
        yield Example([CLS, *document.pieces.ids[inside], SEP], [0, *document.pieces.shapes[inside], 0], labels)


def disturb(example: Example, chance: random.Random) -> Example:
    """Now and then the window without its capitals, all in capitals, or without its line breaks.

    Headlines and old wires come in capitals, and stored copy often lost its paragraphs.
    """
    draw = chance.random()
    if draw < 0.03:
        shapes = [8 + code % 4 if code // 4 != 4 else code for code in example.shapes]
    elif draw < 0.05:
        shapes = [code % 4 if code // 4 != 4 else code for code in example.shapes]
    elif draw < 0.17:
        shapes = [code & ~2 for code in example.shapes]
    else:
        return example
    return Example(example.ids, [0, *shapes[1:-1], 0], example.labels)


def _attribution_labels(pieces: Pieces, attributions: tuple[RoleSpans, ...]) -> dict[str, list[int]]:
    starts = [start for start, _ in pieces.offsets]

    def covered(start: int, end: int) -> range:
        first = bisect_left(starts, start)
        if first and pieces.offsets[first - 1][1] > start:
            first -= 1
        return range(first, bisect_left(starts, end))

    roles, cues = [0] * len(pieces), [IGNORED] * len(pieces)
    for attribution in attributions:
        if not attribution.cue or not covered(*attribution.cue[0]):
            continue
        cue = covered(*attribution.cue[0])[0]
        for role in ("content", "source", "cue"):
            for span in attribution.role(role):
                inside = covered(*span)
                for k in inside:
                    roles[k] = ROLE_TAGS.index(("B-" if k == inside[0] else "I-") + role)
                    cues[k] = cue
    return {"role": roles, "cue": cues}


def _syntax_labels(
    document: TreebankDocument, firsts: Sequence[int | None], labels: Labels, n: int
) -> dict[str, list[int]]:
    made = {name: [IGNORED] * n for name in SYNTAX}
    made["word"] = [0] * n
    made["sentence"] = [0] * n
    columns = {name: {v: i for i, v in enumerate(getattr(labels, name))} for name in ("xpos", "upos", "deprel")}
    previous = -1
    for word, k in zip(document.words, firsts, strict=True):
        if k is None:
            continue
        made["word"][k] = 1
        made["xpos"][k] = columns["xpos"].get(word.xpos, IGNORED)
        made["upos"][k] = columns["upos"].get(word.upos, IGNORED)
        head = -1 if word.head < 0 else firsts[word.head]
        if head is not None:
            made["head"][k] = head
            made["deprel"][k] = columns["deprel"].get(word.deprel, IGNORED)
        if word.sentence != previous:
            made["sentence"][k] = 1
        previous = word.sentence
    return made


def _mention_labels(document: TreebankDocument, firsts: Sequence[int | None], n: int) -> dict[str, list[int]]:
    made: dict[str, list[int]] = {name: [IGNORED] * n for name in MENTIONS}
    for k in firsts:
        if k is not None:
            made["mention"][k] = 0
    made["name"] = [0] * n
    latest: dict[str, int] = {}
    for mention in sorted(document.mentions, key=lambda m: (m.head, m.first - m.last)):
        head, first, last = (firsts[k] for k in (mention.head, mention.first, mention.last))
        if head is None or first is None or last is None or made["mention"][head] > 0:
            continue  # a word that heads two mentions stands for the larger one
        made["mention"][head] = MENTION_TYPES.index(mention.type)
        made["first"][head], made["last"][head] = first, last
        made["antecedent"][head] = latest.get(mention.group, -1)
        latest[mention.group] = head
    for kind, start, stop in gold_names(document):
        tag = kind if kind in {"person", "organization", "place"} else "other"
        pieces = [firsts[k] for k in range(start, stop + 1)]
        begun = next((k for k in pieces if k is not None), None)
        if begun is None:
            continue
        following = next((k for k in firsts[stop + 1 :] if k is not None), n)
        for k in range(begun, following):
            made["name"][k] = NAME_TAGS.index(("B-" if k == begun else "I-") + tag)
    return made


def longest_core(chance: random.Random) -> int:
    """A core's length for one epoch: windows of many lengths teach the reader to need none of them."""
    return chance.randrange(96, WINDOW - 2 * CONTEXT)

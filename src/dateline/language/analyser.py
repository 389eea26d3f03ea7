"""The analyser: words by spaCy's blank English tokeniser, all the rest by one pass of the shipped reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from dateline.language.analysis import Analysis, RoleScores
from dateline.language.contents import ContentReader
from dateline.language.lemmas import Lemmatiser
from dateline.language.quotation import find_quotations
from dateline.language.reader import Reader
from dateline.language.relations import Relations
from dateline.language.syntax import (
    Columns,
    Range,
    build_tokens,
    find_entities,
    find_heads,
    find_mentions,
    find_sentences,
    tag_by_spelling,
    with_clauses_at_nouns,
    with_conjunction,
    with_due_hung,
    with_open_complements,
    with_phrases_at_verbs,
    with_prepositions_hung,
)
from dateline.language.tagger import Tagger, looks
from dateline.language.tokens import Tokeniser
from dateline.language.weight_files import load_weights
from dateline.model.spans import Span

_LINE: Final = re.compile(r"[^\r\n]+")


class EncoderAnalyser:
    """An :class:`~dateline.language.analysis.Analyser`: every text by itself, window by window."""

    def __init__(self, *, threads: int = 1) -> None:
        weights = load_weights()
        self._weights = weights.digest
        self._reader = Reader(weights, threads=threads)
        self._contents = ContentReader(weights.contents, threads=threads)
        self._tagger = Tagger(weights.tagger)
        self._relations = Relations(weights.relations)
        self._tokeniser = Tokeniser()
        self._lemmatiser = Lemmatiser.load(weights.lemmas)

    @property
    def weights(self) -> str:
        """``sha256:`` and the hash of the shipped files."""
        return self._weights

    def score(self, text: str, whole: RoleScores, content: Span) -> RoleScores:
        """Role and link scores of a content of a text by itself."""
        return self._contents.read(text, whole, content)

    def analyse(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """The analysis of each text, in order, one at a time."""
        for text in texts:
            yield self.read_words(text, self._tokeniser.words(text))

    def read_words(self, text: str, words: Sequence[Span], sentences: Sequence[Range] | None = None) -> Analysis:
        """The analysis of a text whose words are given, and its sentences too where they are known."""
        paragraphs = find_paragraphs(text)
        roles, scores = self._reader.read(text, words)
        labels = self._reader.labels
        ranges = find_sentences(words, paragraphs, scores) if sentences is None else sentences
        codes = looks(text, words)
        heads = find_heads(text, words, ranges, scores)
        states = scores.sides()
        xpos, upos = self._tagger.tags(states, codes)
        tag_by_spelling(text, words, (xpos, upos), labels)
        deprel = self._relations.relations(states, codes[:, 0], xpos, heads)
        read = with_prepositions_hung(Columns(heads, deprel.tolist(), xpos.tolist(), upos.tolist()), labels)
        forms = [text[start:end] for start, end in words]
        read = with_due_hung(forms, with_phrases_at_verbs(read, labels), labels)
        read = with_open_complements(with_conjunction(forms, read, labels), labels)
        read = with_clauses_at_nouns(forms, read, labels)
        tokens = build_tokens(text, words, read, scores.known, labels, self._lemmatiser.lemma)
        return Analysis(
            text=text,
            tokens=tokens,
            sentences=tuple((words[first][0], words[end - 1][1]) for first, end in ranges),
            paragraphs=paragraphs,
            entities=find_entities(tokens, scores, labels),
            mentions=find_mentions(tokens, ranges, scores, labels),
            quotations=find_quotations(text),
            scores=roles,
        )


@cache
def load_analyser() -> EncoderAnalyser:
    """The process's analyser, loaded once."""
    return EncoderAnalyser()


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The spans of the lines that hold more than white space, without the space around them."""
    found = []
    for line in _LINE.finditer(text):
        stripped = line.group().strip()
        if stripped:
            start = line.start() + line.group().index(stripped)
            found.append((start, start + len(stripped)))
    return tuple(found)

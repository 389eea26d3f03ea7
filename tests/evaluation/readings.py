"""Treebank documents, and analyses that agree with them, written by hand as rows of words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from dateline.evaluation.treebank import TreebankDocument, Word
from dateline.language import Analysis, RoleScores, Token
from dateline.model.spans import Span

NO_SCORES = RoleScores((), np.zeros((0, 7), dtype=np.float32), ())


def document(*sentences: str, name: str = "GUM_news_x") -> TreebankDocument:
    """A document; a sentence has a line a word: form, UPOS, XPOS, head from 1 (0: root), relation.

    A word is followed by a space; its lemma is the form in lower case. A sixth column is its ``Discourse=``.
    """
    text, words = "", []
    for number, sentence in enumerate(sentences):
        first = len(words)
        for row in sentence.strip().splitlines():
            form, upos, xpos, head, deprel, *unit = row.split()
            start = len(text)
            text += f"{form} "
            at = first + int(head) - 1 if head != "0" else -1
            words.append(Word(start, start + len(form), form.lower(), upos, xpos, at, deprel, number, *unit))
    return TreebankDocument(name, text.rstrip(), tuple(words), ())


def reading(gold: TreebankDocument, **fields: Any) -> Analysis:
    """The analysis that agrees with a document in everything; ``fields`` are put in the place of its own."""
    own = {
        "text": gold.text,
        "tokens": tuple(
            Token(
                word.start,
                word.end,
                gold.text[word.start : word.end],
                word.lemma,
                word.xpos,
                word.upos,
                k if word.head < 0 else word.head,
                word.deprel,
            )
            for k, word in enumerate(gold.words)
        ),
        "sentences": tuple((gold.words[a].start, gold.words[b - 1].end) for a, b in gold.sentences()),
        "paragraphs": (),
        "entities": (),
        "mentions": (),
        "quotations": (),
        "scores": NO_SCORES,
    }
    return Analysis(**{**own, **fields})


def disturbed(analysis: Analysis, k: int, **changes: Any) -> Analysis:
    """The analysis with another ``k``-th token."""
    tokens = list(analysis.tokens)
    tokens[k] = replace(tokens[k], **changes)
    return replace(analysis, tokens=tuple(tokens))


def place(text: str, words: str, nth: int = 1) -> Span:
    """Where words stand in a text, for the ``nth`` time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)

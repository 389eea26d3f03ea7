"""Analyses with mentions, written by hand as rows of words."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.language import Analysis, Mention, find_quotations
from dateline.model.spans import Span
from tests.evaluation.readings import document, reading


def parsed(*sentences: str, mentions: list[tuple[str, ...]] | None = None) -> Analysis:
    """An analysis of sentences in rows (form, UPOS, XPOS, head from 1, relation), each sentence a paragraph.

    A mention is given by its words, the word that heads it, its type, and, where the words stand more than once,
    for the how-manieth time. Mentions are sorted as an analysis has them.
    """
    gold = document(*sentences)
    text = gold.text
    analysis = reading(gold, paragraphs=(), quotations=find_quotations(text))
    found = []
    for words, head, kind, *nth in mentions or []:
        start, end = place(text, words, int(nth[0]) if nth else 1)
        inside = [k for k, t in enumerate(analysis.tokens) if start <= t.start < end and t.text == head]
        found.append(Mention((start, end), inside[-1], kind, analysis.tokens[inside[-1]].tag in {"NNP", "NNPS"}, None))
    ordered = sorted(found, key=lambda m: (m.span[0], -m.span[1]))
    return replace(analysis, mentions=tuple(ordered), paragraphs=analysis.sentences)


def place(text: str, words: str, nth: int) -> Span:
    """Where whole words stand in a text, for the ``nth`` time."""
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)][nth - 1]


def index(analysis: Analysis, words: str, nth: int = 1) -> int:
    """The mention with these words, for the ``nth`` time."""
    return [k for k, m in enumerate(analysis.mentions) if analysis.text[slice(*m.span)] == words][nth - 1]

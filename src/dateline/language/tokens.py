"""Words of a text: spaCy's blank English tokenisation, and how it meets the encoder's word pieces.

The reader was taught on Universal Dependencies' words, which this tokenisation matches but for a few
contractions and symbols; both split "don't" into "do" and "n't", and words at hyphens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import spacy

from dateline.model.spans import Span


class Tokeniser:
    """spaCy's blank English tokeniser: rules and exceptions, no model."""

    def __init__(self) -> None:
        self._split = spacy.blank("en").tokenizer

    def words(self, text: str) -> list[Span]:
        """The spans of the tokens that are not white space."""
        return [(token.idx, token.idx + len(token)) for token in self._split(text) if not token.is_space]


def word_pieces(offsets: Sequence[Span], words: Sequence[Span]) -> list[int]:
    """For each word the first piece that begins inside it, by index; -1 where it has none of its own.

    Word pieces do not split "cannot", which is two words: the second has no piece.
    """
    starts = [start for start, _ in offsets]
    found = []
    at = 0
    for start, end in words:
        at = bisect_left(starts, start, lo=at)
        found.append(at if at < len(starts) and starts[at] < end else -1)
    return found

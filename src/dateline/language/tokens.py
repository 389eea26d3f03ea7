"""Words of a text: spaCy's blank English tokenisation.

The reader was taught on Universal Dependencies' words, which this tokenisation matches but for a few
contractions and symbols; both split "don't" into "do" and "n't", and words at hyphens.
"""

from __future__ import annotations

import spacy

from dateline.model.spans import Span


class Tokeniser:
    """spaCy's blank English tokeniser: rules and exceptions, no model."""

    def __init__(self) -> None:
        self._split = spacy.blank("en").tokenizer

    def words(self, text: str) -> list[Span]:
        """The spans of the tokens that are not white space."""
        return [(token.idx, token.idx + len(token)) for token in self._split(text) if not token.is_space]

"""Relations of words to their heads: what the encoder made of both, beside their tags, forms and distance.

A relation is read once the tree is known, so that it fits the head that the word was given (docs/decisions/0011).
Training and reading share this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

EDGES: Final = (-10, -5, -3, -2, -1, 0, 1, 2, 3, 5, 10)
"""Lower bounds of the classes of distance from a word to its head, in words, negative where the head stands before."""
DISTANCES: Final = len(EDGES) + 1


class Relations:
    """A layer of rectified units over a word and its head, their product, and a linear layer over both."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        self._word, self._head, self._bias = weights["word"], weights["head"], weights["bias"]
        # What a code adds to the units: embeddings are multiplied once, not in every text.
        self._forms = weights["form"] @ weights["word_form"], weights["form"] @ weights["head_form"]
        self._tags = weights["word_tag"], weights["head_tag"]
        self._distances = weights["distance"]
        self._sum, self._product = weights["sum"], weights["product"]

    def relations(
        self, states: NDArray[np.float32], forms: NDArray[np.int64], tags: NDArray[np.int64], heads: Sequence[int]
    ) -> NDArray[np.int64]:
        """The column of each word's relation to its head; that of a word without a head says nothing.

        Args:
            states: the encoder's output at the first and last piece of each word (2, words, width).
            forms: the form codes of :func:`~dateline.language.tagger.looks`.
            tags: the columns of the Penn tags.
            heads: each word's head by index, its own for a root.
        """
        of = np.asarray(heads, dtype=np.int64)
        first, last = states
        width = first.shape[1]
        word = first @ self._word[:width] + last @ self._word[width:] + self._bias[0]
        head = (first @ self._head + self._bias[1])[of]
        units = word + head
        units += self._forms[0][forms]
        units += self._forms[1][forms[of]]
        units += self._tags[0][tags]
        units += self._tags[1][tags[of]]
        units += self._distances[distances(of)]
        np.maximum(units, 0, out=units)
        logits = units @ self._sum[:-1] + self._sum[-1] + (np.tanh(word) * np.tanh(head)) @ self._product
        columns: NDArray[np.int64] = logits.argmax(axis=-1)
        return columns


def distances(heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """The class of each word's distance to its head, by :data:`EDGES`."""
    classes: NDArray[np.int64] = np.digitize(heads - np.arange(len(heads)), EDGES)
    return classes

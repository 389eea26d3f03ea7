"""Vectors of words: how alike in meaning two heads or two phrases are, whatever their spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.errors import WeightsError

Floats: TypeAlias = NDArray[np.float32]

VECTORS: Final = Path(__file__).parent / "weights" / "vectors.npz"


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Vectors of length 1 of words in lower case; those of one direction mean alike."""

    places: dict[str, int]
    values: Floats

    def means(self, rows: Sequence[Iterable[str]]) -> Floats:
        """For each row of words the direction of the sum of their vectors, with length 1; zeros where none is known."""
        known = [(k, place) for k, row in enumerate(rows) for word in row if (place := self.places.get(word, -1)) >= 0]
        total = np.zeros((len(rows), self.values.shape[1]), dtype=np.float32)
        if known:
            row, place = np.array(known, dtype=np.int64).T
            firsts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
            total[row[firsts]] = np.add.reduceat(self.values[place], firsts, axis=0)
        lengths = np.sqrt((total * total).sum(axis=1, keepdims=True))
        means: Floats = total / np.maximum(lengths, np.float32(1e-6))
        return means


@cache
def word_vectors(path: Path = VECTORS) -> WordVectors:
    """The shipped table.

    Raises:
        WeightsError: the file is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            words, values = str(stored["words"]).split(" "), stored["vectors"].astype(np.float32) / 127
    except (OSError, KeyError, ValueError) as error:
        raise WeightsError(f"{path.name} of coreference is missing or damaged", "install Dateline again") from error
    return WordVectors({word: k for k, word in enumerate(words)}, values)

"""Heads of a sentence's words as a well-formed tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from ufal.chu_liu_edmonds import chu_liu_edmonds

ROOT: Final = -1
_UNLIKELY: Final = -40.0  # a log-probability for arcs that were not scored
_ONE_ROOT: Final = 1000.0  # what each root costs, so that a tree has no second one


def tree_heads(candidates: NDArray[np.int64], scores: NDArray[np.float32]) -> list[int]:
    """The heads of a sentence's words: the tree of the greatest total score with exactly one root.

    ``candidates`` (word, rank) are words of the sentence by index or :data:`ROOT`, the best first;
    ``scores`` their log-probabilities. Where the best candidates make a tree already they are the answer;
    else it is the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967; McDonald et al. 2005).
    """
    greedy: list[int] = candidates[:, 0].tolist()
    if is_tree(greedy):
        return greedy
    n = len(greedy)
    matrix = np.full((n + 1, n + 1), _UNLIKELY)
    rows = np.repeat(np.arange(1, n + 1), candidates.shape[1])
    # A candidate may come twice: ROOT also stands for what is no candidate, with the lowest of scores.
    np.maximum.at(matrix, (rows, candidates.ravel() + 1), scores.ravel())
    matrix[1:, 0] -= _ONE_ROOT
    heads, _ = chu_liu_edmonds(matrix)
    return [int(head) - 1 for head in heads[1:]]


def is_tree(heads: Sequence[int]) -> bool:
    """Whether every word is reached from a single root."""
    if heads.count(ROOT) != 1:
        return False
    reached = [head == ROOT for head in heads]
    for k in range(len(heads)):
        path = []
        current = k
        while not reached[current]:
            path.append(current)
            if len(path) > len(heads):
                return False
            current = heads[current]
        for word in path:
            reached[word] = True
    return True

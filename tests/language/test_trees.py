from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.trees import ROOT, is_tree, tree_heads


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([ROOT], True),
        ([1, ROOT, 1], True),
        ([1, 0], False),  # no root
        ([ROOT, ROOT], False),  # two
        ([1, 2, 1, ROOT], False),  # a ring beside the root
        ([1, 2, 3, ROOT], True),
        ([], False),
    ],
)
def test_what_is_a_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(heads) is expected


def test_the_best_heads_stand_where_they_make_a_tree() -> None:
    candidates = np.array([[1, ROOT], [ROOT, 0], [1, 0]])
    scores = np.log(np.array([[0.9, 0.1], [0.6, 0.4], [0.5, 0.5]], dtype=np.float32))
    assert tree_heads(candidates, scores) == [1, ROOT, 1]


def test_a_ring_is_broken_where_it_costs_least() -> None:
    candidates = np.array([[1, ROOT], [0, ROOT]])
    scores = np.log(np.array([[0.9, 0.1], [0.7, 0.3]], dtype=np.float32))
    assert tree_heads(candidates, scores) == [1, ROOT]


def test_of_two_roots_the_better_stays() -> None:
    candidates = np.array([[ROOT, 1], [ROOT, 0]])
    scores = np.log(np.array([[0.9, 0.1], [0.6, 0.4]], dtype=np.float32))
    assert tree_heads(candidates, scores) == [ROOT, 0]


@pytest.mark.parametrize("nothing", [-60.0, -np.inf])
def test_what_is_no_candidate_does_not_take_the_place_of_the_root(nothing: float) -> None:
    # Either word likes the other best; the second is by far the better root, and ROOT stands twice in its row.
    candidates = np.array([[1, ROOT, ROOT], [0, ROOT, ROOT]])
    scores = np.array([[-0.1, -9.0, nothing], [-0.1, -1.0, nothing]], dtype=np.float32)
    assert tree_heads(candidates, scores) == [1, ROOT]
    scores[0, 1] = -0.5
    assert tree_heads(candidates, scores) == [ROOT, 0]


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_any_scores_give_a_tree(n: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    candidates = np.array([[*chance.permutation([w for w in [ROOT, *range(n)] if w != k])][:4] for k in range(n)])
    heads = tree_heads(candidates, -chance.random(candidates.shape).astype(np.float32))
    assert is_tree(heads)

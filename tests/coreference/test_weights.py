from __future__ import annotations

import numpy as np
import pytest

from dateline.coreference import ranking
from dateline.coreference.clusters import NameFacts
from dateline.coreference.pairs import candidate_pairs
from dateline.coreference.profiles import profiles
from dateline.coreference.ranking import WEIGHTS, load_ranker
from dateline.coreference.trees import Tree
from dateline.coreference.vectors import VECTORS, word_vectors
from dateline.errors import WeightsError
from tests.coreference.test_pairs import NAMES


def test_the_probabilities_of_a_mention_sum_to_one():
    found = profiles(Tree(NAMES), NameFacts())
    pairs = candidate_pairs(found)
    links, nothing = load_ranker().probabilities(found, pairs)
    total = nothing + np.bincount(pairs.after, links, minlength=len(found))
    assert total == pytest.approx(1, abs=0.01)
    assert nothing[0] == 1


def test_the_weights_are_small():
    assert WEIGHTS.stat().st_size + VECTORS.stat().st_size < 1_000_000


def test_words_of_one_meaning_have_vectors_of_one_direction():
    minister, official, banana = word_vectors().means([["minister"], ["official"], ["banana"]])
    assert minister @ minister == pytest.approx(1, abs=0.001)
    assert minister @ official > minister @ banana


def test_what_is_not_known_has_no_direction_and_turns_no_other():
    alone, unknown, nothing, both = word_vectors().means([["minister"], ["zzyzx"], [], ["zzyzx", "minister"]])
    assert not unknown.any()
    assert not nothing.any()
    assert both == pytest.approx(alone)


@pytest.mark.parametrize("load", [load_ranker, word_vectors])
def test_missing_and_damaged_weights_say_what_to_do(load, tmp_path):
    with pytest.raises(WeightsError, match="install Dateline again"):
        load(tmp_path / "absent.npz")
    damaged = tmp_path / "damaged.npz"
    damaged.write_bytes(b"no archive")
    with pytest.raises(WeightsError, match="install Dateline again"):
        load(damaged)


def test_weights_of_other_features_are_refused(tmp_path):
    with np.load(WEIGHTS) as stored:
        arrays = dict(stored)
    np.savez(tmp_path / "other.npz", **{**arrays, "features": arrays["features"][::-1]})
    with pytest.raises(WeightsError, match="train it again"):
        load_ranker(tmp_path / "other.npz")


def test_a_long_text_that_is_ranked_in_blocks_gets_the_same_probabilities(monkeypatch):
    found = profiles(Tree(NAMES), NameFacts())
    pairs = candidate_pairs(found)
    whole = load_ranker().probabilities(found, pairs)
    monkeypatch.setattr(ranking, "_BLOCK", 2)
    parts = load_ranker().probabilities(found, pairs)
    for one, other in zip(whole, parts, strict=True):
        assert one == pytest.approx(other, abs=2e-4)

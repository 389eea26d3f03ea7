from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation.coreference import aligned_similarity, best_assignment, score_coreference


def entities(*words: str) -> list[str]:
    """An entity a word, a mention a letter."""
    return list(words)


# The example of Pradhan et al. 2014 ("Scoring coreference partitions of predicted mentions"), reckoned by hand.
# MUC, recall: "abc" falls into ab, c (1 of 2 links stays), "defg" into d, e, fg (1 of 3); precision: 1 of 1, 0 of 1,
# 1 of 3. B-cubed, recall: a, b 2/3 each, c 1/3, d 1/4, e 0, f, g 2/4 each: 35/12 of 7; precision: 1, 1, then four times
# 1/2, then twice 0, of 8.
# CEAF-e: abc with ab 4/5, defg with fghi 4/8: 1.3 of 2 gold and of 3 predicted.
def test_predicted_mentions_are_scored_as_in_the_published_example():
    table = score_coreference([(entities("abc", "defg"), entities("ab", "cd", "fghi"))])
    assert table["muc"] == {"P": 40, "R": 40, "F1": 40}
    assert table["b_cubed"] == {"P": 50, "R": 41.67, "F1": 45.45}
    assert table["ceaf_e"] == {"P": 43.33, "R": 65, "F1": 52}
    assert table["conll"] == {"F1": 45.82}


# MUC, precision: 4 of 5 links; B-cubed, precision: ab 1, 1, cdefg (2*2/5 + 3*3/5): 4.6 of 7; all recalled.
# CEAF-e: ab 1, and of cd (4/7) and efg (6/8) the better: 1.75 of 3 gold and of 2 predicted.
def test_two_entities_put_into_one_cost_precision():
    table = score_coreference([(entities("ab", "cd", "efg"), entities("ab", "cdefg"))])
    assert table["muc"] == {"P": 80, "R": 100, "F1": 88.89}
    assert table["b_cubed"] == {"P": 65.71, "R": 100, "F1": 79.31}
    assert table["ceaf_e"] == {"P": 87.5, "R": 58.33, "F1": 70}


def test_counts_are_summed_over_documents_before_they_are_divided():
    right, wrong = (entities("abc"), entities("abc")), (entities("ab"), entities("cd"))
    table = score_coreference([right, wrong])
    assert table["muc"] == {"P": 66.67, "R": 66.67, "F1": 66.67}
    assert table["b_cubed"] == {"P": 60, "R": 60, "F1": 60}
    assert table["ceaf_e"] == {"P": 50, "R": 50, "F1": 50}


def test_singletons_are_dropped_on_both_sides_unless_asked_for():
    gold, predicted = entities("ab", "c"), entities("ab", "c", "d")
    assert score_coreference([(gold, predicted)])["conll"]["F1"] == 100
    kept = score_coreference([(gold, predicted)], singletons=True)
    assert kept["muc"]["F1"] == 100
    assert kept["b_cubed"] == {"P": 75, "R": 100, "F1": 85.71}
    assert kept["ceaf_e"] == {"P": 66.67, "R": 100, "F1": 80}


def test_nothing_found_scores_nothing():
    assert score_coreference([(entities("ab"), [])])["conll"]["F1"] == 0
    assert score_coreference([([], [])])["conll"]["F1"] == 0


# abcd is most like abx (4/7), but then xe is left with nothing; abcd with c and xe with abx are 2/5 each.
def test_entities_are_aligned_for_the_largest_sum_and_not_one_after_the_other():
    assert aligned_similarity(["abcd", "xe"], ["abx", "c"]) == pytest.approx(0.8)
    assert aligned_similarity(["xe", "abcd"], ["c", "abx"]) == pytest.approx(0.8)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 10_000))
def test_the_assignment_is_the_best_of_all(rows, columns, seed):
    weights = np.random.default_rng(seed).integers(0, 6, (rows, columns)).astype(float)
    pairs = best_assignment(weights)
    assert len(pairs) == min(rows, columns) == len(set(pairs[:, 0])) == len(set(pairs[:, 1]))
    long = weights if rows <= columns else weights.T
    best = max(
        sum(long[i, j] for i, j in enumerate(chosen)) for chosen in permutations(range(long.shape[1]), long.shape[0])
    )
    assert weights[pairs[:, 0], pairs[:, 1]].sum() == pytest.approx(best)


PARTITIONS = st.lists(st.integers(0, 3), min_size=2, max_size=9).map(
    lambda numbers: [[k for k, n in enumerate(numbers) if n == e] for e in sorted(set(numbers))]
)


@given(PARTITIONS)
def test_what_agrees_with_the_gold_scores_in_full(partition):
    table = score_coreference([(partition, partition[::-1])], singletons=True)
    assert table["b_cubed"]["F1"] == table["ceaf_e"]["F1"] == 100
    assert table["muc"]["F1"] == (100 if any(len(e) > 1 for e in partition) else 0)


@given(PARTITIONS, PARTITIONS)
def test_precision_is_the_recall_of_the_sides_exchanged(one, other):
    there, back = score_coreference([(one, other)]), score_coreference([(other, one)])
    for metric in ("muc", "b_cubed", "ceaf_e"):
        assert there[metric]["P"] == back[metric]["R"]
        assert there[metric]["F1"] == pytest.approx(back[metric]["F1"], abs=0.01)

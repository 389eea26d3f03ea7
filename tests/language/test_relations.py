from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.language import Analyser
from dateline.language.relations import DISTANCES, Relations, distances
from dateline.language.tagger import FORMS

SUBJECT, OBJECT, OTHER = range(3)


@pytest.fixture
def tiny(tmp_path: Path) -> Relations:
    """Relations read off the side of the head, and off the tag of the head: what hangs on tag 1 is of column 2."""
    weights = {
        "word": np.zeros((4, 3)),
        "head": np.zeros((2, 3)),
        "bias": np.zeros((2, 3)),
        "form": np.zeros((FORMS, 1)),
        "word_form": np.zeros((1, 3)),
        "head_form": np.zeros((1, 3)),
        "word_tag": np.zeros((2, 3)),
        "head_tag": np.array([[0.0, 0.0, 0.0], [0.0, 0.0, 5.0]]),
        "distance": np.zeros((DISTANCES, 3)),
        "sum": np.concatenate((np.eye(3), np.zeros((1, 3)))),
        "product": np.zeros((3, 3)),
    }
    after = np.arange(DISTANCES) >= DISTANCES // 2
    weights["distance"][after, SUBJECT] = 1.0
    weights["distance"][~after, OBJECT] = 1.0
    np.savez(tmp_path / "relations.npz", **weights)
    return Relations(tmp_path / "relations.npz")


def columns(read: Relations, tags: list[int], heads: list[int]) -> list[int]:
    n = len(heads)
    states, forms = np.zeros((2, n, 2), dtype=np.float32), np.zeros(n, dtype=np.int64)
    return read.relations(states, forms, np.array(tags, dtype=np.int64), heads).tolist()


def test_a_relation_depends_on_the_head_that_a_word_was_given(tiny: Relations) -> None:
    assert columns(tiny, [0, 0, 0], [1, 1, 1])[::2] == [SUBJECT, OBJECT]
    assert columns(tiny, [0, 0, 1], [1, 1, 1])[::2] == [SUBJECT, OBJECT]
    assert columns(tiny, [0, 1, 0], [1, 1, 1])[::2] == [OTHER, OTHER]
    assert columns(tiny, [0, 0, 0], [2, 2, 2])[:2] == [SUBJECT, SUBJECT]


def test_a_text_without_words_has_no_relations(tiny: Relations) -> None:
    assert columns(tiny, [], []) == []


def test_distances_are_finer_near_the_word() -> None:
    found = distances(np.full(40, 20))
    assert len(set(found[17:24].tolist())) == 7  # from three words before to three after
    assert len(set(found[:8].tolist())) == len(set(found[33:].tolist())) == 1
    assert (np.diff(found) <= 0).all()


@pytest.mark.parametrize(
    "text",
    [
        "Envoys of Ghana, who had met in Accra, left on Friday. They had agreed on nothing.",
        "Ministers met. Asked why, none would say.",
        "TALKS END\n\n- no deal\n- no date",
    ],
)
def test_only_the_root_of_a_tree_is_called_root(analyser: Analyser, text: str) -> None:
    (analysis,) = analyser.analyse([text])
    assert {k for k, t in enumerate(analysis.tokens) if t.dep == "root"} == {
        k for k, t in enumerate(analysis.tokens) if t.head == k
    }

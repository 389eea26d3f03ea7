from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.language import Analyser
from dateline.language.tagger import LOOKS, NEAR, Tagger, looks, shifted
from tests.analyses import spans_of_words


def test_a_word_looks_the_same_wherever_it_stands_but_for_its_place() -> None:
    codes = looks("Envoys left. Envoys came", spans_of_words("Envoys left. Envoys came"))
    assert (codes[0, :3] == codes[2, :3]).all()
    assert codes[0, 3] == 4  # first of all
    assert looks("we met. Envoys came", [(0, 2), (3, 6), (6, 7), (8, 14), (15, 19)])[:, 3].tolist() == [4, 2, 1, 4, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("iran", "Iran"), ("Iran", "IRAN"), ("twelve", "12"), ("ceasefire", "cease-fire"), ("MoU", "Mou"), ("--", "to")],
)
def test_what_the_encoder_does_not_see_tells_words_apart(one: str, other: str) -> None:
    text = f"{one} {other}"
    codes = looks(text, spans_of_words(text))
    assert codes[0, 2] != codes[1, 2]


def test_a_line_begins_a_sentence_for_its_first_word() -> None:
    text = "Geneva\nTalks end"
    assert looks(text, spans_of_words(text))[1, 3] == 4


@pytest.fixture
def tiny(tmp_path: Path) -> Tagger:
    """A tagger that hears its neighbours' cases alone: a word after one in capitals is of column 1."""
    weights = {"bias": np.zeros(2), "states": np.zeros((len(NEAR), 3, 2))}
    for name, size in {"form": 8192, "ending": 2048, "case": 128, "place": 8}.items():
        weights[name] = np.zeros((size, 1))
    weights |= {f"{name}{shift:+d}": np.zeros((1, 2)) for name, shift in LOOKS}
    weights["case"][0b100] = 1.0
    weights["case-1"][0, 1] = 1.0
    weights["xpos"] = np.array([[0.0, 0.0], [-1.0, 1.0], [0.1, 0.0]])
    weights["upos"] = np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 1.0]])
    np.savez(tmp_path / "tagger.npz", **weights)
    return Tagger(tmp_path / "tagger.npz")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("NATO met", [0, 1]), ("met NATO", [0, 0]), ("NATO", [0]), ("NATO EU met", [0, 1, 1]), ("", [])],
)
def test_a_neighbour_counts_where_there_is_one(tiny: Tagger, text: str, expected: list[int]) -> None:
    words = spans_of_words(text)
    xpos, upos = tiny.tags(np.zeros((2, len(words), 3), dtype=np.float32), looks(text, words))
    assert xpos.tolist() == expected
    assert upos.tolist() == [1] * len(words)


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_rows_are_paired_with_those_a_shift_away(shift: int) -> None:
    to, of = shifted(shift)
    rows = np.arange(4)
    assert (rows[of] - rows[to] == shift).all()
    assert len(rows[to]) == 4 - abs(shift)


@pytest.mark.parametrize(
    ("text", "word", "tag", "dep"),
    [
        ("Im told that the talks failed.", "m", "VBP", "aux:pass"),
        ("Im going to Geneva.", "m", "VBP", "aux"),
        ("They cannot agree on the text.", "not", "RB", "advmod"),
    ],
)
def test_a_verb_without_its_apostrophe_is_one(analyser: Analyser, text: str, word: str, tag: str, dep: str) -> None:
    (analysis,) = analyser.analyse([text])
    (token,) = [t for t in analysis.tokens if t.text == word]
    assert (token.tag, token.dep) == (tag, dep)


@pytest.mark.parametrize(
    "text", ["Envoys met in Geneva.", "“We will go on,” she said after the talks, which had lasted two days!"]
)
def test_the_full_stop_hangs_on_the_root(analyser: Analyser, text: str) -> None:
    (analysis,) = analyser.analyse([text])
    last = analysis.tokens[-1]
    assert last.head == analysis.tokens[last.head].head != len(analysis.tokens) - 1


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Officials of the WHO say that cases have fallen.", "WHO", "NNP"),
        ("WHO SAID THAT THE TALKS WERE OVER?", "WHO", "WP"),
        ("Write to press@ministry.example.org before Friday.", "press@ministry.example.org", "ADD"),
        ("The text stands on www.example.org/talks for all to read.", "www.example.org/talks", "ADD"),
        ("They attached Minutes_2019.pdf to the letter.", "Minutes_2019.pdf", "NN"),
        ("Nobody knows who signed it.", "who", "WP"),
    ],
)
def test_a_spelling_that_decides_the_tag(analyser: Analyser, text: str, word: str, tag: str) -> None:
    (analysis,) = analyser.analyse([text])
    (token,) = [t for t in analysis.tokens if t.text == word]
    assert token.tag == tag

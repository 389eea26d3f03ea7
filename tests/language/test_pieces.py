from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dateline.language.pieces import CONTEXT, SHAPES, WINDOW, Pieces, Window, shape_codes, split_pieces, windows
from dateline.language.weight_files import load_weights


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(load_weights().tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def pieces_of(text: str) -> Pieces:
    """A piece for every word, for windows do not ask what a piece is."""
    offsets, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        offsets.append((start, start + len(word)))
        start += len(word)
    return Pieces((7,) * len(offsets), tuple(offsets), (0,) * len(offsets))


def check_tiling(pieces: Pieces, found: Sequence[Window]) -> None:
    reached = 0
    for window in found:
        assert window.core_start == reached < window.core_end
        reached = window.core_end
        assert 0 <= window.start <= window.core_start
        assert window.core_end <= window.end <= len(pieces)
        assert window.core_start - window.start <= CONTEXT
        assert window.end - window.core_end <= CONTEXT
        assert window.end - window.start <= WINDOW
    assert reached == len(pieces)


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(["a", "a.", "a,", 'a."']), max_size=60),
    st.lists(st.sampled_from([" ", "\n", "\r\n\r\n", ". "]), min_size=1, max_size=5),
    st.integers(1, 25),
    st.none() | st.integers(1, 900),
)
def test_cores_tile_the_pieces_and_windows_are_bounded(
    words: list[str], gaps: list[str], times: int, first_core: int | None
) -> None:
    text = "".join(f"{word}{gaps[i % len(gaps)]}" for i, word in enumerate(words * times))
    pieces = pieces_of(text)
    check_tiling(pieces, list(windows(text, pieces.offsets, first_core=first_core)))


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_a_text_without_pieces_has_no_window(text: str) -> None:
    assert list(windows(text, pieces_of(text).offsets)) == []


def test_a_short_text_is_one_window_without_context() -> None:
    pieces = pieces_of("a b c")
    assert list(windows("a b c", pieces.offsets)) == [Window(0, 0, 3, 3)]


def test_a_text_that_fits_into_one_window_is_one() -> None:
    for words, expected in ((WINDOW, 1), (WINDOW + 1, 2)):
        text = "a " * words
        assert len(list(windows(text, pieces_of(text).offsets))) == expected


def test_windows_are_cut_at_the_last_line_break_that_fits() -> None:
    text = "\n".join(" ".join(["word"] * 90) + "." for _ in range(10))
    cuts = [window.core_end for window in windows(text, pieces_of(text).offsets)]
    assert cuts == [270, 540, 810, 900]


def test_a_line_too_long_for_a_window_is_cut_at_ends_of_sentences() -> None:
    text = " ".join(" ".join(["word"] * 49) + ' end."' for _ in range(20))
    cuts = [window.core_end for window in windows(text, pieces_of(text).offsets)]
    assert cuts[:-1]
    assert all(cut % 50 == 0 for cut in cuts)


def test_a_long_paragraph_without_any_break_is_cut_all_the_same() -> None:
    text = "word " * 2000
    pieces = pieces_of(text)
    found = list(windows(text, pieces.offsets))
    check_tiling(pieces, found)
    assert {window.end - window.start for window in found[1:-1]} == {WINDOW}
    # The first has no context before it: its core takes the room.
    assert found[0] == Window(0, 0, WINDOW - CONTEXT, WINDOW)


def test_the_first_core_may_be_shortened() -> None:
    text = "word " * 1000
    assert next(windows(text, pieces_of(text).offsets, first_core=100)).core_end == 100


@given(st.text(max_size=80), st.data())
def test_shape_codes_are_in_range(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)))
    offsets = list(pairwise(cuts))
    codes = shape_codes(text, offsets)
    assert len(codes) == len(offsets)
    assert all(0 <= code < SHAPES for code in codes)


def test_shapes_tell_case_line_breaks_and_double_marks(tokenizer: Tokenizer) -> None:
    text = 'She met NATO on 4 May.\n"I left," A said. ‘so’'
    pieces = split_pieces(text, tokenizer)
    codes = {text[start:end]: code for (start, end), code in zip(pieces.offsets, pieces.shapes, strict=True)}
    case = {word: code // 4 for word, code in codes.items()}
    assert (case["met"], case["She"], case["NATO"], case["A"], case["4"]) == (0, 1, 2, 3, 4)
    broken = [start for (start, _), code in zip(pieces.offsets, pieces.shapes, strict=True) if code & 2]
    assert broken == [0, text.index('"')]
    inside = {word for word, code in codes.items() if code & 1}
    assert inside >= {"I", "left"}
    assert not inside & {"She", "said", "so"}


def test_pieces_show_their_own_characters(tokenizer: Tokenizer) -> None:
    text = "  Ankara’s envoy — Señora Núñez\r\n\r\nleft…  "
    pieces = split_pieces(text, tokenizer)
    assert len(pieces) == len(pieces.ids) == len(pieces.offsets) == len(pieces.shapes)
    assert "".join(text[start:end] for start, end in pieces.offsets) == "".join(text.split())


def test_a_long_text_is_neither_truncated_nor_padded(tokenizer: Tokenizer) -> None:
    assert len(split_pieces("envoy " * 900, tokenizer)) == 900
    assert len(split_pieces("envoy", tokenizer)) == 1

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.attribution import decode
from dateline.attribution.decoding import Chunk, link_votes, role_chunks
from dateline.language import LinkScores, RoleScores
from dateline.language.analysis import ROLE_TAGS
from dateline.model.spans import check_spans
from tests.analyses import role_scores, roles, words_of

TEXT = "The envoy said the talks were over, and her aide added that nobody wept."
SAID = roles(TEXT, "The envoy", "said", "the talks were over")
ADDED = roles(TEXT, "her aide", "added", "that nobody wept")


def scores_of(text: str, tags: Sequence[str], links: np.ndarray | None = None) -> RoleScores:
    """Scores for the words of ``text``, one tag each."""
    offsets, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        offsets.append((start, start + len(word)))
        start += len(word)
    values = np.full((len(tags), len(ROLE_TAGS)), -9.0, dtype=np.float32)
    values[:, 0] = -5.0
    for k, tag in enumerate(tags):
        values[k, ROLE_TAGS.index(tag)] = -0.01
    if links is None:
        links = np.full((len(tags), len(tags)), -1.0, dtype=np.float32)
    return RoleScores(tuple(offsets), values, (LinkScores(0, len(tags), 0, links),))


def test_spans_join_the_cue_that_they_point_to() -> None:
    assert decode(TEXT, role_scores(TEXT, [ADDED, SAID])) == (SAID, ADDED)


def test_the_pointed_cue_wins_over_the_nearest() -> None:
    text = "Yesterday the envoy said and her aide added that nobody wept."
    far = roles(text, "the envoy", "said", "that nobody wept")
    near = roles(text, "her aide", "added")
    (found,) = decode(text, role_scores(text, [far, near]))
    assert found == far


def test_a_cue_without_content_is_dropped() -> None:
    bare = roles(TEXT, "her aide", "added")
    assert decode(TEXT, role_scores(TEXT, [SAID, bare])) == (SAID,)


def test_a_text_without_cues_has_no_attribution() -> None:
    assert decode(TEXT, role_scores(TEXT, [])) == ()
    assert decode("", role_scores("", [])) == ()


def test_discontinuous_contents_stay_apart_around_the_cue() -> None:
    text = '"The talks," he said on Monday, "are over."'
    broken = roles(text, "he", "said", '"The talks,"', '"are over."')
    (found,) = decode(text, role_scores(text, [broken]))
    assert len(found.content) == 2
    assert words_of(text, found.cue) == ["said"]


def test_no_span_starts_inside() -> None:
    text = "talks were said over"
    assert role_chunks(text, scores_of(text, ["I-content", "O", "B-cue", "O"])) == (Chunk("cue", 2, 3),)


@pytest.mark.parametrize(("role", "kept"), [("cue", 1), ("source", 1), ("content", 2)])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sources_and_cues_end_with_their_line_and_contents_do_not(role: str, kept: int, newline: str) -> None:
    text = f"one{newline}two"
    first, *_ = role_chunks(text, scores_of(text, [f"B-{role}", f"I-{role}"]))
    assert (first.role, first.first, first.last) == (role, 0, kept)


def test_two_spans_of_one_role_may_touch() -> None:
    text = "one two three"
    assert role_chunks(text, scores_of(text, ["B-source", "B-source", "I-source"])) == (
        Chunk("source", 0, 1),
        Chunk("source", 1, 3),
    )


def test_a_piece_that_a_role_lacks_on_balance_stays_out() -> None:
    text = "one two three"
    scores = scores_of(text, ["B-content", "O", "I-content"])
    assert role_chunks(text, scores) == (Chunk("content", 0, 1),)


def test_votes_are_means_over_the_pieces_of_a_chunk() -> None:
    values = np.array([[-1.0, -3.0], [-2.0, -5.0]], dtype=np.float32)
    cues = [Chunk("cue", 0, 1), Chunk("cue", 1, 2)]
    assert link_votes(Chunk("content", 0, 2), cues, [LinkScores(0, 2, 0, values)]) == [-1.5, -4.0]


def test_a_cue_out_of_the_window_gets_a_poor_vote_and_no_error() -> None:
    seen, unseen = Chunk("cue", 1, 2), Chunk("cue", 90, 91)
    link = LinkScores(0, 4, 0, np.full((4, 6), -3.0, dtype=np.float32))
    votes = link_votes(Chunk("content", 2, 4), [seen, unseen], [link])
    assert votes[0] == -3.0
    assert votes[1] < votes[0]


def test_a_chunk_over_two_windows_is_judged_by_both() -> None:
    left = LinkScores(0, 2, 0, np.array([[-1.0, -9.0], [-1.0, -9.0]], dtype=np.float32))
    right = LinkScores(2, 4, 1, np.array([[-2.0, -9.0, -4.0], [-2.0, -9.0, -4.0]], dtype=np.float32))
    cues = [Chunk("cue", 1, 2), Chunk("cue", 3, 4)]
    votes = link_votes(Chunk("content", 0, 4), cues, [left, right])
    assert votes[0] == (-9.0 * 2 - 2.0 * 2) / 4
    assert votes[1] < -4.0  # the first window does not reach it


def word_pieces(text: str, cuts: Sequence[int], tags: Sequence[str]) -> RoleScores:
    offsets = tuple(zip(cuts[::2], cuts[1::2], strict=True))
    values = np.full((len(tags), len(ROLE_TAGS)), -9.0, dtype=np.float32)
    values[:, 0] = -5.0
    for k, tag in enumerate(tags):
        values[k, ROLE_TAGS.index(tag)] = -0.01
    links = np.full((len(tags), len(tags)), -1.0, dtype=np.float32)
    return RoleScores(offsets, values, (LinkScores(0, len(tags), 0, links),))


def test_a_span_that_ends_inside_a_word_is_taken_to_its_end() -> None:
    text = "he said unbelievable-ish"
    scores = word_pieces(
        text, [0, 2, 3, 7, 8, 10, 10, 17, 17, 20, 20, 21, 21, 24], ["O", "B-cue", "B-content", *"OOOO"]
    )
    (found,) = decode(text, scores)
    assert words_of(text, found.content) == ["unbelievable"]


def test_roles_that_meet_inside_a_word_do_not_overlap_in_their_own_role() -> None:
    text = "he said unbelievable things"
    tags = ["O", "B-cue", "B-content", "B-content", "I-content", "O"]
    (found,) = decode(text, word_pieces(text, [0, 2, 3, 7, 8, 10, 10, 17, 17, 20, 21, 27], tags))
    assert words_of(text, found.content) == ["unbelievable"]


@st.composite
def random_scores(draw: st.DrawFn) -> tuple[str, RoleScores]:
    """A text of odd pieces, some of them parts of words, with scores drawn from a hat."""
    parts = draw(st.lists(st.sampled_from(["un", "said", ",", '"', "x"]), min_size=0, max_size=14))
    gaps = draw(st.lists(st.sampled_from(["", " ", "\n", "\r\n"]), min_size=len(parts), max_size=len(parts)))
    text, offsets = "", []
    for part, gap in zip(parts, gaps, strict=True):
        offsets.append((len(text), len(text) + len(part)))
        text += part + gap
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    values = np.log(random.dirichlet(np.full(len(ROLE_TAGS), 0.3), len(parts)) + 1e-6).astype(np.float32)
    middle = len(parts) // 2
    cores = [(0, middle), (middle, len(parts))]
    links = tuple(
        LinkScores(a, b, max(0, a - 2), -random.exponential(3, (b - a, min(len(parts), b + 2) - max(0, a - 2))))
        for a, b in cores
        if a < b
    )
    return text, RoleScores(tuple(offsets), values.reshape(-1, len(ROLE_TAGS)), links)


@given(random_scores())
def test_any_scores_give_spans_in_order_with_a_cue_and_a_content_each(drawn: tuple[str, RoleScores]) -> None:
    text, scores = drawn
    before = scores.roles.copy()
    for found in decode(text, scores):
        assert len(found.cue) == 1
        assert found.content
        for spans in (found.source, found.cue, found.content):
            check_spans(spans)
            assert all(end <= len(text) for _, end in spans)
        for start, end in (*found.source, *found.cue):
            assert "\n" not in text[start:end]
    np.testing.assert_array_equal(scores.roles, before)  # what a stage is given stays as it is

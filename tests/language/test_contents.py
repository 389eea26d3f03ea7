from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from dateline.attribution import decode
from dateline.language import Analyser, Analysis
from dateline.language.analysis import ROLE_TAGS
from dateline.language.pieces import WINDOW

INNER = "the minister had told reporters that the talks were over"
TEXT = f"OSTREL — The agency reported on Tuesday that {INNER}.\n\nThe envoy said nothing."
LONG = "The agency reported: " + "the envoy said the talks would go on, " * 120


@pytest.fixture(scope="module")
def analysis(analyser: Analyser) -> Analysis:
    return next(analyser.analyse([TEXT]))


def test_a_content_read_by_itself_shows_the_attribution_inside(analyser: Analyser, analysis: Analysis) -> None:
    start = TEXT.index(INNER)
    (found,) = decode(INNER, analyser.score(TEXT, analysis.scores, (start, start + len(INNER))))
    assert [INNER[s:e] for s, e in found.source] == ["the minister"]
    assert "told" in INNER[found.cue[0][0] : found.cue[-1][1]]
    assert INNER[found.content[0][0] : found.content[-1][1]].endswith("the talks were over")


def test_offsets_count_from_the_start_of_the_content(analyser: Analyser, analysis: Analysis) -> None:
    start = TEXT.index(INNER)
    scores = analyser.score(TEXT, analysis.scores, (start, start + len(INNER)))
    assert "".join(INNER[s:e] for s, e in scores.offsets) == INNER.replace(" ", "")


def test_a_piece_that_reaches_over_an_edge_is_left_out(analyser: Analyser, analysis: Analysis) -> None:
    start = TEXT.index("reporters")
    scores = analyser.score(TEXT, analysis.scores, (start + 2, TEXT.index("over") + 2))
    inside = TEXT[start + 2 : TEXT.index("over") + 2]
    assert [inside[s:e] for s, e in scores.offsets] == ["that", "the", "talks", "were"]


def test_a_content_is_read_alike_beside_others_and_alone(analyser: Analyser, analysis: Analysis) -> None:
    first = TEXT.index(INNER), TEXT.index(INNER) + len(INNER)
    second = TEXT.index("The envoy"), len(TEXT)
    alone = analyser.score(TEXT, analysis.scores, first)
    analyser.score(TEXT, analysis.scores, second)
    again = analyser.score(TEXT, analysis.scores, first)
    np.testing.assert_array_equal(alone.roles, again.roles)


def test_a_content_longer_than_a_window_is_read_to_its_end(analyser: Analyser) -> None:
    (whole,) = analyser.analyse([LONG])
    start = LONG.index("the envoy")
    scores = analyser.score(LONG, whole.scores, (start, len(LONG)))
    assert len(scores.offsets) > WINDOW
    assert scores.roles.shape == (len(scores.offsets), len(ROLE_TAGS))
    cores = [(link.core_start, link.core_end) for link in scores.links]
    assert (cores[0][0], cores[-1][1]) == (0, len(scores.offsets))
    assert all(one[1] == other[0] for one, other in pairwise(cores))


@pytest.mark.parametrize("span", [(3, 3), (len(TEXT), len(TEXT))])
def test_nothing_has_no_scores(analyser: Analyser, analysis: Analysis, span: tuple[int, int]) -> None:
    assert not analyser.score(TEXT, analysis.scores, span).offsets

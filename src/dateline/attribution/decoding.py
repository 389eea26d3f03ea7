"""From scores to role spans: which word pieces are source, cue and content, and which belong together."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from dateline.language.analysis import ROLE_TAGS, LinkScores, RoleScores
from dateline.language.pieces import WINDOW
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span

_IMPOSSIBLE: Final = -1e4
_INSIDE: Final = {i: i - 1 for i, tag in enumerate(ROLE_TAGS) if tag.startswith("I-")}  # I-role: its B-role
_KEPT_IN_LINE: Final = [ROLE_TAGS.index("I-source"), ROLE_TAGS.index("I-cue")]
# A piece whose window does not reach a cue says this of it, in place of a log-probability.
_OUT_OF_SIGHT: Final = -12.0
# Chosen on PolNeAR dev: what a line break between a span and its cue costs, the least log-probability
# with which a source is shared, what makes up for cues being found too rarely, and what it costs to begin a
# content, so that one is not splintered where another reading goes on.
_OTHER_LINE: Final = 1.0
_SHARED: Final = -8.0
_CUE_BONUS: Final = 0.25
_SPLINTER: Final = -0.5


@dataclass(frozen=True, slots=True)
class Chunk:
    """A contiguous run of word pieces ``[first, last)`` with one role."""

    role: str
    first: int
    last: int


def decode(text: str, scores: RoleScores) -> tuple[RoleSpans, ...]:
    """The attributions that the scores give for ``text``, by their cues' places.

    Role tags are decoded over the whole text by Viterbi under the constraint that no span starts inside;
    each source and content then joins the cue that its pieces point to, of several sources the best alone. A
    cue without a source takes the one that points to it best, for cues share sources ("she said ... and added
    ..."). A cue without content is dropped.
    """
    chunks = role_chunks(text, scores)
    cues = [chunk for chunk in chunks if chunk.role == "cue"]
    if not cues:
        return ()
    lines = _lines(text, scores)
    contents: dict[int, list[Chunk]] = defaultdict(list)
    sources: dict[int, list[tuple[float, bool, Chunk]]] = defaultdict(list)
    for chunk in chunks:
        if chunk.role == "content" and len(cues) == 1:
            contents[0].append(chunk)  # whatever it points to
        elif chunk.role != "cue":
            votes = _votes(chunk, cues, scores.links, lines)
            best = max(votes, key=votes.__getitem__)
            if chunk.role == "content":
                contents[best].append(chunk)
            else:
                for i, vote in votes.items():
                    sources[i].append((vote, i == best, chunk))
    found = []
    for i, cue in enumerate(cues):
        if contents[i]:
            source = _source(sources[i])
            found.append(
                RoleSpans(
                    () if source is None else (_characters(text, scores, source),),
                    (_characters(text, scores, cue),),
                    _merged(text, [_characters(text, scores, chunk) for chunk in contents[i]]),
                )
            )
    return tuple(found)


def _lines(text: str, scores: RoleScores) -> list[int]:
    """For each piece the number of line breaks in front of it, runs of them counted once."""
    lines, line, previous = [], 0, 0
    for start, end in scores.offsets:
        line += start > previous and "\n" in text[previous:start]
        lines.append(line)
        previous = end
    return lines


def _votes(chunk: Chunk, cues: Sequence[Chunk], links: Sequence[LinkScores], lines: Sequence[int]) -> dict[int, float]:
    """For each cue in sight, by number, how well the chunk's pieces point to it, less for a cue in another line.

    Where none is in sight, the nearest alone.
    """
    low = bisect_left(cues, chunk.first - WINDOW, key=_first)
    high = bisect_left(cues, chunk.last + WINDOW, key=_first)
    if low == high:
        low = min(range(max(0, low - 1), min(len(cues), low + 1)), key=lambda i: abs(cues[i].first - chunk.first))
        high = low + 1
    votes = {}
    for i, vote in enumerate(link_votes(chunk, cues[low:high], links), start=low):
        line = lines[cues[i].first]
        away = min(abs(lines[chunk.first] - line), abs(lines[chunk.last - 1] - line))
        votes[i] = vote - _OTHER_LINE * min(away, 3)
    return votes


def _first(chunk: Chunk) -> int:
    return chunk.first


def _source(candidates: Sequence[tuple[float, bool, Chunk]]) -> Chunk | None:
    """The source of a cue: of those that point to it before all others, else of all where one points to it at all.

    A candidate is a vote, whether it is the source's best, and the source. Of several only the best: a pronoun and
    a name, or sources in two lines, are not one source in pieces.
    """
    own = [candidate for candidate in candidates if candidate[1]]
    shared = [candidate for candidate in candidates if candidate[0] > _SHARED]
    best = max(own or shared, key=lambda candidate: candidate[0], default=None)
    return None if best is None else best[2]


def _merged(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, those joined that only punctuation within a line keeps apart."""
    merged: list[Span] = []
    for start, end in spans:
        between = text[merged[-1][1] : start] if merged else ""
        if merged and "\n" not in between and not any(c.isalnum() for c in between):
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    return tuple(merged)


def role_chunks(text: str, scores: RoleScores) -> tuple[Chunk, ...]:
    """The runs of pieces that carry a role, in order, without overlap."""
    found: list[Chunk] = []
    path = _viterbi(text, scores)
    for k, tag in enumerate(path):
        if tag in _INSIDE:
            found[-1] = Chunk(found[-1].role, found[-1].first, k + 1)
        elif tag:
            found.append(Chunk(ROLE_TAGS[tag].removeprefix("B-"), k, k + 1))
    return tuple(found)


def _viterbi(text: str, scores: RoleScores) -> list[int]:
    """The best sequence of tags: an I- tag only after the same role, sources and cues within a line.

    Only the outside tag and the best of each role have to be known of the piece before; the loop is written
    out for the three roles, for it runs over every piece of every text.
    """
    if not len(scores.roles):
        return []
    favoured = scores.roles.copy()
    favoured[:, ROLE_TAGS.index("B-cue")] += _CUE_BONUS
    favoured[:, ROLE_TAGS.index("B-content")] += _SPLINTER
    broken = [False, *(a[1] < b[0] and text.find("\n", a[1], b[0]) >= 0 for a, b in pairwise(scores.offsets))]
    favoured[np.ix_(broken, _KEPT_IN_LINE)] += _IMPOSSIBLE
    rows: list[list[float]] = favoured.tolist()
    outside, source, cue, content = 0.0, _IMPOSSIBLE, _IMPOSSIBLE, _IMPOSSIBLE  # the best path that ends so
    back: list[tuple[int, bool, bool, bool]] = []  # where the best path comes from, and which roles go on
    for o, b_source, i_source, b_cue, i_cue, b_content, i_content in rows:
        free, came = outside, 0
        if source > free:
            free, came = source, 1
        if cue > free:
            free, came = cue, 2
        if content > free:
            free, came = content, 3
        on_source, on_cue, on_content = (
            source + i_source >= free + b_source,
            cue + i_cue >= free + b_cue,
            content + i_content >= free + b_content,
        )
        source = source + i_source if on_source else free + b_source
        cue = cue + i_cue if on_cue else free + b_cue
        content = content + i_content if on_content else free + b_content
        outside = free + o
        back.append((came, on_source, on_cue, on_content))
    ends = (outside, source, cue, content)
    state = ends.index(max(ends))
    path = []
    for pointers in reversed(back):
        goes_on = state > 0 and bool(pointers[state])
        path.append(2 * state if goes_on else max(0, 2 * state - 1))
        state = state if goes_on else pointers[0]
    return path[::-1]


def link_votes(chunk: Chunk, cues: Sequence[Chunk], links: Sequence[LinkScores]) -> list[float]:
    """For each cue, the mean log-probability over the chunk's pieces that it is theirs."""
    totals = np.zeros(len(cues))
    firsts = np.array([cue.first for cue in cues])
    for link in links:
        begin, end = max(chunk.first, link.core_start), min(chunk.last, link.core_end)
        if begin >= end:
            continue
        columns = firsts - link.start
        seen = (columns >= 0) & (columns < link.values.shape[1])
        rows = link.values[begin - link.core_start : end - link.core_start]
        totals[seen] += np.maximum(rows[:, columns[seen]], _OUT_OF_SIGHT).sum(axis=0)
        totals[~seen] += _OUT_OF_SIGHT * (end - begin)
    votes: list[float] = (totals / (chunk.last - chunk.first)).tolist()
    return votes


def _characters(text: str, scores: RoleScores, chunk: Chunk) -> Span:
    """The chunk's characters, whole words: a first piece may begin inside one, and a last piece end inside one."""
    start, end = scores.offsets[chunk.first][0], scores.offsets[chunk.last - 1][1]
    before = chunk.first - 1
    while before >= 0 and scores.offsets[before][1] == start and _joined(text, start):
        start = scores.offsets[before][0]
        before -= 1
    following = chunk.last
    while following < len(scores.offsets) and scores.offsets[following][0] == end and _joined(text, end):
        end = scores.offsets[following][1]
        following += 1
    return start, end


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after ``at`` belong to one word."""
    return text[at - 1].isalnum() and text[at].isalnum()

"""From scores to role spans: which word pieces are source, cue and content, and which belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dateline.language.analysis import ROLE_TAGS, LinkScores, RoleScores
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span

_IMPOSSIBLE: Final = -1e4
_INSIDE: Final = {i: i - 1 for i, tag in enumerate(ROLE_TAGS) if tag.startswith("I-")}  # I-role: its B-role
_KEPT_IN_LINE: Final = frozenset({ROLE_TAGS.index("I-source"), ROLE_TAGS.index("I-cue")})
# A piece whose window does not reach a cue says this of it, in place of a log-probability.
_OUT_OF_SIGHT: Final = -12.0
# Chosen on PolNeAR dev: what a line break between a span and its cue costs, the least log-probability
# with which a source is shared, and what makes up for cues being found too rarely.
_OTHER_LINE: Final = 1.0
_SHARED: Final = -4.0
_CUE_BONUS: Final = 0.5


@dataclass(frozen=True, slots=True)
class Chunk:
    """A contiguous run of word pieces ``[first, last)`` with one role."""

    role: str
    first: int
    last: int


def decode(text: str, scores: RoleScores) -> tuple[RoleSpans, ...]:
    """The attributions that the scores give for ``text``, by their cues' places.

    Role tags are decoded over the whole text by Viterbi under the constraint that no span starts inside;
    each source and content then joins the cue that its pieces point to. A cue without a source takes the
    one that points to it best, for cues share sources ("she said ... and added ..."). A cue without content
    is dropped.
    """
    chunks = role_chunks(text, scores)
    cues = [chunk for chunk in chunks if chunk.role == "cue"]
    if not cues:
        return ()
    lines = _lines(text, scores)
    joined: dict[tuple[int, str], list[Chunk]] = defaultdict(list)
    sources: list[tuple[Chunk, list[float]]] = []
    for chunk in chunks:
        if chunk.role != "cue":
            votes = _votes(chunk, cues, scores.links, lines)
            joined[votes.index(max(votes)), chunk.role].append(chunk)
            if chunk.role == "source":
                sources.append((chunk, votes))
    found = []
    for i, cue in enumerate(cues):
        if contents := joined[i, "content"]:
            source = joined[i, "source"] or _shared_source(i, sources)
            found.append(
                RoleSpans(
                    _merged(text, [_characters(text, scores, chunk) for chunk in source]),
                    (_characters(text, scores, cue),),
                    _merged(text, [_characters(text, scores, chunk) for chunk in contents]),
                )
            )
    return tuple(found)


def _lines(text: str, scores: RoleScores) -> list[int]:
    """For each piece the number of line breaks in front of it, runs of them counted once."""
    lines, line, previous = [], 0, 0
    for start, end in scores.offsets:
        line += "\n" in text[previous:start]
        lines.append(line)
        previous = end
    return lines


def _votes(chunk: Chunk, cues: Sequence[Chunk], links: Sequence[LinkScores], lines: Sequence[int]) -> list[float]:
    """For each cue how well the chunk's pieces point to it, less for a cue in another line."""
    votes = []
    for cue, vote in zip(cues, link_votes(chunk, cues, links), strict=True):
        away = min(abs(lines[chunk.first] - lines[cue.first]), abs(lines[chunk.last - 1] - lines[cue.first]))
        votes.append(vote - _OTHER_LINE * min(away, 3))
    return votes


def _shared_source(cue: int, sources: Sequence[tuple[Chunk, list[float]]]) -> list[Chunk]:
    """The source that points best to a cue, where one points to it at all."""
    best = max(sources, key=lambda source: source[1][cue], default=None)
    return [best[0]] if best is not None and best[1][cue] > _SHARED else []


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
    """The best sequence of tags: an I- tag only after the same role, sources and cues within a line."""
    favoured = scores.roles.copy()
    favoured[:, ROLE_TAGS.index("B-cue")] += _CUE_BONUS
    rows: Sequence[Sequence[float]] = favoured.tolist()
    if not rows:
        return []
    best = [_IMPOSSIBLE if tag in _INSIDE else score for tag, score in enumerate(rows[0])]
    back: list[list[int]] = []
    for k, row in enumerate(rows[1:], start=1):
        broken = "\n" in text[scores.offsets[k - 1][1] : scores.offsets[k][0]]
        free = max(range(len(best)), key=best.__getitem__)
        pointers, reached = [], []
        for tag, score in enumerate(row):
            previous = free
            if tag in _INSIDE:
                begin = _INSIDE[tag]
                previous = tag if best[tag] >= best[begin] else begin
                if broken and tag in _KEPT_IN_LINE:
                    score += _IMPOSSIBLE  # noqa: PLW2901 - the row itself must stay as it is
            pointers.append(previous)
            reached.append(best[previous] + score)
        back.append(pointers)
        best = reached
    path = [max(range(len(best)), key=best.__getitem__)]
    for pointers in reversed(back):
        path.append(pointers[path[-1]])
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
    """The chunk's characters, to the end of its last word where the last piece ends inside one."""
    start, end = scores.offsets[chunk.first][0], scores.offsets[chunk.last - 1][1]
    following = chunk.last
    while following < len(scores.offsets) and scores.offsets[following][0] == end and _joined(text, end):
        end = scores.offsets[following][1]
        following += 1
    return start, end


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after ``at`` belong to one word."""
    return text[at - 1].isalnum() and text[at].isalnum()

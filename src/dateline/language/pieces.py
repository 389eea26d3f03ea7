"""Word pieces of a text, what the encoder is told about each, and the windows it reads them in.

Training and reading share this module, so that the model meets in the wild what it was taught on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from dateline.language.quotation import find_quotations
from dateline.model.spans import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW: Final = 318
"""Word pieces in a window, its two special pieces not counted."""
CONTEXT: Final = 16
"""Pieces of a window on either side that are read for context only."""
SHAPES: Final = 20
"""Number of distinct shape codes."""

_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s|[.!?…]\s*[\"'”’»)\]]+\s")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of one text: model ids, character spans and shape codes, all of one length."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    shapes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[start, end)`` that the encoder reads, of which it answers for ``[core_start, core_end)``."""

    start: int
    core_start: int
    core_end: int
    end: int


def split_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """The word pieces of ``text``; ``tokenizer`` must neither truncate nor pad."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = tuple(encoding.offsets)
    return Pieces(tuple(encoding.ids), offsets, shape_codes(text, offsets))


def shape_codes(text: str, offsets: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """A code below :data:`SHAPES` for each piece: letter case, line break before, inside quotation marks.

    The encoder is uncased and sees neither capitals nor paragraphs: this hands them back.
    """
    inside = bytearray(len(text) + 1)
    for run in find_quotations(text):
        if run.double:
            inside[run.start : run.end] = b"\1" * (run.end - run.start)
    codes = []
    previous = 0
    for start, end in offsets:
        broken = previous == 0 or (start > previous and "\n" in text[previous:start])
        codes.append(_case(text[start:end]) * 4 + 2 * broken + inside[start])
        previous = end
    return tuple(codes)


@lru_cache(maxsize=8192)  # most pieces of a text are few words
def _case(word: str) -> int:
    """0 lower case or no letter, 1 Title, 2 UPPER, 3 a single capital, 4 with a digit."""
    if not word.isalpha() and any(c.isdigit() for c in word):
        return 4
    if not word[:1].isupper():
        return 0
    if len(word) == 1:
        return 3
    return 2 if word.isupper() else 1


def word_pieces(offsets: Sequence[Span], words: Sequence[Span]) -> list[int]:
    """For each word the first piece that begins inside it, by index; -1 where it has none of its own.

    Word pieces do not split "cannot", which is two words: the second has no piece.
    """
    starts = [start for start, _ in offsets]
    places = np.searchsorted(starts, [start for start, _ in words])
    begins = np.append(starts, np.inf)[places]
    found: list[int] = np.where(begins < [end for _, end in words], places, -1).tolist()
    return found


def windows(
    text: str, offsets: Sequence[Span], *, longest: int = WINDOW - 2 * CONTEXT, first_core: int | None = None
) -> Iterator[Window]:
    """Windows whose cores cover the pieces at ``offsets`` without gap or overlap, cut at line breaks where possible.

    A core that holds no line break is cut at the last end of a sentence, and only then in the
    middle of one. A core has ``longest`` pieces at most, and as many more as are not needed for context where
    it begins or ends the text; ``first_core`` shortens the first one (training varies both between epochs).
    """
    n = len(offsets)
    start = 0
    limit = longest + CONTEXT if first_core is None else min(first_core, longest)
    # Most contents that are read by themselves fit into one window, and need no place to be cut at.
    lines, sentences = _cuts(text, offsets) if n > limit + CONTEXT else ([], [])
    while start < n:
        end = n if n - start <= limit + CONTEXT else _cut(start, start + limit, lines, sentences)
        yield Window(max(0, start - CONTEXT), start, end, min(n, end + CONTEXT))
        start, limit = end, longest


def _cuts(text: str, offsets: Sequence[Span]) -> tuple[list[int], list[int]]:
    """Pieces that begin a line, and pieces that begin a sentence by its punctuation."""
    lines, sentences = [], []
    for k in range(1, len(offsets)):
        end, start = offsets[k - 1][1], offsets[k][0]
        if start <= end:
            continue
        gap = text[end:start]
        if "\n" in gap:
            lines.append(k)
        elif _SENTENCE_END.search(text, max(0, end - 3), start):
            sentences.append(k)
    return lines, sentences


def _cut(start: int, limit: int, lines: Sequence[int], sentences: Sequence[int]) -> int:
    for cuts in (lines, sentences):
        at = bisect_left(cuts, limit + 1) - 1
        # A cut in the first tenth would leave a core too short to be worth a window.
        if at >= 0 and cuts[at] > start + (limit - start) // 10:
            return cuts[at]
    return limit

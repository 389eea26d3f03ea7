"""Runs inside quotation marks, as the marks really occur in news copy.

Copy mixes conventions: curly and straight marks, `` `` `` with ``''``, single marks that look like
apostrophes, marks that nobody closed, and quotations that run over paragraphs, where each paragraph
opens with a mark and only the last one closes (Chicago Manual of Style, 13.32). Every rule here is
local to a paragraph, so that one forgotten mark never turns the rest of an article inside out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_OPEN_DOUBLE: Final = frozenset({"“", "„", "«", "``", "‟"})
_CLOSE_DOUBLE: Final = frozenset({"”", "»"})
_EITHER_DOUBLE: Final = frozenset({'"', "''", "＂"})
_SINGLE: Final = frozenset({"‘", "’", "'", "‚", "‛"})
_MARK: Final = re.compile(r"``|''|[“”„‟«»\"＂‘’'‚‛]")
_PARAGRAPH: Final = re.compile(r"[^\r\n]+")
# What may stand before a mark that opens: nothing, a space, an opening bracket, a dash or a mark.
_BEFORE_OPENING: Final = frozenset(" \t\u00a0\u2009\u202f([{—–-/“„«\"‘'’`:")
# Clipped words that begin with an apostrophe ('twas, '90s) are not quotations.
_CLIPPED: Final = re.compile(r"(?:\d0s|tis|twas|til|em|cause|bout|round|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A run inside quotation marks, the marks included, within one paragraph.

    ``start`` and ``end`` are characters of the text, end exclusive. ``opened`` and ``closed`` say
    whether the mark really stands there; ``double`` tells double marks from single ones; ``depth``
    is 0 for an outermost run. ``continued`` says that the next paragraph goes on with the same
    quotation.
    """

    start: int
    end: int
    opened: bool
    closed: bool
    double: bool
    depth: int
    continued: bool = False


@dataclass(slots=True)
class _Open:
    start: int
    mark: str
    depth: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The runs inside quotation marks of ``text``, by start; never overlapping two paragraphs."""
    runs: list[Quotation] = []
    pending = False  # the paragraph before ended inside a quotation
    for match in _PARAGRAPH.finditer(text):
        found = list(_in_paragraph(text, match.start(), match.end(), resumed=pending))
        begins_quoted = any(_only_space(text, match.start(), run.start) and run.double for run in found)
        if pending and begins_quoted:
            runs = _mark_continued(runs)
        runs.extend(found)
        pending = any(run.double and run.depth == 0 and not run.closed for run in found)
    return tuple(sorted(runs, key=lambda run: (run.start, -run.end)))


def _only_space(text: str, start: int, end: int) -> bool:
    return not text[start:end].strip()


def _mark_continued(runs: list[Quotation]) -> list[Quotation]:
    """The same runs, the last unclosed outermost one marked as going on in the next paragraph."""
    for i in range(len(runs) - 1, -1, -1):
        run = runs[i]
        if run.double and run.depth == 0 and not run.closed:
            runs[i] = Quotation(run.start, run.end, run.opened, False, True, 0, continued=True)
            break
    return runs


def _in_paragraph(text: str, start: int, end: int, *, resumed: bool) -> Iterator[Quotation]:
    stack: list[_Open] = []
    content_end = start + len(text[start:end].rstrip())
    closers = _single_closers(text, start, end)
    crossed: set[int] = set()  # single marks with the end of a resumed quotation before their own
    seen_double = False
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark in _SINGLE:
            if at in closers:
                stack.append(_Open(at, "'", len(stack)))
            elif stack and stack[-1].mark == "'" and closers.get(stack[-1].start) == at:
                opening = stack.pop()
                if opening.start not in crossed:
                    yield Quotation(opening.start, at + 1, True, True, False, opening.depth)
            continue
        # An opening mark is also what closes in some copy ("Mostly False.“), never with a space before it.
        opens = mark not in _CLOSE_DOUBLE and _opens(text, at, match.end(), start, end, stack)
        opens = opens or (mark in _OPEN_DOUBLE and not any(opening.mark != "'" for opening in stack))
        if opens:
            # A second opening mark of the same make while one is open: the first was never closed.
            if stack and stack[-1].mark == mark and mark in _EITHER_DOUBLE:
                unclosed = stack.pop()
                yield Quotation(unclosed.start, at, True, False, True, unclosed.depth)
            stack.append(_Open(at, mark, len(stack)))
        elif any(opening.mark != "'" for opening in stack):
            while stack[-1].mark == "'":
                stack.pop()
            opening = stack.pop()
            yield Quotation(opening.start, match.end(), True, True, True, opening.depth)
        elif resumed and not seen_double:
            # The paragraph before ended inside a quotation that was not reopened: it ends here.
            crossed.update(opening.start for opening in stack)
            yield Quotation(start, match.end(), False, True, True, 0)
        seen_double = True
    for opening in stack:
        if opening.mark != "'":
            yield Quotation(opening.start, max(content_end, opening.start + 1), True, False, True, opening.depth)


def _opens(text: str, at: int, after: int, start: int, end: int, stack: list[_Open]) -> bool:
    """Whether a mark that serves for both sides opens here."""
    free_left = at == start or text[at - 1] in _BEFORE_OPENING
    free_right = after >= end or text[after].isspace()
    if free_left != free_right:
        return free_left
    return not any(opening.mark != "'" for opening in stack)


def _single_closers(text: str, start: int, end: int) -> dict[int, int]:
    """Opening single marks of a paragraph with the closing mark of each.

    A closing mark looks like an apostrophe and a plural possessive ("the ministers' meeting"), so
    an opening mark only counts when a mark follows that can close it, and a mark after ``s`` closes
    only when no better one follows.
    """
    marks = [m.start() for m in _MARK.finditer(text, start, end) if m.group() in _SINGLE]
    closers: dict[int, int] = {}
    free_from = start
    for i, at in enumerate(marks):
        if at < free_from or not _single_may_open(text, at, start, end):
            continue
        candidates: list[int] = []
        for later in marks[i + 1 :]:
            if _single_may_open(text, later, start, end) and candidates:
                break
            if text[later] not in "‘‚‛" and _single_may_close(text, later, end):
                candidates.append(later)
        best = next((c for c in candidates if text[c - 1] != "s"), candidates[0] if candidates else None)
        if best is not None and best > at + 1:
            closers[at] = best
            free_from = best + 1
    return closers


def _single_may_open(text: str, at: int, start: int, end: int) -> bool:
    free_left = at == start or text[at - 1] in _BEFORE_OPENING
    if not free_left or at + 1 >= end or text[at + 1].isspace():
        return False
    return not _CLIPPED.match(text, at + 1)


def _single_may_close(text: str, at: int, end: int) -> bool:
    return not text[at - 1].isspace() and (at + 1 >= end or not text[at + 1].isalnum())

"""How many articles there are to read, for a progress bar."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from dateline.documents.reading import files_below, kind_of

_BLOCK: Final = 1 << 20


def count_documents(paths: Iterable[str]) -> int | None:
    """The number of articles at ``paths``: files, and lines of JSON Lines files; None with standard input.

    What cannot be counted counts as one: reading names what is wrong with it.
    """
    total = 0
    for path in paths:
        if path == "-":
            return None
        total += sum(_count(file) for file in _files(path))
    return total


def _files(path: str) -> Iterator[str]:
    if Path(path).is_dir():
        yield from (found for found in files_below(path) if isinstance(found, str))
    else:
        yield path


def _count(path: str) -> int:
    if kind_of(path) != "jsonl":
        return 1
    opened = gzip.open if path.lower().endswith(".gz") else open
    try:
        with opened(path, "rb") as file:
            lines, last = 0, b"\n"
            while block := file.read(_BLOCK):
                lines += block.count(b"\n")
                last = block[-1:]
            return lines + (last != b"\n")
    except (OSError, EOFError, zlib.error):
        return 1

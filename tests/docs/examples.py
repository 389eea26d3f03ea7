"""The examples of a page: what it shows, and what a run of them prints."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch

from typer.testing import CliRunner

from dateline.cli import app as program

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_ELISION = "..."


@dataclass(frozen=True, slots=True)
class Example:
    """A command or some Python of a page, the output that the page shows for it, and the line it stands on.

    ``shown`` is None where the page shows no output. A line of three dots in it stands for one or more lines
    that are left out.
    """

    language: str
    code: str
    shown: str | None
    line: int


def examples(page: str) -> Iterator[Example]:
    """The commands of ``console`` blocks and the ``python`` blocks, in order.

    A command is a line that begins with a dollar sign, and its output is what follows. The output of Python is
    a ``text`` block right below it.
    """
    blocks = list(_BLOCK.finditer(page))
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        line = page.count("\n", 0, block.start()) + 2
        if block[1] == "console":
            yield from _commands(block[2], line)
        elif block[1] == "python":
            below = following and following[1] == "text" and not page[block.end() : following.start()].strip()
            yield Example("python", block[2], following[2] if following and below else None, line)


def _commands(block: str, line: int) -> Iterator[Example]:
    if not block.startswith("$ "):
        raise ValueError(f"line {line}: a console block begins with a command")
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    for command, output in zip(parts[::2], parts[1::2], strict=True):
        yield Example("console", command, output, line)
        line += 1 + output.count("\n")


def shows(shown: str, printed: str) -> bool:
    """Whether ``shown`` is what was printed, but for lines that it leaves out and for spaces at ends of lines."""
    runs: list[list[str]] = [[]]
    for line in _lines(shown):
        if line == _ELISION:
            runs.append([])
        else:
            runs[-1].append(line)
    lines = _lines(printed)
    first, *others = runs
    if not others:
        return first == lines
    at = len(first)
    if first != lines[:at]:
        return False
    *middle, last = others
    for run in middle:
        found = _find(run, lines, at + 1)
        if found is None:
            return False
        at = found + len(run)
    return len(lines) - len(last) > at and lines[len(lines) - len(last) :] == last


def _find(run: list[str], lines: list[str], start: int) -> int | None:
    """Where ``run`` first stands in ``lines``, not before ``start``."""
    places = range(start, len(lines) - len(run) + 1)
    return next((at for at in places if lines[at : at + len(run)] == run), None)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def run(example: Example) -> str:
    """What an example prints in the working directory: standard output, then standard error."""
    if example.language == "python":
        return _run_python(example.code)
    name, *arguments = shlex.split(example.code)
    return {"dateline": _run_dateline, "sqlite3": _run_sqlite}[name](arguments)


def _run_python(code: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            exec(compile(code, "example", "exec"), {"__name__": "__main__"})
        except Exception:  # shown beside what was expected
            printed.write(traceback.format_exc())
    return printed.getvalue()


def _run_dateline(arguments: list[str]) -> str:
    # In this process, so that the models are loaded once; into no terminal, and therefore 160 columns wide.
    with patch.object(sys, "argv", ["dateline", *arguments]), CliRunner().isolation() as (out, err, *_):
        code: object = 0
        try:
            program.main()
        except SystemExit as leaving:
            code = leaving.code
        sys.stdout.flush()
        printed = (out.getvalue() + err.getvalue()).decode()
        return printed if code in {0, None} else f"{printed}exit code {code}\n"


def _run_sqlite(arguments: list[str]) -> str:
    """What the shell of SQLite prints in its plain form: columns parted by bars."""
    path, query = arguments
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = database.execute(query).fetchall()
    return "".join("|".join("" if value is None else str(value) for value in row) + "\n" for row in rows)

"""What the commands share: exit codes, messages, tables, and where the record is."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from rich.console import Console, OverflowMethod
from rich.table import Table

from dateline.errors import UsageError

EXIT_ERROR: Final = 1
EXIT_USAGE: Final = 2
EXIT_SOME_FAILED: Final = 3
EXIT_INTERRUPTED: Final = 130

_DEFAULT_RECORD: Final = "dateline.db"
_SETTINGS: Final = Path("dateline.toml")
_PIPE_WIDTH: Final = 160


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and its width in characters or its share of what is left.

    What is too long is cut, or goes on below where ``wrap`` is set; there each line of the value begins a new one.
    """

    heading: str
    width: int | None = None
    share: int | None = None
    wrap: bool = False


class ListFormat(StrEnum):
    """How a list is printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def say(message: str) -> None:
    """Print a message for the person at the keyboard, on standard error."""
    print(message, file=sys.stderr, flush=True)  # noqa: T201 - the command line is the one place that prints


def counted(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``, ``1,234 claims``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def write(line: str) -> None:
    """Print a line of the result, on standard output."""
    sys.stdout.write(f"{line}\n")


def console() -> Console:
    """A console for standard output: as wide as the terminal, plain and wide where there is none."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(width=width, highlight=False, markup=False)


def record_url(option: str | None) -> str:
    """The record's address: the option, else ``DATELINE_RECORD``, else ``dateline.toml``, else ``dateline.db``.

    Raises:
        UsageError: ``dateline.toml`` cannot be understood.
    """
    if option:
        return option
    if from_environment := os.environ.get("DATELINE_RECORD"):
        return from_environment
    if _SETTINGS.is_file():
        try:
            named = tomllib.loads(_SETTINGS.read_text(encoding="utf-8")).get("record")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(
                f"{_SETTINGS} cannot be understood: {error}", "correct the file, or name --record"
            ) from error
        if isinstance(named, str):
            return named
        if named is not None:
            raise UsageError(f"{_SETTINGS} names no record", 'write a line such as: record = "dateline.db"')
    return _DEFAULT_RECORD


def print_rows(rows: Sequence[Mapping[str, Any]], form: ListFormat, columns: Mapping[str, Column]) -> None:
    """Print rows: every key in json, jsonl and csv; in a table the ``columns``, by key, with their headings."""
    if form is ListFormat.json:
        write(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif form is ListFormat.jsonl:
        for row in rows:
            write(json.dumps(row, ensure_ascii=False))
    elif form is ListFormat.csv:
        _print_csv(rows, columns)
    else:
        _print_table(rows, columns)


def _print_csv(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, Column]) -> None:
    keys = list(rows[0]) if rows else list(columns)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(keys)
    for row in rows:
        writer.writerow(_cell(row[key]) for key in keys)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, Column]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    for column in columns.values():
        overflow: OverflowMethod = "fold" if column.wrap else "ellipsis"
        table.add_column(
            column.heading, width=column.width, ratio=column.share, no_wrap=not column.wrap, overflow=overflow
        )
    for row in rows:
        table.add_row(*(_shown(row[key], column) for key, column in columns.items()))
    console().print(table)


def _shown(value: Any, column: Column) -> str:
    lines = [" ".join(line.split()) for line in ("" if value is None else str(value)).split("\n")]
    return "\n".join(lines) if column.wrap else " ".join(lines)

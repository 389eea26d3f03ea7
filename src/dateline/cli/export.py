"""``dateline export``: the record in a format that other programs read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import options
from dateline.cli.console import counted, record_url, say, write
from dateline.errors import UsageError


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl or plover.")],
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where it is written; default standard output.")
    ] = None,
    record: options.Record = None,
) -> None:
    """Print the record in another format: every current extraction, or PLOVER's record of every event."""
    from dateline.exports import FORMATS, export_lines
    from dateline.record import Record

    if form not in FORMATS:
        raise UsageError(f"{form} is no format", f"use one of {', '.join(FORMATS)}")
    url = record_url(record)
    with Record.open(url) as opened:
        lines = export_lines(opened.extractions(), form)
        written = _save(lines, output) if output is not None else _print(lines)
    say(f"{counted(written, 'line')} from {url}" + (f" in {output}" if output is not None else ""))


def _print(lines: Iterable[str]) -> int:
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007 - the last number is the answer
        write(line)
    return count


def _save(lines: Iterable[str], output: Path) -> int:
    """The number of lines that were written; a run that is interrupted leaves what was there before."""
    unfinished = output.with_name(f".{output.name}.part")
    count = 0
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            for count, line in enumerate(lines, start=1):  # noqa: B007 - as above
                file.write(f"{line}\n")
        unfinished.replace(output)
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}", "name another file with --output") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count

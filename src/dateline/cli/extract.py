"""``dateline extract``: articles in, their extractions out; no record is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from dateline.cli import options
from dateline.cli.console import EXIT_SOME_FAILED, say, write
from dateline.errors import UsageError


class ExtractFormat(StrEnum):
    """How extractions are printed."""

    jsonl = "jsonl"
    json = "json"


def extract(
    paths: options.Paths,
    published: options.Published = None,
    outlet: options.Outlet = None,
    form: Annotated[
        ExtractFormat, typer.Option("--format", help="One JSON object a line, or a single article indented.")
    ] = ExtractFormat.jsonl,
    workers: options.Workers = 1,
    max_bytes: options.MaxBytes = options.DEFAULT_MAX_BYTES,
    fields: options.Fields = None,
) -> None:
    """Print what is read out of articles, without a record."""
    from dateline.documents import read_documents
    from dateline.engines import Failed, Read, extract_documents
    from dateline.model.form import extraction_to_json

    documents = read_documents(paths, options.read_options(published, outlet, max_bytes, fields))
    failed = 0

    def printed() -> Iterator[dict[str, Any]]:
        nonlocal failed
        for outcome in extract_documents(documents, workers=workers):
            if isinstance(outcome, Failed):
                failed += 1
                say(f"dateline: {outcome.error}")
            elif isinstance(outcome, Read):
                document = outcome.document
                yield extraction_to_json(outcome.extraction, path=document.path, item=document.item)

    if form is ExtractFormat.json:
        _print_single(printed())
    else:
        for values in printed():
            write(json.dumps(values, ensure_ascii=False))
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _print_single(extractions: Iterator[dict[str, Any]]) -> None:
    first = next(extractions, None)
    if first is not None and next(extractions, None) is not None:
        raise UsageError("--format json prints a single article and there are more", "use --format jsonl")
    if first is not None:
        write(json.dumps(first, ensure_ascii=False, indent=2))

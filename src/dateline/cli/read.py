"""``dateline read``: articles into the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.cli.console import EXIT_INTERRUPTED, EXIT_SOME_FAILED, counted, record_url, say, write
from dateline.cli.progress import progress

if TYPE_CHECKING:
    from dateline.documents import Document
    from dateline.engines import Outcome
    from dateline.errors import DocumentError
    from dateline.record import Record


class Engine(StrEnum):
    """What runs the reading."""

    local = "local"


@dataclass(slots=True)
class Summary:
    """What a run of reading did: articles by outcome, claims added, failures by kind."""

    added: int = 0
    new_versions: int = 0
    reread: int = 0
    known: int = 0
    claims: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False

    def lines(self, record: str) -> list[str]:
        """The summary as it is printed."""
        rows = [("record", record), ("added", f"{counted(self.added, 'article')}, {counted(self.claims, 'claim')}")]
        if self.new_versions:
            rows.append(("", f"{self.new_versions:,} of them new versions of known addresses"))
        if self.reread:
            rows.append(("reread", f"{self.reread:,} by this version of Dateline"))
        rows.append(("known", f"{self.known:,} already in the record"))
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.failed.most_common())
        rows.append(("failed", f"{self.failed.total():,}" + (f": {kinds}" if kinds else "")))
        return [f"{name:<8}{value}" for name, value in rows]


def read_into(
    record: Record,
    documents: Iterable[Document | DocumentError],
    *,
    workers: int = 1,
    on_failure: Callable[[DocumentError], None],
    on_progress: Callable[[], None],
) -> Summary:
    """Read documents into the record, one transaction an article; what is known is not read again.

    An interruption from the keyboard ends the reading between two articles; the summary says so.
    """
    from dateline.engines import extract_documents
    from dateline.extraction import generator_of
    from dateline.language import load_analyser

    generator = generator_of(load_analyser())
    summary = Summary()
    outcomes = extract_documents(documents, workers=workers, skip=lambda a: record.known(a.id, generator))
    try:
        for outcome in outcomes:
            _keep(outcome, record, summary, on_failure)
            on_progress()
    except KeyboardInterrupt:
        summary.interrupted = True
    return summary


def _keep(outcome: Outcome, record: Record, summary: Summary, on_failure: Callable[[DocumentError], None]) -> None:
    """Do with one outcome what it asks for, and count it."""
    from dateline.engines import Failed, Read
    from dateline.record import Added

    if isinstance(outcome, Failed):
        summary.failed[outcome.error.reason] += 1
        on_failure(outcome.error)
        return
    document = outcome.document
    if isinstance(outcome, Read):
        added = record.add(outcome.extraction, path=document.path, item=document.item)
        summary.added += added in {Added.ADDED, Added.NEW_VERSION}
        summary.new_versions += added is Added.NEW_VERSION
        summary.reread += added is Added.REREAD
        summary.known += added is Added.KNOWN
        summary.claims += len(outcome.extraction.attributions) if added is not Added.KNOWN else 0
    else:
        record.note_reading(document.article.id, path=document.path, item=document.item)
        summary.known += 1


def read(
    paths: options.Paths,
    record: options.Record = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    engine: Annotated[Engine, typer.Option(help="What runs the reading.")] = Engine.local,  # noqa: ARG001 - one so far
    workers: options.Workers = 1,
    max_bytes: options.MaxBytes = options.DEFAULT_MAX_BYTES,
    fields: options.Fields = None,
) -> None:
    """Read articles into the record: what is new is added, what is known stays as it is."""
    from dateline.documents import read_documents
    from dateline.record import Record

    documents = read_documents(paths, options.read_options(published, outlet, max_bytes, fields))
    url = record_url(record)
    with Record.open(url, create=True) as opened, progress(paths) as advance:
        summary = read_into(
            opened,
            documents,
            workers=workers,
            on_failure=lambda error: say(f"dateline: {error}"),
            on_progress=advance,
        )
    for line in summary.lines(url):
        write(line)
    if summary.interrupted:
        say("dateline: interrupted; what was read is kept, and the same command goes on from there")
        raise typer.Exit(EXIT_INTERRUPTED)
    if summary.failed:
        raise typer.Exit(EXIT_SOME_FAILED)

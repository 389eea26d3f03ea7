"""``dateline demo``: the articles that ship with Dateline, read on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.cli import options
from dateline.cli.claims import COLUMNS, table_row
from dateline.cli.console import ListFormat, print_rows, record_url, say, write

if TYPE_CHECKING:
    from dateline.documents import Document
    from dateline.errors import DocumentError


def demo(record: options.Record = None) -> None:
    """Read the articles that ship with Dateline and print who says what in them, according to whom.

    The articles were written for Dateline from public facts; their outlets do not exist. Without --record
    nothing is kept.
    """
    from tempfile import TemporaryDirectory

    if record is not None:
        _demo(record_url(record))
        return
    with TemporaryDirectory(prefix="dateline-demo-") as folder:
        _demo(f"{folder}/demo.db")


def _demo(url: str) -> None:
    from dateline.cli.read import read_into
    from dateline.record import ClaimQuery, Record

    with Record.open(url, create=True) as opened:
        summary = read_into(
            opened, demo_documents(), on_failure=lambda error: say(f"dateline: {error}"), on_progress=lambda: None
        )
        found = opened.claims(ClaimQuery())
    print_rows([table_row(claim) for claim in found], ListFormat.table, COLUMNS)
    counted = summary.added + summary.known
    write(f"\n{len(found)} claims in {counted} articles, written for Dateline from public facts; no such outlets exist")


def demo_documents() -> Iterator[Document | DocumentError]:
    """The shipped articles as documents, with the outlet and date that their manifest gives."""
    from dateline.demo import demo_articles
    from dateline.documents import ReadOptions, read_documents

    for article in demo_articles():
        yield from read_documents([str(article.path)], ReadOptions(published=article.published, outlet=article.outlet))

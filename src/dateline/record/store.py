"""The boundary between a record and a database: what each database has to do, and what it may rely on.

:class:`Store` is what :class:`~dateline.record.Record` asks of a database. :class:`Backend` is the part
of it that differs between databases: connections, locks, errors and full-text search. The suite in
``tests/record/test_conformance.py`` holds every store to this contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Row, Select

from dateline.model import Extraction, Generator
from dateline.record.listing import Ask, AskQuery, Contact, ContactQuery, PrecedentClaim, PrecedentQuery
from dateline.record.query import Added, Claim, ClaimQuery, Found, RecordCounts


class Store(Protocol):
    """A database that keeps a record.

    Errors: any method may raise :class:`~dateline.errors.RecordError`, with what to do next, and never an
    error of the database's own. After an error the store is as it was before the call, and usable.

    Transactions: each call is one; what it wrote is there for every other process when it returns, and not
    at all if the process is killed before. A reading call sees one state of the record from first to last;
    only :meth:`extractions` reads page by page and may meet articles that were added meanwhile. Two
    processes may add the same article at once: one is told ``ADDED``, the other ``KNOWN``.

    Sameness: the same articles, each read by the same generators in the same order, end in the same rows,
    times of reading apart, in whatever order the articles came and however often each was repeated.
    Versions of one address are numbered by publication; only where that does not tell them apart does the
    time of reading count.

    Threading: a store may be shared by threads; writers wait for each other. It may not be carried across
    a fork.

    Lifecycle: a store is open from its making until :meth:`close`, which may be called twice.
    """

    def known(self, article: str, generator: Generator) -> bool:
        """Whether ``generator`` has read the article with this id."""
        ...

    def add(self, extraction: Extraction, *, path: str | None, item: int | None, read_at: datetime) -> Added:
        """What adding did; the search index follows in the same transaction.

        A new generator's extraction becomes the current one and its article's title, outlet, dates and so
        on replace what the record said; older extractions are kept. Where ``path`` is given, the record
        keeps that the article was read from there, also for a known article.
        """
        ...

    def note_reading(self, article: str, *, path: str, item: int | None, read_at: datetime) -> None:
        """Keep that a known article was read from ``path`` too; nothing is written where the record knows it."""
        ...

    def articles_beginning(self, prefix: str, *, limit: int) -> list[str]:
        """At most ``limit`` ids that begin with ``prefix``, in order."""
        ...

    def articles_read_from(self, path: str, item: int | None) -> list[str]:
        """For each item that was read from ``path``, the id of the article that was read there last."""
        ...

    def extraction(self, article: str) -> Extraction | None:
        """The current extraction of the article with this id, None where there is no such article.

        Raises:
            ValueError: where it is kept in a form that this version does not know; likewise ``extractions``.
        """
        ...

    def extractions(self) -> Iterator[Extraction]:
        """Every current extraction, in order of article id."""
        ...

    def claims(self, query: ClaimQuery) -> list[Claim]:
        """The claims that ``query`` asks for: latest publication first, then by article and place in the text."""
        ...

    def contacts(self, query: ContactQuery) -> list[Contact]:
        """The contacts that ``query`` asks for: the latest first, those without a date last."""
        ...

    def asks(self, query: AskQuery) -> list[Ask]:
        """The demands, requests and pledges that ``query`` asks for, in the order of claims."""
        ...

    def precedents(self, query: PrecedentQuery) -> list[PrecedentClaim]:
        """The first-since claims that ``query`` asks for, in the order of claims."""
        ...

    def search(self, words: str, *, limit: int) -> list[Found]:
        """At most ``limit`` articles whose title or text holds all ``words``, best first; any input is words."""
        ...

    def counts(self) -> RecordCounts:
        """How much there is."""
        ...

    def close(self) -> None:
        """Give every connection back."""
        ...


class Backend(Protocol):
    """What differs between databases, for :class:`~dateline.record.sql.SqlStore` to build on.

    The methods that take a connection run inside the caller's transaction.
    """

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the record; the database's errors leave it as RecordError."""
        ...

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that is alone in writing: no other writer's work becomes visible while it lasts."""
        ...

    def index_article(self, connection: Connection, article: str) -> None:
        """Put the title and text that the article's row holds into the index."""
        ...

    def unindex_article(self, connection: Connection, article: str) -> None:
        """Take the title and text that the article's row holds out of the index."""
        ...

    def index_contents(self, connection: Connection, extraction: str) -> None:
        """Put the contents of an extraction's attributions into the index."""
        ...

    def unindex_contents(self, connection: Connection, extraction: str) -> None:
        """Take the contents of an extraction's attributions out of the index."""
        ...

    def contents_matching(self, words: str) -> Select[tuple[int]] | None:
        """A query for the keys of attributions whose content holds all ``words``; None where there is no word."""
        ...

    def articles_matching(self, connection: Connection, words: str, limit: int) -> list[Row[Any]]:
        """Rows of (article id, excerpt), best first; none where there is no word."""
        ...

    def close(self) -> None:
        """Give every connection back; may be called twice."""
        ...

"""The record: articles, what was read out of them by whom, and the questions that can be asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, NoReturn

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from dateline.errors import RecordError, UnknownArticleError
from dateline.model import Extraction, Generator
from dateline.record.listing import Ask, AskQuery, Contact, ContactQuery, PrecedentClaim, PrecedentQuery
from dateline.record.query import Added, Claim, ClaimQuery, Found, RecordCounts
from dateline.record.sql import SqlStore
from dateline.record.sqlite import open_backend
from dateline.record.store import Store

SHORTEST_PREFIX: Final = 6
"""Digits that an abbreviated article id has at least."""
_ITEM: Final = re.compile(r"(.+):([0-9]+)")


class Record:
    """A record, open from :meth:`open` to :meth:`close`; ``with`` closes it.

    Every method may raise :class:`~dateline.errors.RecordError`, which says what to do. A record may be
    shared by threads, not carried across a fork. ``url`` names it in messages, without a password.
    """

    def __init__(self, url: str, store: Store) -> None:
        self.url = url
        self._store = store

    @classmethod
    def open(cls, url: str | Path, *, create: bool = False) -> Record:
        """The record at ``url``: a path, or ``sqlite:///`` and a path; an older schema is upgraded.

        Raises:
            MissingRecordError: where there is none and ``create`` is false.
            RecordVersionError: where a newer Dateline made it.
            RecordError: where it cannot be used: not a record, locked, read-only, damaged.
        """
        name, path = _locate(url)
        return cls(name, SqlStore(open_backend(name, path, create=create)))

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def known(self, article_id: str, generator: Generator) -> bool:
        """Whether ``generator`` has read the article already, so that reading it again can be skipped."""
        return self._store.known(article_id, generator)

    def add(
        self,
        extraction: Extraction,
        *,
        path: str | None = None,
        item: int | None = None,
        read_at: datetime | None = None,
    ) -> Added:
        """What adding did; one transaction, which leaves nothing half done. Adding twice adds nothing.

        ``path`` and ``item`` say where the article was read from, ``read_at`` when: now, if it is not given.
        """
        return self._store.add(extraction, path=path, item=item, read_at=read_at or datetime.now(UTC))

    def note_reading(
        self, article_id: str, *, path: str, item: int | None = None, read_at: datetime | None = None
    ) -> None:
        """Keep that a known article, whose reading was skipped, was met at ``path`` too, so that it is found there."""
        self._store.note_reading(article_id, path=path, item=item, read_at=read_at or datetime.now(UTC))

    def extraction(self, article_id: str) -> Extraction:
        """The current extraction of the article with this id, or with the only id that begins like this.

        Raises:
            UnknownArticleError: where no article, or more than one, has such an id.
        """
        identifier = self._by_id(article_id) or _unknown(self.url, article_id)
        try:
            return self._store.extraction(identifier) or _unknown(self.url, article_id)
        except ValueError as error:
            raise self._unreadable() from error

    def find_article(self, id_or_path: str) -> str:
        """The id of an article, from its id, the beginning of its id, or the path that it was read from.

        ``PATH:ITEM`` names one item of a file with many. Of several texts that one path held over time it
        is the one that was read last.

        Raises:
            UnknownArticleError: where no article, or more than one, fits.
        """
        found = self._by_id(id_or_path)
        if found:
            return found
        several = self._store.articles_read_from(id_or_path, None)
        item = _ITEM.fullmatch(id_or_path)
        if not several and item:
            several = self._store.articles_read_from(item[1], int(item[2]))
        if len(several) > 1:
            raise UnknownArticleError(
                f"{id_or_path} holds {len(several)} articles of the record {self.url}",
                f"name one of them by its line ({id_or_path}:1) or by its id",
            )
        return several[0] if several else _unknown(self.url, id_or_path)

    def extractions(self) -> Iterator[Extraction]:
        """Every current extraction, in order of article id; a few are in memory at a time."""
        try:
            yield from self._store.extractions()
        except ValueError as error:
            raise self._unreadable() from error

    def claims(self, query: ClaimQuery | None = None) -> list[Claim]:
        """The claims that ``query`` asks for, or all: latest publication first, then by article and place in it."""
        return self._store.claims(query or ClaimQuery())

    def contacts(self, query: ContactQuery | None = None) -> list[Contact]:
        """The contacts that ``query`` asks for, or all, one for each contact of each article: the latest first."""
        return self._store.contacts(query or ContactQuery())

    def asks(self, query: AskQuery | None = None) -> list[Ask]:
        """The demands, requests and pledges that ``query`` asks for, or all, in the order of :meth:`claims`."""
        return self._store.asks(query or AskQuery())

    def precedents(self, query: PrecedentQuery | None = None) -> list[PrecedentClaim]:
        """The first-since claims that ``query`` asks for, or all, in the order of :meth:`claims`."""
        return self._store.precedents(query or PrecedentQuery())

    def search(self, words: str, *, limit: int = 20) -> list[Found]:
        """At most ``limit`` articles whose title or text holds all ``words``, best first.

        Words are found by their stems; a run in double quotes is a phrase. Any input is words, none an error.
        """
        return self._store.search(words, limit=limit)

    def counts(self) -> RecordCounts:
        """How much the record holds."""
        return self._store.counts()

    def close(self) -> None:
        """Close the record; closing it twice does nothing."""
        self._store.close()

    def _by_id(self, article_id: str) -> str | None:
        """The one article whose id is or begins with ``article_id``, None where there is none."""
        prefix = article_id.strip().lower()
        if len(prefix) < SHORTEST_PREFIX:
            return None
        several = self._store.articles_beginning(prefix, limit=2)
        if len(several) > 1 and several[0] != prefix:
            raise UnknownArticleError(
                f"more than one article of the record {self.url} has an id that begins with {prefix}",
                "give more of its digits",
            )
        return several[0] if several else None

    def _unreadable(self) -> RecordError:
        return RecordError(
            self.url,
            "it holds an extraction in a form that this version does not know",
            "install the newest version, or read the articles again into a new record",
        )


def _unknown(url: str, wanted: str) -> NoReturn:
    raise UnknownArticleError(
        f"the record {url} has no article {wanted}",
        f"name a path as it was given to `dateline read`, or {SHORTEST_PREFIX} digits or more of an id",
    )


def _locate(url: str | Path) -> tuple[str, Path]:
    """The name of a record for messages, and its file."""
    if isinstance(url, Path) or "://" not in url:
        return str(url), Path(url)
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise RecordError(url, "this is not an address", "name a file, or sqlite:///FILE") from error
    name = address.render_as_string(hide_password=True)
    if address.get_backend_name() != "sqlite":
        raise RecordError(name, "this version keeps records in SQLite files only", "name a file, or sqlite:///FILE")
    if not address.database or address.database == ":memory:" or address.query:
        raise RecordError(name, "a record is kept in a file, without further options", "name it as sqlite:///FILE")
    return name, Path(address.database)

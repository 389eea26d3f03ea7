"""A store over SQLAlchemy Core that no database is special to; what differs comes from a :class:`Backend`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, distinct, func, insert, select, update

from dateline.model import Extraction, Generator
from dateline.record import rows
from dateline.record.asks import find_asks
from dateline.record.claims import find_claims, first_path
from dateline.record.contacts import find_contacts
from dateline.record.listing import Ask, AskQuery, Contact, ContactQuery, PrecedentClaim, PrecedentQuery
from dateline.record.moments import Publication, Version, in_order, stamp
from dateline.record.precedents import find_precedents
from dateline.record.query import Added, Claim, ClaimQuery, Found, RecordCounts
from dateline.record.store import Backend
from dateline.record.tables import article, attribution, event, extraction, generator, reading
from dateline.record.words import storable

_PAGE: Final = 64
"""Extractions that are in memory at once while all of them are read."""


class SqlStore:
    """A :class:`~dateline.record.store.Store` over ``backend``, which it closes."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def known(self, article: str, generator: Generator) -> bool:
        """Whether ``generator`` has read the article with this id."""
        with self._backend.reading() as connection:
            return _has_extraction(connection, rows.extraction_id(article, generator))

    def add(self, extraction: Extraction, *, path: str | None, item: int | None, read_at: datetime) -> Added:
        """What adding ``extraction`` did, in one transaction."""
        moment = stamp(read_at)
        with self._backend.writing() as connection:
            if _has_extraction(connection, rows.extraction_id(extraction.article.id, extraction.generator)):
                added = Added.KNOWN
            elif _has_article(connection, extraction.article.id):
                added = self._reread(connection, extraction, moment)
            else:
                added = self._add_article(connection, extraction, moment)
            if path is not None:
                _note_reading(connection, extraction.article.id, path, item, moment)
            return added

    def note_reading(self, article: str, *, path: str, item: int | None, read_at: datetime) -> None:
        """Keep that a known article was read from ``path`` too."""
        moment = stamp(read_at)
        with self._backend.reading() as connection:
            if _was_read_last(connection, article, path, item):  # the usual case needs no lock
                return
        with self._backend.writing() as connection:
            if _has_article(connection, article):
                _note_reading(connection, article, path, item, moment)

    def articles_beginning(self, prefix: str, *, limit: int) -> list[str]:
        """At most ``limit`` ids that begin with ``prefix``, in order."""
        begins = func.substr(article.c.id, 1, len(prefix)) == storable(prefix)
        with self._backend.reading() as connection:
            return list(connection.scalars(select(article.c.id).where(begins).order_by(article.c.id).limit(limit)))

    def articles_read_from(self, path: str, item: int | None) -> list[str]:
        """For each item that was read from ``path``, the id of the article that was read there last."""
        statement = (
            select(reading.c.item, reading.c.article_id)
            .where(reading.c.path == storable(path))
            .order_by(reading.c.item, reading.c.read_at, reading.c.article_id)
        )
        if item is not None:
            statement = statement.where(reading.c.item == item)
        with self._backend.reading() as connection:
            last = {row.item: row.article_id for row in connection.execute(statement)}
        return list(last.values())

    def extraction(self, article: str) -> Extraction | None:
        """The current extraction of the article with this id, None where there is no such article."""
        with self._backend.reading() as connection:
            row = connection.execute(_current().where(extraction.c.article_id == article)).one_or_none()
        return None if row is None else rows.extraction_of(row.payload, row.text)

    def extractions(self) -> Iterator[Extraction]:
        """Every current extraction, in order of article id."""
        reached = ""
        while True:
            page = _current().where(extraction.c.article_id > reached).order_by(extraction.c.article_id).limit(_PAGE)
            # No transaction stays open while the caller works on a page.
            with self._backend.reading() as connection:
                found = connection.execute(page).all()
            for row in found:
                yield rows.extraction_of(row.payload, row.text)
            if len(found) < _PAGE:
                return
            reached = found[-1].article_id

    def claims(self, query: ClaimQuery) -> list[Claim]:
        """The claims that ``query`` asks for: latest publication first, then by article and place in the text."""
        with self._backend.reading() as connection:
            return find_claims(connection, query, self._backend.contents_matching)

    def contacts(self, query: ContactQuery) -> list[Contact]:
        """The contacts that ``query`` asks for: the latest first, those without a date last."""
        with self._backend.reading() as connection:
            return find_contacts(connection, query)

    def asks(self, query: AskQuery) -> list[Ask]:
        """The demands, requests and pledges that ``query`` asks for, in the order of claims."""
        with self._backend.reading() as connection:
            return find_asks(connection, query)

    def precedents(self, query: PrecedentQuery) -> list[PrecedentClaim]:
        """The first-since claims that ``query`` asks for, in the order of claims."""
        with self._backend.reading() as connection:
            return find_precedents(connection, query)

    def search(self, words: str, *, limit: int) -> list[Found]:
        """At most ``limit`` articles whose title or text holds all ``words``, best first."""
        columns = (article.c.id, article.c.title, article.c.outlet, article.c.published, first_path().label("path"))
        with self._backend.reading() as connection:
            matches = self._backend.articles_matching(connection, words, limit)
            by_id = {}
            for i in range(0, len(matches), _PAGE):
                some = [match.id for match in matches[i : i + _PAGE]]
                by_id.update(
                    {row.id: row for row in connection.execute(select(*columns).where(article.c.id.in_(some)))}
                )
        return [
            Found(
                article=match.id,
                title=by_id[match.id].title,
                outlet=by_id[match.id].outlet,
                published=by_id[match.id].published,
                path=by_id[match.id].path,
                excerpt=match.excerpt,
            )
            for match in matches
        ]

    def counts(self) -> RecordCounts:
        """How much there is."""
        claims = select(func.count()).select_from(attribution).join(extraction).where(extraction.c.is_current)
        events = select(func.count()).select_from(event).join(extraction).where(extraction.c.is_current)
        statement = select(
            _count(select(func.count()).select_from(article).where(article.c.is_latest), "articles"),
            _count(select(func.count()).select_from(article), "versions"),
            _count(select(func.count(distinct(article.c.outlet))), "outlets"),
            _count(select(func.count()).select_from(extraction), "extractions"),
            _count(claims, "claims"),
            _count(claims.where(attribution.c.anonymous), "anonymous"),
            _count(events, "events"),
            _count(select(func.count()).select_from(generator), "generators"),
            select(func.min(article.c.published_day)).scalar_subquery().label("first_published"),
            select(func.max(article.c.published_day)).scalar_subquery().label("last_published"),
        )
        with self._backend.reading() as connection:
            return RecordCounts(**connection.execute(statement).mappings().one())

    def close(self) -> None:
        """Give every connection back; may be called twice."""
        self._backend.close()

    def _add_article(self, connection: Connection, extraction: Extraction, moment: str) -> Added:
        read = extraction.article
        identity = {
            "id": read.id,
            "key": rows.search_key(read.id),
            "first_version": read.id,
            "version": 1,
            "is_latest": True,
            "read_at": moment,
        }
        connection.execute(insert(article), {**identity, **rows.article_row(read)})
        versions = _number_versions(connection, read.url)
        self._backend.index_article(connection, read.id)
        self._add_extraction(connection, extraction, moment)
        return Added.NEW_VERSION if versions > 1 else Added.ADDED

    def _reread(self, connection: Connection, read: Extraction, moment: str) -> Added:
        identifier = read.article.id
        is_current = (extraction.c.article_id == identifier) & extraction.c.is_current
        for old in connection.scalars(select(extraction.c.id).where(is_current)).all():
            self._backend.unindex_contents(connection, old)
        connection.execute(update(extraction).where(is_current).values(is_current=False))
        self._backend.unindex_article(connection, identifier)
        connection.execute(update(article).where(article.c.id == identifier).values(rows.article_row(read.article)))
        self._backend.index_article(connection, identifier)
        _number_versions(connection, read.article.url)  # the new reading may know the time of publication
        self._add_extraction(connection, read, moment)
        return Added.REREAD

    def _add_extraction(self, connection: Connection, read: Extraction, moment: str) -> None:
        made_by = rows.generator_id(read.generator)
        if connection.scalar(select(generator.c.id).where(generator.c.id == made_by)) is None:
            told = {"version": read.generator.version, "weights": read.generator.weights, "rules": read.generator.rules}
            connection.execute(insert(generator), {"id": made_by, **told})
        identifier = rows.extraction_id(read.article.id, read.generator)
        connection.execute(
            insert(extraction),
            {
                "id": identifier,
                "article_id": read.article.id,
                "generator_id": made_by,
                "is_current": True,
                "extracted_at": moment,
                "payload": rows.payload_of(read),
            },
        )
        for table, several in rows.extraction_rows(read):
            connection.execute(insert(table), several)
        self._backend.index_contents(connection, identifier)


def _current() -> Select[Any]:
    return (
        select(extraction.c.article_id, extraction.c.payload, article.c.text)
        .join(article, article.c.id == extraction.c.article_id)
        .where(extraction.c.is_current)
    )


def _count(statement: Select[Any], label: str) -> Any:
    return statement.scalar_subquery().label(label)


def _has_article(connection: Connection, identifier: str) -> bool:
    return connection.scalar(select(article.c.id).where(article.c.id == identifier)) is not None


def _has_extraction(connection: Connection, identifier: str) -> bool:
    return connection.scalar(select(extraction.c.id).where(extraction.c.id == identifier)) is not None


def _read_from(path: str, item: int | None) -> Select[Any]:
    """The articles that were read from one place, the last one first."""
    place = (reading.c.path == storable(path)) & (reading.c.item == (item or 0))
    return select(reading.c.article_id).where(place).order_by(reading.c.read_at.desc(), reading.c.article_id.desc())


def _was_read_last(connection: Connection, identifier: str, path: str, item: int | None) -> bool:
    return bool(connection.scalar(_read_from(path, item).limit(1)) == identifier)


def _note_reading(connection: Connection, identifier: str, path: str, item: int | None, moment: str) -> None:
    """Keep that the article was read from this place last; nothing changes where the record says so already."""
    several = connection.scalars(_read_from(path, item)).all()
    place = {"article_id": identifier, "path": storable(path), "item": item or 0}
    if identifier not in several:
        connection.execute(insert(reading), {**place, "read_at": moment})
    elif several[0] != identifier:  # the file was changed and changed back
        same = (reading.c[name] == value for name, value in place.items())
        connection.execute(update(reading).where(*same).values(read_at=moment))


def _number_versions(connection: Connection, url: str | None) -> int:
    """How many texts of ``url`` there are, after numbering them in order; 1 where there is no address."""
    if url is None:
        return 1
    columns = (article.c.id, article.c.published_day, article.c.published_at, article.c.read_at)
    several = connection.execute(select(*columns).where(article.c.url == storable(url))).all()
    ordered = in_order(
        Version(row.id, Publication(row.published_day, row.published_at) if row.published_at else None, row.read_at)
        for row in several
    )
    if len(ordered) > 1:
        for i, version in enumerate(ordered):
            place = {"version": i + 1, "first_version": ordered[0].article, "is_latest": i + 1 == len(ordered)}
            connection.execute(update(article).where(article.c.id == version.article).values(**place))
    return len(ordered)

"""Claims out of the tables: a :class:`ClaimQuery` as one statement, and its answer as :class:`Claim` objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, and_, exists, false, func, or_, select

from dateline.record.query import Claim, ClaimQuery
from dateline.record.tables import (
    actor,
    article,
    attribution,
    attribution_actor,
    attribution_span,
    chain_link,
    event,
    extraction,
    generator,
    mention,
    reading,
)
from dateline.record.words import name_patterns

ContentsMatching: TypeAlias = Callable[[str], Select[tuple[int]] | None]
"""Words to a query for the keys of attributions whose content holds them; None where there is no word."""

# SQLite older than 3.32 takes 999 parameters in a statement.
_CHUNK: Final = 900


def find_claims(connection: Connection, query: ClaimQuery, matching: ContentsMatching) -> list[Claim]:
    """The claims that ``query`` asks for, in the order that :class:`~dateline.record.store.Store` promises."""
    rows = connection.execute(_statement(query, matching)).all()
    keys = [row.key for row in rows]
    spans = _details(connection, keys, _SPANS)
    links = _details(connection, keys, _LINKS)
    addressees = _details(connection, keys, _ADDRESSEES)
    return [_claim(row, spans[row.key], links[row.key], addressees[row.key]) for row in rows]


def first_path() -> ColumnElement[str | None]:
    """The path that an article was read from; the first in order where there are several."""
    path = select(func.min(reading.c.path)).where(reading.c.article_id == article.c.id)
    return path.scalar_subquery()


def _statement(query: ClaimQuery, matching: ContentsMatching) -> Select[Any]:
    return (
        select(
            attribution,
            article.c.id.label("article"),
            article.c.outlet,
            article.c.title,
            article.c.published,
            article.c.version,
            article.c.is_latest,
            generator.c.version.label("generator"),
            first_path().label("path"),
        )
        .select_from(attribution)
        .join(extraction, extraction.c.id == attribution.c.extraction_id)
        .join(article, article.c.id == extraction.c.article_id)
        .join(generator, generator.c.id == extraction.c.generator_id)
        .where(extraction.c.is_current, *_speaking(query), *_content(query, matching), *_times(query))
        .order_by(
            article.c.published_at.is_(None),
            article.c.published_at.desc(),
            article.c.id,
            attribution.c.start,
            attribution.c.ordinal,
        )
        .limit(query.limit)
    )


def _speaking(query: ClaimQuery) -> list[ColumnElement[bool]]:
    """Conditions on who speaks to whom, through whom, and how."""
    conditions: list[ColumnElement[bool]] = []
    if query.by is not None:
        by_name = _names(attribution.c.speaker_words, query.by)
        conditions.append(or_(by_name, _names(attribution.c.source_words, query.by)))
    if query.via is not None:
        conditions.append(
            exists().where(_belongs(chain_link), ~chain_link.c.is_source, _names(chain_link.c.words, query.via))
        )
    if query.to is not None:
        conditions.append(
            exists().where(
                _belongs(attribution_actor),
                attribution_actor.c.role == "addressee",
                actor.c.extraction_id == attribution_actor.c.extraction_id,
                actor.c.id == attribution_actor.c.actor,
                _names(actor.c.words, query.to),
            )
        )
    if query.kind is not None:
        conditions.append(attribution.c.kind == query.kind)
    if query.polarity is not None:
        conditions.append(attribution.c.polarity == query.polarity)
    if query.anonymous:
        conditions.append(attribution.c.anonymous)
    if query.quoted:
        conditions.append(attribution.c.quote.in_(("direct", "mixed")))
    return conditions


def _content(query: ClaimQuery, matching: ContentsMatching) -> list[ColumnElement[bool]]:
    """Conditions on what is claimed."""
    conditions: list[ColumnElement[bool]] = []
    if query.about is not None:
        mentioned = exists().where(
            _belongs(attribution_span),
            attribution_span.c.role == "content",
            mention.c.extraction_id == attribution_span.c.extraction_id,
            mention.c.start >= attribution_span.c.start,
            mention.c.end <= attribution_span.c.end,
            actor.c.extraction_id == mention.c.extraction_id,
            actor.c.id == mention.c.actor,
            _names(actor.c.words, query.about),
        )
        conditions.append(or_(_holds(query.about, matching), mentioned))
    if query.text is not None:
        conditions.append(_holds(query.text, matching))
    if query.latest:
        conditions.append(article.c.is_latest)
    return conditions


def _times(query: ClaimQuery) -> list[ColumnElement[bool]]:
    """Conditions on the three kinds of since: said, added, happened."""
    conditions: list[ColumnElement[bool]] = []
    added_day = func.substr(article.c.read_at, 1, 10)
    if query.said_since is not None:
        conditions.append(article.c.published_day >= query.said_since.isoformat())
    if query.said_until is not None:
        conditions.append(article.c.published_day <= query.said_until.isoformat())
    if query.added_since is not None:
        conditions.append(added_day >= query.added_since.isoformat())
    if query.added_until is not None:
        conditions.append(added_day <= query.added_until.isoformat())
    happened: list[ColumnElement[bool]] = []
    # Of an interval with one known end the other lies anywhere; an event without a date never answers.
    if query.happened_since is not None:
        open_end = and_(event.c.last_day.is_(None), event.c.first_day.is_not(None))
        happened.append(or_(event.c.last_day >= query.happened_since.isoformat(), open_end))
    if query.happened_until is not None:
        # An inherited date is the last on which something can have been: it may have begun on any day before.
        inherited = and_(event.c.date_basis == "inherited", event.c.first_day.is_not(None))
        open_start = or_(inherited, and_(event.c.first_day.is_(None), event.c.last_day.is_not(None)))
        happened.append(or_(event.c.first_day <= query.happened_until.isoformat(), open_start))
    if happened:
        of_claim = and_(event.c.extraction_id == attribution.c.extraction_id, event.c.attribution == attribution.c.id)
        conditions.append(exists().where(of_claim, *happened))
    return conditions


def _belongs(table: Any) -> ColumnElement[bool]:
    return and_(table.c.extraction_id == attribution.c.extraction_id, table.c.attribution_id == attribution.c.id)


def _names(words: Column[Any], query: str) -> ColumnElement[bool]:
    return and_(*(words.like(pattern) for pattern in name_patterns(query)))


def _holds(words: str, matching: ContentsMatching) -> ColumnElement[bool]:
    keys = matching(words)
    return attribution.c.key.in_(keys) if keys is not None else false()


_SPANS: Final = (
    select(attribution.c.key, attribution_span.c.start, attribution_span.c.end)
    .join(attribution_span, _belongs(attribution_span))
    .where(attribution_span.c.role == "content")
    .order_by(attribution_span.c.ordinal)
)
_LINKS: Final = (
    select(attribution.c.key, chain_link.c.name).join(chain_link, _belongs(chain_link)).order_by(chain_link.c.position)
)
_ADDRESSEES: Final = (
    select(attribution.c.key, actor.c.name)
    .join(attribution_actor, _belongs(attribution_actor))
    .join(
        actor,
        and_(actor.c.extraction_id == attribution_actor.c.extraction_id, actor.c.id == attribution_actor.c.actor),
    )
    .where(attribution_actor.c.role == "addressee")
    .order_by(attribution_actor.c.ordinal)
)


def _details(connection: Connection, keys: Sequence[int], statement: Select[Any]) -> dict[int, list[Row[Any]]]:
    """The rows of ``statement`` by the key that stands first in them, for the attributions with ``keys``."""
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for i in range(0, len(keys), _CHUNK):
        for row in connection.execute(statement.where(attribution.c.key.in_(keys[i : i + _CHUNK]))):
            found[row.key].append(row)
    return found


def _claim(row: Row[Any], spans: Sequence[Row[Any]], links: Sequence[Row[Any]], to: Sequence[Row[Any]]) -> Claim:
    return Claim(
        article=row.article,
        attribution=row.id,
        parent=row.parent,
        outlet=row.outlet,
        title=row.title,
        published=row.published,
        path=row.path,
        version=row.version,
        superseded=not row.is_latest,
        speaker=row.speaker,
        source=row.source_text,
        cue=row.cue_text,
        content=row.content_text,
        spans=tuple((span.start, span.end) for span in spans),
        chain=tuple(link.name for link in links),
        inferred=row.inferred,
        addressees=tuple(addressee.name for addressee in to),
        kind=row.kind,
        polarity=row.polarity,
        quote=row.quote,
        source_type=row.source_type,
        anonymous=row.anonymous,
        part=row.part,
        generator=row.generator,
    )

"""First-since claims out of the tables: who claims that something is the first, the last or the highest since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from dateline.record.listing import PrecedentClaim, PrecedentQuery
from dateline.record.mentions import ARTICLE, happened, relayed, source_of, told
from dateline.record.tables import actor, article, chain_link, extraction, generator, precedent


def find_precedents(connection: Connection, query: PrecedentQuery) -> list[PrecedentClaim]:
    """The first-since claims that ``query`` asks for: latest publication first, then in the order of the text."""
    conditions = [extraction.c.is_current, *told(query.days)]
    words = func.substr(article.c.text, precedent.c.start + 1, precedent.c.end - precedent.c.start)
    statement = (
        _joined(precedent, words.label("words"), *ARTICLE)
        .join(generator, generator.c.id == extraction.c.generator_id)
        .where(*conditions)
        .order_by(article.c.published_at.is_(None), article.c.published_at.desc(), article.c.id, precedent.c.ordinal)
    )
    rows = [
        row for row in connection.execute(statement) if happened(query.days, row.since_first_day, row.since_last_day)
    ][: query.limit]
    if not rows:
        return []
    names = _names(connection, conditions)
    chains = _chains(connection, conditions)
    return [_claim(row, names[row.extraction_id], chains.get((row.extraction_id, row.attribution), [])) for row in rows]


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(precedent)
        .join(extraction, extraction.c.id == precedent.c.extraction_id)
        .join(article, article.c.id == extraction.c.article_id)
    )


def _names(connection: Connection, conditions: list[Any]) -> Mapping[str, Mapping[str, str]]:
    """The names of the actors, by extraction and id."""
    statement = (
        _joined(actor.c.extraction_id, actor.c.id, actor.c.name)
        .join(actor, actor.c.extraction_id == precedent.c.extraction_id)
        .where(*conditions)
        .distinct()
    )
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in connection.execute(statement):
        found[row.extraction_id][row.id] = row.name
    return found


def _chains(connection: Connection, conditions: list[Any]) -> Mapping[tuple[str, str], list[str]]:
    statement = (
        _joined(chain_link.c.extraction_id, chain_link.c.attribution_id, chain_link.c.position, chain_link.c.name)
        .join(
            chain_link,
            and_(
                chain_link.c.extraction_id == precedent.c.extraction_id,
                chain_link.c.attribution_id == precedent.c.attribution,
            ),
        )
        .where(*conditions)
        .distinct()
        .order_by(chain_link.c.position)
    )
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row.extraction_id, row.attribution_id].append(row.name)
    return found


def _claim(row: Row[Any], names: Mapping[str, str], chain: list[str]) -> PrecedentClaim:
    return PrecedentClaim(
        source=source_of(row),
        precedent=row.id,
        claim=row.claim,
        category=row.category,
        form=row.form,
        parties=tuple(names.get(identifier, identifier) for identifier in row.actors),
        restrictions=tuple(row.restrictions or ()),
        since=row.since_text,
        since_start=row.since_first_day,
        since_end=row.since_last_day,
        words=row.words,
        span=(row.start, row.end),
        attribution=row.attribution,
        as_relayed_by=relayed(row.outlet, chain),
    )

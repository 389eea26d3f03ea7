"""Event mentions out of the tables, each with who took part and the chain that tells of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, select

from dateline.model import Duration
from dateline.model.attribution import SourceType
from dateline.record.claims import first_path
from dateline.record.listing import UNKNOWN_OUTLET, Days, Party, Source, Telling
from dateline.record.parties import Wanted, level_of
from dateline.record.tables import actor, article, attribution, chain_link, event, event_actor, extraction, generator

# Sources of these types have no name that could tell two of them apart.
UNNAMED: Final = frozenset({None, "unnamed_person", "anonymous", "unnamed_group"})
# Who did not say, or said only "if", commits to nothing.
_UNCOMMITTED: Final = frozenset({"negated", "declined", "conditional"})

Key: TypeAlias = tuple[str, str]
"""An extraction's id, with the id of something in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One source of a chain; ``is_source`` marks the one that is no carrier."""

    name: str
    actor: str | None
    source_type: SourceType | None
    country: str | None
    is_source: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """An event mention as the lists need it.

    Attributes:
        row: its row, with the article's columns.
        source: the article that tells of it.
        actors: who acts, and ``recipients`` whom the act is done to.
        initiator: who asked for a contact.
        chain: how the article knows it; empty for its own voice.
        root: the outermost attribution around the claim, null for the article's own voice.
    """

    row: Row[Any]
    source: Source
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    initiator: Party | None
    chain: tuple[Link, ...]
    root: str | None

    @property
    def as_relayed_by(self) -> str:
        """The chain, the outlet that was read first."""
        return relayed(self.source.outlet, (link.name for link in self.chain))

    @property
    def own_voice(self) -> bool:
        """Whether nobody but the article itself tells it."""
        return self.row.attribution is None

    @property
    def committed(self) -> bool:
        """Whether the claimant says anything about the act, be it that there was none."""
        return self.row.polarity not in _UNCOMMITTED and self.row.factuality in {"CT+", "PR+", "CT-", "PR-"}

    @property
    def asserted(self) -> bool:
        """Whether the claimant commits to the act."""
        return self.committed and self.row.factuality in {"CT+", "PR+"}

    @property
    def held(self) -> bool:
        """Whether the claimant says that the act took place or goes on."""
        return self.asserted and self.row.stage in {"occurred", "ongoing"}

    @property
    def day(self) -> str | None:
        """The last day on which it can have been, else the day of publication."""
        last: str | None = self.row.last_day or self.row.first_day or self.row.published_day
        return last

    def telling(self) -> Telling:
        """What this voice tells."""
        row = self.row
        inherited = row.date_basis == "inherited"
        source = self.chain[-1] if self.chain and self.chain[-1].is_source else None
        own = self.source.outlet or UNKNOWN_OUTLET
        return Telling(
            event=row.id,
            attribution=row.attribution,
            as_relayed_by=self.as_relayed_by,
            claimant=own if self.own_voice else source.name if source else row.speaker,
            side=source.country if source else None,
            word=row.trigger_text,
            clause=row.clause_text,
            span=(row.start, row.end),
            stage=row.stage,
            factuality=row.factuality,
            status=row.status,
            denies=row.denies,
            start=None if inherited else row.first_day,
            end=row.last_day or (row.first_day if inherited else None),
            date_basis=row.date_basis,
            form=row.form,
            duration=Duration(text=row.duration, min=row.duration_min, max=row.duration_max) if row.duration else None,
        )


def relayed(outlet: str | None, chain: Iterable[str]) -> str:
    """A chain as one line that begins with the outlet that was read."""
    return " > ".join((outlet or UNKNOWN_OUTLET, *chain))


def find_mentions(connection: Connection, *conditions: ColumnElement[bool]) -> list[Mentioned]:
    """The event mentions of current extractions under ``conditions``, article by article, in the order of the text."""
    rows = connection.execute(_statement(conditions)).all()
    if not rows:
        return []
    parties = _parties(connection, conditions)
    chains = _chains(connection, conditions)
    roots = _roots(connection, conditions)
    initiators = {
        (row.extraction_id, row.id): _party(row)
        for row in connection.execute(
            _events(conditions, event.c.extraction_id, event.c.id, *_PARTY).join(actor, _is_actor(event.c.initiator))
        )
    }
    found = []
    for row in rows:
        key, claim = (row.extraction_id, row.id), (row.extraction_id, row.attribution)
        several = parties.get(key, {})
        found.append(
            Mentioned(
                row=row,
                source=source_of(row),
                actors=tuple(several.get("actor", ())),
                recipients=tuple(several.get("recipient", ())),
                initiator=initiators.get(key),
                chain=chains.get(claim, ()),
                root=roots.get(claim),
            )
        )
    return found


def source_of(row: Row[Any]) -> Source:
    """The article of a row that :data:`ARTICLE` is part of."""
    return Source(
        article=row.article,
        outlet=row.outlet,
        title=row.title,
        published=row.published,
        path=row.path,
        superseded=not row.is_latest,
        generator=row.generator,
    )


ARTICLE: Final = (
    article.c.id.label("article"),
    article.c.outlet,
    article.c.title,
    article.c.published,
    article.c.published_day,
    article.c.published_at,
    article.c.is_latest,
    generator.c.version.label("generator"),
    first_path().label("path"),
)
"""The columns that tell where something was read."""


def told(days: Days) -> list[ColumnElement[bool]]:
    """The conditions on when an article was published and when it was added to the record."""
    added_day = func.substr(article.c.read_at, 1, 10)
    pairs = (
        (days.said_since, article.c.published_day.__ge__),
        (days.said_until, article.c.published_day.__le__),
        (days.added_since, added_day.__ge__),
        (days.added_until, added_day.__le__),
    )
    return [compare(day.isoformat()) for day, compare in pairs if day is not None]


def happened(days: Days, start: str | None, end: str | None) -> bool:
    """Whether something with these days may have been in the days that are asked for; without any it never answers."""
    since, until = days.happened_since, days.happened_until
    if since is None and until is None:
        return True
    if start is None and end is None:
        return False
    ended = since is None or end is None or end >= since.isoformat()
    began = until is None or start is None or start <= until.isoformat()
    return ended and began


def names(party: Wanted) -> ColumnElement[bool]:
    """The condition that the article of an event names ``party``, whether or not in the event."""
    return exists().where(actor.c.extraction_id == event.c.extraction_id, party.condition()).correlate(event)


_PARTY: Final = (
    actor.c.id.label("actor"),
    actor.c.name,
    actor.c.type,
    actor.c.country.label("acts_for"),
    actor.c.sector,
    actor.c.office,
)


def _events(conditions: tuple[ColumnElement[bool], ...], *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(event)
        .join(extraction, extraction.c.id == event.c.extraction_id)
        .join(article, article.c.id == extraction.c.article_id)
        .where(extraction.c.is_current, *conditions)
    )


def _statement(conditions: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    return (
        _events(conditions, event, attribution.c.polarity, attribution.c.speaker, *ARTICLE)
        .join(generator, generator.c.id == extraction.c.generator_id)
        .outerjoin(attribution, _is_claim())
        .order_by(article.c.id, event.c.trigger_start, event.c.ordinal)
    )


def _is_claim() -> ColumnElement[bool]:
    return and_(attribution.c.extraction_id == event.c.extraction_id, attribution.c.id == event.c.attribution)


def _is_actor(column: Any) -> ColumnElement[bool]:
    return and_(actor.c.extraction_id == event.c.extraction_id, actor.c.id == column)


def _parties(
    connection: Connection, conditions: tuple[ColumnElement[bool], ...]
) -> Mapping[Key, Mapping[Literal["actor", "recipient"], list[Party]]]:
    statement = (
        _events(conditions, event.c.extraction_id, event.c.id, event_actor.c.role, event_actor.c.actor.label("id_"))
        .add_columns(*_PARTY)
        .join(
            event_actor,
            and_(event_actor.c.extraction_id == event.c.extraction_id, event_actor.c.event_id == event.c.id),
        )
        .outerjoin(actor, _is_actor(event_actor.c.actor))
        .order_by(event_actor.c.ordinal)
    )
    found: dict[Key, dict[Any, list[Party]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(statement):
        party = _party(row) if row.actor else Party(id=row.id_, name=row.id_, **dict.fromkeys(_BARE))
        found[row.extraction_id, row.id][row.role].append(party)
    return found


_BARE: Final = ("type", "country", "office", "level")


def _party(row: Row[Any]) -> Party:
    return Party(
        id=row.actor,
        name=row.name,
        type=row.type,
        country=row.acts_for,
        office=row.office,
        level=level_of(row.office, row.acts_for, row.sector),
    )


_LINK: Final = (
    chain_link.c.position,
    chain_link.c.name,
    chain_link.c.actor,
    chain_link.c.source_type,
    chain_link.c.is_source,
    actor.c.country,
)


def _chains(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> Mapping[Key, tuple[Link, ...]]:
    statement = (
        _events(conditions, event.c.extraction_id, event.c.attribution, *_LINK)
        .join(
            chain_link,
            and_(
                chain_link.c.extraction_id == event.c.extraction_id,
                chain_link.c.attribution_id == event.c.attribution,
            ),
        )
        .outerjoin(actor, _is_actor(chain_link.c.actor))
        .order_by(chain_link.c.position)
        .distinct()
    )
    found: dict[Key, list[Link]] = defaultdict(list)
    for row in connection.execute(statement):
        link = Link(
            name=row.name,
            actor=row.actor,
            source_type=row.source_type,
            country=row.country,
            is_source=row.is_source,
        )
        found[row.extraction_id, row.attribution].append(link)
    return {key: tuple(links) for key, links in found.items()}


def _roots(connection: Connection, conditions: tuple[ColumnElement[bool], ...]) -> Mapping[Key, str]:
    """The outermost attribution around each attribution of the extractions in which the events are."""
    several = _events(conditions, event.c.extraction_id).where(event.c.attribution.is_not(None)).distinct()
    statement = select(attribution.c.extraction_id, attribution.c.id, attribution.c.parent).where(
        attribution.c.extraction_id.in_(several)
    )
    parents = {(row.extraction_id, row.id): row.parent for row in connection.execute(statement)}
    found = {}
    for extraction_id, identifier in parents:
        root = identifier
        while (parent := parents[extraction_id, root]) is not None:
            root = parent
        found[extraction_id, identifier] = root
    return found

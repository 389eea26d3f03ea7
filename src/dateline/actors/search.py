"""Searching the tables: look-ups, parts of names, and lists by country, office and type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.actors.candidates import Candidate, Context
from dateline.actors.entries import EntryType, Person
from dateline.actors.gazetteer import Gazetteer
from dateline.actors.index import names_of
from dateline.actors.names import folds


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is searched: words of a name, a day, and what the actor must be; None asks for nothing.

    ``country`` is a code, an id or a name; ``office`` an id or words; ``type`` that of the actor.
    """

    text: str | None = None
    on: date | None = None
    country: str | None = None
    office: str | None = None
    type: EntryType | None = None


def search(tables: Gazetteer, wanted: Search) -> tuple[Candidate, ...]:
    """The actors that are searched, the likeliest first, without words in the order of their ids.

    With an office the actors are those who hold it on the day, or ever did where none is given.
    """
    found = [candidate for candidate in _named(tables, wanted) if _fits(tables, candidate, wanted)]
    unique = dict.fromkeys(candidate.actor.id for candidate in found)
    best = {candidate.actor.id: candidate for candidate in reversed(found)}
    return tuple(best[id_] for id_ in unique)


def _named(tables: Gazetteer, wanted: Search) -> Iterator[Candidate]:
    if wanted.text:
        context = Context(
            frozenset({wanted.country} if wanted.country else ()), frozenset({wanted.office} if wanted.office else ())
        )
        yield from tables.lookup(wanted.text, wanted.on, context)
        parts = set(folds(wanted.text))
        for entry in tables.tables.entries:
            for name in names_of(entry):
                if parts <= set(folds(name)):
                    yield replace(_listed(tables, entry.id, wanted.on), matched=name, how="part", score=0.5)
                    break
    elif wanted.office and wanted.country:
        yield from tables.office_holder(wanted.office, wanted.country, wanted.on)
    else:
        for id_ in sorted(tables.entries):
            yield _listed(tables, id_, wanted.on)


def _listed(tables: Gazetteer, id_: str, on: date | None) -> Candidate:
    entry = tables.entries[id_]
    actor = tables.actor(id_, on)
    assert actor is not None
    tenures = tables.tenures(id_, on) if isinstance(entry, Person) else ()
    held = tenures or tables.tenures(id_)
    valid = held[0].valid if held else getattr(entry, "valid", None)
    base = Candidate(
        actor=actor,
        matched=entry.name,
        how="name",
        score=1.0,
        tenures=tenures,
        sex=entry.sex if isinstance(entry, Person) else None,
        source=getattr(entry, "source", ""),
    )
    return base if valid is None else replace(base, valid=valid, holds=valid.holds(on))


def _fits(tables: Gazetteer, candidate: Candidate, wanted: Search) -> bool:
    if wanted.type is not None and candidate.actor.type != wanted.type:
        return False
    if wanted.country is not None:
        ids = set(tables.ids_of(wanted.country))
        codes = {tables.country_of(id_) for id_ in ids} - {None}
        own = {tenure.of for tenure in candidate.tenures} | {candidate.actor.id}
        if candidate.actor.country not in codes and not own & ids:
            return False
    if wanted.office is not None:
        if wanted.office in tables.offices.by_id:
            meant = tables.offices.widened({wanted.office})
            return any(tenure.office in meant for tenure in candidate.tenures)
        return any(tenure.office in tables.offices.meant(wanted.office, tenure.of) for tenure in candidate.tenures)
    return True

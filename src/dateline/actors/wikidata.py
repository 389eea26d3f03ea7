"""People with positions held out of a Wikidata dump, as rows of the tables.

The dump is JSON with an entity a line (https://www.wikidata.org/wiki/Wikidata:Database_download, CC0), also as gzip
or bzip2. It is read twice, line by line: for the people, then for the positions that they held.

Properties: P39 position held with its qualifiers P580 start time and P582 end time, P27 country of citizenship, P21
sex or gender; of positions P1001 applies to jurisdiction and P17 country. Names are English labels and aliases.
"""

from __future__ import annotations

import bz2
import gzip
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Literal

from dateline.actors.entries import Person, Tenure
from dateline.actors.gazetteer import Gazetteer
from dateline.actors.validity import Validity

_OPENERS: Final = {".gz": gzip.open, ".bz2": bz2.open}
_SEXES: Final[Mapping[str, Literal["f", "m"]]] = {"Q6581097": "m", "Q6581072": "f"}
# Precisions of Wikidata's times, with the characters of an ISO date that they leave.
_PRECISIONS: Final = {9: 4, 10: 7, 11: 10}
_TIME: Final = re.compile(r"\+(\d{4}-\d\d-\d\d)T")


@dataclass(frozen=True, slots=True)
class _Held:
    position: str
    valid: Validity


@dataclass(frozen=True, slots=True)
class _Holder:
    """A person of the dump with the positions held, as yet by number."""

    id: str
    name: str
    aliases: tuple[str, ...]
    sex: Literal["f", "m"] | None
    citizenships: tuple[str, ...]
    held: tuple[_Held, ...]


@dataclass(frozen=True, slots=True)
class _Position:
    """A position of the dump: its English label and the numbers of its jurisdictions and countries."""

    label: str
    places: tuple[str, ...]


def is_dump(path: Path) -> bool:
    """Whether a file's name is that of a dump: .json, .json.gz, .json.bz2."""
    return path.suffix.lower() in _OPENERS or path.suffix.lower() == ".json"


def people_in_office(path: Path, known: Gazetteer) -> Iterator[Person | Tenure]:
    """The people of a dump with a position of the table of offices, each with the tenures after it.

    Positions that the table does not know, or of no state or organisation of the tables, are left out, and people
    who held no other. A person whom the tables have under the same number keeps id and variants.
    """
    holders = [holder for entity in _entities(path, '"P39"') if (holder := _holder(entity)) is not None]
    wanted = {held.position for holder in holders for held in holder.held}
    positions = {
        entity["id"]: _Position(label, _items(entity, "P1001") or _items(entity, "P17"))
        for entity in _entities(path, '"labels"')
        if entity.get("id") in wanted and (label := _label(entity))
    }
    places = {state.wikidata: state.id for state in known.tables.states if state.wikidata}
    places |= {each.wikidata: each.id for each in known.tables.organisations if each.wikidata}
    by_number = {person.wikidata: person for person in known.tables.people if person.wikidata}
    taken = {person.id for person in known.tables.people}
    for holder in sorted(holders, key=lambda h: int(h.id[1:])):
        tenures = []
        for held in holder.held:
            office, of = _office(positions.get(held.position), holder, places, known)
            if office and of:
                tenures.append((office, of, held.valid))
        if tenures:
            person = _person(holder, by_number.get(holder.id), tenures, taken, known)
            taken.add(person.id)
            yield person
            for office, of, valid in tenures:
                yield Tenure(person=person.id, office=office, of=of, valid=valid, source="wikidata")


def _entities(path: Path, mark: str) -> Iterator[dict[str, Any]]:
    """The entities of a dump on whose line the characters ``mark`` stand; lines that are no entity are passed over."""
    opener: Any = _OPENERS.get(path.suffix.lower(), open)
    lines: IO[str]
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if mark in line:
                try:
                    entity = json.loads(line.strip().rstrip(","))
                except json.JSONDecodeError:
                    continue
                if isinstance(entity, dict):
                    yield entity


def _label(entity: Mapping[str, Any]) -> str:
    label = (entity.get("labels") or {}).get("en") or {}
    return str(label.get("value") or "")


def _items(entity: Mapping[str, Any], property_: str) -> tuple[str, ...]:
    """The numbers that an entity's statements of a property give, those of deprecated rank left out."""
    statements = (entity.get("claims") or {}).get(property_) or []
    found = (_item(each.get("mainsnak") or {}) for each in statements if each.get("rank") != "deprecated")
    return tuple(each for each in found if each)


def _item(snak: Mapping[str, Any]) -> str | None:
    value = (snak.get("datavalue") or {}).get("value")
    return str(value["id"]) if isinstance(value, dict) and "id" in value else None


def _holder(entity: Mapping[str, Any]) -> _Holder | None:
    name = _label(entity)
    statements = (entity.get("claims") or {}).get("P39") or []
    held = tuple(
        _Held(position, Validity(_time(each, "P580"), _time(each, "P582")))
        for each in statements
        if each.get("rank") != "deprecated" and (position := _item(each.get("mainsnak") or {}))
    )
    held = tuple(each for each in held if each.valid.start and each.valid.first <= each.valid.last)
    if not name or not held:
        return None
    aliases = (entity.get("aliases") or {}).get("en") or []
    sexes = [_SEXES[each] for each in _items(entity, "P21") if each in _SEXES]
    return _Holder(
        id=str(entity["id"]),
        name=name,
        aliases=tuple(dict.fromkeys(str(alias["value"]) for alias in aliases if alias["value"] != name)),
        sex=sexes[0] if sexes else None,
        citizenships=_items(entity, "P27"),
        held=held,
    )


def _time(statement: Mapping[str, Any], property_: str) -> str:
    """A qualifier's time as an ISO day, month or year; empty where there is none or it is less exact."""
    for snak in (statement.get("qualifiers") or {}).get(property_) or []:
        value = (snak.get("datavalue") or {}).get("value") or {}
        match = _TIME.match(str(value.get("time", "")))
        length = _PRECISIONS.get(value.get("precision", 0))
        if match and length:
            return match[1][:length]
    return ""


def _office(
    position: _Position | None, holder: _Holder, places: Mapping[str, str], known: Gazetteer
) -> tuple[str | None, str | None]:
    """The office that a position's label means, and of whom: jurisdiction, what follows "of", or citizenship."""
    if position is None:
        return None, None
    title, _, after = position.label.rpartition(" of ")
    numbers = (*position.places, *(holder.citizenships if len(holder.citizenships) == 1 else ()))
    named = [places[number] for number in numbers if number in places] + list(known.ids_of(after))
    # The label must be the office's words and the state's, lest a "deputy" or "shadow" minister be one.
    for of in named:
        meant = known.offices.exactly(position.label, of)
        if not meant and of in known.ids_of(after):
            meant = known.offices.exactly(title, of)
        if meant:
            return min(meant), of
    return None, None


def _person(
    holder: _Holder,
    same: Person | None,
    tenures: list[tuple[str, str, Validity]],
    taken: set[str],
    known: Gazetteer,
) -> Person:
    id_ = same.id if same else _id(holder, tenures, taken, known)
    if same is None and isinstance(entry := known.entries.get(id_), Person):
        same = entry
    names = (*(same.variants if same else ()), *((holder.name,) if same and same.name != holder.name else ()))
    return Person(
        id=id_,
        name=same.name if same else holder.name,
        variants=tuple(dict.fromkeys((*names, *holder.aliases))),
        short=same.short if same else (),
        sex=(same.sex if same else None) or holder.sex,
        wikidata=holder.id,
        source="wikidata",
    )


def _id(holder: _Holder, tenures: list[tuple[str, str, Validity]], taken: set[str], known: Gazetteer) -> str:
    """The slug of the name; with the number where somebody else has it.

    Whom the tables have by the same name without a number is the same where an office is.
    """
    slug = slug_of(holder.name)
    if slug not in taken:
        return slug
    person = known.entries.get(slug)
    offices = {(tenure.office, tenure.of) for tenure in known.tenures(slug)}
    if isinstance(person, Person) and person.wikidata is None and offices & {each[:2] for each in tenures}:
        return slug
    return f"{slug}-{holder.id.lower()}"


def slug_of(name: str) -> str:
    """A name as an id: small letters without accents, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(str.maketrans("łŁøØđĐı", "lLoOdDi")))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’.]", "", plain)).strip("-")

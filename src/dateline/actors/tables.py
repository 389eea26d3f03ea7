"""The tables under ``data/``, and a user's own rows in the same form, as data classes."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final, TypeAlias, get_type_hints

from dateline.actors.entries import (
    Document,
    Edition,
    Entry,
    Meeting,
    Membership,
    Metonym,
    Movement,
    Office,
    Organ,
    Organisation,
    OrganKind,
    Outlet,
    Person,
    Source,
    State,
    Tenure,
    Title,
)
from dateline.actors.validity import Validity

_DATA: Final = Path(__file__).parent / "data"
_MANY: Final = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """A name that is a word, a person's name or another place too."""

    table: ClassVar[str] = "ambiguous"
    text: str
    why: str


Row: TypeAlias = (
    Source
    | State
    | OrganKind
    | Organ
    | Organisation
    | Movement
    | Outlet
    | Membership
    | Metonym
    | Office
    | Title
    | Person
    | Tenure
    | Meeting
    | Edition
    | Document
    | Ambiguous
)

ROWS: Final[Mapping[str, type[Row]]] = {
    row.table: row
    for row in (
        Source,
        State,
        OrganKind,
        Organ,
        Organisation,
        Movement,
        Outlet,
        Membership,
        Metonym,
        Office,
        Title,
        Person,
        Tenure,
        Meeting,
        Edition,
        Document,
        Ambiguous,
    )
}
"""The class of the rows of each table, by the table's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All rows, in the order of the files; a user's rows come last."""

    sources: tuple[Source, ...] = ()
    states: tuple[State, ...] = ()
    organ_kinds: tuple[OrganKind, ...] = ()
    organs: tuple[Organ, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    movements: tuple[Movement, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    memberships: tuple[Membership, ...] = ()
    metonyms: tuple[Metonym, ...] = ()
    offices: tuple[Office, ...] = ()
    titles: tuple[Title, ...] = ()
    people: tuple[Person, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    editions: tuple[Edition, ...] = ()
    documents: tuple[Document, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()

    def with_rows(self, rows: Iterable[Row]) -> Tables:
        """These tables with more rows; a row with the id of another replaces it."""
        grown: dict[str, dict[Any, Row]] = {}
        for row in rows:
            table = grown.setdefault(row.table, {row_key(old): old for old in getattr(self, row.table)})
            table[row_key(row)] = row
        changed: dict[str, Any] = {name: tuple(table.values()) for name, table in grown.items()}
        return replace(self, **changed)

    @property
    def entries(self) -> Iterator[Entry]:
        """Everything that has a name and an id."""
        for table in (
            self.states,
            self.organs,
            self.organisations,
            self.movements,
            self.outlets,
            self.people,
            self.meetings,
            self.documents,
        ):
            yield from table


def row_key(row: Row) -> Any:
    """What two rows of a table cannot share: the id, or what stands for it."""
    match row:
        case Tenure():
            return row.person, row.office, row.of, row.at, row.valid.start
        case Membership():
            return row.organisation, row.role, row.states, row.valid.start
        case Metonym():
            return row.text, row.valid.start
        case Title():
            return row.office, row.of
        case OrganKind():
            return row.kind
        case Ambiguous():
            return row.text
        case _:
            return row.id


@cache
def tables() -> Tables:
    """The tables that ship with Dateline."""
    rows: dict[str, Any] = {name: tuple(_read(name, kind)) for name, kind in ROWS.items()}
    return Tables(**rows)


def _read(name: str, kind: type[Row]) -> Iterator[Row]:
    with (_DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        for values in tsv_rows(lines):
            yield row_from(kind, values)


def tsv_rows(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """The rows of a commented table: lines with ``#`` are left out, the first that remains names the columns."""
    kept = (line for line in lines if line.strip() and not line.startswith("#"))
    return csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)


def columns(kind: type[Row]) -> tuple[str, ...]:
    """The columns of a table of such rows, in order; ``valid`` is ``from`` and ``until``."""
    names: list[str] = []
    for each in fields(kind):
        names.extend(("from", "until") if each.name == "valid" else (each.name,))
    return tuple(names)


@cache
def _makers(table: str) -> tuple[tuple[str, Callable[[str], Any], bool], ...]:
    """The fields of a table's rows but ``valid``, each with what makes its value and whether it must not be empty."""
    kind = ROWS[table]
    hints = get_type_hints(kind)
    return tuple(
        (each.name, _maker(hints[each.name]), each.default is MISSING and each.default_factory is MISSING)
        for each in fields(kind)
        if each.name != "valid"
    )


def _maker(hint: Any) -> Callable[[str], Any]:
    if hint is bool:
        return bool
    if getattr(hint, "__origin__", None) is tuple:
        return _several
    if type(None) in getattr(hint, "__args__", ()):
        return _or_none
    return str


def _several(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(_MANY) if part.strip()) if value else ()


def _or_none(value: str) -> str | None:
    return value or None


def row_from(kind: type[Row], values: Mapping[str, str]) -> Row:
    """The row that a line of a table says.

    Raises:
        ValueError: a column is not of this table, a value that must not be empty is, or a date is none.
    """
    if unknown := [name for name in values if name not in columns(kind)]:
        raise ValueError(f"no column of {kind.table}: {', '.join(map(str, unknown))}")
    made: dict[str, Any] = {}
    for name, make, needed in _makers(kind.table):
        value = (values.get(name) or "").strip()
        if needed and not value and name not in {"licence", "address", "known_until", "code"}:
            raise ValueError(f"{kind.table} needs {name}")
        made[name] = make(value)
    if "from" in columns(kind):
        valid = Validity((values.get("from") or "").strip(), (values.get("until") or "").strip())
        if valid.first > valid.last:
            raise ValueError(f"ends before it begins: {valid.start} to {valid.end}")
        made["valid"] = valid
    return kind(**made)


def row_values(row: Row) -> dict[str, str]:
    """A row as the values of its columns."""
    values: dict[str, str] = {}
    for each in fields(row):
        value = getattr(row, each.name)
        if isinstance(value, Validity):
            values |= {"from": value.start, "until": value.end}
        elif isinstance(value, bool):
            values[each.name] = "co-holder" if value else ""
        elif isinstance(value, tuple):
            values[each.name] = _MANY.join(value)
        else:
            values[each.name] = value or ""
    return values

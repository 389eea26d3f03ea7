"""Who is meant by a name that is searched, and how high an office is.

The tables are those of the room of actors. They are loaded when they are first needed, and no more of them than is
needed: those of people are large, and the room itself loads what only reading needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import ColumnElement, and_, or_

from dateline.record.listing import Party
from dateline.record.tables import actor
from dateline.record.words import WHOLE, name_patterns, words_of

if TYPE_CHECKING:
    from dateline.actors.entries import Level, Office, Organisation, State, Title
    from dateline.actors.offices import OfficeTable

    _Row = TypeVar("_Row", State, Organisation, Office, Title)

_FORMER = frozenset({"former", "ex"})
# Of the bodies that act for the EU and the UN only the unions themselves go by the code.
_UNIONS = frozenset({"european-union", "united-nations"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Parties that are searched: by words of the name, by id, or by the code of the state they act for."""

    words: tuple[str, ...]
    id: str
    codes: frozenset[str]

    def fits(self, party: Party) -> bool:
        """Whether ``party`` is meant."""
        if party.id == self.id or (party.country is not None and party.country in self.codes):
            return True
        names = words_of(party.name)
        return bool(self.words) and all(any(_begins(name, word) for name in names) for word in self.words)

    def condition(self) -> ColumnElement[bool]:
        """The condition on a row of the table of actors that says the same."""
        by_name = and_(*(actor.c.words.like(pattern) for pattern in name_patterns(" ".join(self.words))))
        return or_(by_name, actor.c.id == self.id, actor.c.country.in_(sorted(self.codes)))


def wanted(query: str) -> Wanted:
    """The parties that ``query`` means: a name or a part of one, an id, a state's name or its code."""
    words = words_of(query)
    return Wanted(words, query.strip(), _codes().get(words, frozenset()))


@cache
def level_of(office: str | None, country: str | None, sector: str | None) -> Level | None:
    """How high an office is by ``actors/data/offices.tsv``, the highest where its words mean several.

    None where the words mean no office there, and for those who once held it.
    """
    if not office or sector == "ELI" or _FORMER & set(words_of(office)):
        return None
    from dateline.actors.entries import LEVELS  # noqa: PLC0415 - see the module's docstring

    offices = _offices()
    of = _states().get(country) if country else None
    levels = [offices.by_id[id_].level for id_ in offices.meant_first(office, of)]
    return min(levels, key=LEVELS.index, default=None)


def state_words(code: str) -> frozenset[str]:
    """The words that name a state, its people and its capital."""
    return _state_words().get(code, frozenset())


def _begins(name: str, word: str) -> bool:
    return name == word if len(word) <= WHOLE else name.startswith(word)


def _rows(kind: type[_Row]) -> Iterator[_Row]:
    from dateline.actors.tables import row_from, tsv_rows  # noqa: PLC0415 - see the module's docstring

    with (files("dateline.actors") / "data" / f"{kind.table}.tsv").open(encoding="utf-8") as lines:
        for values in tsv_rows(lines):
            yield cast("_Row", row_from(kind, values))


@cache
def _codes() -> dict[tuple[str, ...], frozenset[str]]:
    """The codes that a state's folded name stands for, or the name of a union with a code of its own."""
    from dateline.actors.entries import Organisation, State  # noqa: PLC0415 - see the module's docstring

    found: dict[tuple[str, ...], set[str]] = {}
    for state in _rows(State):
        for name in (state.code, state.id, state.name, *state.alternates):
            if state.code is not None and name is not None:
                found.setdefault(words_of(name), set()).add(state.code)
    for union in _rows(Organisation):
        for name in (union.country, union.id, union.name, *union.alternates) if union.id in _UNIONS else ():
            if union.country is not None and name is not None:
                found.setdefault(words_of(name), set()).add(union.country)
    return {words: frozenset(codes) for words, codes in found.items()}


@cache
def _state_words() -> dict[str, frozenset[str]]:
    from dateline.actors.entries import State  # noqa: PLC0415 - see the module's docstring

    found: dict[str, set[str]] = {}
    for row in _rows(State):
        for name in (row.name, *row.alternates, *row.adjectives, *row.demonyms, *row.capitals) if row.code else ():
            found.setdefault(row.code or "", set()).update(words_of(name))
    return {code: frozenset(words) for code, words in found.items()}


@cache
def _states() -> dict[str, str]:
    """The id of the state that a code means."""
    from dateline.actors.entries import State  # noqa: PLC0415 - see the module's docstring

    return {row.code: row.id for row in _rows(State) if row.code is not None and row.kind != "breakaway"}


@cache
def _offices() -> OfficeTable:
    from dateline.actors.entries import Office, Title  # noqa: PLC0415 - see the module's docstring
    from dateline.actors.offices import OfficeTable  # noqa: PLC0415 - see the module's docstring

    return OfficeTable(tuple(_rows(Office)), tuple(_rows(Title)))

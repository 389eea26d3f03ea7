"""An index of names: exact folds, keys of transliteration, family names, and what is only alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from dateline.actors.candidates import Match
from dateline.actors.entries import Entry, Outlet, Person
from dateline.actors.names import (
    family_name,
    fits,
    folds,
    name_key,
    similarity,
    skeleton,
    without_article,
)

_K = TypeVar("_K")
_V = TypeVar("_V")

# How alike two keys must be: a full name by itself; a family name beside its country and office; beside one of them.
FULL_NAME: Final = 0.88
SURNAME_TWO: Final = 0.74
SURNAME_ONE: Final = 0.86


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a name reached, what of it matched, how, and how well (0 to 1)."""

    id: str
    matched: str
    how: Match
    score: float


def names_of(entry: Entry) -> Iterator[str]:
    """The names of an entry, the canonical one first."""
    yield entry.name
    yield from entry.variants if isinstance(entry, Person) else entry.alternates


def surnames_of(person: Person) -> tuple[str, ...]:
    """What news calls a person by after the first mention."""
    if person.short:
        return person.short
    found = dict.fromkeys(family_name(name) for name in (person.name, *person.variants) if " " in name)
    return tuple(found) or (person.name,)


@dataclass(frozen=True)
class NameIndex:
    """The names of entries, to be looked up in several ways."""

    entries: tuple[Entry, ...]

    @cached_property
    def _exact(self) -> Mapping[tuple[str, ...], tuple[tuple[str, Entry], ...]]:
        return _grouped((folds(name), (name, entry)) for entry in self.entries for name in names_of(entry))

    @cached_property
    def _keys(self) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        return _grouped(
            (without_article(name_key(name)), (name, entry))
            for entry in self.entries
            for name in names_of(entry)
            if not name.isupper()
        )

    @cached_property
    def _people(self) -> tuple[tuple[str, str, Person], ...]:
        """Every full name of a person, with its key."""
        return tuple(
            (without_article(name_key(name)), name, entry)
            for entry in self.entries
            if isinstance(entry, Person)
            for name in names_of(entry)
            if " " in name
        )

    @cached_property
    def _ends(self) -> Mapping[tuple[str, str], tuple[tuple[str, Person], ...]]:
        """Full names by the keys of their first and last word."""
        return _grouped(((key.split()[0], key.split()[-1]), (name, person)) for key, name, person in self._people)

    @cached_property
    def _blocks(self) -> Mapping[str, tuple[tuple[str, str, Person], ...]]:
        """Full names by the first letters of their first and of their last word, either of which a slip spares."""
        return _grouped((block, (key, name, person)) for key, name, person in self._people for block in _blocks_of(key))

    @cached_property
    def _surnames(self) -> Mapping[str, tuple[tuple[str, Person], ...]]:
        return _grouped(
            (without_article(name_key(surname)), (surname, entry))
            for entry in self.entries
            if isinstance(entry, Person)
            for surname in surnames_of(entry)
        )

    @cached_property
    def _surname_blocks(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((key[:1], key) for key in self._surnames)

    def exact(self, name: str) -> Iterator[Hit]:
        """Entries with that name, in a case that fits."""
        for matched, entry in self._exact.get(folds(name), ()):
            if fits(matched, name):
                how: Match = "name" if matched == entry.name else "variant"
                yield Hit(entry.id, matched, how, 1.0 if how == "name" else 0.98)

    def spelling(self, name: str) -> Iterator[Hit]:
        """Entries with a name of the same key: another transliteration of it."""
        for matched, entry in self._keys.get(without_article(name_key(name)), ()):
            if not isinstance(entry, Outlet):
                yield Hit(entry.id, matched, "spelling", 0.95)

    def shortened(self, name: str) -> Iterator[Hit]:
        """People whose name begins and ends as this one does."""
        key = without_article(name_key(name)).split()
        if len(key) < 2:
            return
        for matched, person in self._ends.get((key[0], key[-1]), ()):
            yield Hit(person.id, matched, "shortened", 0.9)

    def surname(self, name: str) -> Iterator[Hit]:
        """People whom news calls by that name alone."""
        for matched, person in self._surnames.get(without_article(name_key(name)), ()):
            yield Hit(person.id, matched, "surname", 0.6)

    def misspelt(self, name: str) -> Iterator[Hit]:
        """People with a full name that is alike."""
        key = without_article(name_key(name))
        if " " not in key:
            return
        bare = skeleton(key)
        for block in _blocks_of(key):
            for other, matched, person in self._blocks.get(block, ()):
                alike = similarity(key, other, FULL_NAME)
                # Two people of one family name differ in the first name alone, which counts by itself.
                if alike and similarity(key.split()[0], other.split()[0], 0.6):
                    yield Hit(person.id, matched, "misspelling", 0.85 * alike)
                elif bare == skeleton(other):
                    yield Hit(person.id, matched, "spelling", 0.9)

    def misspelt_surname(self, name: str, floor: float) -> Iterator[Hit]:
        """People with a family name that is at least so alike."""
        key = without_article(name_key(name))
        for other in self._surname_blocks.get(key[:1], ()):
            alike = similarity(key, other, floor)
            if alike:
                for matched, person in self._surnames[other]:
                    yield Hit(person.id, matched, "misspelling", 0.5 * alike)


def _blocks_of(key: str) -> tuple[str, ...]:
    parts = key.split()
    return f"<{parts[0][:2]}", f"{parts[-1][:2]}>"


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> Mapping[_K, tuple[_V, ...]]:
    found: dict[_K, dict[_V, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}

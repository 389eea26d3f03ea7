"""Finding the names of the tables in a text: the longest that match, from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from dateline.actors.entries import EntryType, Person
from dateline.actors.gazetteer import Gazetteer, gazetteer
from dateline.actors.index import names_of
from dateline.actors.names import case_fits, divided, fold, name_words, words
from dateline.model.spans import Span

Form: TypeAlias = Literal["name", "adjective", "people", "metonym", "organ"]
"""How a name means its actor.

``name``: one of its names; ``adjective`` ("Russian") and ``people`` ("Russians"): a state by its adjective or
demonym; ``metonym``: a place for who sits there; ``organ``: by rule, from a state and a kind of organ.
"""

_POSSESSIVE: Final = frozenset({"'s", "’s"})
_BETWEEN: Final = frozenset({"", "-", "–", ".", "/", "'", "’", "&"})


@dataclass(frozen=True, slots=True)
class Reference:
    """An actor that a name can mean."""

    id: str
    type: EntryType
    form: Form


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of the tables in a text.

    ``references`` are all that it can mean, by the tables alone: a day or what stands beside it decides.
    ``ambiguous``: it is also an English word, a person's name or another place, so that it needs support.
    """

    span: Span
    text: str
    references: tuple[Reference, ...]
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as its words are printed, with what it means."""

    printed: tuple[str, ...]
    reference: Reference
    ambiguous: bool


class _Words(NamedTuple):
    """A text with its words: where they are, their characters, and their folds."""

    text: str
    places: list[re.Match[str]]
    printed: list[str]
    plain: tuple[str, ...]

    def span(self, first: int, end: int) -> Span:
        """The characters from one word to before another."""
        return self.places[first].start(), self.places[end - 1].end()

    def together(self, first: int, end: int) -> bool:
        """Whether nothing but a space, a hyphen, an apostrophe or an initial's full stop stands between the words."""
        for at in range(first, end - 1):
            between = self.text[self.places[at].end() : self.places[at + 1].start()].strip()
            word = self.printed[at]
            # A full stop is that of "St." or an initial, or the end of a sentence.
            if between == "." and (len(word) > 3 or (len(word) > 1 and word.isupper())):
                return False
            if between not in _BETWEEN:
                return False
        return True


@dataclass(frozen=True, eq=False)
class Scanner:
    """The names of a gazetteer by their first word."""

    gazetteer: Gazetteer

    @cached_property
    def _names(self) -> Mapping[str, tuple[tuple[tuple[str, ...], tuple[_Name, ...]], ...]]:
        """By the fold of the first word: the folds of all words, the longest first, with the names of those folds."""
        found: dict[str, dict[tuple[str, ...], dict[_Name, None]]] = {}
        unsure = {row.text for row in self.gazetteer.tables.ambiguous}
        for text, reference in self._all():
            printed = tuple(word.text for word in words(text))
            if len(printed) > 1 and fold(printed[0]) in name_words().determiners:
                printed = printed[1:]
            plain = tuple(map(fold, printed))
            if plain:
                name = _Name(printed, reference, text in unsure)
                found.setdefault(plain[0], {}).setdefault(plain, {})[name] = None
        return {
            first: tuple(sorted(((plain, tuple(n)) for plain, n in by.items()), key=lambda item: -len(item[0])))
            for first, by in found.items()
        }

    def _all(self) -> Iterator[tuple[str, Reference]]:
        """Every name with what it means. Of people only names of several words: a single one is looked up."""
        tables = self.gazetteer.tables
        for entry in tables.entries:
            for name in names_of(entry):
                if not isinstance(entry, Person) or len(words(name)) > 1:
                    yield name, Reference(entry.id, entry.type, "name")
        for state in tables.states:
            for adjective in state.adjectives:
                yield adjective, Reference(state.id, "STATE", "adjective")
            for demonym in state.demonyms:
                yield demonym, Reference(state.id, "STATE", "people")
            for capital in state.capitals:
                yield capital, Reference(state.id, "STATE", "metonym")
        for row in tables.metonyms:
            for actor in row.actors:
                meant = self.gazetteer.entry(actor)
                if meant is not None:
                    yield row.text, Reference(actor, meant.type, "metonym")

    @cached_property
    def _organs(self) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """By the fold of the first word: the phrases for kinds of organ, as folds, the longest first, with the kind."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for plain, kind in self.gazetteer.organs.phrases.items():
            found.setdefault(plain[0], []).append((plain, kind))
        return {first: tuple(sorted(own, key=lambda item: -len(item[0]))) for first, own in found.items()}

    @cached_property
    def _first(self) -> tuple[frozenset[str], frozenset[str]]:
        """The folds of words that can begin a name: those in small letters, and all."""
        small = {
            first
            for first, own in self._names.items()
            if any(not name.printed[0][:1].isupper() for _, names in own for name in names)
        }
        return frozenset({*small, *self._organs}), frozenset({*self._names, *self._organs})

    def find(self, text: str) -> tuple[NameMatch, ...]:
        """The names in a text, in order, none inside another."""
        places = divided(text)
        printed = [place[0] for place in places]
        read = _Words(text, places, printed, tuple(map(fold, printed)))
        small, first = self._first
        found: list[NameMatch] = []
        at = 0
        while at < len(printed):
            # Most words of a text begin no name; what follows is for the others.
            if read.plain[at] not in (small if printed[at][0].islower() else first):
                at += 1
                continue
            match, used = self._organ_of(read, at) or self._at(read, at) or (None, 1)
            if match is not None:
                match, used = self._with_organ(read, at, match, used)
                found.append(match)
            at += used
        return tuple(found)

    def _at(self, read: _Words, at: int) -> tuple[NameMatch, int] | None:
        """The longest name that begins at a word, and the number of its words."""
        for own, names in self._names.get(read.plain[at], ()):
            end = at + len(own)
            if read.plain[at:end] != own:
                continue
            fitting = [name for name in names if all(map(case_fits, name.printed, read.printed[at:end]))]
            if fitting and read.together(at, end):
                references = tuple(dict.fromkeys(name.reference for name in fitting))
                unsure = any(name.ambiguous for name in fitting)
                return _match(read, at, end, references, ambiguous=unsure), len(own)
        return None

    def _kind_at(self, plain: tuple[str, ...], at: int) -> tuple[str, int] | None:
        for own, kind in self._organs.get(plain[at], ()) if at < len(plain) else ():
            if plain[at : at + len(own)] == own:
                return kind, len(own)
        return None

    def _with_organ(self, read: _Words, at: int, match: NameMatch, used: int) -> tuple[NameMatch, int]:
        """The match, widened where a kind of organ follows a state: "Russian foreign ministry", "Iran's parliament"."""
        states = [each.id for each in match.references if each.type == "STATE" and each.form != "metonym"]
        after = at + used
        if after < len(read.plain) and read.printed[after] in _POSSESSIVE:
            after += 1
        kind = self._kind_at(read.plain, after) if states else None
        if kind is None or not read.together(at, after + kind[1]):
            return match, used
        return self._organ_match(read, at, after + kind[1], (states, kind[0])) or (match, used)

    def _organ_of(self, read: _Words, at: int) -> tuple[NameMatch, int] | None:
        """An organ before its state: "the Foreign Ministry of Ukraine"."""
        kind = self._kind_at(read.plain, at)
        after = at + kind[1] if kind else at
        if kind is None or read.plain[after : after + 1] != ("of",):
            return None
        after += 1 + (read.plain[after + 1 : after + 2] == ("the",))
        found = self._at(read, after) if after < len(read.plain) else None
        if found is None or not read.together(at, after + found[1]):
            return None
        states = [each.id for each in found[0].references if each.type == "STATE" and each.form == "name"]
        return self._organ_match(read, at, after + found[1], (states, kind[0])) if states else None

    def _organ_match(
        self, read: _Words, at: int, end: int, meant: tuple[list[str], str]
    ) -> tuple[NameMatch, int] | None:
        organs = [organ for state in meant[0] if (organ := self.gazetteer.organs.organ(state, meant[1])) is not None]
        references = tuple(dict.fromkeys(Reference(organ.id, "ORG", "organ") for organ in organs))
        return (_match(read, at, end, references, ambiguous=False), end - at) if organs else None


def _match(read: _Words, at: int, end: int, references: tuple[Reference, ...], *, ambiguous: bool) -> NameMatch:
    span = read.span(at, end)
    return NameMatch(span, read.text[slice(*span)], references, ambiguous)


def find_names(text: str, of: Gazetteer | None = None) -> tuple[NameMatch, ...]:
    """The names of the tables in a text, the longest that match, in order, none inside another.

    Args:
        text: any text; spans are of its characters.
        of: another gazetteer than the one that ships, such as one with a user's rows.
    """
    return _found(gazetteer() if of is None else of, text)


@lru_cache(maxsize=4)  # facts of names and links are both made from one scan
def _found(of: Gazetteer, text: str) -> tuple[NameMatch, ...]:
    return _scanner(of).find(text)


@cache
def _scanner(of: Gazetteer) -> Scanner:
    return Scanner(of)

"""The names of people as a text gives them: without titles, and the full name behind a family name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from dateline.actors.entries import State
from dateline.actors.gazetteer import Gazetteer
from dateline.actors.names import before_names, family_name, fold, folds, name_words, words

_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii"})
_DASH: Final = re.compile(r"\s[-–—]|[-–—]\s")
_POSSESSIVE: Final = re.compile(r"['’]s?$")


class _FullName(NamedTuple):
    """A name of several words as the text has it, with its folded words and those of the family name."""

    name: str
    words: tuple[str, ...]
    family: tuple[str, ...]


class PeopleOfText:
    """The people whom a text names, for finding who "Adams" or "Racheli" is."""

    def __init__(self, who: Gazetteer, names: Iterable[str]) -> None:
        self._who = who
        self._cleaned: dict[str, str | None] = {}
        cleaned = (self.clean(name) for name in names)
        full = dict.fromkeys(name for name in cleaned if name is not None and len(folds(name)) > 1)
        self._full = tuple(_FullName(name, folds(name), folds(family_name(name))) for name in full)
        self._by_word: dict[str, list[_FullName]] = {}
        for name in self._full:
            for word in {*name.words, *name.family}:
                self._by_word.setdefault(word, []).append(name)
        self._fuller: dict[str, str] = {}

    def clean(self, name: str) -> str | None:
        """A name without what stands before and behind it ("Rep. Chip Roy, R-Texas"), or None where it is no name.

        "Prime Minister", "Republican president" and "Palestinian" name nobody.
        """
        if name not in self._cleaned:
            self._cleaned[name] = self._clean(name)
        return self._cleaned[name]

    def _clean(self, name: str) -> str | None:
        name = _POSSESSIVE.sub("", name.partition(",")[0].strip())
        if _DASH.search(name):  # a caption: "L - Chip Roy R - Ben Roux"
            return None
        tokens = words(name)
        # "PPSLA President Ben Roux": what stands before a title is no name either.
        inside = [k for k in range(1, len(tokens) - 2) if self._title_at(tuple(t.fold for t in tokens[k : k + 1]))]
        at = inside[0] if inside else 0
        while at < len(tokens):
            length = self._title_at(tuple(token.fold for token in tokens[at:]))
            if not length:
                break
            at += length
        rest = self._without_place(name[tokens[at].start :]) if at < len(tokens) else ""
        ends_in_title = self._ends_in_title(rest)
        people = bool(self._who.state_of_adjective(rest)) if rest else False
        suffix = set(folds(rest)) <= _SUFFIXES
        return None if ends_in_title or people or suffix or not rest[:1].isupper() else rest

    def _ends_in_title(self, rest: str) -> bool:
        """Whether what is left of a name ends in a title, or is one in the plural: "the two Presidents"."""
        parts = rest.split()
        if not parts:
            return True
        last = fold(parts[-1])
        several = len(parts) == 1 and self._who.offices.is_phrase((last.removesuffix("s"),))
        return several or self._who.offices.is_phrase((last,))

    def _without_place(self, name: str) -> str:
        """A name without where its bearer is from: "Chip Roy of Texas", "Scholz of Germany"; not "Margaret of York"."""
        before, _, place = name.partition(" of ")
        named = any(isinstance(self._who.entry(id_), State) for id_ in self._who.ids_of(place.removeprefix("the ")))
        return before if len(before.split()) > 1 or named else name

    def _title_at(self, plain: tuple[str, ...]) -> int:
        """The number of words of the title that folded words begin with; 0 where they begin with none."""
        offices = self._who.offices
        if plain[0] in offices.first_words:
            for length in range(min(len(plain), offices.longest), 0, -1):
                if offices.is_phrase(plain[:length]):
                    return length + _portfolio(plain[length:])
        if plain[0] in before_names():
            return 1 + _portfolio(plain[1:])
        # "Russian Deputy Prime Minister Anna Roux": an adjective before a title, not "German" as a first name.
        titled = len(plain) > 1 and self._title_at(plain[1:]) > 0
        return int(titled and bool(self._who.state_of_adjective(plain[0].capitalize())))

    def full(self, name: str) -> str:
        """The one full name of the text that a shorter name belongs to, else the name itself.

        By the family name first, then by what it begins or ends with; where several people bear it there is none.
        """
        if name not in self._fuller:
            self._fuller[name] = self._full_name(name)
        return self._fuller[name]

    def _full_name(self, name: str) -> str:
        plain = folds(name)
        longer = self._by_word.get(plain[0], ()) if plain else self._full
        longer = [full for full in longer if len(full.words) > len(plain)]
        for bears in (_in_family, _begins):
            bearing = [full for full in longer if bears(full, plain)]
            distinct = {full.words[-1:] + full.words[:1] for full in bearing}
            if len(distinct) == 1:
                return max((full.name for full in bearing), key=len)
        return name


def _portfolio(plain: tuple[str, ...]) -> int:
    """The number of words of a title's portfolio before a name, "of Transport"; 0 where there is none."""
    if plain[:1] not in {("of",), ("for",)}:
        return 0
    length = next((k for k, word in enumerate(plain) if k and word not in name_words().portfolios), 0)
    return length if set(plain[1:length]) - name_words().determiners - {"and"} else 0


def _in_family(full: _FullName, plain: tuple[str, ...]) -> bool:
    """Whether the words of a shorter name stand together in the family name of a longer one."""
    parts = full.family
    return any(parts[k : k + len(plain)] == plain for k in range(len(parts) - len(plain) + 1))


def _begins(full: _FullName, plain: tuple[str, ...]) -> bool:
    """Whether a longer name begins with the words of a shorter one, or ends with them where they are several."""
    parts = full.words
    return parts[: len(plain)] == plain or (len(plain) > 1 and parts[-len(plain) :] == plain)

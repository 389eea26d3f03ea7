"""The commented tables of ``times/data`` as look-ups."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).parent / "data"
SPACE: Final = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""White space between two words of one expression: at most one line break, for texts that are wrapped."""
_LETTERS: Final = {" ": SPACE, "'": "['’]"}


@dataclass(frozen=True, slots=True)
class Season:
    """A season: its EDTF number, its TIMEX3 letters and the month in which it begins."""

    edtf: int
    timex: str
    first_month: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time with the letter and factor of an ISO 8601 duration; ``clock`` units stand behind a T."""

    name: str
    letter: str
    factor: int
    clock: bool


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Lemmas and words that tell where a date without a year, or a weekday, lies."""

    planning: frozenset[str]
    planned: frozenset[str]
    achieving: frozenset[str]
    ahead: frozenset[str]
    behind: frozenset[str]
    adjectives: frozenset[str]
    announcing: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The table of ``words.toml``; every key is in lower case."""

    months: Mapping[str, int]
    month_verbs: frozenset[str]
    weekdays: Mapping[str, int]
    short_weekdays: frozenset[str]
    seasons: Mapping[str, Season]
    units: Mapping[str, Unit]
    numerals: Mapping[str, int]
    ordinals: Mapping[str, int]
    vague: frozenset[str]
    couples: frozenset[str]
    parts_of_day: Mapping[str, str]
    deictic: Mapping[str, tuple[int, str | None]]
    portions: Mapping[str, str]
    modifiers: Mapping[str, str]
    between: frozenset[str]
    references: Mapping[str, str]
    adverbs: frozenset[str]
    sets: Mapping[str, tuple[str, str]]
    tense: TenseWords
    contexts: Mapping[str, frozenset[str]]
    before: frozenset[str]
    greenwich: frozenset[str]
    zones: frozenset[str]
    named_zones: frozenset[str]
    names: frozenset[str]
    named_days: Mapping[tuple[int, int], tuple[int, frozenset[str]]]
    numbered_days: Mapping[str, date]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday: the days of a year that its name can mean, as month and day, or a rule; kept since a year."""

    first: tuple[int, int] | None
    last: tuple[int, int] | None
    rule: tuple[int, int, int] | None
    since: int


@dataclass(frozen=True, slots=True)
class Feast:
    """A month or feast of another calendar with the days that are known, by Gregorian year; 0 stands for any."""

    granularity: str
    years: Mapping[int, tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Calendars:
    """Names in lower case: holidays, feasts, and the months that are read only beside a number."""

    holidays: Mapping[str, Holiday | None]
    feasts: Mapping[str, Feast]
    numbered_months: Mapping[str, Feast]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Form:
    """A form that times take: the words of which every match holds one, and its template."""

    needs: str
    pattern: str


@cache
def forms() -> tuple[Mapping[str, Form], Mapping[str, str]]:
    """The table of ``forms.toml``: the forms by name, and the parts that they share."""
    table = _table("forms.toml")
    found = {name: Form(entry["needs"], _put_together(entry["pattern"])) for name, entry in table["form"].items()}
    return found, {name: _put_together(pattern) for name, pattern in table["parts"].items()}


def _put_together(printed: str) -> str:
    return "".join(line.strip() for line in printed.splitlines()) if "\n" in printed else printed


@cache
def lexicon() -> Lexicon:
    """The table of ``words.toml``."""
    table = _table("words.toml")
    references = {phrase: name for name in ("present", "past", "future") for phrase in table["references"][name]}
    return Lexicon(
        months=table["months"]["full"] | table["months"]["short"],
        month_verbs=frozenset(table["months"]["verbs"]),
        weekdays=table["weekdays"]["full"] | table["weekdays"]["short"],
        short_weekdays=frozenset(table["weekdays"]["short"]),
        seasons={name: Season(**fields) for name, fields in table["seasons"].items()},
        units=dict(_units(table["units"])),
        numerals=table["numerals"],
        ordinals=table["ordinals"],
        vague=frozenset(table["vague"]["one"]),
        couples=frozenset(table["vague"]["two"]),
        parts_of_day=table["parts_of_day"],
        deictic={word: (fields["shift"], fields.get("part")) for word, fields in table["deictic"].items()},
        portions=_inverted(table["portions"]),
        modifiers=_inverted(table["modifiers"]),
        between=frozenset(table["between"]["words"]),
        references=references,
        adverbs=frozenset(table["references"]["adverbs"]),
        sets={word: (value, table["sets"]["units"][word]) for word, value in table["sets"]["adjectives"].items()},
        tense=TenseWords(**{name: frozenset(words) for name, words in table["tense"].items()}),
        contexts={name: frozenset(words) for name, words in table["contexts"].items()},
        before=frozenset(table["before"]["words"]),
        greenwich=frozenset(table["zones"]["greenwich"]),
        zones=frozenset(table["zones"]["others"]),
        named_zones=frozenset(table["zones"]["named"]),
        names=frozenset(table["names"]["phrases"]),
        named_days={
            (entry["month"], entry["day"]): (entry["year"], frozenset(entry["nouns"])) for entry in table["named_days"]
        },
        numbered_days={name: date.fromisoformat(day) for name, day in table["numbered_days"].items()},
        counted=frozenset(table["counted"]["nouns"]),
    )


def _units(table: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, Unit]]:
    for name, fields in table.items():
        unit = Unit(fields.get("unit", name), fields["letter"], fields.get("factor", 1), fields.get("clock", False))
        yield name, unit
        yield fields.get("plural", f"{name}s"), unit


def _inverted(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


@cache
def calendars() -> Calendars:
    """The tables of ``holidays.toml`` and ``calendars.toml``."""
    table = _table("holidays.toml")
    holidays: dict[str, Holiday | None] = dict.fromkeys(table["open"]["names"])
    for entry in table["holiday"]:
        first, last = _month_day(entry.get("first")), _month_day(entry.get("last"))
        holiday = Holiday(first, last, _rule(entry.get("rule")), entry.get("from", 0))
        holidays.update(dict.fromkeys(entry["names"], holiday))
    other = _table("calendars.toml")
    feasts: dict[str, Feast] = {}
    for entry in other["feast"]:
        years = {int(year): _month_days(days) for year, days in entry.get("years", {}).items()}
        if "every_year" in entry:
            years[0] = _month_days(entry["every_year"])
        feasts.update({name: Feast(entry["granularity"], years) for name in entry["names"]})
    numbered = {name: Feast("month", {0: _month_days(days)}) for name, days in other["persian"].items()}
    numbered.update({name: Feast("month", {}) for name in other["hebrew"]["months"]})
    return Calendars(holidays, feasts, numbered)


def _month_day(printed: str | None) -> tuple[int, int] | None:
    return (int(printed[:2]), int(printed[3:])) if printed else None


def _month_days(printed: list[str]) -> tuple[tuple[int, int], tuple[int, int]]:
    first, last = printed
    return (int(first[:2]), int(first[3:])), (int(last[:2]), int(last[3:]))


def _rule(printed: str | None) -> tuple[int, int, int] | None:
    """Month, ISO weekday and how many-th of a rule like ``11-thu-4``."""
    if printed is None:
        return None
    month, weekday, nth = printed.split("-")
    return int(month), lexicon().weekdays[weekday], int(nth)


def context(name: str) -> frozenset[str]:
    """One of the lists of ``[contexts]``."""
    return lexicon().contexts[name]


def any_of(words: Iterable[str]) -> str:
    """A group that matches one of the words, of those that fit the longest; a space in them is any white space.

    It branches letter by letter: an expression that does not look at case tries each branch at each word of a text.
    """
    return f"(?:{_branches(sorted(set(words)))})"


def _branches(words: Sequence[str]) -> str:
    """What matches one of some different words, in order, the longest first."""
    rests: dict[str, list[str]] = {}
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
    joined = "|".join(_LETTERS.get(first, re.escape(first)) + _branches(rest) for first, rest in rests.items())
    if "" in words:
        return f"(?:{joined})?" if joined else ""
    return joined if len(rests) == 1 else f"(?:{joined})"

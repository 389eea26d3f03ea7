"""Regular expressions of the forms in ``forms.toml``, filled with the words of the tables.

A template is a regular expression in which ``@name`` stands for the words of a table and a single space for any white
space between two words. Matching does not look at case; a rule that needs a capital letter asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from dateline.times.lexicon import SPACE, any_of, calendars, forms, lexicon

# Not within a word, a number, a price or a chain of numbers ("1,500", "$2000", "10/12").
_OPENS: Final = r"(?<![\w$€£¥])(?<!\d[.,:/-])(?<!\d[‐‑–])(?<!#)"
_CLOSES: Final = r"(?!\w)(?![.:/]\d)(?!,\d{3}(?!\d))"
_PLACEHOLDER: Final = re.compile(r"@(\w+)")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"\d")
DECADES: Final = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
DASH: Final = "[-‐‑–—]"


@cache
def _fragments() -> dict[str, str]:
    words = lexicon()
    full = [name for name in words.weekdays if name not in words.short_weekdays]
    tens = [word for word, number in words.numerals.items() if number >= 20]
    ones = [word for word, number in words.numerals.items() if 0 < number < 10]
    number_word = rf"(?:{any_of(tens)}(?:-|{SPACE}){any_of(ones)}|{any_of(words.numerals)}|(?:a{SPACE})?hundred)"
    modifiers = any_of(words.modifiers)
    months = {name for name in words.months if len(name) > 3 and name != "sept"} | {"may"}
    return {
        "month": rf"(?:{any_of(months)}|{any_of(set(words.months) - months)}\b\.?)",
        "weekday": rf"(?:{any_of(full)}|{any_of(words.short_weekdays)}\b\.?)",
        "fullday": any_of(full),
        "season": any_of(words.seasons),
        "unit": any_of(words.units),
        "number": rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+{SPACE}1/2|\d+(?:\.\d+)?|{number_word})",
        "integer": rf"(?:\d+|{number_word})",
        "ordinal": rf"(?:{any_of(words.ordinals)}|\d{{1,2}}(?:st|nd|rd|th))",
        "vague": any_of(words.vague | words.couples),
        "part": any_of(words.parts_of_day),
        "portion": rf"(?:{any_of(words.portions)})",
        "modifier": modifiers,
        "between": any_of(words.between),
        "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)",
        "year": r"(?:1\d|20|21)\d{2}",
        "dash": DASH,
        "deictic": any_of(words.deictic),
        "reference": any_of(words.references),
        "set": any_of(words.sets),
        "code": any_of(words.numbered_days),
        "zone": _zone(),
        "holiday": any_of(calendars().holidays),
        "feast": any_of(calendars().feasts),
        "numbered": any_of(calendars().numbered_months),
    }


def needed(words: str) -> frozenset[str]:
    """The words in lower case, of which ``@name`` stands for those of a table: the first word of each.

    ``#``, any number, stands for itself.
    """
    lists = _lists()
    found = (lists[word[1:]] if word.startswith("@") else (word,) for word in words.split())
    return frozenset(name if name == "#" else words_in(name)[0] for names in found for name in names)


def words_in(text: str) -> list[str]:
    """The runs of letters of a text, in lower case, and ``#`` where it has digits."""
    words = _LETTERS.findall(text.lower())
    return [*words, "#"] if _DIGIT.search(text) else words


@cache
def _lists() -> dict[str, Iterable[str]]:
    words = lexicon()
    return {
        "month": words.months,
        "weekday": words.weekdays,
        "weekdays": [f"{name}s" for name in words.weekdays] + [f"{part}s" for part in words.parts_of_day],
        "season": words.seasons,
        "unit": words.units,
        "part": words.parts_of_day,
        "deictic": words.deictic,
        "reference": words.references,
        "set": words.sets,
        "decade": DECADES,
        "holiday": calendars().holidays,
        "feast": calendars().feasts,
        "numbered": calendars().numbered_months,
    }


def _zone() -> str:
    words = lexicon()
    upper = any_of(word.upper() for word in words.zones | words.greenwich)
    offset = r"(?:GMT|UTC)\s?[+-]\s?\d{1,2}(?::?\d{2})?"
    named = rf"(?i:{any_of(words.named_zones)}) (?i:time)|[A-Z][a-z]+ time"
    zone = rf"(?-i:{offset}|{upper}(?![A-Za-z])|{named})"
    return rf"(?:\({zone}\)|\(\s?{zone}\s?\)|{zone})".replace(" ", SPACE)


def compiled(template: str) -> re.Pattern[str]:
    """The regular expression of a template."""
    parts = forms()[1]
    while (whole := _PLACEHOLDER.sub(lambda match: parts.get(match[1], match[0]), template)) != template:
        template = whole
    spaced = re.sub(r"(?<!\[) (?!\])", lambda _: SPACE, whole)
    filled = _PLACEHOLDER.sub(lambda match: _fragments()[match[1]], spaced)
    return re.compile(f"{_OPENS}(?:{filled}){_CLOSES}", re.IGNORECASE)

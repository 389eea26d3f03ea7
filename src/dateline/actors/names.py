"""Names as words and keys: what lets "Lavrov", "LAVROV" and "Serguei Lavrov" reach the same row.

A *fold* is a word in lower case without accents and marks. A *key* goes further: it maps the transliterations of
one sound to one spelling, so that Sergei, Sergey and Serguei, or Zelensky, Zelenskyy and Zelenskiy, share a key.
The classes, and the words in and around names, are a table: ``data/names.toml``.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel

# Initials with their dots ("U.S.", "H.R."), else a run of letters and digits with apostrophes, "&" and "+" inside
# ("Sana'a", "R&AW", "P5+1", "OPEC+"); a possessive is a word by itself. A hyphen divides words.
_WORD: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’ʼ`&+](?![sS]\b)[^\W_]+)*\+?|['’][sS]\b")
# Letters that NFKD does not take apart.
_PLAIN: Final = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("'’ʼ`.‘ʿʾ", "")
)
_VOWELS: Final = re.compile(r"(?<=.)[aeiou]")


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words in and around names, and the classes of transliteration: a pattern and what the key has for it."""

    determiners: frozenset[str]
    honorifics: frozenset[str]
    qualifiers: frozenset[str]
    heads: frozenset[str]
    portfolios: frozenset[str]
    links: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    classes: tuple[tuple[re.Pattern[str], str], ...]


@cache
def before_names() -> frozenset[str]:
    """The folds of words that can stand before a title or a name and are part of neither."""
    table = name_words()
    return table.honorifics | table.qualifiers | table.determiners | table.heads


@cache
def name_words() -> NameWords:
    """The table of ``names.toml``."""
    table = tomllib.loads((Path(__file__).parent / "data" / "names.toml").read_text(encoding="utf-8"))
    classes = tuple((re.compile(pattern), put) for pattern, put in table.pop("classes"))
    return NameWords(classes=classes, **{name: frozenset(found) for name, found in table.items()})


class Word(NamedTuple):
    """A word of a text: its span, its characters and its fold. A tuple, for a text has thousands."""

    start: int
    end: int
    text: str
    fold: str


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word in lower case, without accents, apostrophes and dots."""
    if word.isascii():
        return word.translate(_PLAIN).lower()
    plain = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_PLAIN).casefold()


def words(text: str) -> list[Word]:
    """The words of a text in order; "U.S." is one, "Russia's" is two, "al-Assad" is two."""
    return [Word(m.start(), m.end(), m[0], fold(m[0])) for m in _WORD.finditer(text)]


def divided(text: str) -> list[re.Match[str]]:
    """The words of a text as matches, for who needs neither folds nor objects of all of them."""
    return list(_WORD.finditer(text))


@lru_cache(maxsize=16384)
def folds(name: str) -> tuple[str, ...]:
    """The folds of the words of a name, a determiner at its beginning left out."""
    found = tuple(fold(m[0]) for m in _WORD.finditer(name))
    return found[1:] if len(found) > 1 and found[0] in name_words().determiners else found


def case_fits(name: str, printed: str) -> bool:
    """Whether a printed word can be a word of a table: "us" is not the "US", "time" not "Time".

    What the table prints in capitals alone must be printed so, what begins with a capital must begin with one.
    """
    letters = "".join(c for c in name if c.isalpha())
    if len(letters) > 1 and letters.isupper():
        return printed.isupper()
    return not name[:1].isupper() or printed[:1].isupper()


def fits(name: str, printed: str) -> bool:
    """Whether a printed name has the words of a table's name in a case that fits, determiners left out."""
    own, other = ([word.text for word in words(each)] for each in (name, printed))
    size = len(folds(name))
    return folds(name) == folds(printed) and all(map(case_fits, own[-size:], other[-size:]))


@lru_cache(maxsize=65536)
def word_key(plain: str) -> str:
    """The key of a folded word."""
    if plain in name_words().articles:
        return "al"
    for pattern, put in name_words().classes:
        plain = pattern.sub(put, plain)
    return plain


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """The key of a name: its words' keys, divided by spaces; names that differ by transliteration share it."""
    return " ".join(word_key(word) for word in folds(name))


@lru_cache(maxsize=16384)
def skeleton(key: str) -> str:
    """A key without the vowels inside its words: Muhammad, Mohamed and Mohammed share it."""
    return " ".join(_VOWELS.sub("", word) for word in key.split())


def family_name(name: str) -> str:
    """The last word of a name with the particles before it: "von der Leyen", "bin Salman", "al-Sisi"."""
    parts = [m for m in _WORD.finditer(name) if not m[0].startswith(("'", "’"))]
    first = len(parts) - 1
    while first > 1 and fold(parts[first - 1][0]) in name_words().particles:
        first -= 1
    return name[parts[first].start() :] if parts else name


def without_article(key: str) -> str:
    """A key without Arabic articles, so that "Sisi" finds "al-Sisi"."""
    return " ".join(word for word in key.split() if word != "al") or key


def similarity(one: str, other: str, floor: float) -> float:
    """How alike two keys are, from 0 to 1; 0 where below ``floor``.

    Twice the letters of their longest common subsequence, by the letters of both.
    """
    return Indel.normalized_similarity(one, other, score_cutoff=floor)


def slug(name: str) -> str:
    """A name as the id of an actor that only the text knows: "anna-roux"."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or re.sub(r"\s+", "-", name.strip())

"""The commented table of ``coreference/data`` as look-ups."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).parent / "data" / "words.toml"

PRONOUNS: Final = (
    "none", "i", "we", "you", "he", "she", "it", "they", "who", "this", "these", "one", "some", "place",
)  # fmt: skip
"""The families of pronouns; the trained weights have a row for each, in this order."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A family of pronouns with what it can stand for: ``s``, ``p``; ``m``, ``f``, ``n``; ``?`` where open."""

    family: str
    number: str
    gender: str
    animate: bool | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in lower case by what they tell of a mention."""

    pronouns: dict[str, Pronoun]
    determiners: dict[str, str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    collective: frozenset[str]
    elsewhere: frozenset[str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    saying: frozenset[str]
    meeting: frozenset[str]
    counts: dict[str, int]


@cache
def lexicon() -> Lexicon:
    """The table of ``words.toml``."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    pronouns = {
        form: Pronoun(family, row["number"], row["gender"], row.get("animate"))
        for family, row in table["pronouns"].items()
        for form in row["forms"]
    }
    return Lexicon(
        pronouns=pronouns,
        determiners={word: kind for kind, words in table["determiners"].items() for word in words},
        masculine=frozenset(table["gender"]["masculine"]),
        feminine=frozenset(table["gender"]["feminine"]),
        collective=frozenset(table["collective"]["nouns"]),
        elsewhere=frozenset(table["elsewhere"]["words"]),
        titles=frozenset(table["titles"]["words"]),
        suffixes=frozenset(table["suffixes"]["words"]),
        saying=frozenset(table["saying"]["verbs"]),
        meeting=frozenset(table["meeting"]["verbs"]),
        counts={
            word: number for number, name in ((2, "two"), (3, "three"), (4, "four")) for word in table["counts"][name]
        },
    )

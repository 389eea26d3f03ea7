"""The tables of the coding of contacts and propositions, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Forms:
    """What words say about the form of a contact (``forms.toml``)."""

    order: tuple[str, ...]
    of_trigger: Mapping[str, tuple[str, ...]]
    of_words: Mapping[str, tuple[str, ...]]
    of_modifier: Mapping[str, tuple[str, ...]]
    remote: frozenset[str]
    present: frozenset[str]
    label_modifiers: frozenset[str]
    copresence: frozenset[str]
    hedges: Mapping[str, tuple[float, float]]


def _inverted(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for form, lemmas in table.items():
        for lemma in lemmas:
            made[lemma] = (*made.get(lemma, ()), form)
    return made


def read_table(name: str) -> dict[str, Any]:
    """A TOML table of the room."""
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def forms() -> Forms:
    """The table of forms of contact."""
    table = read_table("forms.toml")
    return Forms(
        order=tuple(table["order"]),
        of_trigger=_inverted(table["trigger"]),
        of_words=_inverted(table["words"]),
        of_modifier=_inverted(table["modifier"]),
        remote=frozenset(table["medium"]["remote"]),
        present=frozenset(table["medium"]["present"]),
        label_modifiers=frozenset(table["label"]["modifiers"]),
        copresence=frozenset(table["copresence"]["verbs"]),
        hedges={words: (low, high) for words, (low, high) in table["hedge"].items()},
    )


@dataclass(frozen=True, slots=True)
class HeadlineWords:
    """The words by which headlines in title case are read (``forms.toml``, ``headline``)."""

    small: frozenset[str]
    between: frozenset[str]
    lead: frozenset[str]
    end: frozenset[str]
    partners: frozenset[str]


@cache
def headline_words() -> HeadlineWords:
    """The words of headlines."""
    table = {key: frozenset(words) for key, words in read_table("forms.toml")["headline"].items()}
    return HeadlineWords(table["small"], table["between"], table["lead"], table["end"], table["with"])


@cache
def contexts() -> Mapping[str, tuple[str, ...]]:
    """PLOVER's contexts by the lemma, of one word or two, that puts an event in them."""
    return _inverted(read_table("contexts.toml"))

"""The commented tables of ``attribution/data`` as look-ups."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from dateline.model.attribution import Kind

_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Lemmas of cues with their kind, what they govern, and the words that decide a cue's polarity.

    ``states`` are adjectives and participles as they are written, with their kind; ``prepositions`` by lemma.
    """

    kinds: dict[str, Kind]
    states: dict[str, Kind]
    of_states: frozenset[str]
    prepositions: dict[str, frozenset[str]]
    perceived: frozenset[str]
    with_object: frozenset[str]
    with_infinitive: frozenset[str]
    described: frozenset[str]
    reported: frozenset[str]
    light: frozenset[str]
    denied: frozenset[str]
    rejected: frozenset[str]
    deniable: frozenset[str]
    declined: frozenset[str]
    negated: frozenset[str]
    nobody: frozenset[str]
    conditional: frozenset[str]
    modal: frozenset[str]
    telling: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceLexicon:
    """Lemmas that tell what a source is, and the patterns that say that identity is withheld."""

    anonymity: re.Pattern[str]
    people: frozenset[str]
    plural_only: frozenset[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    references: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class LayoutLexicon:
    """Labels of lines that name no speaker, and lemmas, all in lower case.

    The lemmas are of what a list is a list of or is taken from, and of who and what ends a headline, beside people and
    organisations.
    """

    not_speakers: frozenset[str]
    listed: frozenset[str]
    speeches: frozenset[str]
    headlines: frozenset[str]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def cue_lexicon() -> CueLexicon:
    """The table of ``cues.toml``."""
    table = _table("cues.toml")
    kinds: dict[str, Kind] = {}
    for kind in reversed(table["order"]["kinds"]):
        kinds.update(dict.fromkeys(table["kind"][kind], kind))
    governed = table["governed"]
    return CueLexicon(
        kinds,
        states={word: kind for kind in table["order"]["kinds"] for word in table["state"].get(kind, ())},
        prepositions={lemma: frozenset(words) for lemma, words in table["preposition"].items()},
        **{name: frozenset(words) for name, words in governed.items()},
        **{name: frozenset(words) for name, words in table["polarity"].items()},
    )


@cache
def source_lexicon() -> SourceLexicon:
    """The table of ``sources.toml``."""
    table = _table("sources.toml")
    return SourceLexicon(
        anonymity=re.compile("|".join(f"(?:{reason})" for reason in table["anonymity"]["reasons"]), re.IGNORECASE),
        people=frozenset(table["people"]["nouns"]),
        plural_only=frozenset(table["people"]["plural_only"]),
        organisations=frozenset(table["organisations"]["nouns"]),
        documents=frozenset(table["documents"]["nouns"]),
        references=frozenset(table["references"]["pronouns"]),
        determiners=frozenset(table["determiners"]["words"]),
    )


@cache
def layout_lexicon() -> LayoutLexicon:
    """The table of ``layout.toml``."""
    table = _table("layout.toml")
    return LayoutLexicon(
        not_speakers=frozenset(table["not_speakers"]["labels"]),
        listed=frozenset(table["listed"]["nouns"]),
        speeches=frozenset(table["speeches"]["nouns"]),
        headlines=frozenset(table["headlines"]["nouns"]),
    )

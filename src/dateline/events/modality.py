"""The commented table of ``events/data/modality.toml`` as look-ups."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

from dateline.model.events import Stage

_DATA: Final = Path(__file__).parent / "data" / "modality.toml"

Negated: TypeAlias = Literal["flips", "unknown", "holds", "possible", "weakly"]
Complement: TypeAlias = Literal["noun", "infinitive", "gerund", "clause"]

CERTAINTIES: Final = ("U", "PS", "PR", "CT")
"""From unknown to certain; a number that tells certainty is an index into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A class of words with one effect on the acts that they govern; the fields are described in the table."""

    name: str
    stage: Stage | None = None
    certainty: int = CERTAINTIES.index("CT")
    flips: bool = False
    negated: Negated = "flips"
    transparent: bool = False
    stops: bool = False
    takes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ModalityLexicon:
    """Operators by lemma, and the sets of words of the other sections, by ``section.name``."""

    verbs: dict[tuple[str, Complement], Operator] = field(default_factory=dict)
    nouns: dict[str, Operator] = field(default_factory=dict)
    adjectives: dict[str, Operator] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)


def _operators(table: Mapping[str, Any]) -> Iterator[tuple[Operator, Mapping[str, Any]]]:
    for row in table["operator"]:
        yield (
            Operator(
                name=row["name"],
                stage=row.get("stage"),
                certainty=CERTAINTIES.index(row.get("certainty", "CT")),
                flips=row.get("flips", False),
                negated=row.get("negated", "flips"),
                transparent=row.get("transparent", False),
                stops=row.get("stops", False),
                takes=frozenset(row.get("takes", ())),
            ),
            row,
        )


@cache
def modality_lexicon() -> ModalityLexicon:
    """The table of ``modality.toml``."""
    table = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    lexicon = ModalityLexicon()
    complements: tuple[Complement, ...] = ("noun", "infinitive", "gerund", "clause")
    special: dict[tuple[str, Complement], Operator] = {}
    for operator, row in _operators(table):
        for complement in complements:
            lexicon.verbs.update({(verb, complement): operator for verb in row.get("verbs", ())})
            special.update({(verb, complement): operator for verb in row.get(f"before_{complement}", ())})
        lexicon.nouns.update(dict.fromkeys(row.get("nouns", ()), operator))
        lexicon.adjectives.update(dict.fromkeys(row.get("adjectives", ()), operator))
    lexicon.verbs.update(special)
    for section, lists in table.items():
        if section != "operator":
            lexicon.words.update({f"{section}.{name}": frozenset(words) for name, words in lists.items()})
    return lexicon

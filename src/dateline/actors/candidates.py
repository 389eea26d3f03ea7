"""What a look-up gives: candidates with why they match, and what stands beside a name as its context."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dateline.actors.entries import Tenure
from dateline.actors.validity import Validity
from dateline.model.mentions import Actor

Match: TypeAlias = Literal[
    "name",
    "variant",
    "spelling",
    "shortened",
    "surname",
    "misspelling",
    "office",
    "metonym",
    "adjective",
    "rule",
    "part",
]
"""How a name matched.

``name`` and ``variant`` as the table prints them; ``spelling`` by another transliteration; ``shortened`` with
words more or fewer between first and last; ``surname`` alone; ``misspelling`` only alike; ``office`` by the
office that is held; ``metonym`` and ``adjective`` for a state or organ; ``rule`` for "<state>-<kind of organ>";
``part`` of a name, which only a search gives.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An actor that a name may mean.

    ``matched`` is what of the table matched; ``score`` (0 to 1) ranks candidates of one look-up and is no
    probability; ``tenures`` are the offices that the person held on the day, all of them where none was given;
    ``valid`` is from when until when the match holds; ``holds`` whether that takes in the day.
    """

    actor: Actor
    matched: str
    how: Match
    score: float
    tenures: tuple[Tenure, ...] = ()
    valid: Validity = field(default_factory=Validity)
    holds: bool = True
    sex: Literal["f", "m"] | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside a name: the countries (alpha-3 codes or actor ids) and the words for offices.

    ``Context(countries=frozenset({"RUS"}), offices=frozenset({"foreign ministry spokeswoman"}))``.
    """

    countries: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.countries or self.offices)

"""Event mentions (PLOVER 2.0, with stage, factuality and status) and first-since claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dateline.model.spans import Span, check_span

Stage: TypeAlias = Literal[
    "requested", "offered", "agreed", "planned", "ongoing", "occurred", "refused", "cancelled", "avoided"
]
Factuality: TypeAlias = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"]
Denial: TypeAlias = Literal["encounter", "label"]
Status: TypeAlias = Literal[
    "occurred",
    "ongoing",
    "planned",
    "requested",
    "offered",
    "agreed",
    "refused",
    "cancelled",
    "avoided",
    "denied",
    "hypothetical",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What is asked, promised, accused or rejected, with a short normal form."""

    span: Span
    text: str

    def __post_init__(self) -> None:
        check_span(self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A duration as told: its words, and minutes at the least and at the most."""

    text: str
    min: float | None
    max: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One trigger in one text, with the attribution that claims it (null: the article's own voice).

    ``start`` and ``end`` are ISO dates, both included, null where unknown. The last four fields are for
    contacts only.
    """

    id: str
    trigger: Span
    span: Span
    category: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    stage: Stage
    factuality: Factuality
    status: Status
    denies: Denial | None
    contact: str | None
    proposition: Proposition | None
    date_basis: Literal["stated", "inherited"] | None
    time: str | None
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    attribution: str | None
    initiator: str | None
    form: str | None
    duration: Duration | None
    within: str | None

    def __post_init__(self) -> None:
        check_span(self.span)
        check_span(self.trigger)
        if not self.span[0] <= self.trigger[0] < self.trigger[1] <= self.span[1]:
            raise ValueError("the trigger stands outside its clause")


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The time or event that a first-since claim counts from, ISO dates, both included."""

    text: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentPattern:
    """What a first-since claim is about.

    ``restrictions`` are what narrows it ("in-person", "direct"), ``level`` is of those who meet (leader, minister,
    deputy, envoy, official), ``place`` where it is counted, ``n`` its number in a series ("the third round"), and
    ``window`` the stretch of time that it is counted in ("in more than a decade").
    """

    category: str | None
    form: str | None
    actors: tuple[str, ...]
    restrictions: tuple[str, ...] = ()
    level: str | None = None
    place: str | None = None
    n: int | None = None
    window: Since | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A first-since claim: first, last, highest-level ... of a pattern, since when."""

    id: str
    span: Span
    claim: str
    pattern: PrecedentPattern
    since: Since | None
    attribution: str | None

    def __post_init__(self) -> None:
        check_span(self.span)

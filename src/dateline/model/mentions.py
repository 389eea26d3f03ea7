"""Actors, the mentions that name them, and times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dateline.model.spans import Span, check_span

ActorType: TypeAlias = Literal["PERSON", "STATE", "ORG", "GROUP", "OFFICE"]
MentionType: TypeAlias = Literal["PERSON", "STATE", "ORG", "GROUP", "PLACE", "MEETING", "DOCUMENT"]
TimexType: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]
Anchoring: TypeAlias = Literal["publication", "dateline", "time", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, state, organisation, group or office.

    ``country`` is the state that the actor acts for, ISO 3166-1 alpha-3 (EUR for the EU and its organs, UNO
    for the UN and its bodies); ``sector`` is PLOVER's; ``wikidata`` is a Q-number.
    """

    id: str
    name: str
    type: ActorType | Literal["MEETING", "DOCUMENT"]
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names an actor, or null where Dateline abstains; ``named`` is false for descriptions."""

    id: str
    span: Span
    type: MentionType
    actor: str | None
    named: bool

    def __post_init__(self) -> None:
        check_span(self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexValue:
    """TIMEX3 type and value, for scoring and export."""

    type: TimexType
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A span with an interval of ISO dates ``[start, end]``, both included, never more exact than the text.

    ``anchor`` tells what the interval was counted from: the day of publication, the dateline's, another time
    that was read before it ("the following day"), or nothing but the text itself.
    """

    id: str
    span: Span
    text: str
    start: str | None
    end: str | None
    granularity: str | None
    edtf: str | None
    timex: TimexValue | None
    anchor: Anchoring | None = None

    def __post_init__(self) -> None:
        check_span(self.span)

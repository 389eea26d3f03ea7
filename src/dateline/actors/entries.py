"""The rows of the tables as data classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from dateline.actors.validity import Validity

EntryType: TypeAlias = Literal["PERSON", "STATE", "ORG", "GROUP", "MEETING", "DOCUMENT"]
Level: TypeAlias = Literal["leader", "minister", "deputy", "envoy", "official"]
LEVELS: tuple[Level, ...] = ("leader", "minister", "deputy", "envoy", "official")
"""The levels of offices, the highest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where rows come from; an open row of it is known to hold up to the day ``known_until`` (ISO, or empty)."""

    table: ClassVar[str] = "sources"
    id: str
    title: str
    licence: str
    address: str
    known_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, territory or breakaway entity; ``code`` is ISO 3166-1 alpha-3 (XKX for Kosovo) or None."""

    table: ClassVar[str] = "states"
    type: ClassVar[EntryType] = "STATE"
    id: str
    code: str | None
    name: str
    kind: Literal["state", "territory", "breakaway"]
    alternates: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    wikidata: str | None = None
    valid: Validity = field(default_factory=Validity)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganKind:
    """A kind of organ that every state has; ``title`` follows the adjective in the organ's canonical name."""

    table: ClassVar[str] = "organ_kinds"
    kind: str
    title: str
    sector: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An organ of a state under a name of its own."""

    table: ClassVar[str] = "organs"
    type: ClassVar[EntryType] = "ORG"
    id: str
    name: str
    alternates: tuple[str, ...] = ()
    state: str
    kind: str
    valid: Validity = field(default_factory=Validity)
    wikidata: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An international organisation, bloc, non-governmental organisation or company."""

    table: ClassVar[str] = "organisations"
    type: ClassVar[EntryType] = "ORG"
    id: str
    name: str
    alternates: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    kind: str
    valid: Validity = field(default_factory=Validity)
    wikidata: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """An armed movement, party to a conflict or political party; ``home`` is the state where it is active."""

    table: ClassVar[str] = "movements"
    type: ClassVar[EntryType] = "GROUP"
    id: str
    name: str
    alternates: tuple[str, ...] = ()
    home: str | None = None
    sector: str
    valid: Validity = field(default_factory=Validity)
    wikidata: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A news agency, newspaper, broadcaster, magazine or site; ``domains`` are those of its pages."""

    table: ClassVar[str] = "outlets"
    type: ClassVar[EntryType] = "ORG"
    id: str
    name: str
    alternates: tuple[str, ...] = ()
    country: str | None = None
    kind: str
    domains: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """States that belong to an organisation in a role, from when until when."""

    table: ClassVar[str] = "memberships"
    organisation: str
    role: str
    states: tuple[str, ...]
    valid: Validity = field(default_factory=Validity)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metonym:
    """A place that stands for who sits there: the actors it can mean, the likelier first."""

    table: ClassVar[str] = "metonyms"
    text: str
    actors: tuple[str, ...]
    valid: Validity = field(default_factory=Validity)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office with the words of news for it; ``covers`` are offices that its words may mean too."""

    table: ClassVar[str] = "offices"
    id: str
    title: str
    sector: str
    level: Level
    organ: str | None = None
    phrases: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What some states or organisations call an office, and words that mean it there only."""

    table: ClassVar[str] = "titles"
    office: str
    of: tuple[str, ...]
    title: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person; ``short`` is what news says after the first mention where it is not the family name at the end."""

    table: ClassVar[str] = "people"
    type: ClassVar[EntryType] = "PERSON"
    id: str
    name: str
    variants: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    sex: Literal["f", "m"] | None = None
    wikidata: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person in an office of a state, organisation or movement; ``at`` is where an ambassador is."""

    table: ClassVar[str] = "tenures"
    person: str
    office: str
    of: str
    at: str | None = None
    valid: Validity = field(default_factory=Validity)
    shared: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A series of recurring meetings."""

    table: ClassVar[str] = "meetings"
    type: ClassVar[EntryType] = "MEETING"
    id: str
    name: str
    alternates: tuple[str, ...] = ()
    organisation: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One meeting of a series: ``valid`` are the days on which it met; its id is the series' with the year."""

    table: ClassVar[str] = "editions"
    type: ClassVar[EntryType] = "MEETING"
    id: str
    series: str
    place: str
    country: str | None = None
    valid: Validity = field(default_factory=Validity)
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A treaty, agreement, resolution or initiative that news talks about."""

    table: ClassVar[str] = "documents"
    type: ClassVar[EntryType] = "DOCUMENT"
    id: str
    name: str
    alternates: tuple[str, ...] = ()
    valid: Validity = field(default_factory=Validity)
    wikidata: str | None = None
    source: str = ""


Entry: TypeAlias = State | Organ | Organisation | Movement | Outlet | Person | Meeting | Document
"""What has a name and an id: what an actor can be."""

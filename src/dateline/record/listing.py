"""What can be asked of a record about events, and what it answers: contacts, asks and precedents.

Plain frozen data classes, no database in sight. Whatever is told here names its tellers: ``as_relayed_by`` is the
chain of sources with the outlet that was read in front, so that nothing that somebody said looks like the article's
own voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from dateline.model import Duration, Span
from dateline.model.events import Denial, Factuality, Stage, Status

if TYPE_CHECKING:
    from dateline.actors.entries import Level

UNKNOWN_OUTLET = "unknown outlet"
"""What stands in front of a chain where the article names no outlet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The three kinds of since, each day included.

    Attributes:
        happened_since: ended on that day or later, or may have.
        happened_until: began by that day, or may have.
        said_since: published on that day or later, as printed; likewise ``said_until``.
        added_since: added to the record on that day (UTC) or later; likewise ``added_until``.
    """

    happened_since: date | None = None
    happened_until: date | None = None
    said_since: date | None = None
    said_until: date | None = None
    added_since: date | None = None
    added_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactQuery:
    """Which contacts to list; all fields together must hold.

    A party is matched by words of its name, as in :class:`~dateline.record.query.ClaimQuery`, by its id, or by the
    name or code of the state that it acts for.

    Attributes:
        between: two parties, each matched by a party of its own.
        level: a party holds an office of that level.
        form: words of a form that somebody tells.
        status: what somebody tells of it.
        last: only the latest for each pair of parties, of those that somebody tells of as held; the pair is
            ``between`` where that is given. With ``status``, of those with that status instead.
        days: when it happened, was said, was added.
        limit: at most so many contacts.
    """

    between: tuple[str, str] | None = None
    level: Level | None = None
    form: str | None = None
    status: Status | None = None
    last: bool = False
    days: Days = Days()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuery:
    """Which demands, requests and pledges to list; parties are matched as in :class:`ContactQuery`.

    Attributes:
        by: who asks or promises.
        to: who is asked, or promised something.
        open: only those to which this record holds no answer.
        days: when it happened, was said, was added.
        limit: at most so many.
    """

    by: str | None = None
    to: str | None = None
    open: bool = False
    days: Days = Days()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentQuery:
    """Which first-since claims to list; ``happened`` is about the days that they count from."""

    days: Days = Days()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The article that tells something, and how it knows.

    Attributes:
        article: the article's id.
        outlet: who printed it, null where the article does not say.
        title: its title.
        published: when, as printed.
        path: where it was read from.
        superseded: whether a later version of the article is in the record.
        generator: the version of Dateline that read it.
    """

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    path: str | None
    superseded: bool
    generator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who took part, with the state that it acts for and the office that it holds, where they are known."""

    id: str
    name: str
    type: str | None
    country: str | None
    office: str | None
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event mention: what one voice tells of an act.

    Attributes:
        event: id of the event mention, local to the article.
        attribution: id of the attribution that claims it, null for the article's own voice.
        as_relayed_by: the chain, the outlet that was read first.
        claimant: the last link of the chain; the outlet for its own voice; null where no source is named.
        side: the state that the claimant acts for.
        word: what it calls the act: the words of the trigger.
        clause: the clause that makes the claim, and ``span`` where it stands in the article's text.
        start: first day, ISO; null where unknown, and where the date is inherited.
        end: last day, ISO.
        date_basis: stated, or inherited from the verb of saying, the dateline or the day of publication.
        duration: as told.
    """

    event: str
    attribution: str | None
    as_relayed_by: str
    claimant: str | None
    side: str | None
    word: str
    clause: str
    span: Span
    stage: Stage
    factuality: Factuality
    status: Status
    denies: Denial | None
    start: str | None
    end: str | None
    date_basis: Literal["stated", "inherited"] | None
    form: str | None
    duration: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedBy:
    """Who asked for a contact, according to whom, and who denies it; both are chains with the outlet in front."""

    name: str
    according_to: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """The claimants of one side whose claims assert that a contact is or was held.

    ``side`` is the state that they act for, ``outlet`` for the article's own voice, null where it is not known.
    ``according_to`` are the chains that say that they do, the outlet that was read in front.
    """

    side: str | None
    claimants: tuple[str, ...]
    according_to: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many distinct origins tell of a contact: the outermost links of the chains, and the outlet's own voice.

    ``named`` are known by name. Sources without a name may be one person or several, so there are from
    ``unnamed_min`` to ``unnamed_max`` of them.
    """

    named: int
    unnamed_min: int
    unnamed_max: int

    def __str__(self) -> str:
        """``2``, ``1 and 1-2 unnamed``, ``1 unnamed``."""
        if not self.unnamed_max:
            return str(self.named)
        least, most = self.unnamed_min, self.unnamed_max
        unnamed = f"{least} unnamed" if least == most else f"{least}-{most} unnamed"
        return f"{self.named} and {unnamed}" if self.named else unnamed


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who met whom: all that one article tells of one contact. Contacts of two articles stay two.

    Attributes:
        contact: its id, local to the article.
        start: first day, ISO, null where unknown.
        end: last day, ISO; of an inherited date the day on or before which it was.
        date_basis: stated where somebody states it.
        dates_differ: whether the tellers' stated dates exclude each other; the days then span them all.
        places: where, as told, with ``countries``.
        parties: who took part, in the order of the text.
        forms: forms of contact, as told.
        within: meetings inside which it was.
        tellings: what each voice tells of it, in the order of the text.
        asked_by: who asked for it, and who says so.
        acknowledged_by: who asserts it, by side.
        denied_by: chains that deny that it happened.
        word_rejected_by: chains that reject a word for it, without denying that it happened.
        origins: how many distinct origins tell of it.
    """

    source: Source
    contact: str
    start: str | None
    end: str | None
    date_basis: Literal["stated", "inherited"] | None
    dates_differ: bool
    places: tuple[str, ...]
    countries: tuple[str, ...]
    parties: tuple[Party, ...]
    forms: tuple[str, ...]
    within: tuple[str, ...]
    tellings: tuple[Telling, ...]
    asked_by: tuple[AskedBy, ...]
    acknowledged_by: tuple[Acknowledgement, ...]
    denied_by: tuple[str, ...]
    word_rejected_by: tuple[tuple[str, str], ...]
    origins: Origins

    @property
    def when(self) -> str:
        """The days in words: ``2023-03-02``, ``on or before 2023-03-02``; empty where unknown."""
        return in_words(self.start, self.end, self.date_basis)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the parties' offices, each once, in their order."""
        return tuple(dict.fromkeys(party.level for party in self.parties if party.level))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An event that answers an ask, with the chain that tells of it."""

    article: str
    event: str
    category: str
    status: Status
    as_relayed_by: str
    clause: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Who owes what to whom, according to whom.

    Attributes:
        kind: request (demands and orders too), or pledge.
        by: who asks or promises.
        to: who is asked, or promised something; empty where the text does not say.
        what: what is asked or promised; the clause where no proposition was read.
        answer: the first answer that this record holds, if any.
    """

    source: Source
    kind: Literal["request", "pledge"]
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    what: str
    telling: Telling
    answer: Answer | None

    @property
    def when(self) -> str:
        """The days in words, as in :attr:`Contact.when`."""
        return in_words(self.telling.start, self.telling.end, self.telling.date_basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentClaim:
    """A first-since claim, and who makes it; nothing here says whether it holds.

    Attributes:
        precedent: its id, local to the article.
        claim: first, last, highest-level ...
        category: PLOVER category of what it is about, with ``form`` and ``parties``.
        restrictions: what narrows it: in person, ministers, the third, in a decade.
        since: what it counts from, with the days of that.
        words: the sentence or clause that makes it, and ``span`` where that stands in the article's text.
        attribution: id of the attribution that claims it, null for the article's own voice.
        as_relayed_by: the chain, the outlet that was read first.
    """

    source: Source
    precedent: str
    claim: str
    category: str | None
    form: str | None
    parties: tuple[str, ...]
    restrictions: tuple[str, ...]
    since: str | None
    since_start: str | None
    since_end: str | None
    words: str
    span: Span
    attribution: str | None
    as_relayed_by: str


def in_words(start: str | None, end: str | None, basis: str | None) -> str:
    """An interval of days in words; one that is inherited tells only the day on or before which something was."""
    if basis == "inherited":
        return f"on or before {end or start}" if end or start else ""
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start:
        return f"{start} or later"
    return f"on or before {end}" if end else ""

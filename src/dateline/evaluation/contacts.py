"""Scores of contacts on readouts: who met whom, when and how, against the titles of the pages.

A page gives as many contacts as its title tells, nearly always one. Held against it is what Dateline reads first in the
text: of the contacts that took place and have two sides, the first told. *Participants* are right where everybody whom
the title names is among them (by the actor, where the tables know the person, else by the state) and no other state is;
*date* where it is the page's day or at most three days before, or is inherited and ends on that day; *form* where it is
the title's. A contact is right where all three are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateline.evaluation.readouts import Form, Page, Party, Told
from dateline.events.tables import forms
from dateline.model.events import Event
from dateline.model.mentions import Actor

# What a form that is read means among the forms that titles tell.
_CLASSES: Final = {
    "meeting": "meeting", "bilateral": "meeting", "summit": "meeting", "one-on-one": "meeting",
    "negotiation round": "meeting", "brief exchange": "meeting", "talks": "talks", "contact": "talks",
}  # fmt: skip
_LONGEST: Final = timedelta(days=3)  # from the day of a contact to that of its page
FIELDS: Final = ("participants", "date", "form", "participants_and_date", "contact")


@dataclass(frozen=True, slots=True)
class ReadContact:
    """A contact that took place, as it is read: the actors of all its mentions, the times and forms that they tell."""

    actors: tuple[Actor, ...]
    form: str | None
    start: str | None
    end: str | None
    stated: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a title's contact was read right; ``read`` is null where the text gave none."""

    page: Page
    told: Told
    read: ReadContact | None
    participants: bool = False
    date: bool = False
    form: bool = False

    @property
    def participants_and_date(self) -> bool:
        """Whether both are right: all that can be asked of a text that does not tell the form."""
        return self.participants and self.date

    @property
    def contact(self) -> bool:
        """Whether the whole contact is right."""
        return self.participants and self.date and self.form


def contacts_read(events: Iterable[Event], actors: Sequence[Actor]) -> list[ReadContact]:
    """The contacts of a text that took place between two or more, in the order in which they are told first."""
    known = {actor.id: actor for actor in actors}
    grouped: dict[str, list[Event]] = {}
    for event in events:
        if event.contact is not None and event.status in {"occurred", "ongoing"}:
            grouped.setdefault(event.contact, []).append(event)
    made = [_joined(mentions, known) for mentions in grouped.values()]
    return [contact for contact in made if len(contact.actors) > 1]


def _joined(mentions: Sequence[Event], known: dict[str, Actor]) -> ReadContact:
    actors = {i: known[i] for event in mentions for i in (*event.actors, *event.recipients) if i in known}
    told = {event.form for event in mentions}
    dated = next((event for event in mentions if event.date_basis == "stated"), mentions[0])
    form = next((form for form in forms().order if form in told), None)
    return ReadContact(tuple(actors.values()), form, dated.start, dated.end, dated.date_basis == "stated")


def judge(page: Page, told: Sequence[Told], read: Sequence[ReadContact]) -> list[Verdict]:
    """The verdicts on a page: as many contacts are taken from its reading as its title tells, each once."""
    left = list(read[: len(told)])
    verdicts = []
    for one in told:
        made = [Verdict(page, one, contact, *_fields(page, one, contact)) for contact in left]
        best = max(made, key=lambda v: (v.participants, v.date + v.form), default=Verdict(page, one, None))
        left = [contact for contact in left if contact is not best.read]
        verdicts.append(best)
    return verdicts


def _fields(page: Page, told: Told, read: ReadContact) -> tuple[bool, bool, bool]:
    participants = all(_names(read.actors, party, told) for party in told.parties)
    countries = {party.country for party in told.parties}
    persons = {party.person for party in told.parties}
    participants = participants and all(a.country in countries or a.id in persons for a in read.actors)
    return participants, _on_day(page, read), _same_form(told.form, read.form)


def _names(actors: Iterable[Actor], party: Party, told: Told) -> bool:
    if party.person is not None:
        return any(actor.id == party.person for actor in actors)
    taken = {other.person for other in told.parties}
    return any(actor.country == party.country and actor.id not in taken for actor in actors)


def _on_day(page: Page, read: ReadContact) -> bool:
    if read.end is None:
        return False
    end = date.fromisoformat(read.end)
    if not read.stated:
        return end == page.published
    start = date.fromisoformat(read.start) if read.start is not None else end
    return page.published - _LONGEST <= start and end <= page.published


def _same_form(told: Form, read: str | None) -> bool:
    if read is None:
        return False
    if told == "call" and read == "video call":
        return True
    return _CLASSES.get(read, read) == told


def score(verdicts: Sequence[Verdict]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 in per cent by field: right among those read, and among those told."""
    told = len(verdicts)
    read = sum(verdict.read is not None for verdict in verdicts)
    right = Counter(field for verdict in verdicts for field in FIELDS if getattr(verdict, field))
    table = {}
    for field in FIELDS:
        both = told + read
        table[field] = {
            "precision": 100 * right[field] / read if read else 0.0,
            "recall": 100 * right[field] / told if told else 0.0,
            "f1": 200 * right[field] / both if both else 0.0,
            "right": right[field], "read": read, "told": told,
        }  # fmt: skip
    return table

"""Contacts: the mentions of one contact in one article as one line, with what each voice tells of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, groupby
from typing import Final, Literal, TypeAlias

from sqlalchemy import Connection

from dateline.record.listing import Acknowledgement, AskedBy, Contact, ContactQuery, Origins, Party, Telling
from dateline.record.mentions import UNNAMED, Mentioned, find_mentions, happened, names, told
from dateline.record.parties import Wanted, wanted
from dateline.record.tables import event
from dateline.record.words import name_patterns, words_column, words_of

Interval: TypeAlias = tuple[str | None, str | None]
OUTLET: Final = "outlet"
"""The side of an article's own voice."""
_ASKING: Final = frozenset({"requested", "offered"})
_LAST: Final = date.max.isoformat()


def find_contacts(connection: Connection, query: ContactQuery) -> list[Contact]:
    """The contacts that ``query`` asks for, the latest first, those without a date last."""
    pair = tuple(wanted(party) for party in query.between or ())
    conditions = [event.c.category == "CONSULT", *told(query.days), *(names(party) for party in pair)]
    contacts = contacts_of(find_mentions(connection, *conditions))
    fitting = sorted((contact for contact in contacts if _fits(contact, query, pair)), key=_place, reverse=True)
    return (list(_latest(fitting, query)) if query.last else fitting)[: query.limit]


def contacts_of(mentions: Iterable[Mentioned]) -> list[Contact]:
    """The contacts of ``mentions``, which come article by article: one for each id in each article."""
    found: list[Contact] = []
    for _, several in groupby(mentions, key=lambda mention: mention.row.extraction_id):
        by_contact: dict[str, list[Mentioned]] = {}
        for mention in several:
            by_contact.setdefault(mention.row.contact or mention.row.id, []).append(mention)
        found.extend(contact_of(identifier, group) for identifier, group in by_contact.items())
    return found


def contact_of(identifier: str, mentions: Sequence[Mentioned]) -> Contact:
    """One contact from all its mentions in one article."""
    start, end, basis, differ = _days(mentions)
    tellings = tuple(mention.telling() for mention in mentions)
    return Contact(
        source=mentions[0].source,
        contact=identifier,
        start=start,
        end=end,
        date_basis=basis,
        dates_differ=differ,
        places=_distinct(mention.row.place for mention in mentions),
        countries=_distinct(mention.row.country for mention in mentions),
        parties=tuple({party.id: party for m in mentions for party in (*m.actors, *m.recipients)}.values()),
        forms=_distinct(mention.row.form for mention in mentions),
        within=_distinct(mention.row.within for mention in mentions),
        tellings=tellings,
        asked_by=_asked(mentions),
        acknowledged_by=_acknowledged(mentions, tellings),
        denied_by=_distinct(m.as_relayed_by for m in mentions if m.row.denies == "encounter"),
        word_rejected_by=tuple(
            dict.fromkeys((m.row.trigger_text, m.as_relayed_by) for m in mentions if m.row.denies == "label")
        ),
        origins=_origins(mentions),
    )


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _days(mentions: Sequence[Mentioned]) -> tuple[str | None, str | None, Literal["stated", "inherited"] | None, bool]:
    """First and last day, on what they rest, and whether the tellers exclude each other.

    What somebody states goes before what is inherited. Of stated intervals that all have a day in common the
    shortest is taken as it was told, and never their intersection, which nobody told; else the days span them all.
    An inherited day is the last on which it can have been, so the earliest of several counts.
    """
    dated = [m for m in mentions if m.row.first_day or m.row.last_day]
    stated: list[Interval] = [(m.row.first_day, m.row.last_day) for m in dated if m.row.date_basis != "inherited"]
    if stated:
        starts = [start or "" for start, _ in stated]
        ends = [end or _LAST for _, end in stated]
        if max(starts) <= min(ends):
            start, end = min(stated, key=_width)
            return start, end, "stated", False
        return min(starts) or None, None if max(ends) == _LAST else max(ends), "stated", True
    # The day on which somebody says that a meeting is asked for or planned tells nothing of the day of the meeting.
    held = [m for m in dated if m.row.stage in {"occurred", "ongoing"}] or dated
    last = min((m.row.last_day or m.row.first_day for m in held), default=None)
    return None, last, "inherited" if last else None, False


def _width(interval: Interval) -> tuple[bool, int]:
    """The length of an interval; an open one is longer than any other."""
    start, end = interval
    if start is None or end is None:
        return True, 0
    return False, (date.fromisoformat(end) - date.fromisoformat(start)).days


def _asked(mentions: Sequence[Mentioned]) -> tuple[AskedBy, ...]:
    asserting: dict[str, list[str]] = {}
    denying: dict[str, list[str]] = {}
    for mention in mentions:
        if mention.initiator is None or not mention.committed:
            continue
        name = mention.initiator.name
        if mention.asserted:
            asserting.setdefault(name, []).append(mention.as_relayed_by)
        elif mention.row.stage in _ASKING:  # what is denied is the asking, not the contact
            denying.setdefault(name, []).append(mention.as_relayed_by)
    return tuple(
        AskedBy(name=name, according_to=_distinct(asserting.get(name, ())), denied_by=_distinct(denying.get(name, ())))
        for name in dict.fromkeys((*asserting, *denying))
    )


def _acknowledged(mentions: Sequence[Mentioned], tellings: Sequence[Telling]) -> tuple[Acknowledgement, ...]:
    sides: dict[str | None, list[tuple[str, str]]] = {}
    for mention, telling in zip(mentions, tellings, strict=True):
        if mention.held and telling.claimant is not None:
            side = OUTLET if mention.own_voice else telling.side
            sides.setdefault(side, []).append((telling.claimant, telling.as_relayed_by))
    return tuple(
        Acknowledgement(
            side=side,
            claimants=_distinct(claimant for claimant, _ in several),
            according_to=_distinct(chain for _, chain in several),
        )
        for side, several in sides.items()
    )


def _origins(mentions: Sequence[Mentioned]) -> Origins:
    """The outermost links, counted: by name where they have one, else as a range, for two may be one."""
    named: set[tuple[str, ...]] = set()
    unnamed: set[tuple[str | None, str]] = set()
    for mention in mentions:
        if not mention.chain or mention.chain[0].source_type in {"author", "none"}:
            # The article's own voice, or an attribution without a source: what the outlet answers for.
            named.add(words_of(mention.source.outlet or ""))
        elif mention.chain[0].actor is None and mention.chain[0].source_type in UNNAMED:
            unnamed.add((mention.root, mention.chain[0].name))
        else:
            named.add(words_of(mention.chain[0].name))
    return Origins(named=len(named), unnamed_min=min(len(unnamed), 1), unnamed_max=len(unnamed))


def _fits(contact: Contact, query: ContactQuery, pair: tuple[Wanted, ...]) -> bool:
    forms = [words_column(form) for form in contact.forms]
    parts = [pattern.strip("%") for pattern in name_patterns(query.form)] if query.form is not None else []
    return (
        (not pair or _are_parties(contact.parties, pair[0], pair[1]))
        and (query.level is None or query.level in contact.levels)
        and (query.form is None or any(all(part and part in form for part in parts) for form in forms))
        and (query.status is None or any(telling.status == query.status for telling in contact.tellings))
        and happened(query.days, contact.start, contact.end)
    )


def _are_parties(parties: Sequence[Party], one: Wanted, other: Wanted) -> bool:
    """Whether the two are met by different parties."""
    return any((one.fits(a) and other.fits(b)) or (one.fits(b) and other.fits(a)) for a, b in combinations(parties, 2))


def _place(contact: Contact) -> tuple[str, str, str, int]:
    """What contacts are sorted by: the last day, then publication, then the order of articles and texts."""
    source = contact.source
    return contact.end or contact.start or "", source.published or "", source.article, -contact.tellings[0].span[0]


def _latest(contacts: Iterable[Contact], query: ContactQuery) -> Iterator[Contact]:
    """Of contacts that come latest first, the first of each pair; without ``status`` of those that somebody held."""
    met: set[frozenset[str]] = set()
    for contact in contacts:
        if query.status is None and not any(t.status in {"occurred", "ongoing"} for t in contact.tellings):
            continue
        pairs = {frozenset({OUTLET})} if query.between else _pairs(contact.parties)
        if pairs - met:
            met |= pairs
            yield contact


def _pairs(parties: Sequence[Party]) -> set[frozenset[str]]:
    """The pairs of parties; of those that act for one state only where all do."""
    several = [(a, b) for a, b in combinations(parties, 2)]
    apart = [(a, b) for a, b in several if a.country is None or a.country != b.country]
    return {frozenset({a.id, b.id}) for a, b in apart or several}

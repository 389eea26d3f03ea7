"""``dateline contacts``: who met whom, according to whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer

from dateline.cli import options
from dateline.cli.console import Column, ListFormat, counted, print_rows, record_url, say
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.model.events import Status
    from dateline.record import Contact
    from dateline.record.listing import Telling

COLUMNS = {
    "when": Column("when", width=14, wrap=True),
    "where": Column("where", share=3, wrap=True),
    "parties": Column("parties", share=4, wrap=True),
    "told": Column("what each teller says of it", share=9, wrap=True),
    "denies_happened": Column("denies it happened", share=4, wrap=True),
    "rejects_word": Column("rejects the word", share=4, wrap=True),
    "asked_by": Column("asked for by", share=5, wrap=True),
    "acknowledged_by": Column("acknowledged by", share=5, wrap=True),
    "origins": Column("origins", width=9, wrap=True),
    "article": Column("article", width=8),
}


def contact_row(contact: Contact) -> dict[str, Any]:
    """A contact as a row: every field; whoever tells something of it stands as a chain with the outlet in front."""
    tellings = [_telling(telling) for telling in contact.tellings]
    return {
        "contact": contact.contact,
        "when": contact.when,
        "start": contact.start,
        "end": contact.end,
        "date_basis": contact.date_basis,
        "dates_differ": contact.dates_differ,
        "places": list(contact.places),
        "countries": list(contact.countries),
        "parties": [party.name for party in contact.parties],
        "parties_act_for": [party.country for party in contact.parties],
        "levels": list(contact.levels),
        "forms": list(contact.forms),
        "within": list(contact.within),
        "durations": [
            {**row["duration"], "as_relayed_by": row["as_relayed_by"]} for row in tellings if row["duration"]
        ],
        "status_by_teller": _by_teller(contact, "status"),
        "called": _by_teller(contact, "word"),
        "denies_happened": list(contact.denied_by),
        "rejects_word": [{"word": word, "as_relayed_by": chain} for word, chain in contact.word_rejected_by],
        "asked_by": [asdict(asked) for asked in contact.asked_by],
        "acknowledged_by": [asdict(side) for side in contact.acknowledged_by],
        "origins": str(contact.origins),
        "origins_named": contact.origins.named,
        "origins_unnamed": [contact.origins.unnamed_min, contact.origins.unnamed_max],
        "tellings": tellings,
        **options.source_fields(contact.source),
    }


def table_row(contact: Contact) -> dict[str, Any]:
    """A contact as a line of a table, whose cells tell one thing a line."""
    asked = [
        f"{asked.name}, {verb} {' and '.join(chains)}"
        for asked in contact.asked_by
        for verb, chains in (("says", asked.according_to), ("denied by", asked.denied_by))
        if chains
    ]
    return {
        "when": contact.when + (" (they differ)" if contact.dates_differ else ""),
        "where": "\n".join(contact.places or contact.countries),
        "parties": "\n".join(party.name for party in contact.parties),
        "told": "\n".join(f"{chain}: {', '.join(told)}" for chain, told in _told(contact).items()),
        "denies_happened": "\n".join(contact.denied_by),
        "rejects_word": "\n".join(f"“{word}”: {chain}" for word, chain in contact.word_rejected_by),
        "asked_by": "\n".join(asked),
        "acknowledged_by": "\n".join(
            f"{side.side or 'side unknown'}: {' and '.join(side.according_to)}" for side in contact.acknowledged_by
        ),
        "origins": str(contact.origins),
        "article": contact.source.article,
    }


def _telling(telling: Telling) -> dict[str, Any]:
    row = asdict(telling)
    row["span"] = list(telling.span)
    return row


def _by_teller(contact: Contact, field: str) -> list[dict[str, Any]]:
    """What each chain says in one field, in the order of the text."""
    found: dict[str, dict[str, None]] = {}
    for telling in contact.tellings:
        found.setdefault(telling.as_relayed_by, {})[getattr(telling, field)] = None
    return [{"as_relayed_by": chain, field: list(values)} for chain, values in found.items()]


def _told(contact: Contact) -> dict[str, list[str]]:
    """By chain the status and the word: "occurred (meeting)"; of a denied act also how far it did not get."""
    found: dict[str, list[str]] = {}
    for telling in contact.tellings:
        status = telling.status if telling.status != "denied" else f"denied {telling.stage}"
        if telling.denies == "label":
            status = "rejects the word"
        words = f"{status} ({' '.join(telling.word.split())})"
        if words not in found.setdefault(telling.as_relayed_by, []):
            found[telling.as_relayed_by].append(words)
    return found


def contacts(
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="A B", help="The two parties: names, ids, or states, for all who act for them."),
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="L", help="A party's office: leader, minister, deputy, envoy or official.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--form", metavar="F", help="Words of the form of contact.")] = None,
    status: Annotated[
        str | None, typer.Option(metavar="S", help="What somebody tells of it: occurred, requested, denied ...")
    ] = None,
    last: Annotated[
        bool,
        typer.Option(
            "--last", help="Only the latest for each pair, of those that somebody tells of as held (or of --status)."
        ),
    ] = False,
    happened_since: options.HappenedSince = None,
    happened_until: options.HappenedUntil = None,
    said_since: options.SaidSince = None,
    said_until: options.SaidUntil = None,
    added_since: options.AddedSince = None,
    added_until: options.AddedUntil = None,
    form: options.Form = ListFormat.table,
    limit: options.Limit = None,
    record: options.Record = None,
) -> None:
    """List contacts: who met whom, what each side calls it, who asked for it, and who says so."""
    from dateline.actors.entries import LEVELS
    from dateline.model.events import Status
    from dateline.record import ContactQuery, Record

    if level is not None and level not in LEVELS:
        raise UsageError(f"--level {level} is no level of office", f"use one of {', '.join(LEVELS)}")
    if status is not None and status not in get_args(Status):
        raise UsageError(f"--status {status} is no status", f"use one of {', '.join(get_args(Status))}")
    query = ContactQuery(
        between=between,
        level=level,
        form=kind,
        status=cast("Status | None", status),
        last=last,
        days=options.days(happened_since, happened_until, said_since, said_until, added_since, added_until),
        limit=limit,
    )
    url = record_url(record)
    with Record.open(url) as opened:
        found = opened.contacts(query)
    as_row = table_row if form is ListFormat.table else contact_row
    print_rows([as_row(contact) for contact in found], form, COLUMNS)
    say(f"{counted(len(found), 'contact')} in {url}")

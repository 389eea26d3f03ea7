"""``dateline claims``: who said what, according to whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, cast, get_args

import typer

from dateline.cli import options
from dateline.cli.console import Column, ListFormat, counted, print_rows, record_url, say
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.record import Claim

COLUMNS = {
    "said": Column("said", width=10),
    "as_relayed_by": Column("according to", share=4),
    "cue": Column("cue", width=14),
    "content": Column("claim", share=5),
    "how": Column("how", width=20),
    "article": Column("article", width=10),
}


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as a row: every field, with the chain as one line that begins with the outlet that was read."""
    row = asdict(claim)
    row["spans"] = [list(span) for span in claim.spans]
    row["chain"] = list(claim.chain)
    row["addressees"] = list(claim.addressees)
    row["as_relayed_by"] = " > ".join((claim.outlet or "unknown outlet", *claim.chain))
    return row


def table_row(claim: Claim) -> dict[str, Any]:
    """A claim as a line of a table."""
    row = claim_row(claim)
    row["said"] = (claim.published or "")[:10]
    # What most claims are, asserted and not anonymous, goes without saying.
    polarity = None if claim.polarity == "asserted" else claim.polarity
    row["how"] = " ".join(word for word in (claim.quote, polarity, "anonymous" if claim.anonymous else None) if word)
    return row


def claims(
    by: Annotated[str | None, typer.Option(metavar="A", help="Whose words or thoughts they are.")] = None,
    about: Annotated[str | None, typer.Option(metavar="A", help="Whom or what the claim names.")] = None,
    to: Annotated[str | None, typer.Option(metavar="A", help="To whom it was said.")] = None,
    via: Annotated[str | None, typer.Option(metavar="A", help="Who relays it.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="K", help="statement, belief, knowledge, intention, decree or attitude.")
    ] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help="Only sources whose identity is withheld.")] = False,
    quoted: Annotated[bool, typer.Option("--quoted", help="Only claims with quoted words.")] = False,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words that the claim holds.")] = None,
    happened_since: options.HappenedSince = None,
    happened_until: options.HappenedUntil = None,
    latest: Annotated[
        bool, typer.Option("--latest", help="Only the latest version of an article whose text changed.")
    ] = False,
    said_since: options.SaidSince = None,
    said_until: options.SaidUntil = None,
    added_since: options.AddedSince = None,
    added_until: options.AddedUntil = None,
    form: options.Form = ListFormat.table,
    limit: options.Limit = None,
    record: options.Record = None,
) -> None:
    """List claims: who said what, according to whom."""
    from dateline.model.attribution import Kind
    from dateline.record import ClaimQuery, Record

    if kind is not None and kind not in get_args(Kind):
        raise UsageError(f"--kind {kind} is no kind of claim", f"use one of {', '.join(get_args(Kind))}")
    query = ClaimQuery(
        by=by,
        about=about,
        to=to,
        via=via,
        kind=cast("Kind | None", kind),
        anonymous=anonymous,
        quoted=quoted,
        text=text,
        latest=latest,
        happened_since=options.day(happened_since, "--happened-since"),
        happened_until=options.day(happened_until, "--happened-until"),
        said_since=options.day(said_since, "--said-since"),
        said_until=options.day(said_until, "--said-until"),
        added_since=options.day(added_since, "--added-since"),
        added_until=options.day(added_until, "--added-until"),
        limit=limit,
    )
    url = record_url(record)
    with Record.open(url) as opened:
        found = opened.claims(query)
    as_row = table_row if form is ListFormat.table else claim_row
    print_rows([as_row(claim) for claim in found], form, COLUMNS)
    say(f"{counted(len(found), 'claim')} in {url}")

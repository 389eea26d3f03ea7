"""``dateline precedents``: "first since ..." claims, and who makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.cli import options
from dateline.cli.console import Column, ListFormat, counted, print_rows, record_url, say

if TYPE_CHECKING:
    from dateline.record import PrecedentClaim

COLUMNS = {
    "said": Column("said", width=10),
    "claim": Column("claim", width=14),
    "pattern": Column("of what", share=4),
    "since": Column("since", share=4),
    "since_days": Column("from", width=24),
    "as_relayed_by": Column("according to", share=4),
    "article": Column("article", width=10),
}


def precedent_row(claim: PrecedentClaim) -> dict[str, Any]:
    """A first-since claim as a row."""
    return {
        "claim": claim.claim,
        "category": claim.category,
        "contact_form": claim.form,
        "parties": list(claim.parties),
        "restrictions": list(claim.restrictions),
        "since": claim.since,
        "since_start": claim.since_start,
        "since_end": claim.since_end,
        "as_relayed_by": claim.as_relayed_by,
        "words": claim.words,
        "span": list(claim.span),
        "precedent": claim.precedent,
        "attribution": claim.attribution,
        **options.source_fields(claim.source),
    }


def table_row(claim: PrecedentClaim) -> dict[str, Any]:
    """A first-since claim as a line of a table."""
    from dateline.record.listing import in_words

    row = precedent_row(claim)
    row["said"] = (claim.source.published or "")[:10]
    row["pattern"] = ", ".join(
        part for part in (claim.form or claim.category, *claim.parties, *claim.restrictions) if part
    )
    row["since_days"] = in_words(claim.since_start, claim.since_end, None)
    return row


def precedents(
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
    """List "first since ..." claims and who makes them; --happened-* is about what they count from."""
    from dateline.record import PrecedentQuery, Record

    days = options.days(happened_since, happened_until, said_since, said_until, added_since, added_until)
    url = record_url(record)
    with Record.open(url) as opened:
        found = opened.precedents(PrecedentQuery(days=days, limit=limit))
    as_row = table_row if form is ListFormat.table else precedent_row
    print_rows([as_row(claim) for claim in found], form, COLUMNS)
    say(f"{counted(len(found), 'claim')} in {url}")

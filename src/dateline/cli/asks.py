"""``dateline asks``: who owes what to whom, according to whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli import options
from dateline.cli.console import Column, ListFormat, counted, print_rows, record_url, say

if TYPE_CHECKING:
    from dateline.record import Ask

COLUMNS = {
    "said": Column("said", width=10),
    "kind": Column("kind", width=7),
    "by": Column("by", share=2),
    "to": Column("to", share=2),
    "what": Column("what", share=4),
    "status": Column("status", width=10),
    "as_relayed_by": Column("according to", share=4),
    "answer": Column("answer", share=3),
    "article": Column("article", width=10),
}


def ask_row(ask: Ask) -> dict[str, Any]:
    """A demand, request or pledge as a row, with the answer where the record holds one."""
    telling = ask.telling
    return {
        "kind": ask.kind,
        "by": [party.name for party in ask.by],
        "to": [party.name for party in ask.to],
        "what": ask.what,
        "status": telling.status,
        "stage": telling.stage,
        "factuality": telling.factuality,
        "when": ask.when,
        "start": telling.start,
        "end": telling.end,
        "date_basis": telling.date_basis,
        "as_relayed_by": telling.as_relayed_by,
        "clause": telling.clause,
        "span": list(telling.span),
        "event": telling.event,
        "attribution": telling.attribution,
        "answer": asdict(ask.answer) if ask.answer else None,
        **options.source_fields(ask.source),
    }


def table_row(ask: Ask) -> dict[str, Any]:
    """A demand, request or pledge as a line of a table."""
    answer = ask.answer
    row = ask_row(ask)
    row["said"] = (ask.source.published or "")[:10]
    row["by"], row["to"] = "; ".join(row["by"]), "; ".join(row["to"])
    row["answer"] = f"{answer.as_relayed_by}: {answer.category} {answer.clause}" if answer else None
    return row


def asks(
    by: Annotated[
        str | None, typer.Option(metavar="A", help="Who asks or promises: a name, an id, or a state.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(metavar="A", help="Who is asked, or promised something: a name, an id, or a state.")
    ] = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only those to which this record holds no answer.")] = False,
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
    """List demands, requests and pledges: who owes what to whom, according to whom."""
    from dateline.record import AskQuery, Record

    query = AskQuery(
        by=by,
        to=to,
        open=only_open,
        days=options.days(happened_since, happened_until, said_since, said_until, added_since, added_until),
        limit=limit,
    )
    url = record_url(record)
    with Record.open(url) as opened:
        found = opened.asks(query)
    as_row = table_row if form is ListFormat.table else ask_row
    print_rows([as_row(ask) for ask in found], form, COLUMNS)
    say(f"{counted(len(found), 'ask')} in {url}")

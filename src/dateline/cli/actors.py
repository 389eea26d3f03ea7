"""``dateline actors``: who is who in the tables, and a user's own rows."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, cast, get_args

import typer

from dateline.cli import options
from dateline.cli.console import Column, ListFormat, counted, print_rows, say
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.actors import Candidate, Gazetteer

_IMPORT: Final = "import"
COLUMNS = {
    "name": Column("name", share=3),
    "type": Column("type", width=8),
    "country": Column("country", width=7),
    "office": Column("office", share=3),
    "valid": Column("valid", width=25),
    "why": Column("why it matched", share=4),
    "source": Column("source", width=16),
}


def actors(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SEARCH]...", help="Words of a name; or `import FILE` to add your own rows."),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Who they were on that day; default: ever.")] = None,
    country: Annotated[
        str | None, typer.Option(metavar="C", help="The state they act for: a code, an id or a name.")
    ] = None,
    office: Annotated[str | None, typer.Option(metavar="O", help="The office they hold: an id or words.")] = None,
    kind: Annotated[
        str | None, typer.Option("--type", metavar="T", help="PERSON, STATE, ORG, GROUP, MEETING or DOCUMENT.")
    ] = None,
    form: options.Form = ListFormat.table,
    limit: options.Limit = None,
    table: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Your own rows; default DATELINE_ACTORS or actors.jsonl."),
    ] = None,
) -> None:
    """Search who is who; `dateline actors import FILE` adds rows of your own."""
    from dateline.actors.entries import EntryType
    from dateline.actors.search import Search, search
    from dateline.actors.user_table import with_user_table

    path = user_table(table)
    if words and words[0] == _IMPORT:
        _add(words[1:], path)
        return
    if kind is not None and kind.upper() not in get_args(EntryType):
        raise UsageError(f"--type {kind} is no type of actor", f"use one of {', '.join(get_args(EntryType))}")
    wanted = Search(
        text=" ".join(words) if words else None,
        on=options.day(on, "--on"),
        country=country,
        office=office,
        type=cast("EntryType | None", kind.upper() if kind else None),
    )
    known = with_user_table(path)
    found = search(known, wanted)
    shown = found[:limit]
    print_rows([actor_row(candidate, known, wanted.on) for candidate in shown], form, COLUMNS)
    say(f"{counted(len(found), 'actor')}" + (f", {len(shown)} shown" if len(shown) < len(found) else ""))


def user_table(option: str | None) -> str:
    """The path of the user's table: the option, else ``DATELINE_ACTORS``, else ``actors.jsonl``."""
    from dateline.actors.user_table import DEFAULT_TABLE

    return option or os.environ.get("DATELINE_ACTORS") or DEFAULT_TABLE


def _add(files: list[str], path: str) -> None:
    from dateline.actors.user_table import import_rows

    if len(files) != 1:
        raise UsageError("import takes one file", "write `dateline actors import FILE`")
    added = import_rows(files[0], path)
    parts = ", ".join(f"{count:,} in {table}" for table, count in sorted(added.items()))
    say(f"{counted(sum(added.values()), 'row')} added to {path}" + (f": {parts}" if parts else ""))


def actor_row(candidate: Candidate, known: Gazetteer, on: date | None) -> dict[str, Any]:
    """A candidate as a row: the actor, why it matched, from when until when it holds, and where the row comes from."""
    actor = candidate.actor
    valid = candidate.valid
    span = f"{valid.start or '...'} to {valid.end or '...'}" if valid.start or valid.end else "always"
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type,
        "country": actor.country,
        "sector": actor.sector,
        "office": actor.office,
        "sex": candidate.sex,
        "wikidata": actor.wikidata,
        "valid": span,
        "why": _why(candidate, known, on),
        "score": candidate.score,
        "source": candidate.tenures[0].source if candidate.tenures else candidate.source,
    }


def _why(candidate: Candidate, known: Gazetteer, on: date | None) -> str:
    """Why a candidate matched, and which offices it held."""
    parts = [f"{candidate.how}: {candidate.matched}"]
    parts.extend(
        f"{known.offices.title(tenure.office, tenure.of)}, {tenure.of}"
        f" ({tenure.valid.start or '...'} to {tenure.valid.end or '...'})"
        for tenure in candidate.tenures
    )
    if on is not None and not candidate.holds:
        parts.append(f"not on {on.isoformat()}")
    return "; ".join(parts)

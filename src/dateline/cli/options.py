"""Options and arguments that several commands take."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.console import ListFormat
from dateline.documents import DEFAULT_FIELDS, ReadOptions
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.record.listing import Days, Source

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Text, HTML or JSON Lines files, folders, or - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="Publication date of texts that do not say theirs."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of texts that do not name theirs.")]
MaxBytes = Annotated[
    int, typer.Option(metavar="N", min=1, help="Largest article in bytes; larger ones are named and skipped.")
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="NAME=KEY",
        help="JSON Lines: the key that holds text, title, outlet, author, url, published or language. Repeatable.",
    ),
]
Record = Annotated[
    str | None,
    typer.Option("--record", metavar="URL", help="The record; default DATELINE_RECORD, dateline.toml or dateline.db."),
]
Workers = Annotated[int, typer.Option(metavar="N", min=1, help="Processes that read articles.")]
Form = Annotated[ListFormat, typer.Option("--format", help="How the list is printed.")]
Limit = Annotated[int | None, typer.Option(metavar="N", min=1, help="Print no more than N rows.")]
HappenedSince = Annotated[
    str | None, typer.Option(metavar="DATE", help="What it tells of ended then or later, or may have.")
]
HappenedUntil = Annotated[str | None, typer.Option(metavar="DATE", help="What it tells of began by then, or may have.")]
SaidSince = Annotated[str | None, typer.Option(metavar="DATE", help="Published then or later.")]
SaidUntil = Annotated[str | None, typer.Option(metavar="DATE", help="Published by then.")]
AddedSince = Annotated[str | None, typer.Option(metavar="DATE", help="Read into the record then or later.")]
AddedUntil = Annotated[str | None, typer.Option(metavar="DATE", help="Read into the record by then.")]

DEFAULT_MAX_BYTES = ReadOptions().max_bytes


def read_options(published: str | None, outlet: str | None, max_bytes: int, fields: list[str] | None) -> ReadOptions:
    """The reading options as given.

    Raises:
        UsageError: a date that is none, or a field that is none.
    """
    mapped = dict(DEFAULT_FIELDS)
    for field in fields or []:
        name, equals, key = field.partition("=")
        if not equals or not key or name not in mapped:
            known = ", ".join(mapped)
            raise UsageError(f"--field {field} names no field", f"write NAME=KEY with NAME one of {known}")
        mapped[name] = (key,)
    return ReadOptions(published=iso(published, "--published"), outlet=outlet, max_bytes=max_bytes, fields=mapped)


def iso(value: str | None, option: str) -> str | None:
    """The value of a date option.

    Raises:
        UsageError: it is neither an ISO 8601 date nor a date-time.
    """
    if value is None:
        return None
    try:
        if len(value) == len("YYYY-MM-DD"):
            date.fromisoformat(value)
        else:
            datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{option} {value} is no date", "write it as YYYY-MM-DD") from error
    return value


def day(value: str | None, option: str) -> date | None:
    """The value of an option that names a day.

    Raises:
        UsageError: it is no ISO 8601 date.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{option} {value} is no day", "write it as YYYY-MM-DD") from error


def days(
    happened_since: str | None,
    happened_until: str | None,
    said_since: str | None,
    said_until: str | None,
    added_since: str | None,
    added_until: str | None,
) -> Days:
    """The three kinds of since.

    Raises:
        UsageError: one of them is no ISO 8601 date.
    """
    from dateline.record.listing import Days

    return Days(
        happened_since=day(happened_since, "--happened-since"),
        happened_until=day(happened_until, "--happened-until"),
        said_since=day(said_since, "--said-since"),
        said_until=day(said_until, "--said-until"),
        added_since=day(added_since, "--added-since"),
        added_until=day(added_until, "--added-until"),
    )


def source_fields(source: Source) -> dict[str, Any]:
    """The article of a line, as the last keys of a row."""
    return {
        "article": source.article,
        "outlet": source.outlet,
        "title": source.title,
        "published": source.published,
        "path": source.path,
        "superseded": source.superseded,
        "generator": source.generator,
    }

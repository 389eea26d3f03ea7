"""A user's own rows: read from a file in the form of the tables, kept as JSON Lines, loaded beside those that ship.

A line of the user's table is a row: ``{"table": "people", "id": ..., ...}`` with the columns of that table. Several
values of a column are divided by "|", as in the tables that ship.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from dateline.actors.entries import Membership, Metonym, Organ, Person, Tenure, Title
from dateline.actors.gazetteer import Gazetteer, gazetteer
from dateline.actors.tables import ROWS, Row, columns, row_from, row_key, row_values, tables
from dateline.actors.wikidata import is_dump, people_in_office
from dateline.errors import TableError

DEFAULT_TABLE: Final = "actors.jsonl"
_FORMS: Final = "TSV or TOML in the form of the tables, JSON Lines of a user's table, or a Wikidata dump"


def with_user_table(path: str | Path | None) -> Gazetteer:
    """The gazetteer with a user's rows; without a path, or where there is no such file, the one that ships.

    Raises:
        TableError: a line of the file is no row.
    """
    if path is None or not Path(path).is_file():
        return gazetteer()
    return Gazetteer(tables().with_rows(read_user_table(Path(path))))


def read_user_table(path: Path) -> list[Row]:
    """The rows of a user's table.

    Raises:
        TableError: a line is no row.
    """
    found: list[Row] = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    values = json.loads(line)
                    table = values.pop("table")
                except (ValueError, KeyError, AttributeError) as error:
                    raise TableError(
                        str(path), "not a row of a user's table", "mend or delete the line", line=number
                    ) from error
                found.append(_row(path, number, table, values))
    return found


def import_rows(source: str | Path, target: str | Path) -> Counter[str]:
    """Add the rows of a file to a user's table, which is made where there is none; how many, by table.

    ``source`` is TSV or TOML in the form of the tables, a user's table, or a Wikidata dump (JSON, also as gzip or
    bzip2), read line by line: of it the people with a position that the table of offices knows. A row with the id
    of another replaces it. Of a file with a row that cannot be used nothing is added.

    Raises:
        TableError: there is no such file, it has another form, or a row cannot be used.
    """
    source, target = Path(source), Path(target)
    if not source.is_file():
        raise TableError(str(source), "there is no such file", "check the path")
    old = read_user_table(target) if target.is_file() else []
    known = Gazetteer(tables().with_rows(old))
    rows = list(people_in_office(source, known)) if is_dump(source) else list(_rows_of(source))
    _check(source, rows, Gazetteer(known.tables.with_rows(rows)))
    kept = {(row.table, row_key(row)): row for row in (*old, *rows)}
    lines = (json.dumps({"table": row.table, **_filled(row)}, ensure_ascii=False) for row in kept.values())
    # The old table stays whole until the new one is.
    draft = target.with_name(f"{target.name}.new")
    draft.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    draft.replace(target)
    return Counter(row.table for row in rows)


def _filled(row: Row) -> dict[str, str]:
    return {name: value for name, value in row_values(row).items() if value}


def _rows_of(source: Path) -> Iterator[Row]:
    match source.suffix.lower():
        case ".tsv":
            yield from _tsv(source)
        case ".toml":
            yield from _toml(source)
        case ".jsonl":
            yield from read_user_table(source)
        case _:
            raise TableError(str(source), "a kind of file that has no rows of actors", f"give {_FORMS}")


def _tsv(source: Path) -> Iterator[Row]:
    """The rows of a commented table; its columns tell which table it is."""
    header: list[str] | None = None
    table = ""
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header, table = cells, _table_of(source, cells)
        elif len(cells) > len(header):
            raise TableError(str(source), "more cells than columns", "divide cells by one tab each", line=number)
        else:
            yield _row(source, number, table, dict(zip(header, cells, strict=False)))


def _table_of(source: Path, header: list[str]) -> str:
    """The table that has all the columns of a header and the fewest others; the file's name decides between equals."""
    fitting = [
        (len(columns(kind)), table != source.stem, table)
        for table, kind in ROWS.items()
        if set(header) <= set(columns(kind))
    ]
    if not fitting:
        raise TableError(
            str(source), f"no table has the columns {', '.join(header)}", "take the columns of a table that ships"
        )
    named = [table for _, other, table in fitting if not other]
    return named[0] if named else min(fitting)[2]


def _toml(source: Path) -> Iterator[Row]:
    """The rows of arrays of tables: ``[[people]]``, ``[[tenures]]``; several values may be a list."""
    try:
        document = tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise TableError(str(source), f"no TOML: {error}", "mend the file") from error
    for table, rows in document.items():
        for values in rows if isinstance(rows, list) else [rows]:
            yield _row(source, None, table, {name: _text(value) for name, value in values.items()})


def _text(value: Any) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _row(path: Path, line: int | None, table: str, values: Mapping[str, str]) -> Row:
    if table not in ROWS:
        raise TableError(str(path), f"no table is called {table}", f"use one of {', '.join(ROWS)}", line=line)
    kind = ROWS[table]
    filled = {"source": "user", **values} if "source" in columns(kind) and not values.get("source") else dict(values)
    if "source" in filled and not filled["source"]:
        filled["source"] = "user"
    try:
        return row_from(kind, filled)
    except ValueError as error:
        raise TableError(str(path), str(error), "mend the row; docs/actors.md says what it holds", line=line) from error


def _check(source: Path, rows: Iterable[Row], grown: Gazetteer) -> None:
    """Raise where a row names an office or an actor that no table has."""
    for row in rows:
        for what in _named_by(row):
            if grown.entry(what) is None:
                raise TableError(str(source), f"{row_key(row)}: no table has {what}", "add its row too, or mend the id")
        if isinstance(row, (Tenure, Title)) and row.office not in grown.offices.by_id:
            raise TableError(str(source), f"{row_key(row)}: no office is called {row.office}", "see offices.tsv")
        if isinstance(row, Tenure) and not isinstance(grown.entry(row.person), Person):
            raise TableError(str(source), f"{row.person} is no person", "give the id of a person")


def _named_by(row: Row) -> tuple[str, ...]:
    match row:
        case Tenure():
            return row.person, row.of
        case Membership():
            return row.organisation, *row.states
        case Metonym():
            return row.actors
        case Organ():
            return (row.state,)
        case Title():
            return row.of
    return ()

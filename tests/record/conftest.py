from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.record import Record
from dateline.record.tables import metadata

TIMES = {"read_at", "extracted_at"}


class SqliteFile:
    """How the conformance suite sees a record in a SQLite file.

    Another database joins the suite with a class like this one: the attributes say what its records can
    do, ``rows``, ``terms`` and ``check`` look at them past Dateline.
    """

    name = "sqlite"
    separate_processes = True

    def __init__(self, folder: Path, template: Path) -> None:
        self._folder = folder
        self._template = template
        self._made = 0

    def fresh(self) -> str:
        """The address of an empty record."""
        self._made += 1
        path = self._folder / f"record-{self._made}.db"
        shutil.copyfile(self._template, path)
        return str(path)

    def absent(self) -> str:
        """An address at which there is no record yet."""
        return str(self._folder / "absent.db")

    def rows(self, url: str) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table, times of reading apart, sorted."""
        with sqlite3.connect(url) as connection:
            found = {}
            for table in metadata.sorted_tables:
                names = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in TIMES)
                found[table.name] = sorted(connection.execute(f"SELECT {names} FROM {table.name}"), key=repr)
        connection.close()
        return found

    def terms(self, url: str) -> list[tuple[object, ...]]:
        """Every entry of the search index, sorted."""
        with sqlite3.connect(url) as connection:
            found = []
            for index in ("article_search", "content_search"):
                connection.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, {index}, instance)")
                found += [(index, *row) for row in connection.execute("SELECT * FROM terms")]
                connection.execute("DROP TABLE temp.terms")
        connection.close()
        return sorted(found, key=repr)

    def check(self, url: str) -> None:
        """Raise unless the database is sound and the search index says what the tables say."""
        with sqlite3.connect(url) as connection:
            for index in ("article_search", "content_search"):
                connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            connection.rollback()
        connection.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    Record.open(path, create=True).close()
    return path


@pytest.fixture(params=[SqliteFile], ids=lambda backend: backend.name)
def backend(request: pytest.FixtureRequest, tmp_path: Path, template: Path) -> SqliteFile:
    return request.param(tmp_path, template)


@pytest.fixture
def record(backend: SqliteFile) -> Iterator[Record]:
    with Record.open(backend.fresh()) as opened:
        yield opened


@pytest.fixture
def together() -> Callable[[list[Callable[[], None]]], None]:
    """Run functions in threads that start at once, and raise what any of them raised."""

    def run(functions: list[Callable[[], None]]) -> None:
        barrier = threading.Barrier(len(functions))
        failures: list[BaseException] = []

        def guarded(function: Callable[[], None]) -> None:
            barrier.wait()
            try:
                function()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=guarded, args=(function,)) for function in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            raise failures[0]

    return run

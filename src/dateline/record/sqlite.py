"""SQLite: connections, transactions, errors in plain words, and full-text search with FTS5."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    QueuePool,
    Row,
    Select,
    column,
    create_engine,
    event,
    exc,
    literal_column,
    select,
    table,
    text,
)

from dateline.errors import MissingRecordError, RecordError, RecordVersionError
from dateline.record.migrations import HEAD, is_known, upgrade

_APPLICATION_ID: Final = 0x44744C6E  # "DtLn" in the file's header tells a record from any other database
_WAIT: Final = 30.0
"""Seconds that a writer waits for another process; an article's transaction takes milliseconds."""
_HEADER: Final = b"SQLite format 3\0"
_WRITES: Final = "dateline_writes"

# Result codes of SQLite (https://sqlite.org/rescode.html), with what is wrong and what to do about it.
_REASONS: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: (
        "another program is writing to the record and did not finish in time",
        "wait until it has finished, or end it, and run the command again",
    ),
    sqlite3.SQLITE_LOCKED: (
        "another program holds the record",
        "wait until it has finished, or end it, and run the command again",
    ),
    sqlite3.SQLITE_READONLY: (
        "the record is read-only",
        "copy the file to a folder that you may write to, or name another record with --record",
    ),
    sqlite3.SQLITE_FULL: (
        "the disk is full",
        "free some space and run the command again: what was read before is kept",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the file cannot be opened",
        "check that its folder exists and that you may read and write there",
    ),
    sqlite3.SQLITE_NOTADB: (
        "the file is not a SQLite database, so it is no record",
        "name another file with --record",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "the file is damaged",
        "restore a copy, or read the articles again into a new record",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk reports an error",
        "check the disk, and keep the record on a local one rather than on a network share",
    ),
    sqlite3.SQLITE_PERM: ("access is denied", "check that you may read and write the file"),
    sqlite3.SQLITE_AUTH: ("access is denied", "check that you may read and write the file"),
}


class _State(Enum):
    BLANK = auto()
    RECORD = auto()
    FOREIGN = auto()


@dataclass(frozen=True, slots=True)
class _Address:
    """A database file, with how it may be used."""

    url: str
    path: Path
    mode: str  # rwc (make it where it is missing), rw, ro, or ro&immutable=1

    @property
    def uri(self) -> str:
        return f"{self.path.absolute().as_uri()}?mode={self.mode}"

    @property
    def read_only(self) -> bool:
        return self.mode.startswith("ro")


class SqliteBackend:
    """The :class:`~dateline.record.store.Backend` over one SQLite file; make one with :func:`open_backend`."""

    def __init__(self, url: str, engine: Engine) -> None:
        self._url = url
        self._engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the record."""
        with _in_plain_words(self._url), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the file's only write lock from its beginning."""
        with _in_plain_words(self._url), self._writer.begin() as connection:
            yield connection

    def index_article(self, connection: Connection, article: str) -> None:
        """Put the title and text that the article's row holds into the index."""
        connection.execute(_INDEX_ARTICLE, {"article": article})

    def unindex_article(self, connection: Connection, article: str) -> None:
        """Take the title and text that the article's row holds out of the index."""
        connection.execute(_UNINDEX_ARTICLE, {"article": article})

    def index_contents(self, connection: Connection, extraction: str) -> None:
        """Put the contents of an extraction's attributions into the index."""
        connection.execute(_INDEX_CONTENTS, {"extraction": extraction})

    def unindex_contents(self, connection: Connection, extraction: str) -> None:
        """Take the contents of an extraction's attributions out of the index."""
        connection.execute(_UNINDEX_CONTENTS, {"extraction": extraction})

    def contents_matching(self, words: str) -> Select[tuple[int]] | None:
        """A query for the keys of attributions whose content holds all ``words``; None where there is no word."""
        expression = match_expression(words)
        if expression is None:
            return None
        search = table("content_search", column("rowid", BigInteger))
        return select(search.c.rowid).where(literal_column("content_search").bool_op("MATCH")(expression))

    def articles_matching(self, connection: Connection, words: str, limit: int) -> list[Row[Any]]:
        """Rows of (article id, excerpt), best first; none where there is no word."""
        expression = match_expression(words)
        if expression is None:
            return []
        return list(connection.execute(_SEARCH, {"expression": expression, "limit": limit}))

    def close(self) -> None:
        """Give every connection back; may be called twice."""
        self._engine.dispose()


def open_backend(url: str, path: Path, *, create: bool) -> SqliteBackend:
    """A backend over the record at ``path``, upgraded to the newest schema; ``url`` names it in messages.

    Raises:
        MissingRecordError: where there is no record and ``create`` is false.
        RecordVersionError: where a newer Dateline made it.
        RecordError: where the file is something else or cannot be used.
    """
    if path.is_dir():
        raise RecordError(url, "this is a folder", "name a file in it with --record")
    if path.exists():
        _check_header(url, path)
        address = _Address(url, path, _mode_of(path))
    elif create:
        address = _Address(url, path, "rwc")
    else:
        raise _missing(url)
    engine = _engine(address)
    try:
        with _in_plain_words(url):
            _prepare(address, engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return SqliteBackend(url, engine)


def match_expression(words: str) -> str | None:
    """``words`` as an FTS5 expression that all of them must match; None where there is nothing to look for.

    Every word is quoted, so that no input is an operator or an error. A run in double quotes is a phrase.
    ``US`` and ``U.S.`` find each other.
    """
    clean = words.replace("\0", " ").encode("utf-8", "replace").decode()
    terms = [
        _abbreviation(word) or _quoted(word) if word else _quoted(phrase)
        for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', clean)
        if any(c.isalnum() for c in phrase + word)
    ]
    return " AND ".join(terms) or None


def _quoted(phrase: str) -> str:
    return f'"{phrase}"'


def _abbreviation(word: str) -> str | None:
    """The expression that finds a short run of capitals with and without points, None for any other word."""
    if not re.fullmatch(r"(?:[A-Z]\.){2,4}|[A-Z]{2,4}", word):
        return None
    letters = word.replace(".", "")
    return f"({_quoted(letters)} OR {_quoted(' '.join(letters))})"


_INDEX_ARTICLE: Final = text(
    "INSERT INTO article_search (rowid, title, text) SELECT key, title, text FROM article WHERE id = :article"
)
_UNINDEX_ARTICLE: Final = text(
    "INSERT INTO article_search (article_search, rowid, title, text)"
    " SELECT 'delete', key, title, text FROM article WHERE id = :article"
)
# In order of the key, because FTS5 writes what it holds to disk whenever a smaller key follows.
_INDEX_CONTENTS: Final = text(
    "INSERT INTO content_search (rowid, content_text)"
    " SELECT key, content_text FROM attribution WHERE extraction_id = :extraction ORDER BY key"
)
_UNINDEX_CONTENTS: Final = text(
    "INSERT INTO content_search (content_search, rowid, content_text)"
    " SELECT 'delete', key, content_text FROM attribution WHERE extraction_id = :extraction ORDER BY key"
)
# A word in the title weighs as much as four in the text.
_SEARCH: Final = text(
    "SELECT article.id AS id, snippet(article_search, 1, '', '', ' … ', 24) AS excerpt"
    " FROM article_search JOIN article ON article.key = article_search.rowid"
    " WHERE article_search MATCH :expression"
    " ORDER BY bm25(article_search, 4.0, 1.0), article.id LIMIT :limit"
)


def _check_header(url: str, path: Path) -> None:
    """Raise unless the file begins as a SQLite database does, or is empty; SQLite would overwrite a single byte."""
    try:
        if not path.is_file():
            raise RecordError(url, *_REASONS[sqlite3.SQLITE_NOTADB])
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except OSError as error:
        raise RecordError(url, *_REASONS[sqlite3.SQLITE_CANTOPEN]) from error
    if header not in {b"", _HEADER}:
        raise RecordError(url, *_REASONS[sqlite3.SQLITE_NOTADB])


def _prepare(address: _Address, engine: Engine, *, create: bool) -> None:
    """Make or upgrade the record behind ``engine``, or say why it cannot be used."""
    with engine.begin() as connection:
        state = _state(connection)
        revision = _revision(connection) if state is _State.RECORD else None
    if state is _State.FOREIGN:
        raise RecordError(
            address.url, "this is a SQLite database, but no record of Dateline", "name another file with --record"
        )
    if state is _State.BLANK and not create:
        raise _missing(address.url)
    if revision == HEAD:
        return
    if revision is not None and not is_known(revision):
        raise RecordVersionError(
            address.url,
            f"a newer Dateline made this record (its schema is {revision}, this version knows {HEAD})",
            "install the newer version (`pip install --upgrade dateline`), or name another record with --record",
        )
    if address.read_only:
        raise RecordError(
            address.url,
            "an older Dateline made this record, and it is read-only, so it cannot be upgraded",
            "copy the file to a folder that you may write to, and open the copy",
        )
    _upgrade(address)


def _upgrade(address: _Address) -> None:
    """Bring the schema to the newest revision, in one transaction."""
    # Foreign keys must be off before the transaction begins, or rebuilding a table would empty those that
    # point to it (https://sqlite.org/lang_altertable.html#otheralter).
    engine = _engine(address, foreign_keys=False)
    try:
        _use_write_ahead_log(engine)
        with engine.execution_options(**{_WRITES: True}).begin() as connection:
            if _state(connection) is _State.BLANK:  # else another process was faster
                connection.exec_driver_sql(f"PRAGMA application_id = {_APPLICATION_ID}")
            upgrade(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RecordError(
                    address.url, "the upgrade would have lost rows and was undone", "keep the file and report this"
                )
    finally:
        engine.dispose()


def _use_write_ahead_log(engine: Engine) -> None:
    """Let readers read while one writer writes; the file remembers it."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        end = time.monotonic() + _WAIT
        while True:
            # SQLite does not wait here when two processes switch the mode at once, so Dateline does.
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError as error:
                if _primary(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                    raise
                time.sleep(0.05)
        cursor.close()
    finally:
        connection.close()


def _state(connection: Connection) -> _State:
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() == _APPLICATION_ID:
        return _State.RECORD
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    return _State.FOREIGN if tables else _State.BLANK


def _revision(connection: Connection) -> str | None:
    revision: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision


def _missing(url: str) -> MissingRecordError:
    return MissingRecordError(
        url, "there is no record here", "`dateline read PATH...` makes one; --record names another place"
    )


def _mode_of(path: Path) -> str:
    """How this process may open the file: to read and write, to read, or to read what cannot change."""
    if os.access(path, os.W_OK):
        return "rw"
    # Beside a file with a write-ahead log SQLite needs two more, even to read. Where it may not make them
    # and no writer has, nobody is writing.
    logged = any(Path(f"{path}{suffix}").exists() for suffix in ("-wal", "-shm"))
    return "ro" if logged or os.access(path.parent, os.W_OK) else "ro&immutable=1"


def _engine(address: _Address, *, foreign_keys: bool = True) -> Engine:
    connect = partial(_connect, address, foreign_keys=foreign_keys)
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, json_serializer=_json)
    event.listen(engine, "begin", _begin)
    return engine


def _connect(address: _Address, *, foreign_keys: bool) -> sqlite3.Connection:
    # Without isolation_level None, Python would begin and end transactions of its own around DDL.
    connection = sqlite3.connect(
        address.uri, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        # With the write-ahead log a commit survives the process, whatever becomes of it; a power cut may
        # undo the last commits, but breaks nothing, and reading again adds them.
        connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    """Begin as the transaction was meant: a writer takes the lock at once, so that it never has to give up later."""
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _json(value: Any) -> str:
    """``value`` as compact JSON; escaped throughout where it holds what UTF-8 cannot say."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        plain.encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"))
    return plain


def _primary(error: BaseException | None) -> int:
    """The primary result code of an error of SQLite, 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


@contextmanager
def _in_plain_words(url: str) -> Iterator[None]:
    """Raise the database's errors as RecordError, with what to do."""
    try:
        yield
    except exc.TimeoutError as error:
        raise RecordError(
            url, "too many threads use the record at once", "use fewer, or open the record in each of them"
        ) from error
    except (exc.DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        known = _REASONS.get(_primary(cause))
        if known is None:
            known = f"the database refused ({cause})", "run the command again, and report it if it happens again"
        raise RecordError(url, *known) from error

"""What is special to SQLite: files, locks, and its errors in plain words."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import TALKS, numbered, said, talks

from dateline.errors import MissingRecordError, RecordError
from dateline.record import Added, Record, sqlite
from dateline.record.sqlite import match_expression


def test_a_missing_record_says_how_to_make_one(tmp_path):
    path = tmp_path / "none.db"
    with pytest.raises(MissingRecordError, match="no record here; `dateline read") as caught:
        Record.open(path)
    assert caught.value.url == str(path)
    assert not path.exists()


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}"])
def test_a_record_is_opened_by_path_or_address(tmp_path, form):
    path = tmp_path / "a folder, 100% ?#é" / "r.db"
    path.parent.mkdir()
    if "://" in form:
        path = tmp_path / "plain.db"
    url = form.format(path)
    with Record.open(url, create=True) as record:
        record.add(talks())
    with Record.open(url) as record:
        assert record.counts().articles == 1
        assert record.url == url
    assert path.is_file()


def test_an_address_relative_to_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Record.open("dateline.db", create=True).close()
    Record.open(Path("dateline.db")).close()
    Record.open("sqlite:///dateline.db").close()


def test_an_empty_file_is_no_record_until_one_is_made_there(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(MissingRecordError):
        Record.open(path)
    with Record.open(path, create=True) as record:
        assert record.add(talks()) is Added.ADDED


@pytest.mark.parametrize(
    ("content", "create"),
    [(b"x", False), (b"Not a database, but a letter. " * 200, False), (b"Dear diary", True), (b"\0" * 5000, True)],
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path, content, create):
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(RecordError, match="not a SQLite database") as caught:
        Record.open(path, create=create)
    assert "--record" in caught.value.next_step
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="no record of Dateline"):
        Record.open(path, create=True)
    assert path.read_bytes() == before


def test_a_folder_and_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(RecordError, match="is a folder"):
        Record.open(tmp_path, create=True)
    with pytest.raises(RecordError, match="cannot be opened; check that its folder exists"):
        Record.open(tmp_path / "none" / "r.db", create=True)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("postgresql://reader:secret@desk/dateline", "SQLite files only"),
        ("sqlite://", "kept in a file"),
        ("sqlite:///:memory:", "kept in a file"),
        ("sqlite:///r.db?mode=ro", "kept in a file"),
        ("://", "not an address"),
        ("mongo+x+y://desk", "SQLite files only"),
    ],
)
def test_an_address_that_names_no_file(url, problem):
    with pytest.raises(RecordError, match=problem) as caught:
        Record.open(url)
    assert "secret" not in str(caught.value)


def test_a_record_that_another_program_holds_can_be_read_and_says_so_to_writers(backend, monkeypatch):
    monkeypatch.setattr(sqlite, "_WAIT", 0.1)
    url = backend.fresh()
    holder = sqlite3.connect(url, isolation_level=None)
    with Record.open(url) as record:
        record.add(talks())
        holder.execute("BEGIN IMMEDIATE")
        assert record.counts().articles == 1
        with pytest.raises(RecordError, match=r"another program .* run the command again"):
            record.add(said("Ada Brandt", "it rained"))
        holder.execute("ROLLBACK")
        assert record.add(said("Ada Brandt", "it rained")) is Added.ADDED
    holder.close()


def test_a_full_disk_loses_one_article_and_breaks_nothing(backend):
    url = backend.fresh()
    large = said("Ada Brandt", "it rained " * 200_000)
    with Record.open(url) as record:
        record.add(talks())
        connection = record._store._backend._engine.raw_connection()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 40}")
        connection.close()  # back to the pool, which hands it out next
        with pytest.raises(RecordError, match="disk is full; free some space"):
            record.add(large)
        assert not record.known(large.article.id, large.generator)
        assert record.add(said("Ada Brandt", "it rained")) is Added.ADDED
    backend.check(url)


def test_a_damaged_file_says_so(backend):
    url = backend.fresh()
    with Record.open(url) as record:
        for extraction in numbered(40):
            record.add(extraction)
    content = bytearray(Path(url).read_bytes())
    content[4096 * 2 :] = b"\x5a" * (len(content) - 4096 * 2)
    Path(url).write_bytes(content)
    with pytest.raises(RecordError, match=r"damaged|refused"), Record.open(url) as record:
        list(record.extractions())


def test_an_extraction_in_an_unknown_form_says_so(backend):
    url = backend.fresh()
    with Record.open(url) as record:
        record.add(talks())
        connection = sqlite3.connect(url)
        connection.execute("UPDATE extraction SET payload = json_set(payload, '$.schema', 'dateline.extraction/9')")
        connection.commit()
        connection.close()
        for ask in (lambda: record.extraction(talks().article.id), lambda: list(record.extractions())):
            with pytest.raises(RecordError, match="does not know; install the newest"):
                ask()


def test_what_a_database_cannot_hold_is_refused_as_a_whole(backend):
    url = backend.fresh()
    extraction = talks()
    event = extraction.events[0]
    with Record.open(url) as record:
        twice = type(extraction)(
            generator=extraction.generator,
            article=extraction.article,
            actors=extraction.actors,
            attributions=extraction.attributions,
            events=(event, event),
        )
        with pytest.raises(RecordError, match=r"the database refused .*UNIQUE"):
            record.add(twice)
        assert record.counts().versions == 0
        assert record.search("corridor") == []
        assert record.add(extraction) is Added.ADDED
    backend.check(url)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind this user")
@pytest.mark.parametrize("folder_too", [False, True])
def test_a_read_only_record_can_be_read(backend, folder_too):
    url = Path(backend.fresh())
    with Record.open(url) as record:
        record.add(talks())
    url.chmod(0o444)
    if folder_too:
        url.parent.chmod(0o555)
    try:
        with Record.open(url) as record:
            assert len(record.claims()) == 3
            with pytest.raises(RecordError, match="read-only; copy the file"):
                record.add(said("Ada Brandt", "it rained"))
    finally:
        url.parent.chmod(0o755)


@pytest.mark.parametrize("mode", ["ro", "ro&immutable=1"])
def test_a_record_opened_to_read_refuses_to_write(backend, monkeypatch, mode):
    url = backend.fresh()
    with Record.open(url) as record:
        record.add(talks())
    monkeypatch.setattr(sqlite, "_mode_of", lambda _: mode)
    with Record.open(url) as record:
        assert len(record.search("corridor")) == 1
        with pytest.raises(RecordError, match="read-only; copy the file"):
            record.add(said("Ada Brandt", "it rained"))


def test_readers_read_while_a_writer_writes(backend):
    url = backend.fresh()
    with Record.open(url) as record:
        assert record._store._backend._engine.connect().exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        with record._store._backend.writing(), Record.open(url) as other:
            assert other.counts().versions == 0


def test_the_text_of_an_article_is_kept_once(backend):
    url = backend.fresh()
    with Record.open(url) as record:
        record.add(talks())
    assert Path(url).read_bytes().count(TALKS[-40:].encode()) == 1


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("corridor talks", '"corridor" AND "talks"'),
        ('the "grain deal" now', '"the" AND "grain deal" AND "now"'),
        ('NEAR(a b) OR NOT x*:"', '"NEAR(a" AND "b)" AND ("OR" OR "O R") AND ("NOT" OR "N O T") AND "x*:"'),
        ("U.S. US usual", '("US" OR "U S") AND ("US" OR "U S") AND "usual"'),
        ("a\0b", '"a" AND "b"'),
        ("- !", None),
        ("", None),
        ('""', None),
    ],
)
def test_words_become_an_expression(words, expression):
    assert match_expression(words) == expression


@given(words=st.text())
def test_no_expression_is_a_syntax_error(words):
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(text)")
        expression = match_expression(words)
        if expression is not None:
            connection.execute("SELECT * FROM t WHERE t MATCH ?", (expression,)).fetchall()
    connection.close()

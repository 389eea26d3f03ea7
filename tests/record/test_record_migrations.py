"""The history of the schema: complete, applied on opening, and never guessed."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from record_samples import talks
from sqlalchemy import create_engine
from tests.event_samples import encounter

from dateline.errors import RecordError, RecordVersionError
from dateline.record import Record, migrations, rows, sqlite
from dateline.record.migrations.scope import is_ours
from dateline.record.tables import metadata

LATER = '''
"""A note on each article."""
import sqlalchemy as sa
from alembic import op
revision = "later"
down_revision = "0002"

def upgrade():
    with op.batch_alter_table("reading", recreate="always") as batch:
        batch.add_column(sa.Column("note", sa.Text()))
    with op.batch_alter_table("generator", recreate="always") as batch:
        batch.add_column(sa.Column("note", sa.Text()))
'''


@pytest.fixture
def later(tmp_path, monkeypatch):
    """A Dateline of the future, whose history has one revision more."""
    folder = tmp_path / "100% later"
    shutil.copytree(migrations._LOCATION, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "later.py").write_text(LATER)

    def arrive() -> None:
        monkeypatch.setattr(migrations, "_LOCATION", folder)
        monkeypatch.setattr(sqlite, "HEAD", "later")

    yield arrive
    monkeypatch.undo()


def test_the_tables_are_what_the_history_makes(backend):
    engine = create_engine(f"sqlite:///{backend.fresh()}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_difference_would_be_seen(backend):
    url = backend.fresh()
    with sqlite3.connect(url) as connection:
        connection.execute("ALTER TABLE article ADD COLUMN stray TEXT")
    connection.close()
    engine = create_engine(f"sqlite:///{url}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert len(compare_metadata(context, metadata)) == 1
    engine.dispose()


def test_head_is_the_newest_revision():
    assert ScriptDirectory.from_config(migrations.config()).get_heads() == [migrations.HEAD]


def test_a_record_of_this_version_is_opened_without_alembic(backend, monkeypatch):
    def refuse() -> None:
        raise AssertionError("Alembic was loaded")

    url = backend.fresh()
    monkeypatch.setattr(migrations, "config", refuse)
    Record.open(url).close()
    Record.open(url, create=True).close()


def test_an_older_record_is_upgraded_when_it_is_opened_and_keeps_its_rows(backend, later):
    url = backend.fresh()
    with Record.open(url) as record:
        record.add(talks(), path="talks.txt")
    before = backend.rows(url)
    later()
    with Record.open(url) as record:
        assert record.extraction(talks().article.id) == talks()
        assert len(record.claims()) == 3
    assert backend.rows(url) == before
    with sqlite3.connect(url) as connection:
        assert connection.execute("SELECT note FROM reading").fetchall() == [(None,)]
        assert connection.execute("SELECT count(*) FROM claims").fetchone() == (3,)
    connection.close()
    backend.check(url)


def test_an_older_record_that_is_read_only_says_what_to_do(backend, later, monkeypatch):
    url = backend.fresh()
    later()
    monkeypatch.setattr(sqlite, "_mode_of", lambda _: "ro")
    with pytest.raises(RecordError, match=r"older Dateline .* copy the file"):
        Record.open(url)


def test_a_newer_record_is_refused_and_left_alone(backend, later, monkeypatch):
    url = backend.fresh()
    later()
    Record.open(url).close()
    monkeypatch.undo()
    before = Path(url).read_bytes()
    with pytest.raises(RecordVersionError, match=r"newer Dateline made this record .*later.*0002.*install the newer"):
        Record.open(url)
    assert Path(url).read_bytes() == before


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(backend, later, monkeypatch):
    url = backend.fresh()
    with Record.open(url) as record:
        record.add(talks())
    later()
    broken = migrations._LOCATION / "versions" / "later.py"
    broken.write_text(LATER + "    op.execute('SELECT * FROM nowhere')\n")
    with pytest.raises(RecordError, match="the database refused"):
        Record.open(url)
    monkeypatch.undo()
    with Record.open(url) as record:
        assert len(record.claims()) == 3
    with sqlite3.connect(url) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0002",)]
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    connection.close()


def test_events_of_an_older_record_get_their_words_and_names(tmp_path):
    from alembic import command

    url, made = tmp_path / "old.db", encounter()
    engine = create_engine(f"sqlite:///{url}")
    alembic = migrations.config()
    with engine.begin() as connection:
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "0001")
        _insert_as_of_0001(connection, made)
        command.upgrade(alembic, "0002")
        columns = "trigger_text, clause_text, actor_names, recipient_names, initiator_name"
        found = connection.exec_driver_sql(f"SELECT {columns} FROM event ORDER BY ordinal").all()
    engine.dispose()
    assert found[0] == ("asked", "Brandt had asked for a word with Kral", "Ada Brandt; Ivo Kral", "", "Ada Brandt")
    assert found[4] == ("meeting", "Their meeting", "Ada Brandt; Ivo Kral", "", None)


def _insert_as_of_0001(connection, made):
    """The rows of an extraction without the columns that 0001 does not have."""
    read = made.article
    identifier = rows.extraction_id(read.id, made.generator)
    parents = {
        "article": {
            "id": read.id,
            "key": 1,
            "first_version": read.id,
            "version": 1,
            "is_latest": True,
            "read_at": "",
            **rows.article_row(read),
        },
        "generator": {"id": "g", "version": "0", "weights": "w", "rules": "r"},
        "extraction": {
            "id": identifier,
            "article_id": read.id,
            "generator_id": "g",
            "is_current": True,
            "extracted_at": "",
            "payload": {},
        },
    }
    for name, row in parents.items():
        connection.execute(metadata.tables[name].insert(), row)
    later = {"trigger_text", "clause_text", "actor_names", "recipient_names", "initiator_name", "restrictions"}
    for table, several in rows.extraction_rows(made):
        kept = [{name: value for name, value in row.items() if name not in later} for row in several]
        connection.execute(table.insert(), kept)


def test_the_history_ships_with_the_package():
    here = Path(migrations.__file__).parent
    assert (here / "env.py").is_file()
    assert [path.name for path in sorted((here / "versions").glob("*.py"))] == [
        "0001_first_schema.py",
        "0002_names_of_events.py",
    ]

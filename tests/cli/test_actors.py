"""``dateline actors``: what it prints and what it keeps."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import TableError, UsageError


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_ACTORS", raising=False)

    def run(*arguments):
        return CliRunner().invoke(app, ["actors", *arguments])

    return run


def rows(result):
    assert result.exit_code == 0, result.exception
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_search_explains_why_it_matched(run):
    (row,) = rows(run("Lavrov", "--on", "2023-03-02", "--format", "jsonl"))
    assert (row["id"], row["country"], row["office"]) == ("sergey-lavrov", "RUS", "Foreign Minister")
    assert row["why"] == "surname: Lavrov; Foreign Minister, russia (2004-03-09 to ...)"
    assert row["source"] == "general"


def test_lists_are_narrowed_by_country_office_type_and_limit(run):
    (row,) = rows(run("--office", "foreign minister", "--country", "DEU", "--on", "2023-01-01", "--format", "jsonl"))
    assert row["id"] == "annalena-baerbock"
    ministers = rows(run("--office", "foreign minister", "--on", "2023-01-01", "--format", "jsonl"))
    assert {"sergey-lavrov", "antony-blinken", "qin-gang"} <= {row["id"] for row in ministers}
    assert all(row["type"] == "PERSON" for row in ministers)
    meetings = run("summit", "--type", "meeting", "--limit", "2", "--format", "jsonl")
    assert [row["type"] for row in rows(meetings)] == ["MEETING", "MEETING"]
    assert "2 shown" in meetings.stderr
    assert {row["country"] for row in rows(run("--country", "PRK", "--format", "jsonl"))} == {"PRK"}


def test_a_part_of_a_name_is_enough(run):
    found = {row["id"]: row for row in rows(run("Shanghai", "--format", "jsonl"))}
    assert found["sco"]["why"].startswith("part: Shanghai Cooperation Organi")


def test_nothing_found_is_no_error(run):
    result = run("Zorblax")
    assert result.exit_code == 0
    assert "0 actors" in result.stderr


def test_own_rows_are_kept_beside_the_record_or_where_the_setting_says(run, tmp_path, monkeypatch):
    (tmp_path / "people.tsv").write_text("id\tname\nada-example\tAda Example\n", encoding="utf-8")
    result = run("import", "people.tsv")
    assert result.exit_code == 0
    assert "1 row added to actors.jsonl: 1 in people" in result.stderr
    assert [row["source"] for row in rows(run("Ada Example", "--format", "jsonl"))] == ["user"]
    monkeypatch.setenv("DATELINE_ACTORS", str(tmp_path / "other.jsonl"))
    assert rows(run("Ada Example", "--format", "jsonl")) == []
    assert len(rows(run("Ada Example", "--format", "jsonl", "--table", "actors.jsonl"))) == 1


def test_wrong_usage_and_bad_files_say_what_to_do(run, tmp_path):
    assert isinstance(run("--type", "wizard").exception, UsageError)
    assert isinstance(run("--on", "yesterday").exception, UsageError)
    assert isinstance(run("import").exception, UsageError)
    assert isinstance(run("import", "none.tsv").exception, TableError)

from __future__ import annotations

import csv
import io
import json

import pytest

from .conftest import REPORT


def summary(result):
    return dict(line.split(maxsplit=1) for line in result.out.splitlines())


def test_reading_twice_adds_nothing(run, report):
    first, second = run("read", report), run("read", report)

    assert first.code == second.code == 0
    assert summary(first)["added"].startswith("1 article,")
    assert summary(second)["added"] == "0 articles, 0 claims"
    assert summary(second)["known"].startswith("1 ")


def test_the_record_is_named_by_option_environment_settings_or_default(run, report, tmp_path, monkeypatch):
    assert summary(run("read", report))["record"] == "dateline.db"
    (tmp_path / "dateline.toml").write_text('record = "settings.db"\n')
    assert summary(run("read", report))["record"] == "settings.db"
    monkeypatch.setenv("DATELINE_RECORD", "environment.db")
    assert summary(run("read", report))["record"] == "environment.db"
    assert summary(run("read", report, "--record", "option.db"))["record"] == "option.db"
    for name in ("dateline", "settings", "environment", "option"):
        assert (tmp_path / f"{name}.db").is_file()


def test_settings_that_cannot_be_understood_are_wrong_usage(run, tmp_path):
    (tmp_path / "dateline.toml").write_text("record = [")

    result = run("claims")

    assert result.code == 2
    assert "dateline.toml" in result.err


def test_failures_are_named_and_counted_and_the_rest_is_kept(run, report, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")

    result = run("read", tmp_path / "empty.txt", report)

    assert result.code == 3
    assert summary(result)["failed"] == "1: empty-document 1"
    assert summary(result)["added"].startswith("1 article,")
    assert "empty.txt" in result.err


@pytest.mark.parametrize("arguments", [("claims",), ("show", "0123456789")])
def test_only_read_creates_a_record(run, tmp_path, arguments):
    result = run(*arguments)

    assert result.code == 1
    assert "dateline read" in result.err
    assert not list(tmp_path.glob("*.db"))


@pytest.fixture
def filled(run, report):
    run("read", report, "--published", "2024-05-03", "--outlet", "Lakeside Courier")
    return run


def rows(result):
    assert result.code == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_claims_are_printed_alike_in_every_format(filled):
    listed = rows(filled("claims", "--format", "jsonl"))
    assert json.loads(filled("claims", "--format", "json").out) == listed
    table = list(csv.DictReader(io.StringIO(filled("claims", "--format", "csv").out)))
    assert [row["content"] for row in table] == [row["content"] for row in listed]
    printed = " ".join(filled("claims").out.split())
    assert "Lakeside Courier" in printed
    assert all(row["as_relayed_by"].startswith("Lakeside Courier > ") for row in listed if row["chain"])


def test_claims_are_narrowed_by_speaker_words_and_kind_of_source(filled):
    everything = rows(filled("claims", "--format", "jsonl"))
    assert {row["content"] for row in rows(filled("claims", "--by", "Holt", "--format", "jsonl"))} == {
        '"We never left the table,"'
    }
    assert {row["anonymous"] for row in rows(filled("claims", "--anonymous", "--format", "jsonl"))} == {True}
    assert all("table" in row["content"] for row in rows(filled("claims", "--text", "tables", "--format", "jsonl")))
    assert len(rows(filled("claims", "--limit", "1", "--format", "jsonl"))) == 1
    assert rows(filled("claims", "--said-since", "2024-05-03", "--format", "jsonl")) == everything
    assert rows(filled("claims", "--said-until", "2024-05-02", "--format", "jsonl")) == []
    assert rows(filled("claims", "--added-until", "2000-01-01", "--format", "jsonl")) == []


@pytest.mark.parametrize("arguments", [("--kind", "rumour"), ("--said-since", "May"), ("--limit", "0")])
def test_wrong_queries_are_wrong_usage(filled, arguments):
    assert filled("claims", *arguments).code == 2


def test_any_words_can_be_searched(filled):
    for words in ('"', "AND", "table OR", "(talks", "*", "a:b", "'; DROP TABLE article", "“talks”"):
        assert filled("claims", "--text", words).code == 0


def test_an_empty_answer_is_no_error(filled):
    result = filled("claims", "--by", "Nobody")

    assert result.code == 0
    assert "0 claims" in result.err


def test_show_prints_the_text_with_its_claims(filled, report):
    identifier = rows(filled("claims", "--format", "jsonl"))[0]["article"]

    by_path, by_id, by_prefix = (filled("show", name) for name in (report, identifier, identifier[:8]))

    assert by_path.out == by_id.out == by_prefix.out
    assert "Lakeside Courier > " in by_path.out
    assert "[a1]" in by_path.out
    assert "Velian ministry" in by_path.out


def test_show_reads_a_file_that_no_record_knows(run, report, tmp_path):
    result = run("show", report)

    assert result.code == 0
    assert "unknown outlet" in result.out
    assert not list(tmp_path.glob("*.db"))


def test_show_says_what_to_do_about_an_unknown_article(filled):
    result = filled("show", "ffffffffff")

    assert result.code == 1
    assert "ffffffffff" in result.err


def test_another_text_at_the_same_address_is_a_new_version(run, tmp_path):
    path = tmp_path / "wire.jsonl"
    for day in ("Friday", "Monday"):
        path.write_text(json.dumps({"text": REPORT.replace("Friday", day), "url": "https://example.org/talks"}))
        last = run("read", path)

    assert "1 of them new versions" in last.out


def test_version_is_printed(run):
    from dateline import __version__

    assert run("--version").out.strip() == __version__


def test_interruption_keeps_what_was_read(run, report, tmp_path, monkeypatch):
    from dateline.documents import ReadOptions, read_documents

    def interrupted(paths, options=None, **_):
        yield from read_documents([str(report)], options or ReadOptions())
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.documents.read_documents", interrupted)
    result = run("read", report)
    monkeypatch.undo()

    assert result.code == 130
    assert "what was read is kept" in result.err


def test_workers_do_not_change_the_record(run, tmp_path):
    for i in range(4):
        (tmp_path / f"{i}.txt").write_text(REPORT.replace("Friday", f"day {i}"), encoding="utf-8")

    run("read", tmp_path, "--record", "one.db")
    run("read", tmp_path, "--record", "two.db", "--workers", "2")

    one, two = (rows(run("claims", "--record", f"{name}.db", "--format", "jsonl")) for name in ("one", "two"))
    assert one == two
    assert one


def test_a_question_without_an_answer_is_no_error(filled):
    result = filled("claims", "--to", "Paris")
    assert result.code == 0
    assert "0 claims in" in result.err

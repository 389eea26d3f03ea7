"""The lists of events: contacts, asks, precedents; what is exported, and what `show` says of events."""

from __future__ import annotations

import csv
import io
import json

import pytest

from dateline.record import Record
from tests.event_samples import asked, encounter, met


@pytest.fixture
def filled(run):
    with Record.open("dateline.db", create=True) as record:
        record.add(encounter(), path="talks.txt")
        record.add(asked("Norway urged Czechia to open the border.", "urged", "open the border"))
        record.add(asked("Norway vowed to pay Czechia.", "vowed", "pay", category="AGREE", outlet="River Times"))
        record.add(asked("Czechia opened it.", "opened", category="RETREAT", actors=("czechia",), recipients=()))
    return run


def rows(result):
    assert result.code == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


@pytest.mark.parametrize("command", ["contacts", "asks", "precedents"])
def test_lists_are_printed_alike_in_every_format(filled, command):
    listed = rows(filled(command, "--format", "jsonl"))
    assert listed
    assert json.loads(filled(command, "--format", "json").out) == listed
    table = list(csv.DictReader(io.StringIO(filled(command, "--format", "csv").out)))
    assert [row["article"] for row in table] == [row["article"] for row in listed]
    printed = filled(command)
    assert all(row["article"][:7] in printed.out for row in listed)
    assert "dateline.db" in printed.err


@pytest.mark.parametrize("command", ["contacts", "asks", "precedents"])
def test_an_empty_answer_is_no_error_and_a_missing_record_is_one(filled, run, command):
    empty = filled(command, "--said-since", "2030-01-01", "--format", "jsonl")
    assert (empty.code, empty.out) == (0, "")
    assert "0 " in empty.err
    missing = run(command, "--record", "none.db")
    assert missing.code == 1
    assert "dateline read" in missing.err


def test_a_contact_shows_each_teller_with_the_outlet_in_front(filled):
    (contact,) = rows(filled("contacts", "--format", "jsonl"))
    ministry = "Harbour Post > Onega Dispatch > Czech Foreign Ministry"
    assert contact["when"] == "2024-05-03"
    assert contact["parties"] == ["Ada Brandt", "Ivo Kral"]
    assert contact["parties_act_for"] == ["NOR", "CZE"]
    assert contact["levels"] == ["minister"]
    assert contact["status_by_teller"] == [
        {"as_relayed_by": "Harbour Post > Lena Novak", "status": ["requested", "denied"]},
        {"as_relayed_by": ministry, "status": ["occurred"]},
        {"as_relayed_by": "Harbour Post > Norwegian official", "status": ["occurred"]},
        {"as_relayed_by": "Harbour Post", "status": ["occurred"]},
    ]
    assert contact["called"][1] == {"as_relayed_by": ministry, "word": ["spoke"]}
    assert contact["denies_happened"] == []
    assert contact["rejects_word"] == [{"word": "talks", "as_relayed_by": "Harbour Post > Lena Novak"}]
    assert contact["asked_by"] == [
        {"name": "Ada Brandt", "according_to": ["Harbour Post > Lena Novak"], "denied_by": []}
    ]
    assert contact["acknowledged_by"][0] == {
        "side": "CZE",
        "claimants": ["Czech Foreign Ministry"],
        "according_to": [ministry],
    }
    assert contact["durations"] == [
        {"text": "some ten minutes", "min": 10, "max": 10, "as_relayed_by": "Harbour Post > Norwegian official"}
    ]
    assert (contact["origins"], contact["origins_named"], contact["origins_unnamed"]) == ("3 and 1 unnamed", 3, [1, 1])


def test_a_table_of_contacts_says_what_each_teller_says(run, monkeypatch):
    monkeypatch.setattr("dateline.cli.console._PIPE_WIDTH", 600)
    with Record.open("dateline.db", create=True) as record:
        record.add(encounter())
    printed = run("contacts").out
    assert "Harbour Post > Lena Novak: requested (asked), rejects the word (talks)" in printed
    assert "Harbour Post > Onega Dispatch > Czech Foreign Ministry: occurred (spoke)" in printed
    assert "Ada Brandt, says Harbour Post > Lena Novak" in printed
    assert "side unknown: Harbour Post > Norwegian official" in printed


def test_nothing_of_a_contact_is_cut_off_in_a_narrow_table(filled):
    printed = "".join(filled("contacts").out.split())
    for words in ("Novak", "rejects", "talks", "Dispatch", "unnamed"):
        assert words in printed


def test_contacts_are_narrowed(filled):
    with Record.open("dateline.db") as record:
        record.add(met(outlet="River Times", published="2024-05-20", stage="planned"))

    def outlets(*arguments):
        return [row["outlet"] for row in rows(filled("contacts", *arguments, "--format", "jsonl"))]

    assert outlets("--between", "Norway", "Ivo Kral", "--last") == ["Harbour Post"]
    assert outlets("--between", "Norway", "France") == []
    assert outlets("--status", "planned") == ["River Times"]
    assert outlets("--level", "leader") == []
    assert outlets("--level", "minister", "--form", "exchange") == ["Harbour Post"]
    assert outlets("--happened-since", "2024-05-03") == ["Harbour Post"]
    assert outlets("--said-since", "2024-05-20", "--limit", "1") == ["River Times"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("contacts", "--level", "king"),
        ("contacts", "--status", "over"),
        ("contacts", "--between", "Norway"),
        ("contacts", "--happened-since", "May"),
        ("asks", "--said-until", "May"),
        ("precedents", "--added-since", "May"),
        ("precedents", "--check"),
        ("export", "word"),
        ("export",),
    ],
)
def test_wrong_queries_are_wrong_usage(filled, arguments):
    assert filled(*arguments).code == 2


def test_asks_show_their_answer_and_open_ones_have_none(filled):
    request, pledge = sorted(rows(filled("asks", "--format", "jsonl")), key=lambda row: row["kind"], reverse=True)
    assert (request["by"], request["to"], request["what"]) == (["Norway"], ["Czechia"], "Czechia: open the border")
    assert request["as_relayed_by"] == "Harbour Post"
    assert (request["answer"]["category"], request["answer"]["clause"]) == ("RETREAT", "Czechia opened it.")
    assert pledge["answer"] is None
    assert [row["kind"] for row in rows(filled("asks", "--open", "--format", "jsonl"))] == ["pledge"]
    assert rows(filled("asks", "--by", "Czechia", "--format", "jsonl")) == []
    assert "Harbour Post: R" in filled("asks", "--to", "CZE").out


def test_precedents_show_what_they_count_from(filled):
    (found,) = rows(filled("precedents", "--format", "jsonl"))
    assert (found["claim"], found["contact_form"], found["since"]) == ("first", "meeting", "the border closed")
    assert found["as_relayed_by"] == "Harbour Post"
    assert "2022-03-01 to 2022-03-31" in filled("precedents").out


def test_show_lists_events_below_the_claims(filled):
    printed = filled("show", "talks.txt").out
    claims, events = printed.index("[a4] "), printed.index("[e1] Harbour Post > Lena Novak  CONSULT requested")
    assert claims < events
    assert "on or before 2024-05-04" in printed
    assert "rejects the word" in printed
    assert "[e5] Harbour Post  CONSULT occurred" in printed
    other = next(row for row in rows(filled("asks", "--format", "jsonl")) if row["kind"] == "request")
    assert "Norway -> Czechia: Czechia: open the border" in filled("show", other["article"]).out


def test_an_export_goes_to_standard_output_or_into_a_file(filled, tmp_path):
    printed = filled("export", "plover")
    assert len(rows(printed)) == 8
    saved = filled("export", "plover", "--output", tmp_path / "events.jsonl")
    assert saved.out == ""
    assert "8 lines" in saved.err
    assert (tmp_path / "events.jsonl").read_text(encoding="utf-8") == printed.out
    assert sorted(path.name for path in tmp_path.glob("*.jsonl*")) == ["events.jsonl"]


def test_extractions_are_exported_as_extract_prints_them(filled):
    from dateline.model.form import extraction_from_json

    exported = [extraction_from_json(row) for row in rows(filled("export", "jsonl"))]
    assert encounter() in exported
    assert len(exported) == 4


def test_a_file_that_cannot_be_written_is_named(filled, tmp_path):
    result = filled("export", "plover", "--output", tmp_path / "none" / "events.jsonl")
    assert result.code == 2
    assert "cannot be written" in result.err

"""Scores of acts, on tables and records written for the test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dateline.evaluation.events as scores
from dateline.errors import CorpusError
from dateline.evaluation.events import PloverRecord, PlvRow, evaluate_plover_records, read_plover_records, read_plv
from dateline.model.extraction import Extraction


def test_macro_f1_is_the_mean_over_the_classes_of_the_gold() -> None:
    rows = [PlvRow("", root) for root in ("AID", "AID", "AGREE", "AGREE")]
    table = scores.score_roots(rows, ["AID", "AGREE", "AGREE", "SUPPORT"])
    assert table["all"] == {"accuracy": 50.0, "F1": pytest.approx((66.67 + 50) / 2, abs=0.01)}
    assert table["AID"] == {"P": 100.0, "R": 50.0, "F1": 66.67}
    assert "SUPPORT" not in table


def test_a_table_is_read_by_its_columns_and_quotes_mean_nothing_odd(tmp_path: Path) -> None:
    path = tmp_path / "plv.tsv"
    path.write_text("\tgold_root\tmarked_sentence\n7\tAID\t<s>Oslo</s> helped <t>Bern</t>.\n", encoding="utf-8")
    assert read_plv(path) == (PlvRow("<s>Oslo</s> helped <t>Bern</t>.", "AID"),)


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("sentence\tgold_root\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="no column marked_sentence"):
        read_plv(path)
    with pytest.raises(CorpusError, match="is no file"):
        read_plv(tmp_path / "none.tsv")


def test_predictions_count_rows_from_zero(tmp_path: Path) -> None:
    path = tmp_path / "plv.tsv"
    rows = ["<s>Oslo's envoy</s> met <t>the mayor of Bern</t>.\tCONSULT", "<s>Rome</s> accused <t>Bonn</t>.\tACCUSE"]
    path.write_text("\n".join(["marked_sentence\tgold_root", *rows, ""]), encoding="utf-8")
    predicted, table = scores.evaluate_events(path)
    assert [line["row"] for line in predicted] == [0, 1]
    assert {line["category"] for line in predicted} <= {"CONSULT", "ACCUSE"}
    assert table["all"]["accuracy"] == 100.0


def written_records(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text(json.dumps(list(records)), encoding="utf-8")
    return path


def test_records_are_read_under_the_present_names(tmp_path: Path) -> None:
    path = written_records(
        tmp_path / "records.json",
        {"id": "1", "event": "DEMAND", "text": "Oslo asks.", "source": [{"code": "NOR"}], "target": ""},
        {"id": "2", "event": "DOCUMENT", "text": "About this file."},
    )
    assert read_plover_records(path) == (PloverRecord("1", "Oslo asks.", "REQUEST", frozenset({"NOR"}), frozenset()),)


def coded(monkeypatch: pytest.MonkeyPatch, *events: tuple[str, set[str], set[str]]) -> None:
    found = [(category, (frozenset(actors), frozenset(others))) for category, actors, others in events]
    monkeypatch.setattr(scores, "_coded", lambda _: found)


@pytest.mark.parametrize(
    ("events", "expected", "taken_for"),
    [
        ([("CONSULT", {"NOR"}, {"CHE"})], (100, 100, 100), "CONSULT"),
        ([("CONSULT", {"NOR", "CHE"}, set())], (100, 100, 100), "CONSULT"),  # both are actors alike
        ([("AID", {"NOR"}, {"CHE"}), ("CONSULT", {"NOR"}, set())], (100, 100, 0), "CONSULT"),
        ([("AID", set(), set())], (0, 0, 0), "AID"),
        ([], (0, 0, 0), "none"),
    ],
)
def test_a_record_needs_its_category_and_its_countries(
    monkeypatch: pytest.MonkeyPatch,
    events: list[tuple[str, set[str], set[str]]],
    expected: tuple[int, int, int],
    taken_for: str,
) -> None:
    coded(monkeypatch, *events)
    record = PloverRecord("1", "", "CONSULT", frozenset({"NOR"}), frozenset({"CHE"}))
    nothing = Extraction.__new__(Extraction)
    table, confusion = evaluate_plover_records([record], lambda _: nothing)
    assert tuple(table[name]["R"] for name in ("category", "countries", "both")) == expected
    assert confusion == {("CONSULT", taken_for): 1}

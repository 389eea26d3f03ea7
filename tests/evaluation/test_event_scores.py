"""Scores of root categories, on tables written for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline.evaluation.events as scores
from dateline.errors import CorpusError
from dateline.evaluation.events import PlvRow, read_plv


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

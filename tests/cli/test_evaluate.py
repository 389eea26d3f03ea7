from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import dateline.evaluation
from dateline.cli.app import app

TASKS = ("attribution", "coreference", "status", "times")


@pytest.fixture
def evaluations(monkeypatch):
    """All evaluations give a line and a row that name them."""
    for name in TASKS:
        found = [{"of": name}], {f"row of {name}": {"F1": 12.5}}
        monkeypatch.setattr(dateline.evaluation, f"evaluate_{name}", lambda _, found=found: found)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.usefixtures("evaluations")
def test_the_task_that_is_named_is_scored(task, tmp_path):
    predictions = tmp_path / "predicted.jsonl"
    result = CliRunner().invoke(app, ["evaluate", task, str(tmp_path), "--predictions", str(predictions)])
    assert result.exit_code == 0, result.output
    assert result.output.split() == ["row", "of", task, "F1", "12.50"]
    assert json.loads(predictions.read_text("utf-8")) == {"of": task}


@pytest.mark.usefixtures("evaluations")
def test_scores_come_as_json_too(tmp_path):
    result = CliRunner().invoke(app, ["evaluate", "coreference", str(tmp_path), "--format", "json"])
    assert json.loads(result.output) == {"row of coreference": {"F1": 12.5}}


TALKS = """<?xml version="1.0"?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2023-03-02">2 March</TIMEX3></DCT>
<TEXT>The two ministers met <TIMEX3 tid="t1" type="DATE" value="2023-W08">last week</TIMEX3>.</TEXT></TimeML>
"""


def test_times_are_scored_and_predictions_written(run, tmp_path):
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "talks.tml").write_text(TALKS)
    outcome = run("evaluate", "times", gold, "--format", "json", "--predictions", tmp_path / "found.jsonl")
    assert outcome.code == 0
    assert json.loads(outcome.out)["value"] == {"P": 100, "R": 100, "F1": 100}
    line = json.loads((tmp_path / "found.jsonl").read_text())
    assert line["document"] == "talks"
    assert [time["timex"]["value"] for time in line["times"]] == ["2023-W08"]


def test_times_are_scored_as_a_table(run, tmp_path):
    (tmp_path / "talks.tml").write_text(TALKS)
    outcome = run("evaluate", "times", tmp_path)
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()] == ["strict", "relaxed", "value", "type"]


def test_a_folder_without_times_is_named(run, tmp_path):
    outcome = run("evaluate", "times", tmp_path)
    assert outcome.code != 0
    assert "holds no documents with TIMEX3" in outcome.err

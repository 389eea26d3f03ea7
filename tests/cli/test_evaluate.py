from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import dateline.evaluation
from dateline.cli.app import app


@pytest.fixture(autouse=True)
def evaluations(monkeypatch):
    """Both evaluations give a line and a row that name them."""
    for name in ("attribution", "coreference"):
        found = [{"of": name}], {f"row of {name}": {"F1": 12.5}}
        monkeypatch.setattr(dateline.evaluation, f"evaluate_{name}", lambda _, found=found: found)


@pytest.mark.parametrize("task", ["attribution", "coreference"])
def test_the_task_that_is_named_is_scored(task, tmp_path):
    predictions = tmp_path / "predicted.jsonl"
    result = CliRunner().invoke(app, ["evaluate", task, str(tmp_path), "--predictions", str(predictions)])
    assert result.exit_code == 0, result.output
    assert result.output.split() == ["row", "of", task, "F1", "12.50"]
    assert json.loads(predictions.read_text("utf-8")) == {"of": task}


def test_scores_come_as_json_too(tmp_path):
    result = CliRunner().invoke(app, ["evaluate", "coreference", str(tmp_path), "--format", "json"])
    assert json.loads(result.output) == {"row of coreference": {"F1": 12.5}}

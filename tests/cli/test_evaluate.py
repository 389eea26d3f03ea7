from __future__ import annotations

import json

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

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ROOT / "evaluation" / "floors.toml"
NAME = "nesting"


@pytest.fixture(scope="module")
def gate():
    import sys

    specification = importlib.util.spec_from_file_location("gate", ROOT / "evaluation" / "gate.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules["gate"] = module  # dataclasses look their module up
    specification.loader.exec_module(module)
    return module


@pytest.fixture
def settings(gate):
    return {"floors": dict.fromkeys(gate.TASKS[NAME].measures, 50.0), "digest": "d", "documents": 3}


def result(gate, **scores):
    return gate.Result({**dict.fromkeys(gate.TASKS[NAME].measures, 50.0), **scores}, "d", 3)


def test_floors_that_are_reached_hold(gate, settings):
    assert gate.failures(NAME, settings, result(gate)) == []


def test_a_score_below_its_floor_is_named(gate, settings):
    (told,) = gate.failures(NAME, settings, result(gate, **{"found.iou50": 49.0}))
    assert "nesting: found.iou50 is 49.00, below its floor of 50.00" in told


def test_another_corpus_is_named(gate, settings):
    assert gate.failures(NAME, {**settings, "digest": "other"}, result(gate))
    assert gate.failures(NAME, {**settings, "documents": 4}, result(gate))


def test_a_measure_without_a_floor_is_named(gate, settings):
    del settings["floors"]["kind"]
    assert gate.failures(NAME, settings, result(gate)) == ["nesting: kind has no floor"]


def test_floors_are_not_lowered_silently_and_other_tables_stay(gate):
    text = FLOORS.read_text(encoding="utf-8")
    before = tomllib.loads(text)
    lower = gate.Result(dict.fromkeys(gate.TASKS[NAME].measures, 1.0), "d", 3)
    with pytest.raises(SystemExit, match="allow-regression"):
        gate.updated(text, NAME, before[NAME], lower, allow_regression=False)
    after = tomllib.loads(gate.updated(text, NAME, before[NAME], lower, allow_regression=True))
    assert after[NAME]["floors"] == lower.scores
    assert (after[NAME]["digest"], after[NAME]["documents"]) == ("d", 3)
    assert {k: v for k, v in after.items() if k != NAME} == {k: v for k, v in before.items() if k != NAME}


def test_every_task_has_floors(gate):
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    assert {name: set(table["floors"]) for name, table in floors.items()} == {
        name: set(task.measures) for name, task in gate.TASKS.items()
    }


@pytest.mark.corpus
@pytest.mark.parametrize("name", tomllib.loads(FLOORS.read_text(encoding="utf-8")))
def test_the_shipped_weights_reach_their_floors(gate, name):
    missing = [path for path in gate.TASKS[name].needs if not path.exists()]
    if missing:
        pytest.skip(f"{missing[0].name} is unpacked by `make data` where the corpora are at hand")
    settings = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[name]
    assert gate.failures(name, settings, gate.measure(name, settings)) == []

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / ".cache" / "data" / "polnear" / "dev"


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
    return {"floors": dict.fromkeys(gate.MEASURES, 50.0), "digest": "d", "articles": 3}


def result(gate, **scores):
    return gate.Result({**dict.fromkeys(gate.MEASURES, 50.0), **scores}, "d", 3)


def test_floors_that_are_reached_hold(gate, settings):
    assert gate.failures(settings, result(gate)) == []


def test_a_score_below_its_floor_is_named(gate, settings):
    (told,) = gate.failures(settings, result(gate, **{"linked.iou50": 49.0}))
    assert "linked.iou50 is 49.00, below its floor of 50.00" in told


def test_another_corpus_is_named(gate, settings):
    assert gate.failures({**settings, "digest": "other"}, result(gate))
    assert gate.failures({**settings, "articles": 4}, result(gate))


def test_a_measure_without_a_floor_is_named(gate, settings):
    del settings["floors"]["linked.exact"]
    assert gate.failures(settings, result(gate)) == ["linked.exact has no floor"]


def test_floors_are_not_lowered_silently(gate, settings):
    lower = result(gate, **{"linked.iou50": 40.0})
    with pytest.raises(SystemExit, match="allow-regression"):
        gate.updated(settings, lower, allow_regression=False)
    written = tomllib.loads(gate.updated(settings, lower, allow_regression=True))["attribution"]
    assert written["floors"]["linked.iou50"] == 40.0
    assert (written["digest"], written["articles"]) == ("d", 3)


@pytest.mark.corpus
@pytest.mark.skipif(not DEV.is_dir(), reason="PolNeAR is unpacked by `make data` where the corpora are at hand")
def test_the_shipped_weights_reach_their_floors(gate):
    settings = tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text(encoding="utf-8"))["attribution"]
    assert gate.failures(settings, gate.measure(settings)) == []

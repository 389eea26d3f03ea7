from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.events.factuality import Assessment, assess, status_of, under_cue
from tests.analyses import at

_TABLE = Path(__file__).with_name("assessed.tsv")
_MARK = re.compile(r"\[(\w+)\]")
READINGS = [tuple(line.split("\t")) for line in _TABLE.read_text("utf-8").splitlines() if line and line[0] != "#"]


@pytest.fixture(scope="session")
def analyses(analyser):
    texts = [_MARK.sub(r"\1", marked) for marked, _, _ in READINGS]
    return dict(zip((row[0] for row in READINGS), analyser.analyse(texts), strict=True))


@pytest.mark.parametrize(("marked", "stage", "factuality"), READINGS)
def test_stage_and_factuality(analyses, marked, stage, factuality):
    place = marked.index("[")
    analysis = analyses[marked]
    head = next(k for k, token in enumerate(analysis.tokens) if token.start == place)
    found = assess(analysis, head)
    assert (found.stage, found.factuality) == (stage, factuality)

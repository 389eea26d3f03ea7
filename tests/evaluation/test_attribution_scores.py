from __future__ import annotations

import importlib.util
import random
from pathlib import Path

import pytest

from dateline.evaluation.attribution import score_attributions
from dateline.evaluation.polnear import read_compartment, read_standoff
from dateline.model.attribution import ROLES, RoleSpans

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score_attribution.py"
DEV = ROOT / ".cache" / "data" / "polnear" / "dev"

TEXT = 'The minister said that talks failed. "We tried," she added.'


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


SAID = RoleSpans((span("The minister"),), (span("said"),), (span("that talks failed"),))
ADDED = RoleSpans((span("she"),), (span("added"),), (span('"We tried,"'),))


def test_the_same_attributions_score_a_hundred():
    table = score_attributions([(TEXT, [SAID, ADDED], [ADDED, SAID])])

    assert all(figures["F1"] == 100 for name, figures in table.items() if not name.startswith("recall_"))
    assert table["recall_iou50_by_source"] == {"written": 100, "not_written": 0}
    assert table["recall_iou50_by_kind"] == {"direct": 100, "mixed": 0, "indirect": 100}


def test_a_missing_attribution_costs_recall_only():
    table = score_attributions([(TEXT, [SAID, ADDED], [SAID])])

    assert table["linked.exact"] == {"P": 100, "R": 50, "F1": 66.67}


def test_a_wrong_source_is_no_linked_attribution():
    wrong = RoleSpans(ADDED.source, SAID.cue, SAID.content)
    table = score_attributions([(TEXT, [SAID], [wrong])])

    assert table["linked.overlap"]["F1"] == 0
    assert table["chunk_exact.content"]["F1"] == 100


def test_half_of_the_words_is_enough_for_iou50_and_not_for_exact():
    short = RoleSpans(SAID.source, SAID.cue, (span("talks failed"),))
    table = score_attributions([(TEXT, [SAID], [short])])

    assert (table["linked.iou50"]["F1"], table["linked.exact"]["F1"]) == (100, 0)


def test_nothing_predicted_and_nothing_there_scores_nothing():
    assert score_attributions([(TEXT, [], [])])["linked.iou50"] == {"P": 0, "R": 0, "F1": 0}


def test_standoff_with_discontinuous_spans_and_odd_line_separators(tmp_path):
    path = tmp_path / "a_anno.ann"
    path.write_text(
        "T1\tSource 0 3\tThe\nT2\tCue 4 8;9 11\tsaid so\nT3\tContent 12 20\tit\u2028was\x85so\n"
        "E1\tAttribution:T1 Source:T1 Cue:T2 Content:T3 Content2:T1\nA1\tnote E1\n",
        encoding="utf-8",
    )

    assert read_standoff(path) == (RoleSpans(((0, 3),), ((4, 8), (9, 11)), ((12, 20), (0, 3))),)


def perturbed(spans, length, chance):
    moved = []
    for start, end in spans:
        if chance.random() < 0.15:
            continue
        if chance.random() < 0.3:
            shifted = max(0, start + chance.randrange(-15, 15))
            moved.append((shifted, min(length, max(shifted + 1, end + chance.randrange(-15, 15)))))
        else:
            moved.append((start, end))
    return tuple(moved)


@pytest.mark.corpus
@pytest.mark.skipif(not SCORER.exists(), reason="the reference scorer stands beside the checkout, and is not here")
@pytest.mark.skipif(not DEV.is_dir(), reason="PolNeAR is unpacked by `make data` where the corpora are at hand")
def test_equal_to_the_reference_scorer_on_disturbed_annotations():
    specification = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    reference = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(reference)
    chance = random.Random(1)
    ours, theirs = [], []
    for article in list(read_compartment(DEV))[:30]:
        gold = article.annotations[0]
        predicted = [
            RoleSpans(*(perturbed(a.role(role), len(article.text), chance) for role in ROLES))
            for a in gold
            if chance.random() > 0.1
        ]
        ours.append((article.text, gold, predicted))
        as_dicts = [[{role: list(a.role(role)) for role in ROLES} for a in side] for side in (gold, predicted)]
        theirs.append((article.text, *as_dicts))

    table = score_attributions(ours)

    by_source = table.pop("recall_iou50_by_source")
    assert table == reference.score(theirs)
    assert 0 < by_source["written"] < 100
    assert 0 < table["linked.exact"]["F1"] < 100

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.evaluation.nesting import match_attributions, score_classes, score_sentences
from dateline.evaluation.sentences import GoldAttribution, GoldSentence
from dateline.model.attribution import Attribution, RoleSpans
from tests.evaluation.readings import place

TEXT = "Radio Nima said, quoting an aide, that the minister denied that any talks had failed."


def gold(name: str, source: str, cue: str, content: str, parent: str | None = None, **fields: str) -> GoldAttribution:
    spans = RoleSpans((place(TEXT, source),) if source else (), (place(TEXT, cue),), (place(TEXT, content),))
    return GoldAttribution(
        id=name,
        parent=parent,
        spans=spans,
        **{"kind": "statement", "polarity": "asserted", "quote": "indirect", **fields},
    )


SAID = gold("a1", "Radio Nima", "said", "quoting an aide, that the minister denied that any talks had failed")
QUOTING = gold("a2", "an aide", "quoting", "that the minister denied that any talks had failed", "a1")
DENIED = gold("a3", "the minister", "denied", "that any talks had failed", "a2", polarity="denied")


def sentence(*attributions: GoldAttribution, form: str = "nested", text: str = TEXT) -> GoldSentence:
    return GoldSentence(id="s", form=form, register="wire", region="r", text=text, attributions=attributions)


ALL = sentence(SAID, QUOTING, DENIED)


def read(a: GoldAttribution, name: str, parent: str | None = None, **fields: object) -> Attribution:
    own = {
        "id": name, "parent": parent, "source": a.spans.source, "cue": a.spans.cue, "content": a.spans.content,
        "kind": a.kind, "quote": a.quote, "polarity": a.polarity, "source_type": None,
    }  # fmt: skip
    return Attribution(**{**own, **fields})


RIGHT = (read(SAID, "x"), read(QUOTING, "y", "x"), read(DENIED, "z", "y"))


def test_a_reading_that_agrees_scores_a_hundred():
    table = score_sentences([(ALL, RIGHT)])
    assert {table[m]["F1"] for m in ("found.overlap", "found.iou50", "nesting")} == {100}
    assert {table[m]["accuracy"] for m in ("kind", "polarity", "quote", "nesting.both_found")} == {100}
    assert table["form.nested"] == {"given": 3, "R": 100}


def test_a_missing_and_a_needless_attribution_cost_recall_and_precision():
    needless = read(QUOTING, "n", cue=(place(TEXT, "failed"),), content=(place(TEXT, "talks"),))
    table = score_sentences([(ALL, (RIGHT[0], replace(RIGHT[2], parent=None), needless))])
    assert table["found.iou50"] == {"P": 66.67, "R": 66.67, "F1": 66.67}
    assert table["nesting"] == {"P": 0, "R": 0, "F1": 0}


def test_half_of_the_words_is_iou50_and_one_word_is_an_overlap():
    content = place(TEXT, "that any talks had failed")
    three_of_five = read(DENIED, "z", content=((content[0], content[0] + len("that any talks")),))
    one_of_five = replace(three_of_five, content=((content[0], content[0] + len("that")),))
    only = sentence(replace(DENIED, parent=None))
    for predicted, overlap, iou50 in ((three_of_five, 100, 100), (one_of_five, 100, 0)):
        table = score_sentences([(only, [predicted])])
        assert (table["found.overlap"]["F1"], table["found.iou50"]["F1"]) == (overlap, iou50)


def test_the_right_source_is_needed_and_no_source_is_one():
    only = sentence(replace(DENIED, parent=None))
    other = read(DENIED, "z", source=(place(TEXT, "an aide"),))
    none = replace(other, source=())
    assert score_sentences([(only, [other])])["found.overlap"]["F1"] == 0
    assert score_sentences([(only, [none])])["found.overlap"]["F1"] == 0
    unwritten = sentence(replace(DENIED, parent=None, spans=replace(DENIED.spans, source=())))
    assert score_sentences([(unwritten, [none])])["found.iou50"]["F1"] == 100


def test_a_cue_that_only_touches_is_no_match():
    end = DENIED.spans.cue[0][1]
    beside = read(DENIED, "z", cue=((end, end + 3),))
    assert match_attributions(TEXT, [DENIED], [beside]) == ()
    assert len(match_attributions(TEXT, [DENIED], [replace(beside, cue=((end - 1, end + 3),))])) == 1


def test_of_several_with_an_overlapping_cue_the_closest_in_content_is_matched_once():
    far = read(DENIED, "far", content=(place(TEXT, "talks"),))
    close = read(DENIED, "close")
    (pair,) = match_attributions(TEXT, [DENIED], [far, close])
    assert (pair.predicted.id, pair.content, pair.source) == ("close", 1, 1)
    both = replace(DENIED, id="a9", spans=replace(DENIED.spans, content=(place(TEXT, "talks"),)))
    assert [p.predicted.id for p in match_attributions(TEXT, [both, DENIED], [close, far])] == ["far", "close"]


@pytest.mark.parametrize(
    ("predicted", "figures", "placed"),
    [
        # Inside the grandparent, not the parent: one of two is right.
        ((*RIGHT[:2], replace(RIGHT[2], parent="x")), {"P": 50, "R": 50, "F1": 50}, 50),
        # Its parent was not found: what stands inside another by mistake costs precision too.
        ((RIGHT[0], replace(RIGHT[2], parent="x")), {"P": 0, "R": 0, "F1": 0}, 0),
        # Left outermost: only recall.
        ((*RIGHT[:2], replace(RIGHT[2], parent=None)), {"P": 100, "R": 50, "F1": 66.67}, 50),
        ((replace(RIGHT[0], parent="y"), *RIGHT[1:]), {"P": 66.67, "R": 100, "F1": 80}, 100),
    ],
)
def test_nesting_counts_with_the_match_of_the_parent(predicted, figures, placed):
    table = score_sentences([(ALL, predicted)])
    assert table["nesting"] == figures
    assert table["nesting.both_found"]["accuracy"] == placed


def test_classes_have_a_mean_over_those_of_the_gold_side_and_a_majority_beside_them():
    answers = [("asserted", "asserted")] * 3 + [("asserted", "negated"), ("denied", "denied"), ("denied", None)]
    table = score_classes("polarity", answers)
    assert table["polarity.asserted"] == {"P": 100, "R": 75, "F1": 85.71}
    assert table["polarity.denied"] == {"P": 100, "R": 50, "F1": 66.67}
    assert table["polarity"] == {"given": 6, "accuracy": 66.67, "macro_F1": 76.19}
    assert table["polarity.majority"] == {"given": 6, "accuracy": 66.67, "macro_F1": 40}
    assert "polarity.negated" not in table


def test_what_was_not_matched_is_not_judged():
    table = score_sentences([(ALL, [replace(RIGHT[2], polarity="negated")])])
    assert table["polarity"] == {"given": 1, "accuracy": 0, "macro_F1": 0}
    assert table["kind"]["accuracy"] == 100


def test_recall_is_told_for_each_form():
    table = score_sentences([(ALL, RIGHT[:1]), (sentence(SAID, form="plain"), RIGHT[:1])])
    assert (table["form.nested"], table["form.plain"]) == ({"given": 3, "R": 33.33}, {"given": 1, "R": 100})


def test_nothing_annotated_and_nothing_found_scores_nothing():
    table = score_sentences([(sentence(form="none"), [])])
    assert table["found.iou50"] == {"P": 0, "R": 0, "F1": 0}
    assert table["kind.majority"] == {"given": 0, "accuracy": 0, "macro_F1": 0}

"""Root categories: marks, features and the shipped classifier."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.errors import WeightsError
from dateline.events.roots import (
    ROOTS,
    RootClassifier,
    feature_row,
    read_marked,
    root_classifier,
    root_features,
)
from dateline.language import Analyser


def test_marks_give_spans_of_the_bare_text() -> None:
    read = read_marked("<s>Chad</s> and <t>Niger</t> met; <t>Mali</t> did not.")
    assert read.text == "Chad and Niger met; Mali did not."
    assert [read.text[slice(*span)] for span in read.sources] == ["Chad"]
    assert [read.text[slice(*span)] for span in read.targets] == ["Niger", "Mali"]


def test_a_mark_that_is_never_closed_goes() -> None:
    read = read_marked("<s>Chad</s> met <t>Niger")
    assert (read.text, read.targets) == ("Chad met Niger", ())


def test_features_hold_no_names(analyser: Analyser) -> None:
    sentence = read_marked("<s>Okonkwo</s> met <t>Lindqvist</t> in Tallinn on 3 May.")
    (analysis,) = analyser.analyse([sentence.text])
    found = root_features(sentence, analysis)
    assert "above0:meet" in found
    assert not {word for name in found for word in ("okonkwo", "lindqvist", "tallinn") if word in name.lower()}


@pytest.mark.parametrize("marked", ["", "Nothing is marked here.", "<s>Chad</s>", "<t>Chad</t> was left alone."])
def test_a_sentence_without_parties_is_classified_too(analyser: Analyser, marked: str) -> None:
    sentence = read_marked(marked)
    (analysis,) = analyser.analyse([sentence.text])
    assert root_classifier().classify(sentence, analysis) in ROOTS


def test_a_row_has_length_four_and_leaves_out_what_is_not_known() -> None:
    rows, values = feature_row({"a": 9.0, "b": 2.0, "act:c": 1.0, "new": 5.0}, {"a": 0, "b": 1, "act:c": 2}, "act:")
    assert rows.tolist() == [0, 1]
    assert values.tolist() == pytest.approx([8**0.5, 8**0.5])  # a counts no more than two
    assert feature_row({"new": 1.0}, {"a": 0}, "")[0].tolist() == []


def test_members_are_averaged() -> None:
    weights = np.zeros((2, 1, len(ROOTS)), dtype=np.float32)
    weights[0, 0, 3] = 9
    classifier = RootClassifier({"act:a": 0}, weights, np.zeros((2, len(ROOTS)), dtype=np.float32), ("", "act:"))
    odds = classifier.probabilities({"act:a": 1.0})
    assert odds.sum() == pytest.approx(1)
    assert odds[3] == pytest.approx(0.5 + 0.5 / len(ROOTS), abs=1e-4)  # the second member does not see it


@pytest.mark.parametrize(
    ("marked", "root"),
    [
        ("<s>The Bolivian president</s> met <t>her Uruguayan counterpart</t> in Rome.", "CONSULT"),
        ("<s>Zambia</s> accused <t>Malawi</t> of hiding the fugitives.", "ACCUSE"),
        ("<s>Dublin</s> rejected <t>the committee's proposal</t>.", "REJECT"),
        ("<s>Police</s> arrested <t>a singer</t> in Cairo.", "COERCE"),
        ("<s>Rwanda</s> agreed to send doctors to <t>Burundi</t>.", "AGREE"),
    ],
)
def test_plain_sentences(analyser: Analyser, marked: str, root: str) -> None:
    sentence = read_marked(marked)
    (analysis,) = analyser.analyse([sentence.text])
    assert root_classifier().classify(sentence, analysis) == root


def test_weights_that_are_damaged_are_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "roots.npz"
    with pytest.raises(WeightsError, match="missing or damaged"):
        root_classifier(damaged)
    np.savez(damaged, names="a", roots="ACCUSE AGREE", without="", weights=np.zeros((1, 1, 2)), biases=np.zeros((1, 2)))
    with pytest.raises(WeightsError, match="other classes"):
        root_classifier(damaged)

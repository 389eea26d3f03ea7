from __future__ import annotations

import json

import pytest

from dateline.errors import CorpusError
from dateline.evaluation.status import (
    GoldStatus,
    evaluate_status,
    head_of,
    read_status_document,
    score_statuses,
    status_files,
    status_values,
)
from dateline.events.factuality import Assessment
from tests.analyses import analysis

MEANTIME = """<?xml version="1.0"?><Document doc_id="1" lang="en">
<token number="0" sentence="0" t_id="1">Envoys</token>
<token number="1" sentence="0" t_id="2">will</token>
<token number="2" sentence="0" t_id="3">meet</token>
<token number="3" sentence="0" t_id="4">.</token>
<token number="4" sentence="1" t_id="5">Nothing</token>
<token number="5" sentence="1" t_id="6">here</token>
<token number="6" sentence="2" t_id="7">They</token>
<token number="7" sentence="2" t_id="8">did</token>
<token number="8" sentence="2" t_id="9">n't</token>
<token number="9" sentence="2" t_id="10">talk</token>
<token number="10" sentence="2" t_id="11">.</token>
<Markables>
<EVENT_MENTION m_id="2" certainty="CERTAIN" polarity="NEG" time="" pred="talk"><token_anchor t_id="10"/></EVENT_MENTION>
<EVENT_MENTION m_id="1" certainty="CERTAIN" polarity="POS" time="FUTURE" pred="meet"><token_anchor t_id="3"/>
</EVENT_MENTION>
<EVENT m_id="3"/><ENTITY_MENTION m_id="4"><token_anchor t_id="1"/></ENTITY_MENTION>
</Markables></Document>
"""
ECB = """<?xml version="1.0"?><Document doc_name="1_1ecb.xml">
<token t_id="1" sentence="0" number="0">They</token>
<token t_id="2" sentence="0" number="1">didn</token>
<token t_id="3" sentence="0" number="2">’</token>
<token t_id="4" sentence="0" number="3">t</token>
<token t_id="5" sentence="0" number="4">meet</token>
<token t_id="6" sentence="0" number="5">but</token>
<token t_id="7" sentence="0" number="6">left</token>
<token t_id="8" sentence="0" number="7">.</token>
<Markables><NEG_ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/><token_anchor t_id="5"/></NEG_ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="7"/></ACTION_OCCURRENCE></Markables></Document>
"""


@pytest.fixture
def corpus(tmp_path):
    for folder, name, text in (("parts", "talks.xml", MEANTIME), ("1", "1_1ecb.xml", ECB)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, "utf-8")
    return tmp_path


def words(document):
    return [[document.text[a:b] for a, b in event.spans] for event in document.events]


def test_meantime_is_cut_to_annotated_sentences_and_empty_values_are_left_out(corpus):
    document = read_status_document(corpus / "parts" / "talks.xml")
    assert document.text == "Envoys will meet.\nThey did n't talk.".replace(" n't", "n't")
    assert words(document) == [["meet"], ["talk"]]
    assert [dict(event.values) for event in document.events] == [
        {"certainty": "CERTAIN", "polarity": "POS", "time": "FUTURE"},
        {"certainty": "CERTAIN", "polarity": "NEG"},
    ]


def test_contractions_of_ecb_are_put_together_and_negated_actions_marked(corpus):
    document = read_status_document(corpus / "1" / "1_1ecb.xml")
    assert document.text == "They didn’t meet but left."
    assert words(document) == [["didn", "meet"], ["left"]]
    assert [event.values["negated"] for event in document.events] == ["yes", "no"]


def test_the_head_of_a_trigger_is_the_word_that_hangs_outside_of_it():
    text = "The ministers told the envoys."
    read = analysis(text)
    verb = text.index("told")
    found = head_of(read, ((verb, verb + len("told the envoys")),))
    assert found is not None
    assert read.tokens[found].text == "told"
    assert head_of(read, ((len(text) + 5, len(text) + 9),)) is None


def test_a_document_given_twice_counts_once(corpus):
    again = corpus / "linked" / "parts"
    again.mkdir(parents=True)
    (again / "talks.xml").write_text(MEANTIME, "utf-8")
    assert [path.name for path in status_files(corpus)] == ["1_1ecb.xml", "talks.xml"]


@pytest.mark.parametrize(
    ("stage", "factuality", "negated", "certainty", "polarity"),
    [
        ("occurred", "CT+", False, "CERTAIN", "POS"),
        ("occurred", "PS-", True, "POSSIBLE", "NEG"),
        ("refused", "CT+", True, "CERTAIN", "NEG"),
        ("requested", "CT+", False, "UNDERSPECIFIED", "UNDERSPECIFIED"),
        ("planned", "U", True, "UNDERSPECIFIED", "UNDERSPECIFIED"),
        ("planned", "PR+", False, "PROBABLE", "POS"),
    ],
)
def test_assessments_in_the_terms_of_the_corpora(stage, factuality, negated, certainty, polarity):
    values = status_values(Assessment(stage, factuality, negated, False, (3,)))
    assert (values["certainty"], values["polarity"]) == (certainty, polarity)
    assert values["negated"] == ("yes" if negated else "no")


def test_measures_by_hand_beside_the_baseline():
    gold = [
        GoldStatus(((k, k + 1),), {"time": value}) for k, value in enumerate(("FUTURE", "NON_FUTURE", "NON_FUTURE"))
    ]
    predicted = [{"time": value} for value in ("FUTURE", "FUTURE", "NON_FUTURE")]
    table = score_statuses([(gold, predicted)])
    assert table["time"]["accuracy"] == pytest.approx(200 / 3)
    assert table["time FUTURE"] == pytest.approx({"n": 1, "P": 50, "R": 100, "F1": 200 / 3})
    assert table["time NON_FUTURE"]["F1"] == pytest.approx(200 / 3)
    assert table["baseline time"]["accuracy"] == pytest.approx(200 / 3)
    assert table["baseline time"]["macro"] == pytest.approx(40)
    assert "certainty" not in table


def test_a_corpus_is_read_predicted_and_scored(corpus):
    printed, table = evaluate_status(corpus)
    assert [(line["document"], line["stage"], line["factuality"]) for line in printed] == [
        ("1/1_1ecb", "occurred", "CT-"),
        ("1/1_1ecb", "occurred", "CT+"),
        ("parts/talks", "planned", "CT+"),
        ("parts/talks", "occurred", "CT-"),
    ]
    assert json.dumps(printed)
    assert {name: row["accuracy"] for name, row in table.items() if "accuracy" in row and "base" not in name} == {
        "certainty": 100,
        "polarity": 100,
        "time": 100,
        "negated": 100,
    }


def test_files_can_be_chosen(corpus):
    printed, _ = evaluate_status(corpus, keep=lambda path: path.parent.name == "parts")
    assert {line["document"] for line in printed} == {"parts/talks"}


def test_bad_corpora_are_named(tmp_path):
    with pytest.raises(CorpusError, match="no documents with annotated events"):
        evaluate_status(tmp_path)
    (tmp_path / "bad.xml").write_text("<Document>", "utf-8")
    with pytest.raises(CorpusError, match="is no XML"):
        evaluate_status(tmp_path)

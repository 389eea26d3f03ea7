from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import CorpusError
from dateline.evaluation.sentences import read_sentences

FOLDER = Path(__file__).parents[2] / "evaluation" / "sentences"
TEXT = "Radio Nima said, quoting an aide, that the aide said no."


def written(tmp_path: Path, *attributions: str, text: str = TEXT) -> Path:
    head = f'[[sentence]]\nid = "x"\nform = "f"\nregister = "wire"\nregion = "r"\ntext = "{text}"\n'
    path = tmp_path / "sentences.toml"
    path.write_text(head + "".join(f"[[sentence.attribution]]\n{rows}\n" for rows in attributions), encoding="utf-8")
    return path


def rows(name: str, source: str, cue: str, content: str, **more: str) -> str:
    fields = {"kind": "statement", "polarity": "asserted", "quote": "indirect", **more}
    rest = "\n".join(f'{key} = "{value}"' for key, value in fields.items())
    return f'id = "{name}"\nsource = [{source}]\ncue = {cue}\ncontent = [{content}]\n{rest}'


OUTER = rows("a1", '"Radio Nima"', '{ text = "said", nth = 1 }', '"quoting an aide, that the aide said no"')
INNER = rows("a2", '"an aide"', '"quoting"', '"that the aide said no"', parent="a1")


def test_words_become_spans_and_parents_stay(tmp_path):
    (sentence,) = read_sentences(written(tmp_path, OUTER, INNER))
    outer, inner = sentence.attributions
    assert [TEXT[slice(*span)] for span in (*outer.spans.source, *outer.spans.cue)] == ["Radio Nima", "said"]
    assert outer.spans.cue == ((11, 15),)
    assert (outer.parent, inner.parent, inner.kind) == (None, "a1", "statement")


@pytest.mark.parametrize(
    ("attribution", "problem"),
    [
        (rows("a1", "", '"said"', '"no"'), "stands in the text 2 times"),
        (rows("a1", "", '{ text = "said", nth = 3 }', '"no"'), "2 times, not 3"),
        (rows("a1", "", '"claimed"', '"no"'), "does not stand"),
        (rows("a1", "", '"quoting"', '"aid"'), "does not stand"),  # part of a word is no place
        (rows("a1", "", '"quoting"', ""), "no content"),
        (rows("a1", "", '"quoting"', '"no"', kind="guess"), "is none of"),
        (rows("a1", "", '"quoting"', '"no", "an aide"'), "out of order"),
        (rows("a1", "", '"quoting"', '"no"', parent="a9"), "its cue is in None"),
    ],
)
def test_an_annotation_that_does_not_fit_its_text_is_refused(tmp_path, attribution, problem):
    with pytest.raises(CorpusError, match=problem):
        read_sentences(written(tmp_path, attribution))


def test_a_missing_parent_is_noticed(tmp_path):
    orphan = rows("a2", '"an aide"', '"quoting"', '"that the aide said no"')
    with pytest.raises(CorpusError, match="its cue is in 'a1'"):
        read_sentences(written(tmp_path, OUTER, orphan))


def test_a_file_without_sentences_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no annotated sentences"):
        read_sentences(tmp_path / "absent.toml")


@pytest.mark.parametrize(("name", "least"), [("open", 170), ("frozen", 150)])
def test_the_shipped_sentences_load_and_hold_what_they_are_for(name, least):
    sentences = read_sentences(FOLDER / f"{name}.toml")
    assert len(sentences) == least == len({sentence.id for sentence in sentences})
    found = [a for sentence in sentences for a in sentence.attributions]
    assert sum(a.parent is not None for a in found) >= 80
    assert min(sum(a.polarity == p for a in found) for p in ("denied", "negated", "declined", "conditional")) >= 12
    assert len({sentence.region for sentence in sentences}) >= 20

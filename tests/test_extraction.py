from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

import dateline.extraction
from dateline.extraction import extract_article, extract_articles, generator_of, read_attributions
from dateline.language import Analyser, RoleScores
from dateline.model import Article, Dateline, Extraction, Header
from dateline.model.spans import Span
from dateline.version import VERSION
from tests.analyses import WrittenAnalyser, analysis, role_scores, roles

TEXT = "An aide said the envoy told them that nobody wept."
CONTENT = "the envoy told them that nobody wept"
KNOWN = {
    TEXT: [roles(TEXT, "An aide", "said", CONTENT)],
    CONTENT: [roles(CONTENT, "the envoy", "told", "that nobody wept")],
}


def article(text: str, **more: object) -> Article:
    return Article(id="x", text=text, **more)  # type: ignore[arg-type]


def test_attributions_inside_a_content_are_read_by_a_second_reading() -> None:
    analyser = WrittenAnalyser(KNOWN)
    outer, inner = extract_article(article(TEXT), analyser).attributions
    assert (outer.parent, inner.parent) == (None, outer.id)
    assert [link.name for link in inner.chain] == ["aide", "envoy"]
    assert CONTENT in analyser.scored


def test_a_content_without_a_word_of_saying_is_not_read_again() -> None:
    text = "An aide said the ferry was late."
    analyser = WrittenAnalyser({text: [roles(text, "An aide", "said", "the ferry was late")]})
    assert len(extract_article(article(text), analyser).attributions) == 1
    assert analyser.scored == []


def nested(depth: int) -> tuple[str, dict[str, list[object]]]:
    """A text in which voice one said that voice two said that ..., with all that a reader would find."""
    text = "it rained"
    known: dict[str, list[object]] = {}
    for i in range(depth, 0, -1):
        content, text = text, f"Voice{i} said{i} told {text}"
        known[text] = [roles(text, f"Voice{i}", f"said{i} told", content)]
    return text, known


@pytest.mark.parametrize(("depth", "read"), [(1, 1), (3, 3), (5, 5), (9, 5)])
def test_readings_inside_readings_have_an_end(depth: int, read: int) -> None:
    text, known = nested(depth)
    found = extract_article(article(text), WrittenAnalyser(known)).attributions  # type: ignore[arg-type]
    assert len(found) == read
    assert [len(a.chain) for a in found] == [*range(1, read + 1)]


def test_a_reader_that_finds_the_same_again_and_again_ends() -> None:
    text = "An aide said the envoy told them that nobody wept"
    first = analysis(text, scores=role_scores(text, [roles(text, "An aide", "said", CONTENT)]))

    def score(whole: str, _: RoleScores, span: Span) -> RoleScores:
        content = whole[slice(*span)]
        cue = "told" if "told" in content else ""
        return role_scores(content, [roles(content, "", cue, "nobody wept")] if cue else [])

    assert len(read_attributions(first, score)) == 2


def test_what_stands_in_a_header_is_no_attribution() -> None:
    text = "Wirefax says hello\nAn aide said it rained."
    found = [roles(text, "Wirefax", "says", "hello"), roles(text, "An aide", "said", "it rained")]
    header = Header(field="outlet", value="Wirefax", span=(0, 18))
    place = Dateline(place=None, country=None, date=None, span=(0, 18))
    analyser = WrittenAnalyser({text: found})
    assert len(extract_article(article(text), analyser).attributions) == 2
    for more in ({"headers": (header,)}, {"dateline": place}):
        (kept,) = extract_article(article(text, **more), analyser).attributions
        assert [text[start:end] for start, end in kept.cue] == ["said"]


def test_the_headline_is_told_from_the_body() -> None:
    text = "Envoy says talks fail\n\nAn aide said it rained."
    found = [roles(text, "Envoy", "says", "talks fail"), roles(text, "An aide", "said", "it rained")]
    extraction = extract_article(article(text, title="Envoy says talks fail"), WrittenAnalyser({text: found}))
    assert [a.part for a in extraction.attributions] == ["headline", "body"]


def test_articles_stream_in_order() -> None:
    def articles() -> object:
        yield article(TEXT)
        yield article("Second.")
        raise AssertionError("read further than was asked for")

    stream = extract_articles(articles(), WrittenAnalyser(KNOWN))  # type: ignore[arg-type]
    assert next(stream).article.text == TEXT
    assert next(stream).article.text == "Second."


ARTICLES = [
    article("Ferry talks fail\n\n“We agreed to nothing,” the minister said.\n\nHer aide denied that anyone had left."),
    article("Officials in Ostrel believe the envoy told reporters that the border would open."),
    article("“We wait.\r\n“We wait for the ferry,” said Petra Quill, the harbour minister. It rained."),
]


def test_an_extraction_does_not_depend_on_the_articles_it_travels_with(analyser: Analyser) -> None:
    together = list(extract_articles(ARTICLES, analyser))
    alone = [extract_article(single, analyser) for single in ARTICLES]
    assert together == alone
    assert list(extract_articles(ARTICLES[::-1], analyser)) == alone[::-1]
    assert any(extraction.attributions for extraction in alone)


def test_no_articles_give_no_extractions() -> None:
    assert list(extract_articles([], WrittenAnalyser({}))) == []


def test_every_extraction_names_program_weights_and_rules() -> None:
    analyser = WrittenAnalyser(KNOWN)
    extraction: Extraction = extract_article(article(TEXT), analyser)
    assert extraction.generator == generator_of(analyser)
    assert (extraction.generator.version, extraction.generator.weights) == (VERSION, analyser.weights)
    assert extraction.generator.rules.startswith("sha256:")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the files that make the rules, in place of the installed ones."""
    source = Path(dateline.extraction.__file__).parent
    ignored = shutil.ignore_patterns("*.onnx", "__pycache__")
    for name in dateline.extraction._RULES:
        if (source / name).is_dir():
            shutil.copytree(source / name, tmp_path / name, ignore=ignored)
        else:
            shutil.copy(source / name, tmp_path / name)
    monkeypatch.setattr(dateline.extraction, "_PACKAGE", tmp_path)
    return tmp_path


def rules() -> str:
    return dateline.extraction._rules_hash.__wrapped__()


def test_the_same_files_elsewhere_are_the_same_rules(package: Path) -> None:
    assert rules() == dateline.extraction._rules_hash()


@pytest.mark.parametrize(
    "name", ["extraction.py", "attribution/data/cues.toml", "attribution/decoding.py", "language/quotation.py"]
)
def test_another_table_or_module_is_another_rule(package: Path, name: str) -> None:
    before = rules()
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert rules() != before


def test_files_that_no_rule_is_in_do_not_count(package: Path) -> None:
    before = rules()
    (package / "language" / "__pycache__").mkdir()
    (package / "language" / "__pycache__" / "reader.pyc").write_bytes(b"x")
    assert rules() == before


def test_a_long_document_takes_time_by_its_length_alone(analyser: Analyser) -> None:
    line = "The envoys met Anna Lind in Geneva. She said they did not say why, an aide added on Monday. "

    def seconds(lines: int) -> float:
        began = time.process_time()
        extraction = extract_article(article(line * lines), analyser)
        assert len(extraction.attributions) > lines
        return time.process_time() - began

    seconds(10)  # what is loaded once
    assert seconds(640) < 6 * seconds(160)  # 59,000 characters and 15,000

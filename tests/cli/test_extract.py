from __future__ import annotations

import json

import jsonschema
import pytest

from dateline.model.form import json_schema

from .conftest import GERMAN, REPORT


def test_prints_one_line_an_article_in_the_order_given(run, tmp_path, report):
    second = tmp_path / "another.txt"
    second.write_text(REPORT.replace("Friday", "Monday"), encoding="utf-8")

    result = run("extract", report, second, report)

    lines = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert [line["path"] for line in lines] == [str(report), str(second), str(report)]
    assert lines[0] == lines[2]


def test_what_is_printed_satisfies_the_printed_schema(run, report):
    schema = json.loads(run("schema").out)
    assert schema == json_schema()

    printed = json.loads(run("extract", report, "--format", "json").out)

    jsonschema.Draft202012Validator(schema).validate(printed)
    assert printed["attributions"]


def test_every_span_shows_text_of_the_file(run, report):
    printed = json.loads(run("extract", report).out)
    text = printed["article"]["text"]

    assert text == REPORT
    quotation = [a for a in printed["attributions"] if a["quote"] == "direct"]
    assert [text[s:e] for a in quotation for s, e in a["content"]] == ['"We never left the table,"']
    anonymous = [a for a in printed["attributions"] if a["source_type"] == "anonymous"]
    assert [text[slice(*a["anonymity"]["reason"])] for a in anonymous] == ["on condition of anonymity"]


def test_outlet_and_date_are_supplied(run, report):
    printed = json.loads(run("extract", report, "--published", "2024-05-03", "--outlet", "Lakeside Courier").out)

    assert printed["article"]["published"] == "2024-05-03"
    assert printed["article"]["outlet"] == "Lakeside Courier"
    assert printed["article"]["dateline"]["place"] == "Geneva"
    assert printed["article"]["dateline"]["country"] == "CHE"


def test_reads_standard_input(run):
    printed = json.loads(run("extract", "-", stdin=REPORT).out)

    assert (printed["path"], printed["item"]) == ("-", 1)
    assert printed["attributions"]


def test_bad_input_costs_that_input_only(run, tmp_path, report):
    inputs = {
        "empty.txt": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(64),
        "broken.txt": "The minister said “yes”.".encode() + b" \xff\xfe broken \xc3( bytes",
        "german.txt": GERMAN.encode(),
        "page.html": b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
    }
    for name, data in inputs.items():
        (tmp_path / name).write_bytes(data)
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(60_000_000)

    result = run(
        "extract", *(tmp_path / name for name in inputs), tmp_path / "large.txt", tmp_path / "none.txt", report
    )

    assert result.code == 3
    assert [json.loads(line)["path"] for line in result.out.splitlines()] == [str(report)]
    messages = result.err.splitlines()
    for name in (*inputs, "large.txt", "none.txt"):
        told = [line for line in messages if name in line]
        assert len(told) == 1, name
        assert "; " in told[0], "a message says what to do next"


def test_one_broken_line_in_a_thousand_is_named_and_the_rest_read(run, tmp_path, monkeypatch):
    lines = [json.dumps({"text": f"Report {i}. The minister said that talks would resume.", "url": f"https://example.org/{i}"})
             for i in range(1, 1001)]  # fmt: skip
    lines[499] = lines[499][:-5]
    path = tmp_path / "wire.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    # What is tested is the reading: a thousand articles need no model for that.
    monkeypatch.setattr("dateline.engines.local.extract_article", _without_model)

    result = run("extract", path)

    items = [json.loads(line)["item"] for line in result.out.splitlines()]
    assert result.code == 3
    assert items == [i for i in range(1, 1001) if i != 500]
    assert "wire.jsonl:500:" in result.err


def _without_model(article, _analyser):
    from dateline.model import Extraction, Generator

    return Extraction(generator=Generator(version="0", weights="none", rules="none"), article=article)


def test_json_format_is_for_one_article(run, report):
    result = run("extract", report, report, "--format", "json")

    assert (result.code, result.out) == (2, "")
    assert "--format jsonl" in result.err


@pytest.mark.parametrize(
    "arguments",
    [("--published", "yesterday"), ("--field", "body=x"), ("--format", "xml"), ("--max-bytes", "0"), ("--nonsense",)],
)
def test_wrong_usage_is_exit_code_2(run, report, arguments):
    result = run("extract", report, *arguments)

    assert (result.code, result.out) == (2, "")
    assert result.err


def test_fields_of_json_lines_are_mapped(run, tmp_path):
    path = tmp_path / "odd.jsonl"
    path.write_text(json.dumps({"body_plain": REPORT, "paper": "Lakeside Courier"}), encoding="utf-8")

    printed = json.loads(run("extract", path, "--field", "text=body_plain", "--field", "outlet=paper").out)

    assert printed["article"]["outlet"] == "Lakeside Courier"
    assert printed["item"] == 1

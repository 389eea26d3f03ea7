from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from dateline.model import SCHEMA, Article, Extraction, Generator
from dateline.model.form import extraction_from_json, extraction_to_json, json_schema
from tests.model.extractions import extractions

VALIDATOR = Draft202012Validator(json_schema())
SMALLEST = Extraction(
    generator=Generator(version="0", weights="sha256:w", rules="sha256:r"), article=Article(id="x", text="Nothing.")
)


@given(extractions())
def test_what_is_printed_reads_back_as_the_same_extraction(extraction: Extraction) -> None:
    printed = json.loads(json.dumps(extraction_to_json(extraction, path="a.txt", item=3)))
    assert extraction_from_json(printed) == extraction


@settings(max_examples=25)
@given(extractions())
def test_what_is_printed_is_valid_under_the_schema(extraction: Extraction) -> None:
    VALIDATOR.validate(json.loads(json.dumps(extraction_to_json(extraction))))


def test_the_schema_is_itself_valid_and_carries_name_and_version() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert schema["title"] == SCHEMA == "dateline.extraction/1"


def test_every_key_is_present_where_nothing_was_found() -> None:
    printed = extraction_to_json(SMALLEST)
    assert printed["schema"] == SCHEMA
    assert printed["path"] is None
    assert printed["item"] is None
    assert printed["article"]["dateline"] is None
    lists = ("actors", "mentions", "times", "attributions", "events", "precedents", "abstentions")
    assert all(printed[name] == [] for name in lists)
    assert set(printed) == set(json_schema()["properties"]) == set(json_schema()["required"])


def test_path_and_item_are_printed_as_given() -> None:
    printed = extraction_to_json(SMALLEST, path="wire/day.jsonl", item=7)
    assert (printed["path"], printed["item"]) == ("wire/day.jsonl", 7)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "dateline.extraction/9"},
        {"attributions": [{"id": "a1"}]},
        {"article": {"id": "x", "text": "   "}},
        {"generator": None},
    ],
)
def test_values_of_another_form_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        extraction_from_json({**extraction_to_json(SMALLEST), **change})

"""The schema against the contract that outside programs hold Dateline to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.model.form import json_schema

CONTRACT = Path(__file__).parents[2].parent / "shared" / "contract.md"  # kept beside the checkout and not in it
SCHEMA = json_schema()


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    """The object that the contract prints as its example."""
    if not CONTRACT.exists():
        pytest.skip("the contract (../shared/contract.md) is not beside this checkout")
    block = re.search(r"```jsonc\n(.*?)```", CONTRACT.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    bare = re.sub(r"/\*.*?\*/|//[^\n]*", "", block.group(1), flags=re.DOTALL)
    values: dict[str, Any] = json.loads(bare)
    return values


def followed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, references resolved and null left out."""
    if "$ref" in schema:
        return followed(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    return followed(options[0]) if options else schema


def pairs(where: str, value: Any, schema: dict[str, Any]) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Every value of the example with its place and the schema for it."""
    schema = followed(schema)
    yield where, value, schema
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from pairs(f"{where}.{key}", inner, schema.get("properties", {}).get(key, {}))
    elif isinstance(value, list) and "items" in schema:
        for inner in value:
            yield from pairs(where, inner, schema["items"])


def test_every_key_of_the_contract_stands_in_the_schema(example: dict[str, Any]) -> None:
    missing = [
        f"{where}.{key}"
        for where, value, schema in pairs("", example, SCHEMA)
        if isinstance(value, dict)
        for key in value
        if key not in schema.get("properties", {})
    ]
    assert not missing


def test_every_level_of_the_contract_was_looked_at(example: dict[str, Any]) -> None:
    objects = {where for where, value, _ in pairs("", example, SCHEMA) if isinstance(value, dict)}
    assert objects >= {
        "", ".article", ".article.dateline", ".actors", ".mentions", ".times", ".times.timex", ".attributions",
        ".attributions.anonymity", ".attributions.quoted", ".attributions.chain", ".events", ".events.proposition",
        ".precedents", ".precedents.pattern", ".precedents.since",
    }  # fmt: skip


def test_enumerations_are_those_of_the_contract(example: dict[str, Any]) -> None:
    listed = {
        where: (set(value.split("|")) - {"null"}, set(schema.get("enum", ())))
        for where, value, schema in pairs("", example, SCHEMA)
        if isinstance(value, str) and "|" in value
    }
    assert len(listed) >= 12
    assert {where: theirs for where, (theirs, ours) in listed.items() if theirs != ours} == {}


def test_values_that_the_contract_shows_alone_are_of_the_right_type(example: dict[str, Any]) -> None:
    types = {bool: "boolean", int: "integer", str: "string", dict: "object", list: "array"}
    wrong = [
        where
        for where, value, schema in pairs("", example, SCHEMA)
        if value is not None and "const" not in schema and "enum" not in schema
        if schema.get("type", types[type(value)]) != types[type(value)]
    ]
    assert not wrong

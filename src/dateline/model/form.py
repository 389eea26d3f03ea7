"""The printed form of an extraction: JSON in, JSON out, and the JSON Schema that describes it.

pydantic does the work at this edge; it is imported when first needed, so that the nouns stay cheap to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from dateline.model.article import Article
from dateline.model.attribution import Attribution
from dateline.model.events import Event, Precedent
from dateline.model.extraction import SCHEMA, Abstention, Extraction, Generator
from dateline.model.mentions import Actor, Mention, Timex

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedExtraction:
    """One line of ``dateline extract``: where the article was found, and what was read out of it.

    ``item`` is the line number of a JSON Lines item, from 1, else null.
    """

    schema: Literal["dateline.extraction/1"]
    generator: Generator
    path: str | None
    item: int | None
    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Timex, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[Event, ...]
    precedents: tuple[Precedent, ...]
    abstentions: tuple[Abstention, ...]


@cache
def _adapter() -> TypeAdapter[PrintedExtraction]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - see the module's docstring

    return TypeAdapter(PrintedExtraction)


def extraction_to_json(extraction: Extraction, *, path: str | None = None, item: int | None = None) -> dict[str, Any]:
    """The extraction as JSON values, every key present, in the contract's order."""
    printed = PrintedExtraction(
        schema=SCHEMA,
        generator=extraction.generator,
        path=path,
        item=item,
        article=extraction.article,
        actors=extraction.actors,
        mentions=extraction.mentions,
        times=extraction.times,
        attributions=extraction.attributions,
        events=extraction.events,
        precedents=extraction.precedents,
        abstentions=extraction.abstentions,
    )
    values: dict[str, Any] = _adapter().dump_python(printed, mode="json")
    return values


def extraction_from_json(values: dict[str, Any]) -> Extraction:
    """The extraction that :func:`extraction_to_json` printed.

    Raises:
        pydantic.ValidationError: where the values are not of this form (a ``ValueError``).
    """
    printed = _adapter().validate_python(values)
    return Extraction(
        generator=printed.generator,
        article=printed.article,
        actors=printed.actors,
        mentions=printed.mentions,
        times=printed.times,
        attributions=printed.attributions,
        events=printed.events,
        precedents=printed.precedents,
        abstentions=printed.abstentions,
    )


@cache
def _attributions() -> TypeAdapter[tuple[Attribution, ...]]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - see the module's docstring

    return TypeAdapter(tuple[Attribution, ...])


def attributions_to_json(attributions: Iterable[Attribution]) -> list[dict[str, Any]]:
    """Attributions by themselves as JSON values."""
    values: list[dict[str, Any]] = _attributions().dump_python(tuple(attributions), mode="json")
    return values


def attributions_from_json(values: Iterable[dict[str, Any]]) -> tuple[Attribution, ...]:
    """The attributions that :func:`attributions_to_json` printed.

    Raises:
        pydantic.ValidationError: where the values are not of this form (a ``ValueError``).
    """
    return _attributions().validate_python(tuple(values))


@cache
def _times() -> TypeAdapter[tuple[Timex, ...]]:
    from pydantic import TypeAdapter  # noqa: PLC0415 - see the module's docstring

    return TypeAdapter(tuple[Timex, ...])


def times_to_json(times: Iterable[Timex]) -> list[dict[str, Any]]:
    """Times by themselves as JSON values."""
    values: list[dict[str, Any]] = _times().dump_python(tuple(times), mode="json")
    return values


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of ``dateline extract``."""
    schema = _adapter().json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": SCHEMA}

"""The formats by name, each a function from extractions to lines of text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from dateline.exports.plover import plover_events
from dateline.model import Extraction
from dateline.model.form import extraction_to_json

FORMATS: Final[dict[str, Callable[[Extraction], Iterable[dict[str, Any]]]]] = {
    "jsonl": lambda extraction: [extraction_to_json(extraction)],
    "plover": plover_events,
}
"""By name, what one extraction becomes: JSON objects, each a line."""


def export_lines(extractions: Iterable[Extraction], form: str) -> Iterator[str]:
    """The lines of a file in one of :data:`FORMATS`, as a stream; ``KeyError`` for another name."""
    convert = FORMATS[form]
    for extraction in extractions:
        for values in convert(extraction):
            yield _line(values)


def _line(values: dict[str, Any]) -> str:
    """``values`` as JSON; escaped throughout where it holds half a surrogate pair, which UTF-8 cannot say."""
    plain = json.dumps(values, ensure_ascii=False)
    return plain if _has_utf8(plain) else json.dumps(values)


def _has_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

"""Dateline reads news about international affairs and keeps the record: who said what, according to whom.

>>> import dateline
>>> extraction = dateline.extract("The minister denied the report.", published="2023-03-02")
>>> with dateline.Record.open("dateline.db", create=True) as record:
...     for extraction in dateline.read("articles/"):
...         record.add(extraction)

Importing this package loads no model, no spaCy and no database: each name is fetched when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline.version import VERSION as __version__  # noqa: N811 - the name that Python gives it

if TYPE_CHECKING:
    from dateline.api import extract, read
    from dateline.components import pipeline as spacy
    from dateline.errors import DatelineError
    from dateline.model import Article, Attribution, Extraction
    from dateline.record import Claim, ClaimQuery, Record

__all__ = [
    "Article",
    "Attribution",
    "Claim",
    "ClaimQuery",
    "DatelineError",
    "Extraction",
    "Record",
    "__version__",
    "extract",
    "read",
    "spacy",
]

_HOMES = {
    "Article": "dateline.model",
    "Attribution": "dateline.model",
    "Claim": "dateline.record",
    "ClaimQuery": "dateline.record",
    "DatelineError": "dateline.errors",
    "Extraction": "dateline.model",
    "Record": "dateline.record",
    "extract": "dateline.api",
    "read": "dateline.api",
    "spacy": "dateline.components:pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(import_module(module), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)

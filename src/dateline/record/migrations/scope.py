"""Which tables the history is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SEARCH: Final = ("article_search", "content_search")
"""The full-text tables of SQLite; FTS5 keeps shadow tables beside each: ``article_search_data`` and so on."""


def is_ours(name: str | None, kind: str, parents: Mapping[Any, str | None]) -> bool:
    """Whether Alembic compares what is called ``name``: anything but full-text tables and their shadows."""
    table = name if kind == "table" else parents.get("table_name")
    return table is None or not table.startswith(SEARCH)

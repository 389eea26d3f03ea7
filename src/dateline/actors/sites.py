"""Sites of offices and organs of states: whose office "the President" is, where an article is read on one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from dateline.actors.entries import Organ
from dateline.actors.gazetteer import gazetteer
from dateline.actors.tables import tsv_rows
from dateline.model.article import Article

_TABLE: Final = Path(__file__).parent / "data" / "sites.tsv"


@cache
def organs_by_host() -> Mapping[str, str]:
    """The ids of the organs by the host of their sites."""
    with _TABLE.open(encoding="utf-8") as lines:
        return MappingProxyType({row["host"]: row["organ"] for row in tsv_rows(lines)})


def site_of(article: Article) -> Organ | None:
    """The organ of a state on whose own site an article was read, by its address, else by the outlet's name.

    None where neither says so: an article in a newspaper, or a text whose outlet is not known.
    """
    host = urlsplit(article.url or "").hostname or ""
    labels = host.split(".")
    for first in range(len(labels)):
        organ = organs_by_host().get(".".join(labels[first:]))
        if organ is not None:
            return _organ(organ)
    if article.outlet is None:
        return None
    who = gazetteer()
    named = [c for c in who.lookup(article.outlet) if c.how in {"name", "variant"}]
    return _organ(named[0].actor.id) if named and named[0].actor.id in organs_by_host().values() else None


def _organ(id_: str) -> Organ | None:
    entry = gazetteer().entry(id_)
    return entry if isinstance(entry, Organ) else None

"""The outlets that the tables know, and those in which an article was read."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from dateline.actors.gazetteer import gazetteer
from dateline.model.article import Article
from dateline.model.spans import Span

_SIGNED: Final = re.compile(r"\s[—–|-]\s+(?P<name>[^—–|]+)$")


@cache
def outlet_ids() -> frozenset[str]:
    """The ids of the news agencies, newspapers, broadcasters and sites of the tables that ship with Dateline."""
    return frozenset(outlet.id for outlet in gazetteer().tables.outlets)


def outlets_read(article: Article) -> frozenset[str]:
    """The ids of the outlets that an article was read in, by its outlet, its address and the agency of its dateline.

    They are no links of its chains: the outlet that was read is left out.
    """
    named = (article.outlet, urlsplit(article.url or "").hostname, article.dateline and article.dateline.agency)
    found = (gazetteer().outlet(name) for name in named if name)
    return frozenset(outlet.id for outlet in found if outlet is not None)


def outlet_in_title(article: Article) -> Span | None:
    """Where the title ends in the name of the outlet that it was read in: "... - The Guardian".

    That of another outlet is a source, "... — Reuters" in a report by Tass; where it is not known in which outlet the
    article was read, it was read in the one that its title names.
    """
    match = _SIGNED.search(article.title or "")
    outlet = gazetteer().outlet(match["name"]) if match is not None else None
    if match is None or outlet is None or article.headline is None:
        return None
    read = outlets_read(article)
    return match.span("name") if not read or outlet.id in read else None

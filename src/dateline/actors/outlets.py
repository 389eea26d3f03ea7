"""The outlets that the tables know, and those in which an article was read."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from dateline.actors.gazetteer import gazetteer
from dateline.model.article import Article


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

"""What a page says of its article: JSON-LD, OpenGraph and other meta elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml.etree import _Element

from dateline.documents.assembly import normal_url
from dateline.documents.moments import normal_moment

_ARTICLE = re.compile(
    r"(?:(?:Analysis|AskPublic|Background|Opinion|Reportage|Review)?News|AdvertiserContent|Satirical|Scholarly|Tech)?Article"
    r"|(?:LiveBlog|Blog)Posting|Report"
)
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_time",
    "cxenseparse:recs:publishtime",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "citation_publication_date",
    "date",
)
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "citation_author")
_OUTLETS = ("og:site_name", "article:publisher_name", "parsely-site", "application-name", "dc.publisher", "cre")
_MAX_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What a page states; ``headline`` is JSON-LD's, ``og_title`` OpenGraph's."""

    headline: str | None
    og_title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    url: str | None
    published: str | None


def read_metadata(tree: _Element) -> PageMetadata:
    """What the page states of its article, the more exact sources first."""
    metas = _metas(tree)
    nodes = list(_nodes(tree))
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    url = _url(tree, metas)
    article = _article(nodes, url)
    publishers = (article.get("publisher"), article.get("sourceOrganization"))
    return PageMetadata(
        headline=_clean(article.get("headline")) or _clean(article.get("name")),
        og_title=_first(metas, ("og:title", "twitter:title")),
        outlet=next((name for value in publishers for name in _named(value, by_id)), None) or _first(metas, _OUTLETS),
        authors=_authors(article, by_id, metas, tree),
        url=url or normal_url(_address(article)),
        published=_published(article, metas, tree),
    )


def _metas(tree: _Element) -> dict[str, list[str]]:
    """The contents of the page's meta elements by lower-case name or property."""
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and content:
            metas.setdefault(name.strip().casefold(), []).append(content)
    return metas


def _nodes(tree: _Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, outermost first; blocks that are no JSON say nothing."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        source = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*;?\s*$", "", script.text or "")
        try:
            value = json.loads(source.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(value, 0)


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _walk(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher", "author", "@list", "hasPart"):
            if isinstance(value.get(key), (dict, list)):
                yield from _walk(value[key], depth + 1)


def _types(node: Mapping[str, Any]) -> set[str]:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return {re.split(r"[/#:]", name)[-1] for name in names if isinstance(name, str)}


def _article(nodes: list[dict[str, Any]], url: str | None) -> Mapping[str, Any]:
    """The node of the page's own article: the one with its address, else the first."""
    articles = [node for node in nodes if any(map(_ARTICLE.fullmatch, _types(node)))]
    for node in articles:
        if url is not None and normal_url(_address(node)) == url:
            return node
    return articles[0] if articles else {}


def _address(node: Mapping[str, Any]) -> str | None:
    page = node.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    for value in (page, node.get("url"), node.get("@id")):
        if isinstance(value, str) and value.startswith("http"):
            return value
    return None


def _named(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """The names of persons or organisations in a value of JSON-LD: a string, an object, a reference, a list."""
    if isinstance(value, list):
        for part in value[:20]:
            yield from _named(part, by_id)
    elif isinstance(value, dict):
        identifier = value.get("@id")
        target = by_id.get(identifier, value) if "name" not in value and isinstance(identifier, str) else value
        name = target.get("name")
        if isinstance(name, list):
            yield from _named(name, {})
        elif name := _clean(name):
            yield name
    elif name := _clean(value):
        yield name


def _clean(value: Any) -> str | None:
    """A string without entities, markup and runs of spaces; None for anything else and for addresses."""
    if not isinstance(value, str):
        return None
    text = " ".join(re.sub(r"<[^>]{1,200}>", "", html.unescape(html.unescape(value))).split())
    return None if not text or re.match(r"https?://|www\.", text) else text


def _first(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((text for name in names for value in metas.get(name, ()) if (text := _clean(value))), None)


def _authors(
    article: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]], metas: Mapping[str, list[str]], tree: _Element
) -> tuple[str, ...]:
    found = list(_named(article.get("author"), by_id)) or list(_named(article.get("creator"), by_id))
    if not found:
        found = next((names for key in _AUTHORS if (names := [n for v in metas.get(key, ()) if (n := _clean(v))])), [])
    if not found:
        found = [n for e in tree.xpath("//a[@rel='author']") if (n := _clean("".join(e.itertext())))]
    authors: list[str] = []
    for text in found:
        # "By Jane Doe and John Roe" is two; a comma parts names only where each part is one.
        for part in re.split(r"\s+(?:and|&)\s+|\s*[;|]\s*", re.sub(r"^(?:[Bb]y|BY):?\s+", "", text)):
            pieces = [piece.strip() for piece in part.split(",")]
            if not all(re.fullmatch(r"\S+(?: \S+){1,3}", piece) for piece in pieces):
                pieces = [part.strip()]
            authors.extend(piece for piece in pieces if piece and piece not in authors and "(" not in piece)
    return tuple(authors)


def _published(article: Mapping[str, Any], metas: Mapping[str, list[str]], tree: _Element) -> str | None:
    candidates: list[Any] = [article.get("datePublished")]
    candidates += (value for name in _PUBLISHED for value in metas.get(name, ()))
    # A page's own marks; other elements "time" may belong to its list of related articles.
    candidates += (
        element.get("datetime") or element.get("content") or "".join(element.itertext())
        for element in tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]")
    )
    candidates.append(article.get("dateCreated"))
    moments = (normal_moment(value) for value in candidates)
    return next((moment for moment in moments if moment is not None), None)


def _url(tree: _Element, metas: Mapping[str, list[str]]) -> str | None:
    """The address that the page calls canonical; one that names only a site does not count."""
    declared = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").casefold().split()]
    declared += metas.get("og:url", [])
    addresses = [address.strip() for address in declared if address]
    base = next((address for address in addresses if re.match(r"https?://", address)), "")
    for address in addresses:
        if url := normal_url(_joined(base, address)):
            return url
    return None


def _joined(base: str, address: str) -> str | None:
    try:
        return urljoin(base, address)
    except ValueError:  # an address that only looks like one: a broken IPv6 host, say
        return None

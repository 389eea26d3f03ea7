"""The article: a text with what is known of where, when and by whom it was published."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from dateline.model.spans import Span, check_span

HeaderField: TypeAlias = Literal["outlet", "agency", "place", "date", "author", "updated"]


def content_id(*parts: str | None) -> str:
    """The first 80 bits of the SHA-256 of ``parts``, as 20 hexadecimal digits."""
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def check_iso(value: str) -> None:
    """Raise ``ValueError`` unless ``value`` is an ISO 8601 date or date-time."""
    if len(value) == 10:  # YYYY-MM-DD
        date.fromisoformat(value)
    else:
        datetime.fromisoformat(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The place line of a report: where it was filed, and when.

    ``country`` is ISO 3166-1 alpha-3, known for capitals and large cities; ``date`` is an ISO date, null
    where the line gives no year; ``agency`` is the agency that the line names.
    """

    place: str | None
    country: str | None
    date: str | None
    span: Span
    agency: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span)
        if self.date is not None:
            date.fromisoformat(self.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One thing that the text itself says of its publication, with the characters that say it."""

    field: HeaderField
    value: str
    span: Span

    def __post_init__(self) -> None:
        check_span(self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its outlet, publication time, dateline and language.

    ``text`` is never altered: for a plain-text file it is the decoded file, for HTML, feeds and JSON Lines
    the title, a blank line and the body. ``published`` is an ISO 8601 date or date-time as printed (its
    zone is kept). ``url`` is the canonical address. ``id`` is made by :func:`article_id`.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "en"
    published: str | None = None
    dateline: Dateline | None = None
    headers: tuple[Header, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an article has a text")
        if self.published is not None:
            check_iso(self.published)
        if self.dateline is not None and self.dateline.span[1] > len(self.text):
            raise ValueError("the dateline stands outside the text")
        if any(header.span[1] > len(self.text) for header in self.headers):
            raise ValueError("a header stands outside the text")

    @property
    def headline(self) -> Span | None:
        """The span of the title where the text begins with it, else None."""
        if self.title and self.text.startswith(self.title):
            return 0, len(self.title)
        return None


def article_id(text: str, *, url: str | None, outlet: str | None, published: str | None) -> str:
    """The id of an article: a hash of (canonical URL, else outlet and publication day) and text."""
    if url is not None:
        return content_id("url", url, text)
    return content_id("outlet", outlet, published[:10] if published else None, text)

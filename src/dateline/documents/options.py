"""What a reader may be told, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from dateline.errors import UsageError
from dateline.model.article import check_iso

if TYPE_CHECKING:
    from dateline.model import Article

Keys: TypeAlias = str | tuple[str, ...]
"""A key of a JSON object, or several of which the first one present counts."""

DEFAULT_FIELDS: Mapping[str, Keys] = MappingProxyType(
    {
        "text": ("text", "body", "content", "maintext", "article_text", "full_text", "body_text", "articleBody"),
        "title": ("title", "headline"),
        "outlet": ("outlet", "source", "publisher", "source_name", "site_name", "sitename", "source_domain", "domain"),
        "author": ("author", "authors", "byline", "creator"),
        "url": ("url", "link", "canonical_url", "source_url", "uri"),
        "published": ("published", "date_publish", "published_at", "publishedAt", "publication_date", "datePublished",
                      "date_published", "pub_date", "date"),
        "language": ("language", "lang"),
    }
)  # fmt: skip
"""For each field of an article, the keys under which collections of news keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What to assume of an article that does not say it, and how much to read.

    ``published`` (ISO 8601) and ``outlet`` supply what the article lacks; they never overrule it. ``max_bytes``
    caps one article: a file, a page, or one line of a JSON Lines file. ``fields`` names the keys of JSON Lines
    objects; the fields it leaves out keep those of :data:`DEFAULT_FIELDS`.
    """

    published: str | None = None
    outlet: str | None = None
    max_bytes: int = 5_000_000
    fields: Mapping[str, Keys] = field(default_factory=lambda: DEFAULT_FIELDS)

    def __post_init__(self) -> None:
        if self.published is not None:
            try:
                check_iso(self.published)
            except ValueError:
                raise UsageError(
                    f"'{self.published}' is no date", "write the date of publication as YYYY-MM-DD"
                ) from None
        if self.max_bytes < 1:
            raise UsageError(f"a cap of {self.max_bytes} bytes lets nothing through", "give a positive number")
        if unknown := sorted(set(self.fields) - set(DEFAULT_FIELDS)):
            raise UsageError(
                f"an article has no field '{unknown[0]}'", f"name one of {', '.join(sorted(DEFAULT_FIELDS))}"
            )

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys under which to look for the article's field ``name``, in order."""
        keys = self.fields.get(name, DEFAULT_FIELDS[name])
        return (keys,) if isinstance(keys, str) else keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article and where it was found: ``item`` is the line of a JSON Lines file, from 1, else None."""

    path: str
    item: int | None
    article: Article


@dataclass(frozen=True, slots=True)
class Origin:
    """Where bytes come from, for naming them in errors."""

    path: str
    item: int | None = None

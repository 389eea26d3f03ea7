"""The last step of every reader: a text with its metadata -> Article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.documents.headers import read_headings
from dateline.documents.language_gate import check_english
from dateline.documents.options import Origin, ReadOptions
from dateline.errors import EmptyDocumentError
from dateline.model import Article, article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page or an object says of its article beside the text; ``published`` is ISO 8601.

    ``likely_published`` is a date that was only guessed from a page's looks: all that is stated comes before it.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = field(default=())
    url: str | None = None
    published: str | None = None
    likely_published: str | None = None


def assemble(body: str, metadata: Metadata, options: ReadOptions, origin: Origin) -> Article:
    """The article of a title and a body: its text is the title, a blank line and the body.

    Raises:
        EmptyDocumentError: the body holds no words; a headline alone is no article.
        LanguageError: the body is not English.
    """
    title = " ".join(metadata.title.split()) if metadata.title else ""
    body = without_title(body.strip(), title)
    if not has_words(body):
        problem = "a headline without a text" if has_words(title) else "there is no text"
        raise EmptyDocumentError(origin.path, problem, "give the article's text", item=origin.item)
    text = f"{title}\n\n{body}" if title else body
    return make_article(text, metadata, options, origin, body_start=len(text) - len(body), title=title or None)


def make_article(
    text: str,
    metadata: Metadata,
    options: ReadOptions,
    origin: Origin,
    *,
    body_start: int = 0,
    title: str | None = None,
) -> Article:
    """The article of ``text``, whose body begins at ``body_start``.

    Raises:
        LanguageError: the body is not English.
    """
    check_english(text[body_start:], origin)
    outlet = metadata.outlet or options.outlet
    headings = read_headings(text, body_start, outlet=outlet)
    outlet = metadata.outlet or headings.outlet or options.outlet
    authors = metadata.authors or headings.authors
    published = metadata.published or headings.published or metadata.likely_published or options.published
    return Article(
        id=article_id(text, url=metadata.url, outlet=outlet, published=published),
        text=text,
        title=title,
        outlet=outlet,
        author=", ".join(authors) or None,
        url=metadata.url,
        published=published,
        dateline=headings.dateline,
        headers=headings.headers,
    )


def has_words(text: str) -> bool:
    """Whether there is a letter in ``text``."""
    return any(character.isalpha() for character in text)


def without_title(body: str, title: str) -> str:
    """The body without the title that it repeats at its beginning."""
    if not title or not body[: len(title) + 40].strip():
        return body
    # The same words, however they are spaced.
    match = re.match(r"\s+".join(map(re.escape, title.split())), body)
    if match is None:
        return body
    rest = body[match.end() :]
    ends_line = re.match(r"[ \t]*(?:[\r\n]|$)", rest) is not None
    # Where line breaks were lost, a long title followed by a new sentence is one too.
    goes_on = len(title.split()) >= 5 and re.match(r"\s+[A-ZÀ-Þ\"“‘]", rest) is not None
    # Pages show it above the picture and below it.
    return without_title(rest.strip(), title) if ends_line or goes_on else body


def normal_url(url: str | None) -> str | None:
    """The address without tracking and fragment, or None unless it is one of the web that names a page."""
    if url is None or not re.match(r"https?://[^/\s]+/[^/\s#?]|https?://[^/\s]+/\?", url.strip(), re.IGNORECASE):
        return None
    from courlan import normalize_url  # noqa: PLC0415 - 0.2 s that plain texts do without

    try:
        normal = str(normalize_url(url.strip(), strict=False))
    except ValueError:  # an address that only looks like one: a broken IPv6 host, say
        return None
    return normal.partition("#")[0] or None

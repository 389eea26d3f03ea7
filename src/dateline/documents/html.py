"""A page of HTML -> Article: trafilatura finds the text, the page's own metadata says the rest."""

from __future__ import annotations

import logging
import re
from typing import Any

import htmldate
import lxml.html
import trafilatura
from lxml import etree
from lxml.etree import _Element

from dateline.documents.assembly import Metadata, assemble, has_words
from dateline.documents.decoding import check_is_text, decode
from dateline.documents.language_gate import check_english
from dateline.documents.metadata import PageMetadata, read_metadata
from dateline.documents.moments import normal_moment
from dateline.documents.options import Origin, ReadOptions
from dateline.errors import EmptyDocumentError, NoArticleTextError
from dateline.model import Article

# These libraries log what they think of a page; without a handler Python would print it for them.
for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_DECLARATION = re.compile(
    rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*(?P<meta>[\w.:-]+)"
    rb"|<\?xml[^>]{1,100}?encoding\s*=\s*[\"'](?P<xml>[\w.:-]+)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"cookie|javascript|privacy (?:policy|notice|settings)|terms (?:of (?:use|service)|and conditions)|consent"
    r"|subscri(?:be|ption)|sign (?:in|up)|log ?in|newsletter|all rights reserved|copyright|©|enable|ad ?block"
    r"|your browser|personal data|GDPR|access denied|page (?:not|cannot be) found|404|verify you are|unusual traffic"
    r"|captcha|our partners|create an account",
    re.IGNORECASE,
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_DATE_IN_URL = re.compile(
    r"/(?P<year>(?:19|20)[0-9]{2})[/-]?(?P<month>0[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:[/-]?(?P<day>0[1-9]|[12][0-9]|3[01]))?(?=[/-]|$)"
)
_PROSE_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
_LEAST_WORDS = 20  # the shortest flashes of news have some thirty
_TELLING = 200  # characters
_NEXT = "give a page with an article on it, or the article's text"


def article_from_html(data: bytes, options: ReadOptions, origin: Origin) -> Article:
    """The article of a page: its title, a blank line, and the paragraphs of its body.

    Raises:
        BinaryDocumentError: the bytes are no text.
        EmptyDocumentError: the file is empty.
        EncodingError: the bytes are no text in the encoding that they declare.
        LanguageError: the article is not English.
        NoArticleTextError: there is nothing but navigation and notices on the page.
    """
    check_is_text(data, origin)
    declaration = _DECLARATION.search(data, 0, 4096)
    declared = (declaration["meta"] or declaration["xml"]).decode("ascii", "replace") if declaration else None
    page = decode(data, origin, declared=declared)
    if not page.strip():
        raise EmptyDocumentError(origin.path, "there is no text", "give the article's text", item=origin.item)
    tree = _tree(page)
    if tree is None:
        raise NoArticleTextError(origin.path, "there is no article on this page", _NEXT, item=origin.item)
    stated = read_metadata(tree)
    body = _body(tree, stated)
    title = _title(tree, stated)
    if not _is_article(body):
        if len(body) >= _TELLING:  # what is no prose by the rules of English may be that of another language
            check_english(body, origin)
        raise NoArticleTextError(
            origin.path, "there is no article on this page, only navigation and notices", _NEXT, item=origin.item
        )
    metadata = Metadata(
        title=title,
        outlet=stated.outlet,
        authors=stated.authors,
        url=stated.url,
        published=stated.published,
        likely_published=None if stated.published else _likely_date(tree, stated.url),
    )
    return assemble(body, metadata, options, origin)


def _tree(page: str) -> _Element | None:
    # As bytes in a known encoding: lxml refuses text that declares one, and a declaration may be wrong.
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _body(tree: _Element, stated: PageMetadata) -> str:
    """The paragraphs of the article, parted by blank lines."""
    try:
        extracted: Any = trafilatura.bare_extraction(
            lxml.html.tostring(tree, encoding="unicode"),
            url=stated.url,
            include_comments=False,
            include_tables=False,
            with_metadata=False,
        )
    except Exception:  # a page that breaks the extractor has no text that Dateline could show
        return ""
    if extracted is None or not extracted.text:
        return ""
    lines = [line.strip() for line in extracted.text.splitlines() if line.strip()]
    while lines and _is_crumb(lines[0]):
        del lines[0]
    while lines and _is_crumb(lines[-1]):
        del lines[-1]
    return "\n\n".join(lines)


def _is_crumb(line: str) -> bool:
    """Whether a line is an item of navigation: the way down to the page, or the buttons below it."""
    return line.startswith("- ") and len(line.split()) <= 6 and not _PROSE_ENDS.search(line)


def _title(tree: _Element, stated: PageMetadata) -> str | None:
    """The headline that the page shows, else the one that it states."""
    headings = [" ".join("".join(h.itertext()).split()) for h in tree.iter("h1")]
    shown = list(dict.fromkeys(heading for heading in headings if has_words(heading)))
    candidates = [title for title in (stated.headline, stated.og_title) if title]
    for heading in shown:
        # Of several the page's own; of one, unless it is the name of the site or section.
        if any(_alike(heading, title) for title in candidates):
            return heading
    if candidates:
        return candidates[0]
    if len(shown) == 1:
        return shown[0]
    title = tree.find(".//title")
    return re.split(r"\s+[|–—-]\s+", " ".join("".join(title.itertext()).split()))[0] if title is not None else None


def _alike(one: str, other: str) -> bool:
    """Whether two headlines share most of their words."""
    words, others = (set(re.findall(r"\w+", title.casefold())) for title in (one, other))
    return len(words & others) * 2 > max(len(words), len(others))


def _is_article(body: str) -> bool:
    """Whether there is prose in ``body`` that is no notice."""
    words = 0
    long = len(body.split()) >= 150
    for paragraph in body.split("\n\n"):
        count = len(paragraph.split())
        if count < 6 or not _PROSE_ENDS.search(paragraph) or (not long and _NOTICE.search(paragraph)):
            continue
        words += count
    return words >= _LEAST_WORDS


def _likely_date(tree: _Element, url: str | None) -> str | None:
    """The date in the page's address, else the one htmldate finds in its markup; never any date of its text.

    A finding that the address contradicts is the date of something else on the page.
    """
    addressed = _DATE_IN_URL.search(url or "")
    if addressed:
        month = _MONTHS.find(addressed["month"]) // 3 + 1 if addressed["month"].isalpha() else int(addressed["month"])
        year_and_month = f"{addressed['year']}-{month:02}"
        if addressed["day"] and (day := normal_moment(f"{year_and_month}-{addressed['day']}")):
            return day
    try:
        # A fixed last date: by default it is today, and a reading must not depend on the clock.
        found = htmldate.find_date(
            tree, extensive_search=False, original_date=True, url=url, min_date="1990-01-01", max_date="2100-01-01"
        )
    except Exception:  # a guess is not worth an article
        return None
    if not found or (addressed and not found.startswith(year_and_month)):
        return None
    return str(found)

"""Pages: the article's text, and what the page says of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.documents import ReadOptions
from dateline.errors import (
    BinaryDocumentError,
    EmptyDocumentError,
    EncodingError,
    LanguageError,
    NoArticleTextError,
)
from tests.documents.samples import GERMAN, STORY, page, paragraphs, read_article, read_error, write

NODE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Two ministers to meet, or not",
    "datePublished": "2025-05-21T10:15:00+03:00",
    "author": {"@type": "Person", "name": "Jane Doe"},
    "publisher": {"@type": "Organization", "name": "The Daily Example"},
    "mainEntityOfPage": "https://example.org/world/two-ministers?utm_source=feed",
}


def script(value: object) -> str:
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def article_of(tmp_path: Path, source: str | bytes, **options: str):
    return read_article(write(tmp_path / "a.html", source), ReadOptions(**options))


def test_the_text_is_the_title_a_blank_line_and_the_body(tmp_path: Path) -> None:
    article = article_of(tmp_path, page(paragraphs()))
    assert article.title == "Two ministers to meet, or not"
    assert article.text == f"{article.title}\n\n{STORY.strip()}"
    assert article.headline == (0, len(article.title))


def test_a_title_that_the_body_repeats_is_not_repeated(tmp_path: Path) -> None:
    source = page(f"<p>Two ministers to meet, or not</p>{paragraphs()}")
    assert article_of(tmp_path, source).text.count("or not") == 1


def test_the_place_line_stands_at_the_beginning_of_the_body(tmp_path: Path) -> None:
    article = article_of(tmp_path, page(paragraphs(f"KYIV, Ukraine (AP) — {STORY}")))
    assert article.dateline is not None
    assert article.text[slice(*article.dateline.span)] == "KYIV, Ukraine (AP)"


@pytest.mark.parametrize(
    "data",
    [
        NODE,
        [NODE],
        [{"@type": "WebSite", "name": "Example"}, NODE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, NODE]},
        {**NODE, "@type": ["NewsArticle", "Article"]},
        {**NODE, "@type": "https://schema.org/ReportageNewsArticle"},
        {"@type": "WebPage", "mainEntity": NODE},
        {**NODE, "author": ["Jane Doe"], "mainEntityOfPage": {"@id": "https://example.org/world/two-ministers"}},
        {**NODE, "author": [{"@type": "Person", "name": ["Jane Doe"]}]},
        {**NODE, "author": "By Jane Doe", "publisher": {"name": "The Daily Example"}},
        {
            "@graph": [
                {**NODE, "publisher": {"@id": "#us"}, "author": {"@id": "#jane"}},
                {"@id": "#us", "@type": "Organization", "name": "The Daily Example"},
                {"@id": "#jane", "@type": "Person", "name": "Jane Doe"},
            ]
        },
        "<!-- " + json.dumps(NODE) + " -->",
        "//<![CDATA[\n" + json.dumps(NODE) + "\n//]]>",
        json.dumps(NODE).replace("or not", "or\tnot"),
    ],
)
def test_json_ld_in_all_its_forms(tmp_path: Path, data: object) -> None:
    article = article_of(tmp_path, page(paragraphs(), head=script(data)))
    assert article.published == "2025-05-21T10:15:00+03:00"
    assert article.outlet == "The Daily Example"
    assert article.author == "Jane Doe"
    assert article.url == "https://example.org/world/two-ministers"


def test_of_several_articles_the_one_with_the_pages_address_counts(tmp_path: Path) -> None:
    other = {**NODE, "datePublished": "2024-01-01", "mainEntityOfPage": "https://example.org/world/another"}
    head = '<link rel="canonical" href="https://example.org/world/two-ministers">' + script([other, NODE])
    assert article_of(tmp_path, page(paragraphs(), head=head)).published == "2025-05-21T10:15:00+03:00"


@pytest.mark.parametrize(
    "broken", ["{not json", '{"@type": "NewsArticle", ', "[" * 100_000, '"a string"', "null", "12"]
)
def test_broken_json_ld_says_nothing(tmp_path: Path, broken: str) -> None:
    head = script(broken) + '<meta property="article:published_time" content="2025-05-21T10:15:00Z">'
    assert article_of(tmp_path, page(paragraphs(), head=head)).published == "2025-05-21T10:15:00+00:00"


def test_meta_elements(tmp_path: Path) -> None:
    head = """<meta property="og:site_name" content="The Daily Example">
        <meta name="author" content="Jane Doe and John Roe">
        <meta property="article:published_time" content="2025-05-21T10:15:00+0530">
        <meta property="og:url" content="https://example.org/world/two-ministers/?fbclid=1#top">"""
    article = article_of(tmp_path, page(paragraphs(), head=head))
    assert article.outlet == "The Daily Example"
    assert article.author == "Jane Doe, John Roe"
    assert article.published == "2025-05-21T10:15:00+05:30"
    assert article.url == "https://example.org/world/two-ministers/"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://Example.ORG/world/a?id=7&utm_medium=x#top", "https://example.org/world/a?id=7"),
        ("https://example.org/", None),
        ("https://example.org", None),
        ("/world/a", None),
        ("javascript:void(0)", None),
        ("https://[broken/world", None),
    ],
)
def test_the_canonical_address(tmp_path: Path, link: str, url: str | None) -> None:
    assert article_of(tmp_path, page(paragraphs(), head=f'<link rel="canonical" href="{link}">')).url == url


def test_the_page_overrules_the_options_and_they_supply_what_it_lacks(tmp_path: Path) -> None:
    stated = page(paragraphs(), head=script(NODE))
    assert article_of(tmp_path, stated, published="2020-01-01").published == "2025-05-21T10:15:00+03:00"
    assert article_of(tmp_path, page(paragraphs()), published="2020-01-01").published == "2020-01-01"


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("2025/05/21/talks", "2025-05-21"),
        ("world/2025/may/21/talks", "2025-05-21"),
        ("20250521/talks", "2025-05-21"),
        ("2025-05-21-talks", "2025-05-21"),
        ("2025/02/31/talks", None),
        ("2025/05/talks", None),
        ("world/talks-2025", None),
    ],
)
def test_the_address_may_hold_the_date(tmp_path: Path, path: str, published: str | None) -> None:
    head = f'<link rel="canonical" href="https://example.org/{path}">'
    assert article_of(tmp_path, page(paragraphs(), head=head)).published == published


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    assert article_of(tmp_path, page(paragraphs())).published is None


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_encodings_by_declaration(tmp_path: Path, encoding: str) -> None:
    story = STORY.replace("“", "«").replace("”", "»").replace("reporters", "reporters in Genève")
    source = page(paragraphs(story)).replace("utf-8", encoding)
    assert "Genève" in article_of(tmp_path, source.encode(encoding)).text


def test_a_page_that_declares_latin_1_and_is_utf8_is_read_as_utf8(tmp_path: Path) -> None:
    assert "“We have" in article_of(tmp_path, page(paragraphs()).replace("utf-8", "iso-8859-1").encode()).text


def test_a_page_that_is_not_what_it_declares_is_named(tmp_path: Path) -> None:
    error = read_error(write(tmp_path / "a.html", page(paragraphs()).encode() + b"<p>\xff</p>"))
    assert isinstance(error, EncodingError)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>Home</p><p>World</p><p>Sport</p>",
        "<p>We use cookies to give you the best experience of our website. By going on you consent to their use.</p>"
        * 3,
        "<p>Please enable JavaScript in your browser to go on reading this page on our website today.</p>",
        "<p>Subscribe now to read the whole of this story, and sign up for our newsletter to hear from us daily.</p>",
        "<ul><li><a href='/a'>Ministers may meet after all</a></li><li><a href='/b'>Talks put off again</a></li></ul>",
        "<p>Sorry, the page cannot be found. It may have been moved or it may never have been there at all. 404.</p>",
    ],
)
def test_a_page_without_an_article_is_named(tmp_path: Path, body: str) -> None:
    assert isinstance(read_error(write(tmp_path / "a.html", page(body, title="The Daily Example"))), NoArticleTextError)


@pytest.mark.parametrize("source", ["<html><head></head><body></body></html>", "<!-- nothing -->", "<p>"])
def test_a_page_with_nothing_on_it_is_named(tmp_path: Path, source: str) -> None:
    assert isinstance(read_error(write(tmp_path / "a.html", source)), NoArticleTextError)


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    assert isinstance(read_error(write(tmp_path / "a.html", " \n")), EmptyDocumentError)


def test_a_german_page_is_named_whatever_it_declares(tmp_path: Path) -> None:
    source = page(f"<p>{GERMAN}</p><p>{GERMAN[:120]}.</p>", title="Zwei Minister, ein Treffen?", lang="en")
    error = read_error(write(tmp_path / "a.html", source))
    assert isinstance(error, LanguageError)
    assert error.language == "de"


def test_an_english_page_is_read_whatever_it_declares(tmp_path: Path) -> None:
    assert article_of(tmp_path, page(paragraphs(), lang="de")).language == "en"


def test_an_image_with_the_name_of_a_page_is_named(tmp_path: Path) -> None:
    assert isinstance(read_error(write(tmp_path / "a.html", b"\x89PNG\r\n\x1a\n\x00\x00")), BinaryDocumentError)


def test_comments_of_readers_are_left_out(tmp_path: Path) -> None:
    comments = (
        '<div id="comments"><div class="comment"><p>I have never believed a word of what they say.</p></div></div>'
    )
    assert "never believed" not in article_of(tmp_path, page(paragraphs() + comments)).text

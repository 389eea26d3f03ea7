"""Bylines and dates that a text prints above its story."""

from __future__ import annotations

import pytest

from dateline.documents import article_from_text
from tests.documents.samples import STORY


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By JANE DOE", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe, John Roe"),
        ("By Jane Doe, John Roe and Ana de la Cruz", "Jane Doe, John Roe, Ana de la Cruz"),
        ("By Jane Doe and John Roe, Reuters", "Jane Doe, John Roe"),
        ("By Jane Doe in Moscow", "Jane Doe"),
        ("By Jane Doe | May 21, 2025", "Jane Doe"),
        ("By Jane Doe, May 21, 2025", "Jane Doe"),
        ("By Jane Doe, diplomatic correspondent", "Jane Doe"),
        ("By Reuters Staff", None),
        ("By Staff Writer", None),
        ("By Monday the talks were over.", None),
        ("By then it was too late for the ministers", None),
    ],
)
def test_bylines(line: str, author: str | None) -> None:
    assert article_from_text(f"{line}\n\n{STORY}").author == author


def test_a_byline_may_name_agency_and_outlet() -> None:
    headers = article_from_text(f"By Jane Doe, AFP\nBy John Roe, Daily Post\n\n{STORY}").headers
    assert [(header.field, header.value) for header in headers] == [
        ("author", "Jane Doe"),
        ("agency", "Agence France-Presse"),
        ("author", "John Roe"),
        ("outlet", "Daily Post"),
    ]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 21 May 2025, 10:15 GMT", "2025-05-21T10:15:00+00:00"),
        ("Published 21 May 2025", "2025-05-21"),
        ("Published on May 21, 2025 at 10:15 UTC", "2025-05-21T10:15:00+00:00"),
        ("First published: Wednesday, May 21st, 2025", "2025-05-21"),
        ("Posted: 2025-05-21 10:15 +0530", "2025-05-21T10:15:00+05:30"),
        ("Updated Oct. 3, 2024 9:05 a.m. ET", "2024-10-03T09:05:00-04:00"),
        ("Updated Jan. 3, 2024 9:05 p.m. ET", "2024-01-03T21:05:00-05:00"),
        ("Updated: 21 May 2025, 10:15 BST", "2025-05-21T10:15:00+01:00"),
        ("Updated: 21 January 2025, 10:15 BST", "2025-01-21"),
        ("Updated: 21 May 2025, 10:15 CST", "2025-05-21"),
        ("Updated: 21 May 2025, 10:15", "2025-05-21"),
        ("Published: 1015 GMT, 21 May 2025", "2025-05-21T10:15:00+00:00"),
        ("Friday, January 4, 2019", "2019-01-04"),
        ("2025-05-21", "2025-05-21"),
        ("Published: 31 February 2025", None),
        ("Published: 21 May", None),
        ("Published: 03/04/2025", None),
        ("On May 21, 2025 the ministers met.", None),
        ("Updated its travel advice on May 21, 2025", None),
    ],
)
def test_dates_above_the_story(line: str, published: str | None) -> None:
    assert article_from_text(f"{line}\n\n{STORY}").published == published


@pytest.mark.parametrize(
    ("story", "published"),
    [
        (f"{STORY}\nThe External Affairs Ministry of India did not comment.", "2026-02-28T20:07:00+05:30"),
        (f"{STORY}\nThe ministry in Dublin did not comment.", "2026-02-28"),
    ],
)
def test_ist_is_indias_only_where_the_text_is_about_india(story: str, published: str) -> None:
    assert article_from_text(f"Updated - February 28, 2026 08:07 pm IST\n\n{story}").published == published


def test_the_town_after_the_date_is_the_dateline() -> None:
    article = article_from_text(f"Updated - February 28, 2026 08:07 pm IST - NEW DELHI\n\n{STORY}")
    assert article.dateline is not None
    assert (article.dateline.place, article.dateline.country, article.dateline.date) == ("New Delhi", "IND", None)


def test_published_comes_before_updated() -> None:
    article = article_from_text(f"Updated: 22 May 2025 | Published: 21 May 2025\n\n{STORY}")
    assert article.published == "2025-05-21"
    assert {header.field: header.value for header in article.headers} == {"updated": "2025-05-22", "date": "2025-05-21"}


def test_the_text_stays_as_it_is() -> None:
    text = f"By Jane Doe\r\nPublished: 21 May 2025, 10:15 GMT\r\n\r\n{STORY}"
    article = article_from_text(text)
    assert article.text == text
    assert [text[slice(*header.span)] for header in article.headers] == ["Jane Doe", "21 May 2025, 10:15 GMT"]

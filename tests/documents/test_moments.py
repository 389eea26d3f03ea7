"""Dates of metadata: ISO 8601 with the zone kept, or nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents.moments import find_moments, normal_moment, zone_offset


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-05-21", "2025-05-21"),
        ("20250521", "2025-05-21"),
        ("2025-05-21T10:15:00Z", "2025-05-21T10:15:00+00:00"),
        ("2025-05-21T10:15:00.123Z", "2025-05-21T10:15:00+00:00"),
        ("2025-05-21T10:15:00+0530", "2025-05-21T10:15:00+05:30"),
        ("2025-05-21T10:15:00-04", "2025-05-21T10:15:00-04:00"),
        ("2025-05-21 10:15:00 UTC", "2025-05-21T10:15:00+00:00"),
        ("2025-05-21 10:15:00 +0530", "2025-05-21T10:15:00+05:30"),
        ("2025-05-21 10:15:00", "2025-05-21T10:15:00"),
        ("2025-05-21T10:15", "2025-05-21T10:15:00"),
        ("Wed, 21 May 2025 10:15:00 GMT", "2025-05-21T10:15:00+00:00"),
        ("Tue, 20 May 2025 18:03:37 EDT", "2025-05-20T18:03:37-04:00"),
        ("Wed, 21 May 2025 23:10:16 +0300", "2025-05-21T23:10:16+03:00"),
        ("May 21, 2025", "2025-05-21"),
        ("21 May 2025 10:15 GMT", "2025-05-21T10:15:00+00:00"),
        (1747822500, "2025-05-21T10:15:00+00:00"),
        ("1747822500", "2025-05-21T10:15:00+00:00"),
        (1747822500000, "2025-05-21T10:15:00+00:00"),
        ("2025-02-31", None),
        ("2025-05", None),
        ("21/05/2025", None),
        ("yesterday", None),
        ("", None),
        (12, None),
        (True, None),
        (None, None),
        (float("nan"), None),
        ({"a": 1}, None),
    ],
)
def test_dates_of_metadata(value: object, moment: str | None) -> None:
    assert normal_moment(value) == moment


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2090, 1, 1)), st.timezones())
def test_an_iso_date_time_is_kept(moment: datetime, zone: object) -> None:
    value = moment.replace(microsecond=0).isoformat()
    assert normal_moment(value) == value


@given(st.text(max_size=60) | st.floats() | st.integers())
def test_no_value_breaks_it(value: object) -> None:
    moment = normal_moment(value)
    assert moment is None or datetime.fromisoformat(moment)


@given(
    st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%b. %d, %Y"]),
)
def test_every_day_is_found_in_every_layout(day: date, layout: str) -> None:
    text = f"Published: {day.strftime(layout)} in the morning"
    (moment,) = find_moments(text, 0, len(text))
    assert moment.iso == day.isoformat()
    assert text[slice(*moment.span)] == day.strftime(layout)


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("ET", date(2025, 7, 1), -240), ("ET", date(2025, 12, 1), -300), ("ET", date(2025, 3, 9), None),
        ("ET", date(2000, 7, 1), None), ("PT", date(2025, 7, 1), -420), ("BST", date(2025, 7, 1), 60),
        ("BST", date(2025, 12, 1), None), ("IST", date(2025, 7, 1), None), ("CST", date(2025, 7, 1), None),
        ("GMT+3", date(2025, 7, 1), 180), ("+05:30", date(2025, 7, 1), 330), ("-0400", date(2025, 7, 1), -240),
        ("UTC", date(2025, 7, 1), 0), ("XYZ", date(2025, 7, 1), None), ("GMT+99", date(2025, 7, 1), None),
    ],
)  # fmt: skip
def test_zones_that_could_be_several_are_none(zone: str, day: date, offset: int | None) -> None:
    assert zone_offset(zone, day) == offset

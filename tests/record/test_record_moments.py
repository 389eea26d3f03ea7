from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.moments import Publication, Version, in_order, publication, stamp


def test_a_stamp_is_in_utc_and_as_wide_as_every_other():
    assert stamp(datetime(2023, 3, 2, 1, tzinfo=timezone(timedelta(hours=2)))) == "2023-03-01T23:00:00.000000Z"


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_stamps_sort_by_time(moments):
    assert (stamp(moments[0]) < stamp(moments[1])) is (moments[0] < moments[1])


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, None),
        ("2023-03-02", Publication("2023-03-02", "2023-03-02")),
        ("2023-03-02T23:30:00-05:00", Publication("2023-03-02", "2023-03-03T04:30:00.000000Z")),
        ("2023-03-02T23:30:00", Publication("2023-03-02", "2023-03-02T23:30:00.000000Z")),
        ("20230302T2330Z", Publication("2023-03-02", "2023-03-02T23:30:00.000000Z")),
        ("2023-W09-4", Publication("2023-03-02", "2023-03-02")),
        ("0001-01-01T00:00:00+05:00", Publication("0001-01-01", "0001-01-01T00:00:00.000000Z")),
    ],
)
def test_publication(published, expected):
    assert publication(published) == expected


def names(*versions: tuple[str, str | None, str]) -> str:
    made = [Version(name, publication(published), read_at) for name, published, read_at in versions]
    return "".join(version.article for version in in_order(made))


def test_versions_are_ordered_by_publication():
    assert names(("b", "2023-03-02", "1"), ("a", "2023-03-01", "2")) == "ab"
    assert names(("b", "2023-03-02T10:00:00Z", "1"), ("a", "2023-03-02T10:00:00+01:00", "2")) == "ab"


def test_where_one_tells_only_the_day_the_time_of_reading_decides_within_it():
    assert names(("a", "2023-03-02T10:00:00Z", "1"), ("b", "2023-03-02", "2")) == "ab"


def test_where_one_tells_no_time_the_time_of_reading_decides():
    assert names(("a", "2023-03-09", "1"), ("b", None, "2"), ("c", "2023-03-01", "3")) == "abc"


@given(st.permutations([("a", None, "1"), ("b", "2023-03-01", "1"), ("c", "2023-03-01", "0"), ("d", None, "1")]))
def test_the_order_does_not_depend_on_the_order_of_coming(versions):
    assert names(*versions) == "cabd"

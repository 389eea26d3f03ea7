from __future__ import annotations

import pytest

from tests.times.texts import only, reach, times, value


@pytest.mark.parametrize(
    ("text", "words", "written", "granularity"),
    [
        ("They spoke for about ten minutes.", "about ten minutes", "PT10M", "minute"),
        ("They stayed ten months.", "ten months", "P10M", "month"),
        ("They had a 90-minute meeting.", "90-minute", "PT90M", "minute"),
        ("It was a two-day visit.", "two-day", "P2D", "day"),
        ("They spoke for hours.", "hours", "PTXH", "hour"),
        ("They spoke for several weeks.", "several weeks", "PXW", "week"),
        ("It took two and a half years.", "two and a half years", "P2.5Y", "year"),
        ("They spoke for half an hour.", "half an hour", "PT30M", "hour"),
        ("It took an hour and a half.", "an hour and a half", "PT1H30M", "hour"),
        ("It took two to three weeks.", "two to three weeks", "PXW", "week"),
        ("It lasted for more than two decades.", "more than two decades", "P20Y", "decade"),
        ("It lasted six straight days.", "six straight days", "P6D", "day"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2.5Y", "year"),
        ("It was a months-old dispute.", "months-old", "PXM", "month"),
        ("It was a decades-long dispute.", "decades-long", "PXY", "decade"),
        ("They arrested a 23-year-old man.", "23-year-old", "P23Y", "year"),
    ],
)
def test_durations(text, words, written, granularity):
    timex = only(text)
    assert value(timex) == (words, "DURATION", written)
    assert (reach(timex), timex.granularity, timex.edtf) == ((None, None), granularity, None)


@pytest.mark.parametrize(
    ("words", "written", "days", "edtf"),
    [
        ("the past three years", "P3Y", ("2020-01-01", "2023-03-02"), "2020~/2023-03-02"),
        ("the next six months", "P6M", ("2023-03-02", "2023-09-30"), "2023-03-02/2023-09~"),
        ("the past decade", "P10Y", ("2010-01-01", "2023-03-02"), "2010~/2023-03-02"),
        ("the coming weeks", "PXW", ("2023-03-02", None), "2023-03-02/.."),
        ("the last 24 hours", "PT24H", ("2023-02-28", "2023-03-02"), "2023-02-28~/2023-03-02~"),
    ],
)
def test_durations_that_reach_the_day_of_writing(words, written, days, edtf):
    timex = only(f"It matters in {words}.")
    assert value(timex) == (words, "DURATION", written)
    assert (reach(timex), timex.edtf) == (days, edtf)


def test_recent_months_are_behind_nobody_says_how_far():
    timex = only("It grew in recent months.")
    assert value(timex) == ("recent months", "DATE", "PAST_REF")
    assert (reach(timex), timex.edtf, timex.granularity) == ((None, "2023-03-02"), "../2023-03-02", "month")


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
        ("They meet on Mondays.", "Mondays", "XXXX-WXX-1"),
        ("They meet twice a week.", "twice a week", "P1W"),
        ("They meet annually.", "annually", "P1Y"),
        ("They hold a daily briefing.", "daily", "P1D"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("They meet every other day.", "every other day", "P2D"),
        ("They build 15 a year.", "a year", "P1Y"),
    ],
)
def test_sets(text, words, written):
    timex = only(text)
    assert value(timex) == (words, "SET", written)
    assert reach(timex) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "A quarter of the votes were counted.",
        "He took a second look.",
        "It was a difficult day for us.",
        "The Daily Mail reported it.",
        "In the early days of the war it was calm.",
    ],
)
def test_amounts_that_are_no_times(text):
    assert times(text) == ()

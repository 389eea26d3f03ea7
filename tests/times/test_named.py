from __future__ import annotations

import pytest

from dateline.times.lexicon import calendars
from tests.times.texts import only, reach, times, value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("They spoke on Christmas Day.", "2022-12-25"),
        ("They spoke on New Year's Day.", "2023-01-01"),
        ("They will speak on Christmas Eve.", "2023-12-24"),
        ("They spoke on Bastille Day 2021.", "2021-07-14"),
        ("They spoke on Memorial Day.", "2022-05-30"),
        ("They will speak on Labor Day.", "2023-09-04"),
    ],
)
def test_holidays_with_a_date(text, written):
    timex = only(text)
    assert (value(timex)[2], reach(timex)) == (written, (written, written))


def test_a_holiday_on_two_days_is_neither():
    timex = only("They will speak on Victory Day.")
    assert (reach(timex), timex.edtf) == (("2023-05-08", "2023-05-09"), "2023-05-08/2023-05-09")
    assert value(timex)[2] == "2023-05"


def test_a_holiday_of_no_one_date_is_found_and_left_open():
    timex = only("They spoke on Independence Day.")
    assert (value(timex)[2], reach(timex)) == ("XXXX-XX-XX", (None, None))


def test_months_and_feasts_of_other_calendars():
    ramadan = only("They will not meet during Ramadan.")
    assert (reach(ramadan), ramadan.granularity) == (("2023-03-22", "2023-04-21"), "month")
    assert ramadan.edtf == "2023-03-22~/2023-04-21~"
    assert reach(only("They will meet after Nowruz.")) == ("2023-03-20", "2023-03-22")
    muharram = only("They will meet in Muharram.")
    assert (value(muharram)[2], reach(muharram)) == ("XXXX-XX", (None, None))


def test_a_year_that_no_table_has_stays_open():
    assert reach(only("They met during Ramadan.", "1985-03-02")) == (None, None)


def test_a_month_that_is_also_a_name_needs_a_number():
    assert times("The Mehr news agency reported it.") == ()
    timex = only("They marched on 22 Bahman.")
    assert (reach(timex), timex.granularity) == (("2023-01-20", "2023-02-19"), "month")


@pytest.mark.parametrize("text", ["It grew in fiscal 2021.", "It ends with the current school year."])
def test_fiscal_and_school_years_stay_open(text):
    assert reach(only(text)) == (None, None)


@pytest.mark.parametrize(
    ("text", "words", "written", "days"),
    [
        ("He is now in Rome.", "now", "PRESENT_REF", (None, None)),
        ("He recently came back.", "recently", "PAST_REF", (None, "2023-03-02")),
        ("It may happen in the near future.", "the near future", "FUTURE_REF", ("2023-03-02", None)),
    ],
)
def test_what_has_no_date(text, words, written, days):
    timex = only(text)
    assert value(timex) == (words, "DATE", written)
    assert (reach(timex), timex.granularity) == (days, None)


def test_now_that_is_no_time():
    assert times("Now that he is back, they can talk.") == ()


def test_every_entry_of_the_calendars_is_a_day_or_days_in_order():
    for name, holiday in calendars().holidays.items():
        assert name == name.lower()
        if holiday is not None:
            assert (holiday.rule is None) == (holiday.first is not None)
            assert holiday.first is None or holiday.last is None or holiday.first <= holiday.last
    for feast in calendars().feasts.values():
        assert all(first <= last for first, last in feast.years.values())

from __future__ import annotations

import pytest

from dateline.times import Anchor, read_times
from tests.analyses import analysis
from tests.times.texts import only, reach, times, value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("They met on Thursday.", "2023-03-02"),
        ("They met on Friday.", "2023-02-24"),
        ("They will meet on Friday.", "2023-03-03"),
        ("They are to meet on Friday.", "2023-03-03"),
        ("They are meeting on Friday.", "2023-03-03"),
        ("The vote is scheduled for Sunday.", "2023-03-05"),
        ("The summit opens on Monday.", "2023-03-06"),
        ("They met last Thursday.", "2023-02-23"),
        ("They will meet next Thursday.", "2023-03-09"),
        ("They met on Wednesday of last week.", "2023-02-22"),
        ("They failed to meet on Tuesday.", "2023-02-28"),
        ("She said the talks would begin on Saturday.", "2023-03-04"),
    ],
)
def test_tense_decides_the_week_of_a_weekday(text, written):
    timex = only(text)
    assert value(timex)[2] == written
    assert timex.granularity == "day"


def test_one_sentence_may_look_both_ways():
    assert [value(t)[2] for t in times("They agreed on Thursday to meet on Monday.")] == ["2023-03-02", "2023-03-06"]


def test_weekdays_count_from_the_printed_local_date():
    assert value(only("They met on Thursday.", "2023-03-02T23:30:00-05:00"))[2] == "2023-03-02"


def test_the_day_of_the_dateline_goes_before_that_of_publication():
    timex = only("They met today.", "2023-03-03", "2023-03-02")
    assert (timex.start, timex.anchor) == ("2023-03-02", "dateline")


def test_a_dateline_far_from_publication_is_not_counted_from():
    timex = only("They met today.", "2023-03-03", "2021-03-02")
    assert (timex.start, timex.anchor) == ("2023-03-03", "publication")


def test_an_anchor_that_is_no_date_is_refused():
    with pytest.raises(ValueError, match="March"):
        read_times(analysis("They met today."), Anchor("March 2"))


@pytest.mark.parametrize(
    ("words", "kind", "written", "days"),
    [
        ("today", "DATE", "2023-03-02", ("2023-03-02", "2023-03-02")),
        ("yesterday", "DATE", "2023-03-01", ("2023-03-01", "2023-03-01")),
        ("tonight", "TIME", "2023-03-02TNI", ("2023-03-02", "2023-03-03")),
        ("last night", "TIME", "2023-03-01TNI", ("2023-03-01", "2023-03-02")),
        ("yesterday evening", "TIME", "2023-03-01TEV", ("2023-03-01", "2023-03-01")),
        ("this morning", "TIME", "2023-03-02TMO", ("2023-03-02", "2023-03-02")),
        ("Monday evening", "TIME", "2023-02-27TEV", ("2023-02-27", "2023-02-27")),
        ("last week", "DATE", "2023-W08", ("2023-02-20", "2023-02-26")),
        ("last month", "DATE", "2023-02", ("2023-02-01", "2023-02-28")),
        ("last year", "DATE", "2022", ("2022-01-01", "2022-12-31")),
        ("earlier this month", "DATE", "2023-03", ("2023-03-01", "2023-03-02")),
        ("later this year", "DATE", "2023", ("2023-03-02", "2023-12-31")),
        ("last summer", "DATE", "2022-SU", ("2022-06-01", "2022-08-31")),
        ("this winter", "DATE", "2022-WI", ("2022-12-01", "2023-02-28")),
        ("last weekend", "DATE", "2023-W08-WE", ("2023-02-25", "2023-02-26")),
        ("two weeks ago", "DATE", "2023-W07", ("2023-02-13", "2023-02-19")),
        ("three days ago", "DATE", "2023-02-27", ("2023-02-27", "2023-02-27")),
        ("recently", "DATE", "PAST_REF", (None, "2023-03-02")),
        ("a few days ago", "DATE", "PAST_REF", (None, "2023-03-02")),
    ],
)
def test_what_is_counted_from_the_day_of_writing(words, kind, written, days):
    timex = only(f"The envoys met {words}.")
    assert value(timex) == (words, kind, written)
    assert reach(timex) == days
    assert timex.anchor == "publication"


def test_the_weekend_lies_behind_or_ahead():
    assert value(only("They met over the weekend."))[::2] == ("the weekend", "2023-W08-WE")
    assert value(only("They will meet over the weekend."))[2] == "2023-W09-WE"


def test_a_year_ago_is_a_year_and_about():
    timex = only("The war began a year ago.")
    assert (value(timex)[2], timex.granularity, timex.edtf) == ("2022", "year", "2022~")
    assert reach(timex) == ("2022-01-01", "2022-12-31")


def test_more_than_a_year_ago_is_open_and_never_a_day():
    timex = only("The war began more than a year ago.")
    assert value(timex) == ("more than a year ago", "DATE", "2022")
    assert (reach(timex), timex.granularity, timex.edtf) == ((None, "2022-12-31"), "year", "../2022~")


def test_less_than_a_month_ago_reaches_to_the_day_of_writing():
    timex = only("It began less than a month ago.")
    assert (reach(timex), timex.edtf) == (("2023-02-01", "2023-03-02"), "2023-02~/2023-03-02")


def test_earlier_this_month_on_the_first_is_the_month():
    assert reach(only("They met earlier this month.", "2023-03-01")) == ("2023-03-01", "2023-03-31")


def test_what_is_counted_from_the_time_before():
    found = times("She came on 5 May 2022. The following day she spoke. Two days later she left.")
    assert [value(t)[2] for t in found] == ["2022-05-05", "2022-05-06", "2022-05-08"]
    assert [t.anchor for t in found] == ["text", "time", "time"]


def test_nothing_to_count_from_leaves_a_time_open():
    timex = only("The following day she spoke.")
    assert (value(timex)[2], reach(timex), timex.granularity) == ("XXXX-XX-XX", (None, None), "day")


def test_no_day_follows_from_a_month():
    _, following = times("She came in May 2022. The following day she spoke.")
    assert (value(following)[2], reach(following)) == ("XXXX-XX-XX", (None, None))


def test_the_same_period_a_year_before():
    _, before = times("Sales fell in February 2023, compared to the same month a year ago.")
    assert value(before)[::2] == ("the same month a year ago", "2022-02")


def test_the_year_is_the_one_that_was_named_last():
    _, named = times("It began in 2015. In the year, 40 people came.")
    assert (value(named)[2], named.anchor) == ("2015", "time")
    assert value(only("So far in the year, 40 people came."))[2] == "2023"


def test_a_quarter_that_no_one_named_stays_open():
    timex = only("Profits rose for the quarter.")
    assert (value(timex)[2], reach(timex)) == ("XXXX-QX", (None, None))


def test_last_year_stands_inside_a_noun_phrase():
    assert value(only("They spoke on the sidelines of last year's summit.")) == ("last year", "DATE", "2022")


def test_two_days_before_an_event_are_a_duration():
    assert value(only("They spoke two days before the summit.")) == ("two days", "DURATION", "P2D")


def test_names_that_hold_the_words_of_times():
    assert times("USA Today reported it.") == ()
    assert times("The market crashed on what traders call Black Friday.") == ()

from __future__ import annotations

import pytest

from tests.times.texts import only, reach, times, value


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("They met on 2 March 2021.", "2 March 2021", "2021-03-02"),
        ("They met on March 2, 2021.", "March 2, 2021", "2021-03-02"),
        ("They met on Tuesday, 2 March 2021.", "Tuesday, 2 March 2021", "2021-03-02"),
        ("They met on Mar. 2, 2021.", "Mar. 2, 2021", "2021-03-02"),
        ("They met on the 2nd of March 2021.", "the 2nd of March 2021", "2021-03-02"),
        ("They met on 2021-03-02.", "2021-03-02", "2021-03-02"),
        ("They met on 13/03/2021.", "13/03/2021", "2021-03-13"),
        ("They met on 03/13/2021.", "03/13/2021", "2021-03-13"),
        ("They met on 02.03.2021.", "02.03.2021", "2021-03-02"),
        ("They met on 24 February last year.", "24 February last year", "2022-02-24"),
    ],
)
def test_days_in_every_order(text, words, written):
    timex = only(text)
    assert value(timex) == (words, "DATE", written)
    assert reach(timex) == (written, written)
    assert timex.granularity == "day"
    assert timex.edtf == written


def test_a_numeric_date_that_could_be_two_days_is_no_day():
    timex = only("They met on 02/03/2021.")
    assert value(timex) == ("02/03/2021", "DATE", "2021-XX-XX")
    assert reach(timex) == ("2021-01-01", "2021-12-31")
    assert timex.granularity == "year"


@pytest.mark.parametrize("text", ["They counted 31/02/2021 twice.", "The list names February 30, 2021 again."])
def test_a_day_that_no_calendar_has_is_not_read_as_one(text):
    assert all(timex.granularity != "day" for timex in times(text))


@pytest.mark.parametrize(
    ("text", "written", "days", "granularity", "edtf"),
    [
        ("He left in May 2021.", "2021-05", ("2021-05-01", "2021-05-31"), "month", "2021-05"),
        ("He left in mid-2021.", "2021", ("2021-05-01", "2021-08-31"), "year", "2021-05~/2021-08~"),
        ("He left in late 2022.", "2022", ("2022-09-01", "2022-12-31"), "year", "2022-09~/2022-12~"),
        ("He left in early June 2021.", "2021-06", ("2021-06-01", "2021-06-10"), "month", "2021-06-01~/2021-06-10~"),
        ("He left in around 2014.", "2014", ("2014-01-01", "2014-12-31"), "year", "2014~"),
        ("He left in the 1990s.", "199", ("1990-01-01", "1999-12-31"), "decade", "199X"),
        ("He left in the late 1980s.", "198", ("1986-01-01", "1989-12-31"), "decade", "1986~/1989~"),
        ("It was built in the 19th century.", "18", ("1801-01-01", "1900-12-31"), "century", "1801/1900"),
        ("It grew in the second quarter of 2021.", "2021-Q2", ("2021-04-01", "2021-06-30"), "quarter",
         "2021-04/2021-06"),
        ("It grew in the first half of 2024.", "2024-H1", ("2024-01-01", "2024-06-30"), "half_year", "2024-01/2024-06"),
        ("He left in the summer of 2021.", "2021-SU", ("2021-06-01", "2021-08-31"), "season", "2021-22"),
        ("It was signed by the end of 2021.", "2021", ("2021-09-01", "2021-12-31"), "year", "2021-09~/2021-12~"),
        ("It was so in the year 2000.", "2000", ("2000-01-01", "2000-12-31"), "year", "2000"),
    ],
)  # fmt: skip
def test_what_is_longer_than_a_day(text, written, days, granularity, edtf):
    timex = only(text)
    assert value(timex)[1:] == ("DATE", written)
    assert (reach(timex), timex.granularity, timex.edtf) == (days, granularity, edtf)
    assert timex.anchor == "text"


def test_a_winter_with_a_year_may_be_either_of_two():
    assert reach(only("He left in the winter of 2021.")) == ("2020-12-01", "2022-02-28")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The envoys met on 11 December.", "2022-12-11"),
        ("The envoys will meet on 11 December.", "2023-12-11"),
        ("The envoys met in October.", "2022-10"),
        ("The envoys will meet in October.", "2023-10"),
        ("A hearing has been scheduled for June 3.", "2023-06-03"),
        ("The visit is planned for April.", "2023-04"),
        ("The vote was postponed until May 20.", "2023-05-20"),
        ("The envoys met last November.", "2022-11"),
        ("The envoys will meet next February.", "2024-02"),
    ],
)
def test_tense_decides_the_year(text, written):
    timex = only(text)
    assert value(timex)[2] == written
    assert timex.anchor == "publication"


def test_a_weekday_beside_a_date_decides_its_year():
    assert value(only("They spoke on Wednesday, 2 March."))[2] == "2022-03-02"


def test_a_month_takes_the_year_that_its_sentence_began_with():
    year, month = times("In 2014, the assembly voted in March.")
    assert (year.start, value(month)[2], month.anchor) == ("2014-01-01", "2014-03", "time")


def test_days_of_one_month_are_one_time():
    for text, words in [
        ("He is there between 2 and 5 May 2022.", "2 and 5 May 2022"),
        ("He is there May 2-5, 2022.", "May 2-5, 2022"),
        ("He is there from 2 to 5 May 2022.", "2 to 5 May 2022"),
    ]:
        timex = only(text)
        assert value(timex) == (words, "DURATION", "P4D")
        assert reach(timex) == ("2022-05-02", "2022-05-05")
        assert timex.edtf == "2022-05-02/2022-05-05"


def test_whole_dates_of_a_range_are_two_times():
    assert [t.text for t in times("He was there from January 1 to February 3.")] == ["January 1", "February 3"]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers may march again.",
        "They came in second and sat in the sun.",
        "The spring of the old clock broke.",
        "The fall of the city came as a surprise.",
        "He paid $2000 for 1,500 seats.",
        "Some 2000 soldiers were sent.",
        "Theresa May smiled.",
        "The team lost the second half.",
        "Resolution 1701 was adopted.",
    ],
)
def test_words_and_numbers_that_are_no_times(text):
    assert times(text) == ()


def test_a_year_may_stand_before_a_noun():
    assert [value(t)[2] for t in times("The 2015 deal replaced the 1991 agreement.")] == ["2015", "1991"]


def test_years_of_a_range_written_with_a_dash():
    timex = only("He was president in 2014-2019.")
    assert (value(timex)[2], reach(timex)) == ("P5Y", ("2014-01-01", "2019-12-31"))


def test_a_day_that_goes_by_its_name_has_its_year():
    assert value(only("It was the worst since the September 11 attacks."))[2] == "2001-09-11"


def test_a_day_that_goes_by_its_number():
    assert value(only("It was the worst attack since 9/11.")) == ("9/11", "DATE", "2001-09-11")


def test_nothing_is_known_of_a_date_without_a_year_in_a_text_without_a_date():
    day, month = times("They met on March 2 and in May.", published=None)
    assert (value(day)[2], reach(day)) == ("XXXX-03-02", (None, None))
    assert (value(month)[2], reach(month)) == ("XXXX-05", (None, None))
    assert (day.granularity, day.edtf, day.anchor) == ("day", None, None)

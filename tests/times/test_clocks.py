from __future__ import annotations

import pytest

from tests.times.texts import only, reach, times, value


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("They met at 14:00 GMT.", "14:00 GMT", "2023-03-02T14:00Z"),
        ("They met at 1430 GMT.", "1430 GMT", "2023-03-02T14:30Z"),
        ("They met at 9 a.m. local time.", "9 a.m. local time", "2023-03-02T09:00"),
        ("They met at 12:15 a.m. on Friday.", "12:15 a.m. on Friday", "2023-02-24T00:15"),
        ("They met at 9pm.", "9pm", "2023-03-02T21:00"),
        ("They met at noon.", "noon", "2023-03-02T12:00"),
        ("They met at 6 o'clock.", "6 o'clock", "2023-03-02T06:00"),
    ],
)
def test_clock_times(text, words, written):
    timex = only(text)
    assert value(timex) == (words, "TIME", written)
    assert timex.start == timex.end == written[:10]


def test_midnight_belongs_to_two_days():
    timex = only("The truce began at midnight.")
    assert (value(timex)[2], reach(timex)) == ("2023-03-02T24:00", ("2023-03-02", "2023-03-03"))


def test_a_clock_time_takes_the_day_of_its_sentence():
    _, clock = times("They met on Tuesday in the old palace at 18:00 UTC.")
    assert (value(clock)[2], clock.anchor) == ("2023-02-28T18:00Z", "time")


def test_a_clock_time_on_an_unknown_day():
    timex = only("They met at 14:00 GMT.", published=None)
    assert (value(timex)[2], reach(timex)) == ("XXXX-XX-XXT14:00Z", (None, None))


@pytest.mark.parametrize(
    "text", ["They won 3:1 in the cup.", "They saw 25:00 GMT on the clock.", "It fell 14.30 points."]
)
def test_numbers_that_no_clock_shows(text):
    assert all(t.timex and t.timex.type != "TIME" for t in times(text))

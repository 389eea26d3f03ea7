"""What holds of every text: spans, order, days in order, and nothing more exact than what is written."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import Analysis
from dateline.model import Timex
from dateline.times import Anchor, read_times
from dateline.times.stage import _rules
from tests.analyses import analysis

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
# Fragments that times are made of, and words between them.
WORDS = """March May June 2 3rd 15 2014 2023 1990s '82 Thursday Mon. Friday's last next this the early mid- late of in
    on at from to between and week month year decade weekend quarter first second half day days two three several a an
    ago later earlier more than about 14:00 9 a.m. GMT noon midnight morning night today yesterday tonight now recently
    every daily summer winter Christmas Ramadan Nowruz 22 Bahman century 19th - – , . ( ) said will meet end beginning
    same following previous past coming hours minutes 02/03/2023 2023-03-02 Q3 fiscal 1,500 $2000"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)
# The fewest days that a time of each granularity may cover, where both its ends are known.
FEWEST = {"week": 2, "weekend": 2, "month": 2, "season": 28, "quarter": 28, "half_year": 100, "year": 28, "decade": 300}


def read(text: str, day: date | None) -> tuple[Analysis, tuple[Timex, ...]]:
    analysed = analysis(text)
    return analysed, read_times(analysed, Anchor(day.isoformat() if day else None))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.none() | DAYS)
def test_every_text_gives_times_in_order_that_lie_in_it(text, day):
    _, found = read(text, day)
    assert [t.id for t in found] == [f"t{i}" for i in range(1, len(found) + 1)]
    reached = 0
    for timex in found:
        start, end = timex.span
        assert reached <= start < end <= len(text)
        assert text[start:end] == timex.text
        reached = end


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.none() | DAYS)
def test_the_days_of_a_time_are_in_order_and_agree_with_its_edtf(text, day):
    for timex in read(text, day)[1]:
        if timex.start and timex.end:
            assert date.fromisoformat(timex.start) <= date.fromisoformat(timex.end)
        assert (timex.edtf is None) == (timex.start is None and timex.end is None)
        if timex.edtf is not None:
            assert re.fullmatch(r"(\.\.|[\dX]{4}(-\d\d){0,2}~?)(/(\.\.|\d{4}(-\d\d){0,2}~?))?", timex.edtf)
            assert timex.edtf.startswith("../") == (timex.start is None)
            assert timex.edtf.endswith("/..") == (timex.end is None)
        assert (timex.anchor is None) == (timex.edtf is None)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.none() | DAYS)
def test_no_time_is_more_exact_than_its_granularity(text, day):
    for timex in read(text, day)[1]:
        if timex.start and timex.end and timex.granularity in FEWEST:
            length = (date.fromisoformat(timex.end) - date.fromisoformat(timex.start)).days + 1
            assert length >= FEWEST[timex.granularity]


UNITS = st.sampled_from(["day", "week", "month", "year", "decade"])
FORMS = st.sampled_from(
    ["last {}", "this {}", "next {}", "the following {}", "earlier this {}", "later this {}", "the end of the {}",
     "a {} ago", "more than a {} ago", "less than a {} ago", "about two {}s ago", "three {}s later", "the past {}",
     "the next two {}s", "the same {}", "a {} earlier"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(FORMS, UNITS, DAYS)
def test_a_day_comes_only_of_words_that_give_one(form, unit, day):
    text = "It came in June 2015 and " + form.format(unit) + "."
    for timex in read(text, day)[1][1:]:
        assert timex.granularity == unit
        if unit != "day":
            assert timex.start is None or timex.start != timex.end
            assert timex.timex is not None
            assert not re.fullmatch(r"\d{4}-\d\d-\d\d.*", timex.timex.value)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.none() | DAYS)
def test_the_same_text_gives_the_same_times(text, day):
    assert read(text, day)[1] == read(text, day)[1]


def test_empty_text_has_no_times():
    assert read_times(analysis(" "), Anchor()) == ()


def test_no_expression_reaches_over_an_empty_line():
    found = read("They met in March\n\n2 ministers came.", date(2023, 3, 2))[1]
    assert [t.text for t in found] == ["March"]


def test_an_expression_may_be_wrapped():
    assert [t.text for t in read("They met on March\n2, 2021 in Rome.", None)[1]] == ["March\n2, 2021"]


def test_a_clock_time_and_its_day_are_one_time():
    found = read("They met at 9 a.m. on March 2, 2021.", None)[1]
    assert [(t.text, t.timex.value if t.timex else None) for t in found] == [
        ("9 a.m. on March 2, 2021", "2021-03-02T09:00")
    ]


@pytest.mark.parametrize("rule", _rules(), ids=lambda rule: rule.name)
def test_every_form_names_words_in_lower_case_that_it_needs(rule):
    assert rule.needs
    assert all(word == word.lower() for word in rule.needs)

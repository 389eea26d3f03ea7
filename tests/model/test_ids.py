from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import article_id, content_id

ADDRESS = "https://lantern.example/1"


def test_known_ids_stay_what_they_are() -> None:
    by_url = article_id("A text.", url=ADDRESS, outlet="The Lantern", published="2023-03-02")
    by_outlet = article_id("A text.", url=None, outlet="The Lantern", published="2023-03-02T10:00:00+05:30")
    by_text = article_id("A text.", url=None, outlet=None, published=None)
    assert (by_url, by_outlet, by_text) == ("2bdad1c05e292a281882", "385d8dc96e16752e2c64", "025a1041799cdea15f12")
    assert content_id("a", None, "é") == "5866fd5530baf318bd70"


def test_an_address_decides_whatever_outlet_and_day_are_known() -> None:
    one = article_id("A text.", url=ADDRESS, outlet="The Lantern", published="2023-03-02")
    assert article_id("A text.", url=ADDRESS, outlet=None, published=None) == one
    assert article_id("A text.", url=ADDRESS + "0", outlet="The Lantern", published="2023-03-02") != one


def test_without_an_address_outlet_and_day_decide_and_the_hour_does_not() -> None:
    one = article_id("A text.", url=None, outlet="The Lantern", published="2023-03-02")
    assert article_id("A text.", url=None, outlet="The Lantern", published="2023-03-02T23:59:00Z") == one
    assert article_id("A text.", url=None, outlet="The Lantern", published="2023-03-03") != one
    assert article_id("A text.", url=None, outlet="The Beacon", published="2023-03-02") != one
    assert article_id("A text.", url=None, outlet="The Lantern", published=None) != one


def test_an_address_is_not_taken_for_an_outlet() -> None:
    assert article_id("A text.", url="x", outlet=None, published=None) != article_id(
        "A text.", url=None, outlet="x", published=None
    )


@given(st.lists(st.text() | st.none()), st.lists(st.text() | st.none()))
def test_ids_are_equal_only_for_equal_parts(one: list[str | None], other: list[str | None]) -> None:
    assert (content_id(*one) == content_id(*other)) == (one == other)


def test_a_lone_surrogate_has_an_id() -> None:
    assert len(content_id("\ud800")) == 20

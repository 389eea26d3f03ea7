"""What stands at a place is found without a look at all that a text holds."""

from __future__ import annotations

from dateline.model.spans import SpanIndex


def test_what_touches_a_place_is_found_however_far_before_it_begins():
    index = SpanIndex([((0, 100), "whole"), ((10, 20), "early"), ((40, 50), "inside"), ((60, 70), "late")])
    assert index.touching((45, 65)) == ["whole", "inside", "late"]


def test_what_only_meets_a_place_does_not_touch_it():
    index = SpanIndex([((0, 10), "before"), ((20, 30), "behind")])
    assert index.touching((10, 20)) == []
    assert index.touching((9, 21)) == ["before", "behind"]


def test_what_begins_together_comes_as_it_was_given():
    index = SpanIndex([((5, 9), "second"), ((3, 6), "first"), ((5, 7), "third")])
    assert index.touching((5, 6)) == ["first", "second", "third"]


def test_a_text_that_holds_nothing_has_nothing_at_a_place():
    assert SpanIndex[str]([]).touching((0, 10)) == []

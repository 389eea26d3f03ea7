"""Words of a table as one expression."""

from __future__ import annotations

import re

import pytest

from dateline.times.lexicon import any_of

WORDS = ("may", "march", "mar", "may day", "new year's", "a.m")


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("march 3", "march"),
        ("mare", "mar"),
        ("may day", "may day"),
        ("may\nday", "may\nday"),
        ("may dale", "may"),
        ("new year’s eve", "new year’s"),
        ("a.m.", "a.m"),
        ("abm", None),
        ("ma", None),
    ],
)
def test_of_the_words_that_fit_the_longest_is_matched(text: str, matched: str | None) -> None:
    found = re.match(any_of(WORDS), text)
    assert (found[0] if found else None) == matched


def test_a_shorter_word_is_tried_where_what_follows_does_not_fit_the_longer() -> None:
    assert re.fullmatch(f"{any_of(('may', 'may day'))} day", "may day")

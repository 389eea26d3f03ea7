from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.record.words import name_patterns, storable, words_column, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("senior U.S. official", "senior us official"),
        ("J.D. Vance’s aide", "jd vance aide"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("al-Assad", "al assad"),
        ("Straße_7", "strasse 7"),
        ("The end. Next", "the end next"),
        ("…—", ""),
    ],
)
def test_words(text, words):
    assert " ".join(words_of(text)) == words


def like(pattern: str, column: str) -> bool:
    return re.fullmatch(pattern.replace("%", ".*"), column) is not None


@pytest.mark.parametrize(
    ("query", "name", "fits"),
    [
        ("official", "senior officials", True),
        ("official", "unofficially", False),
        ("Lavrov minister", "Foreign Minister Sergey Lavrov", True),
        ("UN", "United States", False),
        ("UN", "U.N. envoy", True),
        ("?", "anyone", False),
        ("?", "", False),
    ],
)
def test_a_name_fits(query, name, fits):
    assert all(like(pattern, words_column(name)) for pattern in name_patterns(query)) is fits


@given(st.text())
def test_patterns_hold_no_wildcard_of_the_users(query):
    assert all(re.fullmatch(r"(% [^%_\\]+ ?%)?", pattern) for pattern in name_patterns(query))


@given(st.text())
def test_a_storable_text_keeps_every_offset(text):
    kept = storable(text)
    assert len(kept) == len(text)
    assert "\0" not in kept
    kept.encode()
    assert all(b in {a, "\ufffd"} for a, b in zip(text, kept, strict=True))

"""Finding the names of the tables in texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.actors import Gazetteer
from dateline.actors.scanning import find_names
from dateline.actors.tables import tables


def found(text):
    return [(match.text, match.references[0].id, match.references[0].form) for match in find_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Russian Foreign Ministry wrote to NATO.",
            [("Russian Foreign Ministry", "russia-foreign-ministry", "name"), ("NATO", "nato", "name")],
        ),
        ("Iran's parliament met.", [("Iran's parliament", "iran-parliament", "organ")]),
        ("the Foreign Ministry of Ukraine", [("Foreign Ministry of Ukraine", "ukraine-foreign-ministry", "organ")]),
        ("the foreign ministry of the Netherlands", [
            ("foreign ministry of the Netherlands", "netherlands-foreign-ministry", "organ")
        ]),
        ("Hungarian officials", [("Hungarian", "hungary", "adjective")]),
        ("The Hungarians left.", [("Hungarians", "hungary", "people")]),
        ("Ankara and Tbilisi talk", [("Ankara", "turkey", "metonym"), ("Tbilisi", "georgia", "metonym")]),
        (
            "U.S. Secretary of State Antony Blinken",
            [("U.S.", "united-states", "name"), ("Antony Blinken", "antony-blinken", "name")],
        ),
        ("the G20 foreign ministers' meeting", [
            ("G20 foreign ministers' meeting", "g20-foreign-ministers-meeting", "name")
        ]),
        ("ABDEL FATTAH AL-SISI VISITS CHINA", [
            ("ABDEL FATTAH AL-SISI", "abdel-fattah-al-sisi", "name"), ("CHINA", "china", "name")
        ]),
        ("Tell us who is in time for turkey.", []),
        ("Nigeria and Niger", [("Nigeria", "nigeria", "name"), ("Niger", "niger", "name")]),
        ("South Sudan is not Sudan", [("South Sudan", "south-sudan", "name"), ("Sudan", "sudan", "name")]),
        ("It left Russia. Foreign ministry staff stayed.", [("Russia", "russia", "name")]),
        ("a word, then United, States of mind", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_longest_names_are_found_from_left_to_right(text, names):
    assert found(text) == names


def test_a_name_that_is_a_word_or_another_place_is_marked():
    assert [match.ambiguous for match in find_names("Georgia and Armenia")] == [True, False]


def test_a_name_of_two_actors_gives_both():
    (match,) = find_names("Congolese troops")
    assert {reference.id for reference in match.references} >= {
        "democratic-republic-of-the-congo-armed-forces", "republic-of-the-congo-armed-forces",
    }  # fmt: skip


def test_another_gazetteer_has_its_own_names():
    assert find_names("Russia", Gazetteer(tables().with_rows([])))
    assert find_names("Russia and NATO", Gazetteer(type(tables())())) == ()


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Russia",
                "'s",
                "foreign ministry",
                "of",
                "the",
                "U.S.",
                "-",
                "Iran",
                "Brussels",
                "NATO",
                ",",
                ".",
                "é",
                "and",
            ]
        ),
        max_size=12,
    ),
    st.sampled_from([" ", ""]),
)
def test_spans_show_their_text_in_order_and_do_not_overlap(parts, between):
    text = between.join(parts)
    reached = 0
    for match in find_names(text):
        assert text[slice(*match.span)] == match.text
        assert match.span[0] >= reached
        assert match.references
        reached = match.span[1]

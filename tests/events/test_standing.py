"""The states that unnamed parties stand for, and whom an act concerns where no phrase of its own says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.events.standing import state_of_place
from dateline.model.extraction import Extraction

Read = Callable[[str], Extraction]


def parties(read: Read, text: str, category: str) -> tuple[set[str], set[str]]:
    """The countries, or else the ids, of actors and recipients of the first event of a category."""
    found = read(text)
    known = {actor.id: actor.country or actor.id for actor in found.actors}
    event = next(e for e in found.events if e.category == category)
    return {known[i] for i in event.actors}, {known[i] for i in event.recipients}


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        # Where they are tells whose they are.
        ("Rebels in Mali attacked a French convoy on Monday.", "ASSAULT", ({"MLI"}, {"FRA"})),
        # Two adjectives before one noun.
        ("Danish and Polish troops attacked the rebels in Mali.", "ASSAULT", ({"DNK", "POL"}, {"MLI"})),
        # A people abroad is of the state where it lives.
        ("Bosnian Serbs attacked Croatia on Monday.", "ASSAULT", ({"BIH"}, {"HRV"})),
        # The police and those whom it arrests are of the one state that the sentence speaks of.
        ("Police in Ghana arrested forty protesters on Monday.", "COERCE", ({"GHA"}, {"GHA"})),
        # Nobody is named: the law of the land.
        ("A Danish tourist was arrested in Ghana on Monday.", "COERCE", ({"GHA"}, {"DNK"})),
    ],
)
def test_an_unnamed_party_stands_for_a_state(
    read: Read, text: str, category: str, expected: tuple[set[str], set[str]]
) -> None:
    assert parties(read, text, category) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Two states: the setting tells nothing of the police.
        "Police arrested forty protesters as France and Ghana signed a treaty.",
        # Those whom an army fights are seldom its own.
        "Israeli troops killed three militants on Monday.",
    ],
)
def test_a_setting_of_two_states_or_of_enemies_tells_nothing(read: Read, text: str) -> None:
    found = read(text)
    fought = [e for e in found.events if e.category in {"COERCE", "ASSAULT"}]
    assert all("israel" not in e.recipients and "france" not in e.actors and "ghana" not in e.actors for e in fought)


def test_a_protest_is_against_the_state_where_it_takes_place(read: Read) -> None:
    assert parties(read, "Danish students protested in Ghana on Monday.", "PROTEST") == ({"DNK"}, {"GHA"})


def test_who_condemns_in_a_statement_is_who_issued_it(read: Read) -> None:
    actors, recipients = parties(read, "Norway issued a statement condemning Iran on Monday.", "ACCUSE")
    assert (actors, recipients) == ({"NOR"}, {"IRN"})


def test_whose_act_a_threat_depends_on_is_warned(read: Read) -> None:
    text = "Norway threatened to leave the talks if Russia attacks the convoy."
    assert parties(read, text, "THREATEN") == ({"NOR"}, {"RUS"})


def test_an_act_and_its_noun_keep_the_one_that_names_more(read: Read) -> None:
    events = read("The bombing killed two Danish soldiers on Monday.").events
    assert [e.recipients for e in events if e.category == "ASSAULT"] == [("denmark",)]


@pytest.mark.parametrize(("words", "id_"), [("Jericho", "palestine"), ("the Darfur", "sudan"), ("Nowhereville", None)])
def test_a_place_lies_in_a_state(words: str, id_: str | None) -> None:
    found = state_of_place(words)
    assert (found.id if found else None) == id_

"""Who does it to whom: parties behind titles, in lists, by pronoun, hyphen and stand-in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model.events import Event
from dateline.model.extraction import Extraction

MACRON, SANCHEZ, DUDA = "emmanuel-macron", "pedro-sanchez", "andrzej-duda"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Emmanuel Macron met Pedro Sánchez.", {MACRON, SANCHEZ}),
        # The state behind a title is no party, nor the one behind the name.
        ("Pedro Sánchez had a telephone conversation with President of the French Republic Emmanuel Macron.",
         {MACRON, SANCHEZ}),
        ("President Emmanuel Macron of France spoke with Pedro Sánchez.", {MACRON, SANCHEZ}),
        ("Pedro Sánchez spoke to Emmanuel Macron for an hour.", {MACRON, SANCHEZ}),
        # A family name with the one office that its bearer holds.
        ("President Duda met Prime Minister Kallas in Tartu.", {DUDA, "kaja-kallas"}),
        # A hyphen joins names, of states too.
        ("The India-Nepal talks resumed in Delhi on Monday.", {"india", "nepal"}),
        # An unnamed official is the state that the phrase puts them with.
        ("Officials from Denmark met Emmanuel Macron in Lyon.", {"denmark", MACRON}),
    ],
)  # fmt: skip
def test_parties_of_a_contact(contact: Callable[[str], Event], text: str, parties: set[str]) -> None:
    found = contact(text)
    assert {*found.actors, *found.recipients} == parties


def test_a_host_is_the_recipient_of_all_the_guests_of_a_list(contact: Callable[[str], Event]) -> None:
    found = contact(
        "Mette Frederiksen welcomed President Andrzej Duda of Poland, Prime Minister Kaja Kallas of Estonia, "
        "and President Egils Levits of Latvia in Aarhus."
    )
    assert found.actors == (DUDA, "kaja-kallas", "egils-levits")
    assert found.recipients == ("mette-frederiksen",)


def test_a_visitor_is_the_actor(contact: Callable[[str], Event]) -> None:
    found = contact("Emmanuel Macron visited Morocco in January.")
    assert (found.actors, found.recipients) == ((MACRON,), ("morocco",))


def test_all_who_share_a_contact_are_actors_and_nobody_twice(read: Callable[[str], Extraction]) -> None:
    events = read("Emmanuel Macron met Pedro Sánchez in Lyon. Macron and Sánchez discussed trade.").events
    assert len(events) == 2
    for event in events:
        assert event.recipients == ()
        assert sorted(event.actors) == [MACRON, SANCHEZ]


def test_a_clause_that_a_call_frames_lends_it_its_people(read: Callable[[str], Extraction]) -> None:
    text = "During a telephone conversation, Pedro Sánchez congratulated Emmanuel Macron on his victory."
    call = next(event for event in read(text).events if event.category == "CONSULT")
    assert set(call.actors) == {MACRON, SANCHEZ}
    assert call.form == "call"


def test_what_two_discuss_is_no_party(contact: Callable[[str], Event]) -> None:
    found = contact("Emmanuel Macron and Pedro Sánchez discussed the war in Sudan.")
    assert set(found.actors) == {MACRON, SANCHEZ}


@pytest.mark.parametrize("text", ["Pedro Sánchez discussed the budget.", "Pedro Sánchez spoke about the budget."])
def test_nobody_discusses_with_nobody(read: Callable[[str], Extraction], text: str) -> None:
    assert read(text).events == ()


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Emmanuel Macron had a telephone conversation with President of the United States Joe Biden.",
            {"emmanuel-macron", "joe-biden"},
        ),
        (
            "Emmanuel Macron had a call with President of the Republic of Kenya William Ruto at the latter's request.",
            {"emmanuel-macron", "william-ruto"},
        ),
        (
            "Emmanuel Macron and William Ruto continued their discussion of the fighting in Sudan.",
            {"emmanuel-macron", "william-ruto"},
        ),
        (
            "Emmanuel Macron, Olaf Scholz and Andrzej Duda discussed trade.",
            {"emmanuel-macron", "olaf-scholz", "andrzej-duda"},
        ),
        (
            "The French and Polish presidents discussed energy.",
            {"emmanuel-macron", "andrzej-duda"},
        ),
    ],
)
def test_parties_of_a_contact_behind_long_titles(contact: Callable[[str], Event], text: str, actors: set[str]) -> None:
    assert set(contact(text).actors) == actors

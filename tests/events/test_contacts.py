"""Contacts: stages, who asked, label against encounter, presence, form, what they stood inside, one id for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model.article import Article
from dateline.model.events import Event
from dateline.model.extraction import Extraction
from tests.events.conftest import contacts


@pytest.mark.parametrize(
    ("text", "status", "initiator"),
    [
        ("Annalena Baerbock asked Catherine Colonna for a meeting in Strasbourg.", "requested", "annalena-baerbock"),
        ("Penny Wong agreed to meet Nanaia Mahuta next week.", "agreed", None),
        ("Penny Wong refused to meet Nanaia Mahuta.", "refused", None),
        ("Penny Wong avoided Nanaia Mahuta at the reception.", "avoided", None),
        ("Penny Wong will meet Nanaia Mahuta.", "planned", None),
        ("Penny Wong met Nanaia Mahuta.", "occurred", None),
    ],
)
def test_a_contact_is_one_in_every_stage(
    contact: Callable[[str], Event], text: str, status: str, initiator: str | None
) -> None:
    found = contact(text)
    assert found.status == status
    assert found.initiator == initiator
    assert len(found.actors) == 2


def test_a_teller_of_a_request_is_not_who_asks(contact: Callable[[str], Event]) -> None:
    found = contact("Penny Wong said that Emmanuel Macron had asked Pedro Sánchez for a meeting.")
    assert found.initiator == "emmanuel-macron"
    assert set(found.actors) == {"emmanuel-macron", "pedro-sanchez"}
    assert found.attribution is not None


def test_a_denied_encounter(contact: Callable[[str], Event]) -> None:
    found = contact("Penny Wong denied that Wong had met Nanaia Mahuta.")
    assert (found.status, found.denies) == ("denied", "encounter")


def test_a_denied_name_is_not_a_denied_encounter(read: Callable[[str], Extraction]) -> None:
    text = (
        "Penny Wong spoke briefly with Nanaia Mahuta on Tuesday. Wong's spokesman said there had been no formal talks."
    )
    told, denied = contacts(read(text).events)
    assert (told.status, told.denies) == ("occurred", None)
    assert (denied.status, denied.denies) == ("denied", "label")
    assert told.contact == denied.contact


def test_being_in_one_room_is_no_contact(read: Callable[[str], Extraction]) -> None:
    assert contacts(read("Penny Wong and Nanaia Mahuta attended a meeting in Suva.").events) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Emmanuel Macron and Pedro Sánchez held a video call on Monday.", "video call"),
        ("Emmanuel Macron met Pedro Sánchez.", "meeting"),
        ("Emmanuel Macron spoke briefly with Pedro Sánchez.", "brief exchange"),
        ("Mette Frederiksen exchanged views with Andrzej Duda in Aarhus.", "talks"),
        ("Emmanuel Macron hosted Pedro Sánchez in Lyon.", "meeting"),
        ("Emmanuel Macron visited Morocco in January.", "visit"),
        # A text that does not say how they spoke tells no telephone.
        ("Emmanuel Macron spoke with Pedro Sánchez on Monday.", "talks"),
        ("Emmanuel Macron spoke with Pedro Sánchez in Lisbon.", "talks"),
    ],
)
def test_form(contact: Callable[[str], Event], text: str, form: str) -> None:
    assert contact(text).form == form


def test_a_contact_stands_inside_a_meeting(contact: Callable[[str], Event]) -> None:
    found = contact("Emmanuel Macron met Pedro Sánchez on the sidelines of the G20 summit.")
    assert found.within is not None
    assert found.within.startswith("g20")


def test_what_took_place_and_what_was_agreed_are_two(read: Callable[[str], Extraction]) -> None:
    text = "Emmanuel Macron and Pedro Sánchez held a video call on Monday. The two leaders agreed to meet in April."
    call, meeting = contacts(read(text).events)
    assert call.contact != meeting.contact
    assert set(meeting.actors) == set(call.actors)


def test_those_who_point_back_inherit_the_parties(read: Callable[[str], Extraction]) -> None:
    met, talks = contacts(read("Emmanuel Macron met Pedro Sánchez in Lyon. The talks lasted three hours.").events)
    assert talks.contact == met.contact
    assert talks.actors == met.actors


def test_the_two_leaders_are_the_two_who_were_named(contact: Callable[[str], Event]) -> None:
    found = contact("Emmanuel Macron congratulated Pedro Sánchez on his birthday. The two leaders discussed trade.")
    assert set(found.actors) == {"emmanuel-macron", "pedro-sanchez"}


def test_of_three_who_were_named_nothing_tells_which_are_the_two(read: Callable[[str], Extraction]) -> None:
    text = "Emmanuel Macron thanked Pedro Sánchez and Andrzej Duda. The two leaders discussed trade."
    assert all(len(event.actors) != 3 for event in contacts(read(text).events))


@pytest.mark.parametrize(
    ("url", "actors"),
    [
        ("https://www.elysee.fr/en/page", {"emmanuel-macron", "andrzej-duda"}),
        ("https://news.example/page", set()),
    ],
)
def test_the_two_presidents_of_a_president_s_own_site(analyser: Analyser, url: str, actors: set[str]) -> None:
    text = "The two presidents discussed French-Polish ties. They exchanged views on energy too."
    found = contacts(extract_article(Article(id="t", text=text, url=url, published="2023-03-02"), analyser).events)
    assert {id_ for event in found for id_ in event.actors} == actors


def test_a_separate_call_is_another(read: Callable[[str], Extraction]) -> None:
    text = (
        "Emmanuel Macron had a telephone conversation with Olaf Scholz and Andrzej Duda."
        " Emmanuel Macron also had a separate telephone conversation with Olaf Scholz."
    )
    first, second = contacts(read(text).events)
    assert first.contact != second.contact

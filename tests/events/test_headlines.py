"""Headlines in title case: the contact that they tell, with whom, and one with the contact of the body."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract_article
from dateline.language import Analyser
from dateline.model.article import Article
from dateline.model.extraction import Extraction
from tests.events.conftest import contacts

_BODY = (  # names whom the headlines call by family names
    "\n\nFrench President Emmanuel Macron and German Chancellor Olaf Scholz were among the guests, as were Spanish"
    " Prime Minister Pedro Sánchez, Chinese President Xi Jinping and Turkish President Recep Tayyip Erdogan."
)


@pytest.mark.parametrize(
    ("headline", "parties", "form", "status"),
    [
        ("Macron Meets Scholz in Strasbourg", {"emmanuel-macron", "olaf-scholz"}, "meeting", "occurred"),
        ("Scholz Calls Xi, Presses for Truce", {"olaf-scholz", "xi-jinping"}, "call", "occurred"),
        ("Macron Speaks With Erdogan by Phone", {"emmanuel-macron", "recep-tayyip-erdogan"}, "call", "occurred"),
        ("Macron-Scholz Meeting Ends in Discord", {"emmanuel-macron", "olaf-scholz"}, "meeting", "occurred"),
        ("Macron and Erdogan Hold Talks in Nice", {"emmanuel-macron", "recep-tayyip-erdogan"}, "talks", "occurred"),
        ("Macron and Scholz Will Meet Next Week", {"emmanuel-macron", "olaf-scholz"}, "meeting", "planned"),
        (
            "Note on President Emmanuel Macron’s Call with Chancellor Olaf Scholz of Germany",
            {"emmanuel-macron", "olaf-scholz"},
            "call",
            "occurred",
        ),
        (
            "Summary of Chancellor Olaf Scholz Meeting with Pedro Sánchez of Spain",
            {"olaf-scholz", "pedro-sanchez"},
            "meeting",
            "occurred",
        ),
    ],
)
def test_a_headline_tells_who_and_how(
    read: Callable[[str], Extraction], headline: str, parties: set[str], form: str, status: str
) -> None:
    found = [event for event in contacts(read(headline + _BODY).events) if event.span[0] < len(headline)]
    assert {event.form for event in found} == {form}
    assert set(found[0].actors) | set(found[0].recipients) == parties
    assert found[0].status == status


@pytest.mark.parametrize("headline", ["Macron Calls Scholz a Dreamer", "Macron Calls for Talks With No Preconditions"])
def test_who_is_called_something_is_not_telephoned(read: Callable[[str], Extraction], headline: str) -> None:
    found = contacts(read(headline + _BODY).events)
    assert [event for event in found if len({*event.actors, *event.recipients}) > 1] == []


def test_the_headline_and_the_body_tell_of_one_contact(read: Callable[[str], Extraction]) -> None:
    text = (
        "Note on President Emmanuel Macron’s Call with Chancellor Olaf Scholz\n\n"
        "French President Emmanuel Macron spoke today with German Chancellor Olaf Scholz."
    )
    headline, body = contacts(read(text).events)
    assert headline.contact == body.contact
    assert (headline.form, body.form) == ("call", "talks")  # each claim keeps what it says


def test_a_contact_weeks_before_is_another_than_the_one_of_the_day(read: Callable[[str], Extraction]) -> None:
    text = (
        "French President Emmanuel Macron had a telephone conversation with German Chancellor Olaf Scholz.\n\n"
        "They returned to what Macron and Scholz discussed on 9 January 2023."
    )
    told = contacts(read(text).events)
    assert told[0].contact != told[-1].contact
    assert told[-1].start == "2023-01-09"


def test_what_has_happened_is_not_of_a_day_ahead(read: Callable[[str], Extraction]) -> None:
    text = "Emmanuel Macron and Olaf Scholz discussed preparations for an economic forum in Lyon on 25 March 2023."
    told = contacts(read(text).events)[0]
    assert (told.start, told.end, told.date_basis) == (None, "2023-03-02", "inherited")


def test_two_leaders_whom_the_text_names_afterwards(read: Callable[[str], Extraction]) -> None:
    text = "The two Presidents discussed trade. Emmanuel Macron thanked Recep Tayyip Erdogan for the advice."
    (told,) = contacts(read(text).events)
    assert set(told.actors) == {"emmanuel-macron", "recep-tayyip-erdogan"}


@pytest.mark.parametrize(
    ("url", "actors"),
    [
        ("https://www.elysee.fr/en/page", {"emmanuel-macron", "olaf-scholz"}),
        ("https://www.example.org/page", {"olaf-scholz"}),
        (None, {"olaf-scholz"}),
    ],
)
def test_the_president_of_an_office_s_own_site(analyser: Analyser, url: str | None, actors: set[str]) -> None:
    text = "The President spoke with German Chancellor Olaf Scholz on Wednesday."
    article = Article(id="test", text=text, url=url, published="2023-03-02")
    (found,) = contacts(extract_article(article, analyser).events)
    assert set(found.actors) == actors

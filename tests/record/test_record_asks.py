"""Demands, requests and pledges, and the rule of what answers them; first-since claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.event_samples import act, asked, claim, encounter, extraction

from dateline.model import ChainLink
from dateline.record import AskQuery, Days, PrecedentQuery, Record
from dateline.record.asks import share_words

ASK = "Norway urged Czechia to release the trawler."


def ask(**fields):
    return asked(ASK, "urged", "release the trawler", **fields)


def reply(sentence: str, trigger: str, category: str, **fields):
    told = {"actors": ("czechia",), "recipients": (), "outlet": "River Times", **fields}
    return asked(sentence, trigger, category=category, **told)


def requests(record: Record, **fields):
    return [found for found in record.asks(AskQuery(**fields)) if found.kind == "request"]


def test_an_ask_tells_who_owes_what_to_whom_according_to_whom(record):
    text = "Brandt called on Czechia to release the trawler, Lena Novak said."
    novak = ChainLink(actor="lena-novak", name="Lena Novak", source_type="named_person")
    said = "Brandt called on Czechia to release the trawler"
    event = act(
        text,
        "e1",
        said,
        "called on",
        category="REQUEST",
        actors=("ada-brandt",),
        recipients=("czechia",),
        about=("release the trawler", "Czechia: release the trawler"),
        attribution="a1",
        date_basis="inherited",
        start="2024-05-04",
        end="2024-05-04",
    )
    record.add(extraction(text, [claim(text, "a1", "Lena Novak", "said", said, novak)], [event]))
    (found,) = record.asks()
    assert (found.kind, found.what, found.telling.status) == ("request", "Czechia: release the trawler", "occurred")
    assert [party.name for party in found.by] == ["Ada Brandt"]
    assert [party.name for party in found.to] == ["Czechia"]
    assert found.telling.as_relayed_by == "Harbour Post > Lena Novak"
    assert found.when == "on or before 2024-05-04"
    assert found.answer is None


def test_a_pledge_is_an_agreement_with_something_promised(record):
    record.add(asked("Norway promised to send a pilot.", "promised", "send a pilot", category="AGREE"))
    record.add(asked("Norway agreed.", "agreed", category="AGREE"))
    for category in ("THREATEN", "REJECT", "SUPPORT"):
        record.add(asked(f"Norway acted: {category}.", "acted", "acted", category=category))
    assert [(found.kind, found.what) for found in record.asks()] == [("pledge", "Czechia: send a pilot")]


def test_without_a_proposition_the_clause_tells_what_is_asked(record):
    record.add(asked(ASK, "urged"))
    assert [found.what for found in record.asks()] == [ASK]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (AskQuery(by="Norway"), 1),
        (AskQuery(by="NOR", to="Czech Republic"), 1),
        (AskQuery(by="norway", to="czechia"), 1),
        (AskQuery(by="Czechia"), 0),
        (AskQuery(to="Norway"), 0),
        (AskQuery(by="Brandt"), 0),
        (AskQuery(days=Days(said_since=date(2024, 5, 5))), 0),
        (AskQuery(days=Days(happened_since=date(2024, 5, 1))), 0),  # the day of it is not known
        (AskQuery(limit=0), 0),
    ],
)
def test_asks_are_narrowed(record, query, found):
    record.add(ask())
    assert len(record.asks(query)) == found


@pytest.mark.parametrize(
    ("sentence", "trigger", "category", "fields"),
    [
        ("Czechia released the vessel.", "released", "RETREAT", {}),
        ("Prague let the trawlers go.", "let", "RETREAT", {"recipients": ("norway",)}),
        ("Czechia rejected the call to release it.", "rejected", "REJECT", {}),
        ("Kral agreed on the release.", "agreed", "AGREE", {"actors": ("ivo-kral",), "recipients": ("ada-brandt",)}),
    ],
)
def test_what_answers_an_ask(record, sentence, trigger, category, fields):
    record.add(ask())
    record.add(reply(sentence, trigger, category, **fields))
    (found,) = requests(record)
    assert found.answer is not None
    assert (found.answer.category, found.answer.as_relayed_by) == (category, "River Times")
    assert (found.answer.clause, found.answer.day) == (sentence, "2024-05-04")
    assert requests(record, open=True) == []


@pytest.mark.parametrize(
    ("sentence", "trigger", "category", "fields"),
    [
        ("Czechia released the vessel.", "released", "RETREAT", {"published": "2024-05-03"}),  # before it
        ("Czechia released the vessel.", "released", "RETREAT", {"published": None}),  # nobody knows when
        ("Czechia released the vessel.", "released", "RETREAT", {"factuality": "CT-"}),
        ("Czechia released the vessel.", "released", "RETREAT", {"factuality": "PS+"}),
        ("Czechia released the vessel.", "released", "RETREAT", {"actors": ("onega-dispatch",)}),
        ("Czechia released the vessel.", "released", "RETREAT", {"recipients": ("onega-dispatch",)}),
        ("Norway released the vessel.", "released", "RETREAT", {"actors": ("norway",)}),
        ("Czechia blamed the trawler.", "blamed", "ACCUSE", {}),
        ("Czechia rejected the Norwegian bid.", "rejected", "REJECT", {}),  # only names in common
        ("Czechia agreed to more talks with Norway.", "agreed", "AGREE", {}),
        ("Czechia withdrew from the hall.", "withdrew", "RETREAT", {}),
    ],
)
def test_what_does_not(record, sentence, trigger, category, fields):
    record.add(ask())
    record.add(reply(sentence, trigger, category, **fields))
    assert [found.answer for found in requests(record)] == [None]
    assert len(requests(record, open=True)) == 1


def test_a_day_that_is_told_goes_before_the_day_of_publication(record):
    record.add(ask(date_basis="stated", start="2024-05-02", end="2024-05-02"))
    dated = {"date_basis": "stated", "start": "2024-05-01", "end": "2024-05-01"}
    record.add(reply("Czechia released the vessel.", "released", "RETREAT", **dated))
    assert len(requests(record, open=True)) == 1


def test_the_first_answer_is_the_one_that_is_shown(record):
    record.add(ask())
    for day in ("2024-05-09", "2024-05-06"):
        record.add(reply("Czechia released the vessel.", "released", "RETREAT", published=day))
    assert [found.answer.day for found in requests(record) if found.answer] == ["2024-05-06"]


def test_without_an_addressee_only_what_is_done_to_the_asker_answers(record):
    record.add(ask(recipients=()))
    record.add(reply("Czechia released the vessel.", "released", "RETREAT"))
    assert len(requests(record, open=True)) == 1
    record.add(reply("Czechia released it to Norway.", "released", "RETREAT", recipients=("norway",)))
    assert requests(record, open=True) == []


def test_a_pledge_is_kept_by_who_gave_it_but_not_by_giving_it_again(record):
    pledge = {"category": "AGREE", "outlet": "Harbour Post"}
    record.add(asked("Norway promised to send a pilot.", "promised", "send a pilot", **pledge))
    record.add(asked("Norway vowed to send a pilot.", "vowed", "send a pilot", **{**pledge, "outlet": "River Times"}))
    assert len(record.asks(AskQuery(open=True))) == 2
    record.add(asked("Norway sent pilots.", "sent", category="AID", published="2024-06-01"))
    assert record.asks(AskQuery(open=True)) == []
    assert {found.answer.category for found in record.asks() if found.answer} == {"AID"}


@pytest.mark.parametrize("fields", [{"factuality": "CT-"}, {"factuality": "U"}, {"stage": "cancelled"}])
def test_what_nobody_owes_is_listed_but_not_open(record, fields):
    record.add(ask(**fields))
    assert len(record.asks()) == 1
    assert record.asks(AskQuery(open=True)) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("release", "released", True),
        ("release", "releasing", True),
        ("withdraw", "withdrawal", True),
        ("trawler", "trawlers", True),
        ("interest", "interview", False),
        ("sanction", "sanctuary", False),
        ("aid", "aide", False),
    ],
)
def test_forms_of_one_word_are_alike(one, other, alike):
    assert share_words([one], [other]) is alike


def test_a_first_since_claim_comes_with_who_makes_it(record):
    record.add(encounter(), path="talks.txt")
    (found,) = record.precedents()
    assert (found.claim, found.category, found.form) == ("first", "CONSULT", "meeting")
    assert found.parties == ("Ada Brandt", "Ivo Kral")
    assert (found.since, found.since_start, found.since_end) == ("the border closed", "2022-03-01", "2022-03-31")
    assert found.words == "Their meeting was the first since the border closed"
    assert (found.as_relayed_by, found.attribution) == ("Harbour Post", None)


def test_a_first_since_claim_of_a_source_is_not_the_articles_own(record):
    made = encounter()
    record.add(replace(made, precedents=(replace(made.precedents[0], attribution="a3"),)))
    (found,) = record.precedents()
    assert found.as_relayed_by == "Harbour Post > Onega Dispatch > Czech Foreign Ministry"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (PrecedentQuery(days=Days(happened_since=date(2022, 3, 31))), 1),
        (PrecedentQuery(days=Days(happened_since=date(2022, 4, 1))), 0),
        (PrecedentQuery(days=Days(said_until=date(2024, 5, 3))), 0),
        (PrecedentQuery(limit=0), 0),
    ],
)
def test_first_since_claims_are_narrowed(record, query, found):
    record.add(encounter())
    assert len(record.precedents(query)) == found

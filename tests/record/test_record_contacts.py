"""Contacts: one line a contact, with what each voice tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.event_samples import OFFICIAL, act, asked, claim, encounter, extraction, met

from dateline.model import ChainLink, Duration
from dateline.record import ClaimQuery, ContactQuery, Days, Record

FIRST, THIRD = "2024-05-01", "2024-05-03"
DISPATCH = "Harbour Post > Onega Dispatch > Czech Foreign Ministry"
NOVAK = "Harbour Post > Lena Novak"
OFFICIALS = "Harbour Post > Norwegian official"


def only(record: Record, query: ContactQuery | None = None):
    (contact,) = record.contacts(query)
    return contact


def test_all_mentions_of_one_contact_are_one_line(record):
    record.add(encounter(), path="talks.txt")
    contact = only(record)
    assert (contact.contact, contact.source.path, contact.source.outlet) == ("c1", "talks.txt", "Harbour Post")
    assert [party.name for party in contact.parties] == ["Ada Brandt", "Ivo Kral"]
    assert [(t.as_relayed_by, t.word, t.status) for t in contact.tellings] == [
        (NOVAK, "asked", "requested"),
        (NOVAK, "talks", "denied"),
        (DISPATCH, "spoke", "occurred"),
        (OFFICIALS, "chat", "occurred"),
        ("Harbour Post", "meeting", "occurred"),
    ]
    assert contact.places == ("Oslo",)
    assert contact.forms == ("brief exchange",)
    assert contact.within == ("border-conference-2024",)
    assert [t.duration for t in contact.tellings if t.duration] == [Duration(text="some ten minutes", min=10, max=10)]


def test_a_stated_day_goes_before_one_that_is_inherited(record):
    record.add(encounter())
    contact = only(record)
    assert (contact.when, contact.date_basis, contact.dates_differ) == ("2024-05-03", "stated", False)
    requested = contact.tellings[0]
    assert (requested.start, requested.end, requested.date_basis) == (None, "2024-05-04", "inherited")


def test_who_asked_comes_with_who_says_so_and_who_denies_it(record):
    made = encounter()
    denial = replace(
        made.events[2], stage="requested", factuality="CT-", status="denied", initiator="ada-brandt", denies=None
    )
    record.add(replace(made, events=(made.events[0], denial, *made.events[3:])))
    (asked_by,) = only(record).asked_by
    assert (asked_by.name, asked_by.according_to, asked_by.denied_by) == ("Ada Brandt", (NOVAK,), (DISPATCH,))


def test_only_those_who_assert_it_acknowledge_it_by_side(record):
    record.add(encounter())
    assert [(side.side, side.claimants, side.according_to) for side in only(record).acknowledged_by] == [
        ("CZE", ("Czech Foreign Ministry",), (DISPATCH,)),
        (None, ("Norwegian official",), (OFFICIALS,)),
        ("outlet", ("Harbour Post",), ("Harbour Post",)),
    ]


@pytest.mark.parametrize("polarity", ["negated", "declined", "conditional"])
def test_who_did_not_say_it_acknowledges_nothing(record, polarity):
    made = encounter()
    claims = tuple(replace(a, polarity=polarity) if a.id == "a3" else a for a in made.attributions)
    record.add(replace(made, attributions=claims))
    assert "CZE" not in [side.side for side in only(record).acknowledged_by]


def test_rejecting_the_word_is_not_denying_that_it_happened(record):
    made = encounter()
    record.add(made)
    contact = only(record)
    assert contact.denied_by == ()
    assert contact.word_rejected_by == (("talks", NOVAK),)
    denied = replace(made.events[1], denies="encounter")
    other = replace(made, events=(made.events[0], denied), article=replace(made.article, id="f" * 20))
    record.add(other)
    second = next(c for c in record.contacts() if c.source.article == "f" * 20)
    assert second.denied_by == (NOVAK,)
    assert second.word_rejected_by == ()


def test_origins_without_a_name_are_a_range(record):
    record.add(encounter())
    origins = only(record).origins
    # Novak, the Dispatch and the outlet itself; one official.
    assert (origins.named, origins.unnamed_min, origins.unnamed_max) == (3, 1, 1)
    assert str(origins) == "3 and 1 unnamed"


def test_two_officials_may_be_one(record):
    text = "An official said they met. An official said they talked. The envoy met him."
    official = ChainLink(actor=None, name="official", source_type="unnamed_person")
    claims = (
        claim(text, "a1", "An official", "said", "they met", official),
        claim(text, "a2", "official", "said", "they talked", official),
    )
    events = (
        act(text, "e1", "they met", "met", attribution="a1"),
        act(text, "e2", "they talked", "talked", attribution="a2"),
    )
    record.add(extraction(text, claims, events))
    assert str(only(record).origins) == "1-2 unnamed"


def test_claims_inside_one_officials_account_have_one_origin(record):
    text = "An official told us that Kral said they met and that Brandt said they talked."
    kral = ChainLink(actor="ivo-kral", name="Ivo Kral", source_type="named_person")
    brandt = ChainLink(actor="ada-brandt", name="Ada Brandt", source_type="named_person")
    claims = (
        claim(text, "a1", "An official", "told", "that Kral said they met and that Brandt said they talked", OFFICIAL),
        claim(text, "a2", "Kral", "said", "they met", OFFICIAL, kral, parent="a1"),
        claim(text, "a3", "Brandt", "said", "they talked", OFFICIAL, brandt, parent="a1"),
    )
    events = (
        act(text, "e1", "they met", "met", attribution="a2"),
        act(text, "e2", "they talked", "talked", attribution="a3"),
    )
    record.add(extraction(text, claims, events))
    contact = only(record)
    assert str(contact.origins) == "1 unnamed"
    assert [side.side for side in contact.acknowledged_by] == ["CZE", "NOR"]


def test_contacts_of_two_articles_stay_two(record):
    record.add(met(outlet="Harbour Post"))
    record.add(met(outlet="River Times"))
    assert len(record.contacts()) == 2


def test_a_mention_without_a_contact_is_one_of_its_own(record):
    record.add(met(contact=None))
    assert only(record).contact == "e1"


def test_events_of_other_categories_are_no_contacts(record):
    record.add(met(category="SUPPORT", contact="c1"))
    record.add(asked("Norway urged Czechia to open the border.", "urged"))
    assert record.contacts() == []


@pytest.mark.parametrize(
    ("dates", "when", "differ"),
    [
        ((("stated", THIRD, THIRD), ("stated", "2024-05-01", "2024-05-31")), THIRD, False),
        # Two intervals that overlap: the shorter as it was told, not what they share.
        (
            (("stated", "2024-04-29", "2024-05-05"), ("stated", "2024-05-01", "2024-05-31")),
            "2024-04-29 to 2024-05-05",
            False,
        ),
        ((("stated", THIRD, THIRD), ("stated", FIRST, FIRST)), f"{FIRST} to {THIRD}", True),
        ((("inherited", THIRD, THIRD), ("inherited", FIRST, FIRST)), f"on or before {FIRST}", False),
        ((("stated", None, THIRD),), f"on or before {THIRD}", False),
        ((("stated", THIRD, None),), f"{THIRD} or later", False),
        (((None, None, None),), "", False),
    ],
)
def test_the_days_of_a_contact(record, dates, when, differ):
    text = "Brandt met Kral. Brandt saw Kral."
    clauses = (("Brandt met Kral", "met"), ("Brandt saw Kral", "saw"))
    events = [
        act(text, f"e{i}", *clauses[i], date_basis=basis, start=start, end=end)
        for i, (basis, start, end) in enumerate(dates)
    ]
    record.add(extraction(text, (), events))
    contact = only(record)
    assert (contact.when, contact.dates_differ) == (when, differ)


@pytest.mark.parametrize(
    ("between", "found"),
    [
        (("Brandt", "Kral"), 1),
        (("kral", "ADA BRANDT"), 1),
        (("ivo-kral", "ada-brandt"), 1),
        (("Norway", "Czech Republic"), 1),
        (("NOR", "CZE"), 1),
        (("Brandt", "czechia"), 1),
        (("Norway", "Brandt"), 0),  # one party cannot be both
        (("Brandt", "Novak"), 0),  # she speaks of it, and was not there
        (("Brandt", "Norwegian"), 0),
        (("Brandt", "..."), 0),
        (("Brandt", "France"), 0),
    ],
)
def test_contacts_between_two(record, between, found):
    record.add(encounter())
    assert len(record.contacts(ContactQuery(between=between))) == found


def test_a_level_is_that_of_a_partys_office(record):
    record.add(encounter())
    record.add(met("Old Hand met Kral's side.", actors=("old-hand", "czechia")))
    assert only(record, ContactQuery(level="minister")).levels == ("minister",)
    assert record.contacts(ContactQuery(level="leader")) == []  # a former president is none


def test_contacts_are_narrowed_by_form_and_status(record):
    record.add(encounter())
    for query, found in (
        (ContactQuery(form="exchange"), 1),
        (ContactQuery(form="BRIEF"), 1),
        (ContactQuery(form="phone call"), 0),
        (ContactQuery(form=""), 0),
        (ContactQuery(status="requested"), 1),
        (ContactQuery(status="planned"), 0),
        (ContactQuery(limit=0), 0),
    ):
        assert len(record.contacts(query)) == found, query
    assert len(only(record, ContactQuery(status="requested")).tellings) == 5


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (Days(happened_since=date(2024, 5, 3)), "day week old"),
        (Days(happened_since=date(2024, 5, 4)), "week old"),
        (Days(happened_since=date(2024, 5, 6)), ""),
        (Days(happened_until=date(2024, 5, 2)), "week old"),  # by the inherited date alone it may have been any day
        (Days(happened_until=date(2024, 4, 28)), "old"),
        (Days(said_since=date(2024, 5, 5)), "old"),
        (Days(said_until=date(2024, 5, 4)), "day week none"),
        (Days(added_since=date(2024, 6, 1), added_until=date(2024, 6, 1)), "day week old none"),
        (Days(added_until=date(2024, 5, 31)), ""),
    ],
)
def test_three_kinds_of_since(record, days, found):
    noon = datetime(2024, 6, 1, 12, tzinfo=UTC)
    dated = {
        "day": {"date_basis": "stated", "start": "2024-05-03", "end": "2024-05-03"},
        "week": {"date_basis": "stated", "start": "2024-04-29", "end": "2024-05-05"},
        "old": {"date_basis": "inherited", "start": "2024-05-05", "end": "2024-05-05", "published": "2024-05-05"},
        "none": {},
    }
    for outlet, fields in dated.items():
        record.add(met(outlet=outlet, **fields), read_at=noon)
    assert {c.source.outlet for c in record.contacts(ContactQuery(days=days))} == set(found.split())


def test_the_latest_come_first_and_the_undated_last(record):
    days = {"one": "2024-05-01", "three": "2024-05-03", "none": None, "two": "2024-05-02"}
    for outlet, day in days.items():
        record.add(met(outlet=outlet, date_basis=day and "stated", start=day, end=day))
    assert [c.source.outlet for c in record.contacts()] == ["three", "two", "one", "none"]


def test_last_is_one_line_a_pair(record):
    def on(day: str, outlet: str, **fields) -> None:
        record.add(met(outlet=outlet, date_basis="stated", start=day, end=day, **fields))

    on("2024-05-01", "first")
    on("2024-05-02", "second")
    on("2024-05-03", "planned", stage="planned")
    on("2024-05-01", "states", actors=("norway", "czechia"))
    on("2024-05-04", "alone", actors=("norway",))

    def outlets(**fields) -> list[str | None]:
        return [c.source.outlet for c in record.contacts(ContactQuery(last=True, **fields))]

    assert outlets() == ["second", "states"]  # what is only planned was not held; one party is no pair
    assert outlets(between=("Norway", "Czechia")) == ["second"]
    assert outlets(status="planned") == ["planned"]
    assert outlets(limit=1) == ["second"]


def test_people_of_one_state_are_no_pair_where_another_state_took_part(record):
    for outlet, day in (("first", "2024-05-01"), ("second", "2024-05-02")):
        actors = ("ivo-kral", "lena-novak", "ada-brandt") if outlet == "first" else ("ada-brandt", "ivo-kral", "norway")
        record.add(met(outlet=outlet, actors=actors, date_basis="stated", start=day, end=day))
    # The first one is the last of Novak and Brandt.
    assert [c.source.outlet for c in record.contacts(ContactQuery(last=True))] == ["second", "first"]


def test_an_older_reading_is_not_listed(record):
    made = encounter()
    record.add(made)
    record.add(replace(made, generator=replace(made.generator, version="0.2.0"), events=made.events[:1]))
    assert [t.event for t in only(record).tellings] == ["e1"]


def test_a_chain_without_a_source_of_its_own_has_no_claimant(record):
    text = "It was reported by the Onega Dispatch that they met."
    relay = ChainLink(actor="onega-dispatch", name="Onega Dispatch", source_type="named_organisation")
    claims = [claim(text, "a1", "", "reported", "they met", relay)]
    record.add(extraction(text, claims, [act(text, "e1", "they met", "met", attribution="a1")]))
    contact = only(record)
    (telling,) = contact.tellings
    assert telling.as_relayed_by == "Harbour Post > Onega Dispatch"
    assert telling.claimant is None
    assert contact.acknowledged_by == ()


def test_an_article_without_an_outlet_is_not_taken_for_one(record):
    record.add(met(outlet=None))
    assert only(record).tellings[0].as_relayed_by == "unknown outlet"
    assert only(record).acknowledged_by[0].claimants == ("unknown outlet",)


def test_a_claim_of_an_inherited_date_may_be_of_any_day_before(record):
    record.add(encounter())
    days = {"happened_until": date(2024, 1, 1)}
    assert [found.attribution for found in record.claims(ClaimQuery(**days))] == ["a1"]
    assert record.claims(ClaimQuery(**days, happened_since=date(2024, 5, 5))) == []

"""Looking actors up: by name, spelling and date, and with what stands beside the name."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.actors import Context, Gazetteer, gazetteer
from dateline.actors.tables import ROWS, Tables, row_from, tables

KNOWN = gazetteer()
BERLIN = Context(frozenset({"DEU"}), frozenset({"defence minister"}))


NOTHING = Context()


def ids(name, on=None, context=NOTHING):
    return [candidate.actor.id for candidate in KNOWN.lookup(name, on, context)]


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("the United States", "united-states"),
        ("U.S.", "united-states"),
        ("Britain", "united-kingdom"),
        ("DPRK", "north-korea"),
        ("Türkiye", "turkey"),
        ("NATO", "nato"),
        ("the North Atlantic Treaty Organization", "nato"),
        ("AFP", "agence-france-presse"),
        ("New START", "new-start"),
        ("the Iran nuclear deal", "jcpoa"),
        ("Ansar Allah", "houthis"),
        ("State Department", "united-states-foreign-ministry"),
        ("Auswärtiges Amt", "germany-foreign-ministry"),
        ("Russian Foreign Ministry", "russia-foreign-ministry"),
        ("Hungary's foreign ministry", "hungary-foreign-ministry"),
        ("Ministry of Foreign Affairs of the Republic of Korea", "south-korea-foreign-ministry"),
        ("Vietnamese defence ministry", "vietnam-defence-ministry"),
        ("Maria Zakharova", "maria-zakharova"),
        ("Mariya Zaharova", "maria-zakharova"),
        ("Sergey Viktorovich Lavrov", "sergey-lavrov"),
        ("Vladimir Zelenskiy", "volodymyr-zelensky"),
        ("Condoleezza Rise", "condoleezza-rice"),
    ],
)
def test_a_name_in_the_forms_of_news_finds_its_actor_first(name, actor):
    assert ids(name)[0] == actor


@pytest.mark.parametrize("name", ["us", "who", "time", "is", "Nobody Atall", "Zorblax", "the", ""])
def test_words_that_are_no_names_find_nothing(name):
    assert ids(name) == []


def test_a_title_before_a_name_is_read_as_its_context():
    found = KNOWN.lookup("US Secretary of State Antony Blinken", date(2023, 3, 2))[0]
    assert (found.actor.id, found.actor.office, found.actor.country) == ("antony-blinken", "Secretary of State", "USA")
    assert ids("President Putin") == ["vladimir-putin"]
    assert ids("President of Russia Vladimir Putin")[0] == "vladimir-putin"
    # Of three people called Brown none but one was a prime minister.
    assert ids("Prime Minister Brown", date(2008, 6, 1))[0] == "gordon-brown"


def test_office_and_sector_are_those_of_the_day():
    actor = KNOWN.actor
    assert actor("john-kerry", date(2014, 1, 1)).office == "Secretary of State"
    assert actor("john-kerry", date(2022, 1, 1)).office == "Special Envoy"
    former = actor("john-kerry", date(2025, 6, 1))
    assert (former.office, former.sector, former.country) == (None, "ELI", "USA")
    early = actor("john-kerry", date(2001, 1, 1))
    assert (early.office, early.sector) == (None, None)
    assert actor("kaja-kallas", date(2023, 1, 1)).country == "EST"
    assert actor("kaja-kallas", date(2025, 1, 1)).country == "EUR"
    assert actor("no-such-actor") is None


def test_a_family_name_finds_all_who_bear_it_and_the_day_and_context_rank_them():
    assert set(ids("Aliyev")) == {"ilham-aliyev", "heydar-aliyev"}
    assert ids("Aliyev", date(2020, 1, 1))[0] == "ilham-aliyev"
    assert ids("Aliyev", date(2001, 1, 1))[0] == "heydar-aliyev"
    assert ids("Rice", date(2006, 1, 1))[0] == "condoleezza-rice"
    assert ids("Rice", date(2014, 1, 1))[0] == "susan-rice"
    korean = ids("Kim", date(2023, 1, 1), Context(frozenset({"PRK"}), frozenset({"leader"})))
    assert korean[0] == "kim-jong-un"


def test_a_misspelt_family_name_needs_context_that_fits():
    on = date(2023, 3, 2)
    assert ids("Pistoruis", on, BERLIN) == ["boris-pistorius"]
    assert ids("Pistoruis", on) == []
    assert ids("Pistoruis", on, Context(frozenset({"FRA"}), frozenset({"defence minister"}))) == []
    assert ids("Pistoruis", on, Context(frozenset({"DEU"}), frozenset({"chancellor"}))) == []
    # He had not yet taken office.
    assert ids("Pistoruis", date(2009, 3, 2), BERLIN) == []


def test_context_must_be_of_one_tenure():
    # Kallas was Estonian and is High Representative, but never both.
    wrong = Context(frozenset({"EST"}), frozenset({"high representative"}))
    right = Context(frozenset({"EUR"}), frozenset({"high representative"}))
    on = date(2025, 2, 1)
    assert KNOWN.lookup("Kaja Kallas", on, right)[0].score > KNOWN.lookup("Kaja Kallas", on, wrong)[0].score


def test_both_congos_answer_to_congolese():
    assert [c.actor.country for c in KNOWN.state_of_adjective("Congolese")] == ["COD", "COG"]
    assert [c.actor.id for c in KNOWN.state_of_adjective("Hungarians")] == ["hungary"]
    assert KNOWN.state_of_adjective("hungry") == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("the Kremlin", "russia-presidency"),
        ("Foggy Bottom", "united-states-foreign-ministry"),
        ("Downing Street", "united-kingdom-prime-ministers-office"),
        ("Quai d'Orsay", "france-foreign-ministry"),
        ("Élysée", "france-presidency"),
        ("Ankara", "turkey"),
        ("Brussels", "european-union"),
        ("Zhongnanhai", "chinese-communist-party"),
    ],
)
def test_a_place_stands_for_who_sits_there(text, first):
    assert KNOWN.metonym(text)[0].actor.id == first


def test_an_ambiguous_metonym_gives_both_and_one_with_dates_only_while_it_holds():
    assert [c.actor.id for c in KNOWN.metonym("Brussels")] == ["european-union", "belgium"]
    assert [c.actor.id for c in KNOWN.metonym("Sanaa", date(2010, 1, 1))] == ["yemen"]
    assert [c.actor.id for c in KNOWN.metonym("Sanaa", date(2020, 1, 1))] == ["houthis", "yemen"]


@pytest.mark.parametrize(
    ("office", "country", "day", "holder"),
    [
        ("foreign minister", "RUS", date(2003, 1, 1), "igor-ivanov"),
        ("Secretary of State", "United States", date(2016, 1, 1), "john-kerry"),
        ("foreign secretary", "GBR", date(2017, 1, 1), "boris-johnson"),
        ("foreign secretary", "IND", date(2019, 1, 1), "vijay-gokhale"),
        ("chancellor", "DEU", date(2020, 1, 1), "angela-merkel"),
        ("chancellor", "GBR", date(2021, 1, 1), "rishi-sunak"),
        ("secretary-general", "NATO", date(2023, 1, 1), "jens-stoltenberg"),
        ("EU foreign policy chief", "EU", date(2023, 1, 1), "josep-borrell"),
        ("press secretary", "White House", date(2023, 1, 1), "karine-jean-pierre"),
        ("premier", "china", date(2015, 1, 1), "li-keqiang"),
        ("chief cabinet secretary", "Japan", date(2015, 1, 1), "yoshihide-suga"),
    ],
)
def test_an_office_has_its_holder_of_the_day(office, country, day, holder):
    assert KNOWN.office_holder(office, country, day)[0].actor.id == holder


def test_on_the_day_of_a_handover_both_hold_the_office_and_in_a_gap_nobody():
    both = {c.actor.id for c in KNOWN.office_holder("president", "USA", date(2021, 1, 20))}
    assert both == {"donald-trump", "joe-biden"}
    assert KNOWN.office_holder("foreign-minister", "USA", date(2018, 4, 10)) == ()
    assert KNOWN.office_holder("foreign-minister", "Atlantis", date(2018, 4, 10)) == ()


def test_a_spokeswoman_may_be_any_that_the_state_has():
    found = {c.actor.id for c in KNOWN.office_holder("spokeswoman", "RUS", date(2023, 3, 2))}
    assert {"maria-zakharova", "dmitry-peskov"} <= found


def test_organs_by_rule_have_names_codes_and_sectors():
    ministry = KNOWN.ministry("HUN", "foreign ministry")
    assert (ministry.id, ministry.name, ministry.country, ministry.sector) == (
        "hungary-foreign-ministry", "Hungarian Foreign Ministry", "HUN", "GOV",
    )  # fmt: skip
    assert KNOWN.ministry("Russian", "defence-ministry").sector == "MIL"
    assert KNOWN.ministry("USA").name == "State Department"
    assert KNOWN.ministry("USA", "ministry of silly walks") is None
    assert KNOWN.ministry("Atlantis") is None
    assert KNOWN.actor("hungary-foreign-ministry") == ministry


def test_outlets_are_known_by_name_abbreviation_and_domain():
    assert KNOWN.outlet("www.jpost.com").id == "the-jerusalem-post"
    assert KNOWN.outlet("NYT").id == "the-new-york-times"
    assert KNOWN.outlet("DW").country == "DEU"
    assert KNOWN.outlet("no such paper") is None


def test_country_codes_follow_the_contract():
    assert KNOWN.actor("european-commission").country == "EUR"
    assert KNOWN.actor("iaea").country == "UNO"
    assert KNOWN.actor("nato").country is None
    assert KNOWN.actor("hamas").country is None
    assert KNOWN.actor("nato").name == "NATO"


def test_a_meeting_of_a_series_is_the_one_that_met_about_the_day():
    assert KNOWN.edition("g20-foreign-ministers-meeting", date(2023, 3, 2)).id == "g20-foreign-ministers-meeting-2023"
    assert KNOWN.edition("g20-foreign-ministers-meeting", date(2023, 3, 9)).place == "New Delhi"
    assert KNOWN.edition("g20-foreign-ministers-meeting", date(2023, 6, 1)) is None
    assert KNOWN.actor("g20-foreign-ministers-meeting-2023").type == "MEETING"


def test_rows_of_a_user_stand_beside_those_that_ship():
    mine = Gazetteer(
        tables().with_rows(
            [
                row_from(ROWS["people"], {"id": "ada-example", "name": "Ada Example", "sex": "f", "source": "user"}),
                row_from(
                    ROWS["tenures"],
                    {
                        "person": "ada-example",
                        "office": "foreign-minister",
                        "of": "nauru",
                        "from": "2025",
                        "source": "user",
                    },
                ),
            ]
        )
    )
    assert mine.lookup("Foreign Minister Example", date(2025, 6, 1))[0].actor.country == "NRU"
    assert mine.lookup("Sergey Lavrov")[0].actor.id == "sergey-lavrov"
    assert Gazetteer(Tables()).lookup("Sergey Lavrov") == ()


def test_everybody_is_found_by_name_in_any_case_fit_for_print_and_after_a_title():
    lost = [
        name
        for person in tables().people
        if " " in person.name
        for name in (person.name, person.name.upper(), f"Mr. {person.name}", f"former President {person.name}")
        if person.id not in ids(name)
    ]
    assert lost == []

from __future__ import annotations

from datetime import date

import pytest

from dateline.actors import gazetteer
from dateline.events.anchors import Phrase, historical, historical_anchors, phrase_words, term_in_office

TODAY = date(2025, 5, 21)


def phrase(text: str, *actors: str, names: tuple[str, ...] = (), subject: tuple[str, ...] = ()) -> Phrase:
    return Phrase(phrase_words(text, ()), frozenset(names), frozenset(actors), subject)


def test_every_row_has_days_actors_that_the_tables_know_and_an_id_of_its_own() -> None:
    rows = historical_anchors()
    who = gazetteer()
    assert len(rows) >= 150
    assert len({row.id for row in rows}) == len(rows)
    unknown = {actor for row in rows for options in row.actors for actor in options if who.entry(actor) is None}
    assert unknown == set()
    assert all(date.fromisoformat(row.start) <= date.fromisoformat(row.end) for row in rows)


@pytest.mark.parametrize("row", historical_anchors(), ids=lambda row: row.id)
def test_no_row_can_be_reached_by_a_word_that_others_share(row) -> None:  # type: ignore[no-untyped-def]
    common = {"war", "coup", "invasion", "attack", "agreement", "deal", "summit", "election", "revolution", "treaty"}
    assert not any(len(key) == 1 and key[0] & common for key in row.keys)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Russia began its full-scale invasion of Ukraine", "2022-02-24", "2022-02-24"),
        ("the annexation of Crimea", "2014-03-18", "2014-03-18"),
        ("World War II", "1939-09-01", "1945-09-02"),
        ("the end of World War II", "1945-09-02", "1945-09-02"),
        ("the start of the Korean War", "1950-06-25", "1950-06-25"),
        ("the end of the Cold War", "1991-12-31", "1991-12-31"),
        ("the October 7 attack", "2023-10-07", "2023-10-07"),
        ("the 2018 US withdrawal from the nuclear deal", "2018-05-08", "2018-05-08"),
        ("the fall of the Berlin Wall", "1989-11-09", "1989-11-09"),
        ("the killing of Qassem Soleimani", "2020-01-03", "2020-01-03"),
        ("the Taliban takeover", "2021-08-15", "2021-08-15"),
        ("the coup in Niger", "2023-07-26", "2023-07-26"),
        ("the 9/11 attacks", "2001-09-11", "2001-09-11"),
        ("the Good Friday Agreement", "1998-04-10", "1998-04-10"),
        ("the Islamic Revolution", "1979-02-11", "1979-02-11"),
        ("the start of the pandemic", "2020-03-11", "2020-03-11"),
        ("the last talks", None, None),
    ],
)
def test_words_mean_an_event(text: str, start: str | None, end: str | None) -> None:
    assert historical(phrase(text), (), TODAY) == ((start, end) if start and end else None)


@pytest.mark.parametrize(
    ("text", "around", "start"),
    [
        ("the war began", {"russia", "ukraine", "china"}, "2022-02-24"),
        ("the war began", {"sudan", "egypt"}, "2023-04-15"),
        ("the war began", {"israel", "hamas", "united-states"}, "2023-10-07"),
        ("the war began", {"israel", "hamas", "russia", "ukraine"}, None),
        ("the war began", {"norway"}, None),
        ("the coup", {"mali", "france"}, "2021-05-24"),
        ("the coup", {"niger", "mali"}, None),
        ("the invasion", {"russia", "ukraine"}, "2022-02-24"),
        ("the nuclear deal", {"iran"}, "2015-07-14"),
    ],
)
def test_bare_words_need_the_parties_of_one_event(text: str, around: set[str], start: str | None) -> None:
    found = historical(phrase(text), around, TODAY)
    assert (found[0] if found else None) == start


def test_parties_that_the_phrase_names_exclude_events_of_others() -> None:
    assert historical(phrase("the war in Chad", "chad"), {"chad", "sudan"}, TODAY) is None
    assert historical(phrase("the war of Independence", names=("independence",)), {"sudan"}, TODAY) is None


def test_nothing_is_counted_from_what_came_later() -> None:
    assert historical(phrase("the fall of Assad"), (), date(2024, 1, 1)) is None
    assert historical(phrase("the fall of Assad"), (), TODAY) == ("2024-12-08", "2024-12-08")


def test_the_phrase_s_own_date_tells_events_of_one_name_apart() -> None:
    coup = phrase("the coup in Mali", "mali")
    assert historical(coup, (), TODAY, ("2020-08-01", "2020-08-31")) == ("2020-08-18", "2020-08-18")
    assert historical(phrase("the coup in Mali in 1991", "mali"), (), TODAY, ("1991-01-01", "1991-12-31")) is None


@pytest.mark.parametrize(
    ("text", "person", "interval"),
    [
        ("to take office", "joe-biden", ("2021-01-20", "2021-01-20")),
        ("the return to the White House", "donald-trump", ("2025-01-20", "2025-01-20")),
        ("his first term", "donald-trump", ("2017-01-20", "2017-01-20")),
        ("the Biden administration", "joe-biden", ("2021-01-20", "2025-01-20")),
        ("the return to office", "joe-biden", None),
        ("he left the room", "joe-biden", None),
        ("his election", "donald-trump", None),
    ],
)
def test_terms_in_office(text: str, person: str, interval: tuple[str, str] | None) -> None:
    assert term_in_office(phrase(text, subject=(person,)), gazetteer(), TODAY) == interval


def test_a_term_needs_one_person() -> None:
    words = phrase("take office", subject=("joe-biden", "donald-trump"))
    assert term_in_office(words, gazetteer(), TODAY) is None

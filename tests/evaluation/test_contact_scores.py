"""Readouts: what titles tell, and how a reading is held against it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.evaluation.contacts import ReadContact, judge, score
from dateline.evaluation.readouts import (
    Page,
    Party,
    Told,
    Untold,
    names_all,
    parties_of,
    read_white_house,
    told_by_kremlin,
    told_by_white_house,
)
from dateline.model.mentions import Actor

DAY = date(2022, 6, 8)
BIDEN, DUDA = Party("USA", "joe-biden"), Party("POL", "andrzej-duda")


def page(title: str, day: date = DAY, body: str = "") -> Page:
    return Page("page", day, title, body)


@pytest.mark.parametrize(
    ("title", "parties", "form"),
    [
        ("Readout of President Biden’s Call with President Andrzej Duda of Poland", {BIDEN, DUDA}, "call"),
        ("Readout of President Joseph R. Biden, Jr. Meeting with President Duda of Poland", {BIDEN, DUDA}, "meeting"),
        ("Readout by NSC Spokesperson Anna Berg of President Biden’s Virtual Meeting with Polish President Duda",
         {BIDEN, DUDA}, "video call"),
        # Whom no table knows is known by the state.
        ("Readout of President Biden’s Call with Trade Minister Jan Fiktiv of Poland", {BIDEN, Party("POL", None)},
         "call"),
        ("Readout of Senior Administration Official Travel to Poland", {Party("USA", None), Party("POL", None)},
         "visit"),
    ],
)  # fmt: skip
def test_title_of_the_white_house(title: str, parties: set[Party], form: str) -> None:
    (told,) = told_by_white_house(page(title))  # type: ignore[misc]
    assert told == Told(frozenset(parties), form)


def test_calls_with_two_are_two_contacts() -> None:
    told = told_by_white_house(page("Readout of President Biden’s Calls with President Duda of Poland and "
                                    "Prime Minister Kaja Kallas of Estonia"))  # fmt: skip
    assert not isinstance(told, Untold)
    assert {one.parties for one in told} == {
        frozenset({BIDEN, DUDA}), frozenset({BIDEN, Party("EST", "kaja-kallas")}),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Readout of President Biden’s Call with European Allies", "a side without a name"),
        ("Readout of President Biden’s Meeting with Governors on Roads", "a side without a name"),
        ("Readout of Software Forum", "no contact in the title"),
        ("Readout of President Biden’s Call with Vice President Kamala Harris", "no party of another state"),
    ],
)
def test_titles_that_tell_nothing_say_why(title: str, reason: str) -> None:
    assert told_by_white_house(page(title)) == Untold(reason)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "day", "who"),
    [
        ("Telephone conversation with President of Poland Andrzej Duda", date(2018, 1, 5), "vladimir-putin"),
        ("Telephone conversation with Polish President Lech Kaczynski", date(2009, 1, 5), "dmitry-medvedev"),
        ("On Poland's initiative, President Vladimir Putin had a telephone conversation with Andrzej Duda",
         date(2018, 1, 5), "vladimir-putin"),
    ],
)  # fmt: skip
def test_who_telephones_is_the_president_of_the_day(title: str, day: date, who: str) -> None:
    told = told_by_kremlin(page(title, day))
    assert not isinstance(told, Untold)
    assert Party("RUS", who) in told[0].parties
    assert len(told[0].parties) == 2


def test_governors_are_not_the_leaders_who_bear_their_first_names() -> None:
    assert parties_of("Governor Henry McMaster of South Carolina", date(2022, 9, 30)) == ()


def actor(identifier: str, country: str | None) -> Actor:
    return Actor(
        id=identifier, name=identifier, type="PERSON", country=country, sector=None, office=None, wikidata=None
    )


ONE = Told(frozenset({BIDEN, DUDA}), "call")
READ = (actor("joe-biden", "USA"), actor("andrzej-duda", "POL"))


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (ReadContact(READ, "call", None, "2022-06-08", stated=False), "participants date form contact"),
        (ReadContact(READ, "video call", "2022-06-07", "2022-06-07", stated=True), "participants date form contact"),
        (ReadContact(READ, "talks", None, "2022-06-08", stated=False), "participants date"),
        (ReadContact(READ, "call", "2022-06-20", "2022-06-20", stated=True), "participants form"),
        (ReadContact((*READ, actor("mali", "MLI")), "call", None, "2022-06-08", stated=False), "date form"),
        (ReadContact(READ[:1], "call", None, "2022-06-08", stated=False), "date form"),
    ],
)
def test_fields_are_judged_apart(read: ReadContact, right: str) -> None:
    (verdict,) = judge(page(""), [ONE], [read])
    fields = ("participants", "date", "form", "contact")
    assert [field for field in fields if getattr(verdict, field)] == right.split()


def test_only_the_first_told_is_held_against_one_title() -> None:
    other = ReadContact((READ[0], actor("mali", "MLI")), "call", None, "2022-06-08", stated=False)
    right = ReadContact(READ, "call", None, "2022-06-08", stated=False)
    assert not judge(page(""), [ONE], [other, right])[0].participants


def test_score_counts_what_was_not_read_against_recall_alone() -> None:
    right = ReadContact(READ, "call", None, "2022-06-08", stated=False)
    verdicts = [*judge(page(""), [ONE], [right]), *judge(page(""), [ONE], [])]
    row = score(verdicts)["contact"]
    assert (row["precision"], row["recall"]) == (100.0, 50.0)
    assert row["f1"] == pytest.approx(200 / 3)


def test_a_body_names_all_or_not() -> None:
    assert names_all(page("", body="Mr Biden called Mr Duda."), ONE)
    assert not names_all(page("", body="Mr Biden called the President of Poland."), ONE)


def test_pages_are_unwrapped_and_only_readouts(tmp_path: Path) -> None:
    folder = tmp_path / "statements-releases" / "2022-06"
    folder.mkdir(parents=True)
    front = "---\ndate: '2022-06-08'\ntitle: \"{}\"\n---\n{}"
    (folder / "a.md").write_text(front.format("Readout of a Call", "One line\nand its rest.\n\n[Two](x).\n\n\\###\n"))
    (folder / "b.md").write_text(front.format("Statement", "Other."))
    (found,) = read_white_house(tmp_path)
    assert found.body == "One line and its rest.\n\nTwo."

"""Plurals of office-holders: by two states, and on a leader's own site."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.actors import find_names, gazetteer
from dateline.actors.entries import Organ
from dateline.actors.leaders import Leaders
from dateline.actors.tables import tsv_rows
from dateline.actors.validity import Validity


def leaders(site: str | None, on: str) -> Leaders:
    organ = gazetteer().entry(site) if site is not None else None
    return Leaders(gazetteer(), date.fromisoformat(on), organ if isinstance(organ, Organ) else None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the French and Polish presidents", {"emmanuel-macron", "andrzej-duda"}),
        ("the Italian and Spanish Prime Ministers", {"giorgia-meloni", "pedro-sanchez"}),
        ("the French presidents", set()),
        ("the French and Polish leaders", set()),  # of parties, perhaps
    ],
)
def test_holders_of_one_office_in_two_states(words: str, expected: set[str]) -> None:
    found = leaders(None, "2023-03-01").by_states(words, words.rsplit(maxsplit=1)[-1])
    assert {actor.id for actor in found} == expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("The two presidents", "The two presidents discussed French-Polish ties.", "andrzej-duda"),
        ("Both leaders", "Both leaders discussed ties between France and Germany.", "olaf-scholz"),
        ("The heads of state", "The heads of state spoke at the Italian side's initiative.", "sergio-mattarella"),
        ("The leaders of the two countries", "The leaders of the two countries spoke of energy.", None),
        ("The presidents of the regions", "The presidents of the regions discussed French-Polish ties.", None),
    ],
)
def test_on_a_leaders_own_site_both_are_its_own_and_the_other(words: str, text: str, expected: str | None) -> None:
    found = leaders("france-presidency", "2023-03-01").of_both(words, [], text, find_names(text))
    assert {actor.id for actor in found} == ({"emmanuel-macron", expected} if expected else set())
    assert leaders(None, "2023-03-01").of_both(words, [], text, find_names(text)) == ()


def test_the_other_is_the_one_leader_who_is_named() -> None:
    text = "The two presidents discussed French-Polish ties."
    on = date(2023, 3, 1)
    named = [gazetteer().lookup(name, on)[0].actor for name in ("Joe Biden", "Antony Blinken")]
    found = leaders("france-presidency", "2023-03-01").of_both("The two presidents", named, text, find_names(text))
    assert {actor.id for actor in found} == {"emmanuel-macron", "joe-biden"}


def test_every_leading_office_is_one_of_a_state_that_there_is_and_leads_alone() -> None:
    from dateline.actors import leaders as module

    with module._TABLE.open(encoding="utf-8") as lines:
        rows = [(of, row) for row in tsv_rows(lines) for of in row["of"].split("|")]
    known = gazetteer()
    assert not [of for of, _ in rows if of not in known.states]
    assert not [row["office"] for _, row in rows if row["office"] not in known.offices.by_id]
    for of, row in rows:
        valid = Validity(row["from"], row["until"])
        others = [r for o, r in rows if o == of and r is not row]
        assert not any(valid.overlaps(Validity(r["from"], r["until"])) for r in others), of

from __future__ import annotations

import pytest

from dateline.actors import gazetteer
from dateline.actors.people import PeopleOfText


@pytest.fixture(scope="module")
def people() -> PeopleOfText:
    return PeopleOfText(gazetteer(), ["Sen. Ada Okoro", "Bo Okoro Lind", "Mira Holt", "Jon Holt", "Lars von Trott"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sen. Ada Okoro", "Ada Okoro"),
        ("Rep. Ada Okoro, D-Ohio", "Ada Okoro"),
        ("Ada Okoro's", "Ada Okoro"),
        ("Russian Deputy Prime Minister Ada Okoro", "Ada Okoro"),
        ("NPSA President Ada Okoro", "Ada Okoro"),
        ("Prime Minister", None),
        ("Republican president", None),
        ("Palestinian", None),
        ("German Okoro", "German Okoro"),  # a first name, for no title follows
    ],
)
def test_titles_are_no_part_of_a_name(people: PeopleOfText, name: str, expected: str | None) -> None:
    assert people.clean(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Trott", "Lars von Trott"),
        ("Holt", "Holt"),  # two people bear it
        ("Mira", "Mira Holt"),
        ("Quill", "Quill"),
    ],
)
def test_a_family_name_is_whose_alone_bears_it(people: PeopleOfText, name: str, expected: str) -> None:
    assert people.full(name) == expected

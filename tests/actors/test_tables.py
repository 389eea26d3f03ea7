"""The form of the tables: what every row must be, and what rows of one table owe to another."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from dateline import actors
from dateline.actors import gazetteer
from dateline.actors.entries import LEVELS
from dateline.actors.index import names_of
from dateline.actors.tables import ROWS, columns, row_from, row_key, row_values, tables, tsv_rows
from dateline.actors.validity import Validity

DATA = Path(actors.__file__).parent / "data"
TABLES = tables()
SECTORS = {
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU"),
    *("ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO"),
}
CODE = re.compile(r"[A-Z]{3}")


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_table_has_its_columns_comments_and_no_row_twice(name):
    text = (DATA / f"{name}.tsv").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "ource" in text.split("\n", 8)[0] + "".join(line for line in text.splitlines() if line.startswith("#"))
    header = next(line for line in text.splitlines() if not line.startswith("#")).split("\t")
    assert tuple(header) == columns(ROWS[name]) or set(header) == set(columns(ROWS[name]))
    for line in text.splitlines():
        assert line.startswith("#") or line.count("\t") == len(header) - 1, line
    keys = Counter(map(row_key, getattr(TABLES, name)))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("name", sorted(ROWS))
def test_a_row_written_out_is_the_row_again(name):
    for row in getattr(TABLES, name):
        assert row_from(ROWS[name], row_values(row)) == row


def test_every_actor_has_an_id_of_its_own():
    ids = Counter(entry.id for entry in TABLES.entries)
    ids.update(edition.id for edition in TABLES.editions)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []


def test_no_name_of_an_entry_is_given_twice_or_empty():
    for entry in TABLES.entries:
        names = list(names_of(entry))
        assert all(name.strip() == name and name for name in names), entry.id
        assert len(set(names)) == len(names), entry.id


def test_numbers_of_wikidata_belong_to_one_actor():
    numbers = Counter(entry.wikidata for entry in TABLES.entries if getattr(entry, "wikidata", None))
    assert [number for number, count in numbers.items() if count > 1] == []
    assert all(re.fullmatch(r"Q[1-9]\d*", number) for number in numbers)


def test_states_have_codes_and_those_of_the_un_words_for_their_people_and_capital():
    codes = Counter(state.code for state in TABLES.states if state.kind == "state")
    assert [code for code, count in codes.items() if count > 1 or not CODE.fullmatch(code)] == []
    now = [state for state in TABLES.states if state.kind == "state" and state.valid.holds(date(2025, 1, 1))]
    # 193 members of the UN, the Holy See, Kosovo, Palestine and Taiwan.
    assert len(now) == 197
    for state in now:
        assert state.adjectives, state.id
        assert state.demonyms or state.id == "holy-see", state.id
    # City states and states whose capital has their own name need none.
    assert {state.id for state in now if not state.capitals} == {
        "djibouti", "monaco", "san-marino", "sao-tome-and-principe", "singapore"
    }  # fmt: skip


def test_rows_name_only_what_other_tables_have():
    known = gazetteer()
    kinds = {kind.kind for kind in TABLES.organ_kinds}
    assert {organ.state for organ in TABLES.organs} <= set(known.states)
    assert {organ.kind for organ in TABLES.organs} <= kinds
    assert {office.organ for office in TABLES.offices if office.organ} <= kinds
    assert {id_ for office in TABLES.offices for id_ in office.covers} <= set(known.offices.by_id)
    assert {title.office for title in TABLES.titles} <= set(known.offices.by_id)
    named = {actor for row in TABLES.metonyms for actor in row.actors}
    named |= {of for title in TABLES.titles for of in title.of}
    named |= {tenure.of for tenure in TABLES.tenures} | {tenure.at for tenure in TABLES.tenures if tenure.at}
    named |= {state for row in TABLES.memberships for state in row.states}
    named |= {meeting.organisation for meeting in TABLES.meetings if meeting.organisation}
    assert [id_ for id_ in sorted(named) if known.entry(id_) is None] == []
    assert {row.organisation for row in TABLES.memberships} <= {row.id for row in TABLES.organisations}
    assert {movement.home for movement in TABLES.movements if movement.home} <= set(known.states)
    assert {tenure.office for tenure in TABLES.tenures} <= set(known.offices.by_id)
    assert {tenure.person for tenure in TABLES.tenures} == {person.id for person in TABLES.people}
    assert {edition.series for edition in TABLES.editions} <= {meeting.id for meeting in TABLES.meetings}


def test_every_source_is_described():
    described = {source.id for source in TABLES.sources}
    for name in ROWS:
        for row in getattr(TABLES, name):
            assert set(getattr(row, "source", "general").split("+")) <= described, row


def test_sectors_levels_and_countries_are_of_the_closed_lists():
    codes = {state.code for state in TABLES.states if state.code} | {"EUR", "UNO"}
    for row in (*TABLES.organ_kinds, *TABLES.organisations, *TABLES.movements, *TABLES.offices):
        assert row.sector in SECTORS, row
    assert {office.level for office in TABLES.offices} <= set(LEVELS)
    for row in (*TABLES.organisations, *TABLES.outlets, *TABLES.editions):
        assert row.country is None or row.country in codes, row


def test_no_office_has_two_holders_at_once_unless_the_rows_say_so():
    held: dict[tuple[str, str, str | None], list] = {}
    for tenure in TABLES.tenures:
        if not tenure.shared:
            held.setdefault((tenure.office, tenure.of, tenure.at), []).append(tenure)
    for own in held.values():
        own.sort(key=lambda tenure: tenure.valid.first)
        for one, other in pairwise(own):
            assert not one.valid.overlaps(other.valid), (one, other)


def test_elected_members_of_the_security_council_are_ten_in_every_year():
    known = gazetteer()
    for year in range(2000, 2027):
        roles = Counter(known.members("un-security-council", date(year, 7, 1)).values())
        assert roles == {"permanent": 5, "elected": 10}, year


@pytest.mark.parametrize(
    ("organisation", "day", "members"),
    [
        ("nato", date(2003, 1, 1), 19),
        ("nato", date(2022, 12, 31), 30),
        ("nato", date(2024, 3, 7), 32),
        ("european-union", date(2003, 1, 1), 15),
        ("european-union", date(2020, 2, 1), 27),
        ("asean", date(2025, 10, 1), 10),
        ("brics", date(2024, 6, 1), 9),
        ("sco", date(2024, 12, 1), 10),
        ("g7", date(2020, 1, 1), 7),
        ("african-union", date(2020, 1, 1), 55),
        ("arab-league", date(2015, 1, 1), 21),
        ("osce", date(2020, 1, 1), 57),
        ("csto", date(2013, 1, 1), 6),
    ],
)
def test_organisations_have_as_many_members_as_they_had_on_that_day(organisation, day, members):
    found = gazetteer().members(organisation, day)
    assert sum(role == "member" for role in found.values()) == members


def test_the_tables_are_as_large_as_the_documentation_says_at_least():
    assert len(TABLES.tenures) > 1200
    assert len(TABLES.outlets) >= 150


def test_an_ambiguous_name_is_a_name_of_the_tables():
    names = {name for entry in TABLES.entries for name in names_of(entry)}
    names |= {name for s in TABLES.states for name in (*s.adjectives, *s.demonyms, *s.capitals)}
    names |= {row.text for row in TABLES.metonyms}
    assert sorted({row.text for row in TABLES.ambiguous} - names) == []


def test_a_row_with_an_unknown_column_or_without_what_it_needs_is_refused():
    with pytest.raises(ValueError, match="no column of people: nickname"):
        row_from(ROWS["people"], {"id": "a", "name": "A", "nickname": "x"})
    with pytest.raises(ValueError, match="people needs name"):
        row_from(ROWS["people"], {"id": "a"})
    with pytest.raises(ValueError, match="ends before it begins"):
        row_from(ROWS["documents"], {"id": "a", "name": "A", "from": "2020", "until": "2019-12"})
    with pytest.raises(ValueError, match="no ISO day"):
        row_from(ROWS["documents"], {"id": "a", "name": "A", "from": "May 2020"})


def test_comments_and_empty_lines_are_no_rows():
    assert list(tsv_rows(["# a comment\n", "\n", "id\tname\n", "x\tX\n"])) == [{"id": "x", "name": "X"}]


def test_a_month_is_read_widely_and_a_handover_is_no_overlap():
    assert Validity("2012-05", "2012-05").holds(date(2012, 5, 31))
    assert not Validity("2012-05", "2012-05").holds(date(2012, 6, 1))
    assert Validity("", "2012").holds(date(2012, 12, 31))
    assert not Validity("2010", "2012-05").overlaps(Validity("2012-05-17", ""))
    assert Validity("2010", "2012-06").overlaps(Validity("2012-05-17", ""))

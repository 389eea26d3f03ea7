"""A user's own rows: from TSV, TOML and a Wikidata dump into a table that is loaded beside the others."""

from __future__ import annotations

import bz2
import gzip
import json
import re
from datetime import date

import pytest

from dateline.actors.user_table import import_rows, read_user_table, with_user_table
from dateline.errors import TableError

PEOPLE = "# my own\nid\tname\tvariants\tsex\nada-example\tAda Example\tA. Example|Ada Exempel\tf\n"
TENURES = "person\toffice\tof\tfrom\tuntil\nada-example\tforeign-minister\tnauru\t2025-03\t\n"


@pytest.fixture
def target(tmp_path):
    return tmp_path / "actors.jsonl"


def file(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_tsv_are_added_and_found(tmp_path, target):
    assert import_rows(file(tmp_path, "people.tsv", PEOPLE), target) == {"people": 1}
    assert import_rows(file(tmp_path, "jobs.tsv", TENURES), target) == {"tenures": 1}
    known = with_user_table(target)
    found = known.lookup("Ada Exempel", date(2025, 6, 1))[0]
    assert (found.actor.id, found.actor.country, found.sex, found.source) == ("ada-example", "NRU", "f", "user")
    assert known.office_holder("foreign minister", "Nauru", date(2025, 2, 1)) == ()
    assert known.lookup("Antony Blinken")


def test_rows_of_toml_may_have_lists(tmp_path, target):
    text = """
[[organisations]]
id = "example-forum"
name = "EXF"
alternates = ["Example Forum", "Forum of Examples"]
sector = "IGO"
kind = "igo"

[[memberships]]
organisation = "example-forum"
role = "member"
states = ["nauru", "tuvalu"]
from = "2001"
"""
    import_rows(file(tmp_path, "mine.toml", text), target)
    known = with_user_table(target)
    assert known.organisation("Forum of Examples").name == "EXF"
    assert known.members("example-forum", date(2020, 1, 1)) == {"nauru": "member", "tuvalu": "member"}


def test_a_row_with_the_same_id_replaces_and_importing_twice_changes_nothing(tmp_path, target):
    import_rows(file(tmp_path, "people.tsv", PEOPLE), target)
    once = target.read_bytes()
    import_rows(tmp_path / "people.tsv", target)
    assert target.read_bytes() == once
    import_rows(file(tmp_path, "people.tsv", PEOPLE.replace("Ada Example", "Ada B. Example")), target)
    assert [row.name for row in read_user_table(target)] == ["Ada B. Example"]


def test_a_user_can_end_a_row_that_ships(tmp_path, target):
    text = "person\toffice\tof\tfrom\tuntil\nsergey-lavrov\tforeign-minister\trussia\t2004-03-09\t2029-01-01\n"
    import_rows(file(tmp_path, "t.tsv", text), target)
    assert with_user_table(target).office_holder("foreign minister", "RUS", date(2029, 6, 1)) == ()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("people.tsv", "id\tname\tshoe size\nx\tX\t44\n", "no table has the columns"),
        ("people.tsv", "id\tname\nx\tX\tY\n", "people.tsv:2: more cells than columns"),
        ("people.tsv", "# c\nid\tname\nx\t\n", "people.tsv:3: people needs name"),
        ("t.tsv", TENURES, "no table has ada-example"),
        (
            "t.tsv",
            TENURES.replace("ada-example", "sergey-lavrov").replace("nauru", "atlantis"),
            "no table has atlantis",
        ),
        ("t.tsv", TENURES.replace("ada-example", "sergey-lavrov").replace("foreign-minister", "wizard"), "wizard"),
        ("t.tsv", TENURES.replace("ada-example", "russia"), "russia is no person"),
        ("t.tsv", TENURES.replace("2025-03", "March"), "no ISO day"),
        ("x.toml", "[[wizards]]\nid = 'x'\n", "no table is called wizards"),
        ("x.toml", "[[people", "no TOML"),
        ("x.csv", "id,name\n", "a kind of file"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_adds_nothing(tmp_path, target, name, text, message):
    with pytest.raises(TableError, match=re.escape(message)):
        import_rows(file(tmp_path, name, text), target)
    assert not target.exists()


def test_a_missing_file_and_a_broken_table_are_named(tmp_path, target):
    with pytest.raises(TableError, match="there is no such file"):
        import_rows(tmp_path / "none.tsv", target)
    target.write_text('{"table": "people", "id": "x", "name": "X"}\nnonsense\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"actors\.jsonl:2: not a row"):
        with_user_table(target)
    assert with_user_table(tmp_path / "none.jsonl") is with_user_table(None)


def value(number):
    return {"snaktype": "value", "datavalue": {"value": {"id": number}}}


def moment(text, precision):
    return {"datavalue": {"value": {"time": text, "precision": precision}}}


def person(number, name, *, sex="Q6581072", citizenship="Q697", aliases=(), held=()):
    return {
        "id": number,
        "labels": {"en": {"value": name}},
        "aliases": {"en": [{"value": alias} for alias in aliases]},
        "claims": {
            "P21": [{"mainsnak": value(sex), "rank": "normal"}],
            "P27": [{"mainsnak": value(citizenship), "rank": "normal"}],
            "P39": [
                {
                    "mainsnak": value(position),
                    "rank": rank,
                    "qualifiers": {"P580": [start], **({"P582": [end]} if end else {})},
                }
                for position, rank, start, end in held
            ],
        },
    }


DAY, MONTH, YEAR = (
    moment("+2025-03-04T00:00:00Z", 11),
    moment("+2012-05-00T00:00:00Z", 10),
    moment("+2010-00-00T00:00:00Z", 9),
)
ENTITIES = [
    person("Q900000001", "Ada Example", aliases=["A. Example"], held=[
        ("Q900000011", "normal", DAY, None),
        ("Q900000012", "normal", YEAR, MONTH),
        ("Q900000013", "normal", DAY, None),
        ("Q900000011", "deprecated", YEAR, DAY),
    ]),
    # The position of no office of the table, and no position at all.
    person("Q900000002", "Ben Example", held=[("Q900000013", "normal", DAY, None)]),
    {"id": "Q900000003", "labels": {"en": {"value": "Cy Example"}}, "claims": {}},
    # The number of somebody whom the tables have.
    person("Q7747", "Vladimir V. Putin", sex="Q6581097", citizenship="Q159", held=[
        ("Q900000014", "normal", YEAR, DAY),
    ]),
    # The name of somebody else.
    person("Q900000004", "John Kerry", sex="Q6581097", held=[("Q900000011", "normal", YEAR, MONTH)]),
    {"id": "Q900000011", "labels": {"en": {"value": "Minister of Foreign Affairs of Nauru"}},
     "claims": {"P1001": [{"mainsnak": value("Q697"), "rank": "normal"}]}},
    {"id": "Q900000012", "labels": {"en": {"value": "Minister of Defence"}}, "claims": {}},
    {"id": "Q900000013", "labels": {"en": {"value": "Shadow Foreign Minister of Nauru"}}, "claims": {}},
    {"id": "Q900000014", "labels": {"en": {"value": "President of Russia"}},
     "claims": {"P17": [{"mainsnak": value("Q159"), "rank": "normal"}]}},
]  # fmt: skip


@pytest.mark.parametrize("suffix", ["json", "json.gz", "json.bz2"])
def test_people_in_office_are_taken_from_a_wikidata_dump(tmp_path, target, suffix):
    text = "[\n" + ",\n".join(map(json.dumps, ENTITIES)) + ',\n{"id": "P39", "cut\n]\n'
    path = tmp_path / f"dump.{suffix}"
    opener = {"json": open, "json.gz": gzip.open, "json.bz2": bz2.open}[suffix]
    with opener(path, "wt", encoding="utf-8") as dump:
        dump.write(text)
    assert import_rows(path, target) == {"people": 3, "tenures": 4}
    known = with_user_table(target)
    ada = known.entries["ada-example"]
    assert (ada.variants, ada.sex, ada.wikidata, ada.source) == (("A. Example",), "f", "Q900000001", "wikidata")
    held = {(t.office, t.of, t.valid.start, t.valid.end) for t in known.tenures("ada-example")}
    assert held == {("foreign-minister", "nauru", "2025-03-04", ""), ("defence-minister", "nauru", "2010", "2012-05")}
    assert "ben-example" not in known.entries
    assert known.actor("john-kerry").country == "USA"
    assert known.entries["john-kerry-q900000004"].wikidata == "Q900000004"
    putin = known.entries["vladimir-putin"]
    assert putin.name == "Vladimir Putin"
    assert {"Vladimir V. Putin", "Vladimir Vladimirovich Putin"} <= set(putin.variants)

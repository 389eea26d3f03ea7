"""The flat views, for people who open the file with other programs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from record_samples import said, talks
from tests.event_samples import asked, encounter

from dateline.record import VIEWS, Record
from dateline.record.views import DEFINITIONS, markdown

Ask = Callable[[str], list[tuple[object, ...]]]
NOON = datetime(2023, 3, 6, 12, tzinfo=UTC)


@pytest.fixture
def ask(backend, record) -> Ask:
    def run(statement: str) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(record.url)
        found = connection.execute(statement).fetchall()
        connection.close()
        return found

    return run


def test_every_view_and_column_is_documented(ask):
    views = {name for (name,) in ask("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    assert views - {"current_content"} == set(VIEWS) == set(DEFINITIONS)
    for view, columns in VIEWS.items():
        assert [row[1] for row in ask(f"PRAGMA table_info({view})")] == list(columns)
        assert all(columns.values())


def test_the_documentation_of_a_view_is_a_table():
    lines = markdown("sources").splitlines()
    assert lines[:2] == ["| column | meaning |", "|---|---|"]
    assert lines[2].startswith("| `source` | name of a source")
    assert len(lines) == 2 + len(VIEWS["sources"])


def test_a_claim_is_one_row_with_the_outlet_and_the_chain(record: Record, ask: Ask):
    record.add(talks())
    rows = ask("SELECT as_relayed_by, chain, speaker, content, addressees, anonymous FROM claims ORDER BY start")
    assert rows == [
        (
            "Harbour Post",
            "spokesman > Ada Brandt",
            "Ada Brandt",
            '"the corridor will reopen"',
            "Ivo Kral",
            0,
        ),
        (
            "Harbour Post",
            "senior U.S. official",
            "senior U.S. official",
            "that sanctions on Veldania … discussed",
            "",
            1,
        ),
        ("Harbour Post", "Ivo Kral", "Ivo Kral", "the ceasefire, signed last week, is holding", "", 0),
    ]


def test_an_article_is_one_row(record: Record, ask: Ask):
    record.add(talks(), path="talks.txt", read_at=NOON)
    columns = "title, outlet, published, dateline_place, version, superseded, path, read_at, generator, claims"
    assert ask(f"SELECT {columns} FROM articles") == [
        (
            "Corridor talks resume",
            "Harbour Post",
            "2023-03-02",
            "Portova",
            1,
            0,
            "talks.txt",
            "2023-03-06T12:00:00.000000Z",
            "0.1.0",
            3,
        )
    ]


def test_only_names_join_the_claims_of_several_articles(record: Record, ask: Ask):
    for day, words in (("2023-03-01", "it rained"), ("2023-03-04", "it snowed")):
        record.add(said("Ada Brandt", words, published=day, outlet=f"Paper {day}"))
        record.add(said("A senior official", words, source_type="unnamed_person", published=day))
    found = ask(
        "SELECT source, only_in IS NULL, claims, articles, outlets, first_published, last_published FROM sources"
    )
    assert sorted(found) == [
        ("A senior official", 0, 1, 1, 1, "2023-03-01", "2023-03-01"),
        ("A senior official", 0, 1, 1, 1, "2023-03-04", "2023-03-04"),
        ("Ada Brandt", 1, 2, 2, 2, "2023-03-01", "2023-03-04"),
    ]


def test_a_source_is_not_counted_again_for_a_corrected_text(record: Record, ask: Ask):
    address = "https://harbour.example/1"
    for day in ("2023-03-01", "2023-03-02"):
        record.add(said("Ada Brandt", f"it rained on {day}", url=address, published=day))
    assert ask("SELECT count(*), sum(superseded) FROM claims") == [(2, 1)]
    assert ask("SELECT source, claims, articles FROM sources") == [("Ada Brandt", 1, 1)]


def test_what_one_voice_tells_of_a_contact_is_one_row(record: Record, ask: Ask):
    record.add(encounter())
    columns = "contact, as_relayed_by, chain, parties, word, status, rejects_word, initiator, first_day, last_day"
    rows = ask(f"SELECT {columns} FROM contacts ORDER BY start")
    two, outlet, ministry = "Ada Brandt; Ivo Kral", "Harbour Post", "Onega Dispatch > Czech Foreign Ministry"
    assert rows == [
        ("c1", outlet, "Lena Novak", two, "asked", "requested", 0, "Ada Brandt", None, "2024-05-04"),
        ("c1", outlet, "Lena Novak", two, "talks", "denied", 1, None, None, None),
        ("c1", outlet, ministry, two, "spoke", "occurred", 0, None, "2024-05-03", "2024-05-03"),
        ("c1", outlet, "Norwegian official", two, "chat", "occurred", 0, None, None, None),
        ("c1", outlet, "", two, "meeting", "occurred", 0, None, None, None),
    ]
    assert ask("SELECT DISTINCT denies_happened, superseded FROM contacts") == [(0, 0)]


def test_an_ask_is_one_row(record: Record, ask: Ask):
    record.add(asked("Norway urged Czechia to open the border.", "urged", "open the border"))
    record.add(asked("Norway vowed to pay Czechia.", "vowed", "pay", category="AGREE"))
    record.add(asked("Norway agreed.", "agreed", category="AGREE"))
    assert ask("SELECT kind, actors, recipients, what, status FROM asks ORDER BY kind") == [
        ("pledge", "Norway", "Czechia", "Czechia: pay", "occurred"),
        ("request", "Norway", "Czechia", "Czechia: open the border", "occurred"),
    ]

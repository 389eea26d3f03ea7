"""Scores of whole events, on records and events written for the test."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.actors import gazetteer
from dateline.evaluation.records import PloverRecord, RecordedParty, evaluate_plover_records, read_plover_records
from dateline.model.article import Article
from dateline.model.events import Event
from dateline.model.extraction import Extraction, Generator
from dateline.model.mentions import Actor, Mention

NORWAY, SWEDEN = RecordedParty("Oslo", "NOR"), RecordedParty("Stockholm", "SWE")
CLUB = Actor(id="fjord-club", name="Fjord Club", type="ORG")


def record(
    category: str, sources: Sequence[RecordedParty], targets: Sequence[RecordedParty], text: str = "Text."
) -> PloverRecord:
    return PloverRecord("1", text, category, tuple(sources), tuple(targets))


def extraction(
    text: str, *events: tuple[str, Sequence[str], Sequence[str]], mentions: Sequence[Mention] = ()
) -> Extraction:
    named = {i for _, actors, others in events for i in (*actors, *others)}
    actors = tuple(CLUB if i == CLUB.id else actor for i in sorted(named) if (actor := gazetteer().actor(i) or CLUB))
    return Extraction(
        generator=Generator(version="0", weights="", rules=""),
        article=Article(id="1", text=text),
        actors=actors,
        mentions=tuple(mentions),
        times=(),
        attributions=(),
        events=tuple(
            replace(_BLANK, id=f"e{i}", category=category, actors=tuple(actors), recipients=tuple(others))
            for i, (category, actors, others) in enumerate(events)
        ),
        precedents=(),
        abstentions=(),
    )


_BLANK = Event(
    id="e0", trigger=(0, 1), span=(0, 1), category="AID", mode=None, contexts=(), actors=(), recipients=(),
    stage="occurred", factuality="CT+", status="occurred", denies=None, contact=None, proposition=None,
    date_basis=None, time=None, start=None, end=None, place=None, country=None, attribution=None, initiator=None,
    form=None, duration=None, within=None,
)  # fmt: skip


def scored(gold: PloverRecord, predicted: Extraction) -> tuple[float, float, float]:
    table, _ = evaluate_plover_records([gold], lambda _: predicted)
    return table["all"]["category"], table["all"]["countries"], table["all"]["both"]


def test_records_are_read_under_present_names_and_codes(tmp_path: Path) -> None:
    path = tmp_path / "records.json"
    records = [
        {
            "id": "1",
            "event": "DEMAND",
            "text": "Rome asks.",
            "source": [{"code": "ITL", "actorText": "Rome"}],
            "target": "",
        },
        {"id": "2", "event": "DOCUMENT", "text": "About this file."},
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    assert read_plover_records(path) == (
        PloverRecord("1", "Rome asks.", "REQUEST", (RecordedParty("Rome", "ITA"),), ()),
    )


@pytest.mark.parametrize(
    ("gold", "event", "both"),
    [
        (record("AID", [NORWAY], [SWEDEN]), ("AID", ["norway"], ["sweden"]), 100),
        (record("AID", [NORWAY], [SWEDEN]), ("AID", ["sweden"], ["norway"]), 0),
        # A contact has no direction, and of an act of two all are actors.
        (record("CONSULT", [NORWAY], [SWEDEN]), ("CONSULT", ["sweden"], ["norway"]), 100),
        (record("AGREE", [NORWAY], [SWEDEN]), ("AGREE", ["norway", "sweden"], []), 100),
        # A movement counts for where it is active, a former state for its successor.
        (record("REJECT", [RecordedParty("Hamas", "PSE")], [NORWAY]), ("REJECT", ["hamas"], ["norway"]), 100),
        (record("AID", [NORWAY], [RecordedParty("Belgrade", "SRB")]), ("AID", ["norway"], ["yugoslavia"]), 100),
        # A side that the record leaves open must claim nobody else.
        (record("RETREAT", [NORWAY], []), ("RETREAT", ["norway"], []), 100),
        (record("RETREAT", [NORWAY], []), ("RETREAT", ["norway"], ["norway"]), 100),
        (record("RETREAT", [NORWAY], []), ("RETREAT", ["norway"], ["sweden"]), 0),
    ],
)
def test_states_are_compared_side_by_side(
    gold: PloverRecord, event: tuple[str, list[str], list[str]], both: int
) -> None:
    assert scored(gold, extraction("Text.", event))[2] == both


@pytest.mark.parametrize(
    ("words", "id_", "both"),
    [
        ("the U.N. envoy", "united-nations", 100),
        ("the Security Council", "united-nations", 100),  # an organ of the UN
        ("NATO troops", "nato", 100),
        ("NATO troops", "united-nations", 0),
        ("NATO troops", "norway", 0),
        ("a Fjord Club", "fjord-club", 100),  # only the text knows it: where it is named
        ("a Dale Club", "fjord-club", 0),
    ],
)
def test_an_organisation_is_right_where_it_is_the_one_that_is_named(words: str, id_: str, both: int) -> None:
    text = "There a Fjord Club and a Dale Club stood."
    mention = Mention(id="m1", span=(8, 18), type="ORG", actor=CLUB.id, named=True)
    gold = record("AID", [RecordedParty(words, "IGO")], [SWEDEN], text)
    assert scored(gold, extraction(text, ("AID", [id_], ["sweden"]), mentions=[mention]))[2] == both


def test_the_event_that_agrees_best_counts_and_the_confusion_names_the_first() -> None:
    gold = record("CONSULT", [NORWAY], [SWEDEN])
    found = extraction("Text.", ("AID", ["norway"], ["sweden"]), ("CONSULT", ["norway"], []))
    assert scored(gold, found) == (100, 100, 0)
    _, confusion = evaluate_plover_records([gold], lambda _: extraction("Text.", ("AID", ["norway"], [])))
    assert confusion == {("CONSULT", "AID"): 1}
    _, confusion = evaluate_plover_records([gold], lambda _: extraction("Text."))
    assert confusion == {("CONSULT", "none"): 1}


def test_each_kind_of_record_has_a_row() -> None:
    records = [
        record("AID", [NORWAY], [SWEDEN]),
        record("RETREAT", [NORWAY], []),
        record("AID", [RecordedParty("NATO", "IGO")], [SWEDEN]),
    ]
    table, _ = evaluate_plover_records(records, lambda _: extraction("Text.", ("AID", ["norway"], ["sweden"])))
    assert {kind: row["n"] for kind, row in table.items()} == {"all": 3, "states": 1, "open": 1, "organisation": 1}
    assert table["states"]["exact"] == 100

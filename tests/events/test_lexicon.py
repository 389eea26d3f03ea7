"""The tables of acts: every entry is well formed, and what is not raises."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from dateline.events.lexicon import NONE, acts, read_acts
from dateline.events.plover import CATEGORIES, MODES, plover_category
from dateline.model.events import Factuality, Stage


def table(**verb: Any) -> dict[str, Any]:
    entry = {"category": "CONSULT", "frame": "meet", "words": ["meet"], **verb}
    return {
        "frames": {"meet": {"actor": ["subject"]}},
        "classes": {"troops": ["army"]},
        "light": [{"relation": "object", "words": ["hold"]}],
        "modal": {"frame": "meet", "words": ["must"], "infinitive": ["need"]},
        "venue": {"beside": [], "prepositions": []},
        "occasion": {"prepositions": [], "verbs": []},
        "share": {"words": []},
        "verb": [entry],
        "noun": [],
        "adjective": [],
    }


def test_every_category_has_verbs_and_nouns() -> None:
    verbs = {entry.category for entries in acts().verbs.values() for entry in entries}
    nouns = {entry.category for entries in acts().nouns.values() for entry in entries}
    assert verbs - {NONE} == set(CATEGORIES)
    assert nouns - {NONE} == set(CATEGORIES)


def test_the_entry_that_asks_for_most_comes_first() -> None:
    ranks = [entry.rank for entry in acts().verbs["withdraw"]]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] > ranks[-1]


def test_a_class_of_words_stands_for_its_members() -> None:
    (entry,) = read_acts(table(objects=["@troops", "flag"])).verbs["meet"]
    assert entry.objects == {"army", "flag"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"category": "MEET"}, "no such category"),
        ({"mode": "arrest"}, "CONSULT has no mode arrest"),
        ({"frame": "greet"}, "no such frame"),
        ({"objects": ["@fleets"]}, "no such class"),
        ({"needs": ["luck"]}, "no such need"),
        ({"stage": "done"}, "no such stage"),
        ({"object": ["army"]}, "no such key"),
    ],
)
def test_an_entry_that_is_not_well_formed_raises(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_acts(table(**wrong))


def test_a_frame_with_an_unknown_place_raises() -> None:
    damaged = table()
    damaged["frames"]["meet"]["recipients"] = ["beneath"]
    with pytest.raises(ValueError, match="no such place: beneath"):
        read_acts(damaged)


@pytest.mark.parametrize(
    ("category", "stage", "factuality", "expected"),
    [
        ("CONSULT", "occurred", "CT+", "CONSULT"),
        ("CONSULT", "requested", "CT+", "REQUEST"),
        ("CONSULT", "agreed", "CT+", "AGREE"),
        ("CONSULT", "planned", "PR+", "AGREE"),
        ("CONSULT", "cancelled", "CT+", "REJECT"),
        ("CONSULT", "refused", "CT+", "REJECT"),
        ("CONSULT", "avoided", "CT+", None),
        ("CONSULT", "occurred", "CT-", None),
        ("AID", "planned", "CT+", "AGREE"),
        ("AID", "occurred", "CT+", "AID"),
        ("AID", "cancelled", "CT+", "SANCTION"),
        ("RETREAT", "planned", "CT+", "CONCEDE"),
        ("ASSAULT", "occurred", "PS+", "THREATEN"),
        ("ASSAULT", "cancelled", "CT+", "CONCEDE"),
        ("REQUEST", "planned", "CT+", "REQUEST"),
        ("COOPERATE", "occurred", "U", None),
    ],
)
def test_plover_codes_a_stage_as_a_category(
    category: str, stage: Stage, factuality: Factuality, expected: str | None
) -> None:
    assert plover_category(category, stage, factuality) == expected


def test_plover_knows_a_category_for_whatever_is_affirmed() -> None:
    codes = {plover_category(c, s, f) for c in CATEGORIES for s in get_args(Stage) for f in get_args(Factuality)}
    assert codes - {None} == set(CATEGORIES)
    assert set(MODES) < set(CATEGORIES)

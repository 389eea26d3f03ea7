from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import dateline.events.modality as module
from dateline.events.modality import CERTAINTIES, Negated, modality_lexicon
from dateline.model.events import Stage

TABLE = tomllib.loads((Path(module.__file__).parent / "data" / "modality.toml").read_text("utf-8"))
KEYS = {
    "name",
    "stage",
    "certainty",
    "flips",
    "negated",
    "transparent",
    "stops",
    "takes",
    "verbs",
    "nouns",
    "adjectives",
}
SPECIAL = {"before_noun", "before_infinitive", "before_gerund", "before_clause"}


def test_operators_have_known_keys_and_values():
    for row in TABLE["operator"]:
        assert set(row) <= KEYS | SPECIAL, row["name"]
        assert row.get("stage", "planned") in get_args(Stage)
        assert row.get("certainty", "CT") in CERTAINTIES
        assert row.get("negated", "flips") in get_args(Negated)


def test_no_word_stands_in_two_classes_of_one_kind():
    for kind in ("verbs", "nouns", "adjectives", *SPECIAL):
        words = [word for row in TABLE["operator"] for word in row.get(kind, ())]
        assert len(words) == len(set(words)), [w for w in words if words.count(w) > 1]


def test_the_sense_before_a_complement_goes_first():
    lexicon = modality_lexicon()
    assert lexicon.verbs["tell", "infinitive"].name == "requesting"
    assert lexicon.verbs["tell", "clause"].name == "reporting"
    assert ("stop", "infinitive") not in lexicon.verbs

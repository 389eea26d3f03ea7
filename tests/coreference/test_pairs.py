from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.coreference.clusters import NameFacts
from dateline.coreference.pairs import (
    PAIR_FEATURES,
    WINDOW,
    alone_features,
    candidate_pairs,
    genders_apart,
    mention_features,
    pair_features,
)
from dateline.coreference.profiles import profiles
from dateline.coreference.trees import Tree
from dateline.language import Analysis
from tests.coreference.samples import index, parsed

NAMES = parsed(
    """
    North PROPN NNP 2 compound
    Ostrel PROPN NNP 0 root
    South PROPN NNP 4 compound
    Ostrel PROPN NNP 2 conj
    Ostrel PROPN NNP 2 conj
    United PROPN NNP 7 compound
    Ports PROPN NNPS 2 conj
    UP PROPN NNP 2 conj
    the DET DT 10 det
    port NOUN NN 2 conj
    it PRON PRP 2 conj
    """,
    mentions=[
        ("North Ostrel", "Ostrel", "place"),
        ("South Ostrel", "Ostrel", "place"),
        ("Ostrel", "Ostrel", "place", "3"),
        ("United Ports", "Ports", "organization"),
        ("UP", "UP", "organization"),
        ("the port", "port", "place"),
        ("it", "it", "place"),
    ],
)


def told(text: Analysis, feature: str, before: str, after: str) -> float:
    found = profiles(Tree(text), NameFacts())
    pairs = candidate_pairs(found)
    i, j = index(text, before), index(text, after)
    row = np.flatnonzero((pairs.before == i) & (pairs.after == j))
    assert len(row) == 1
    return float(pair_features(found, pairs)[row[0], PAIR_FEATURES.index(feature)])


CHAIN = ("United Ports", "the port", "it")


def test_what_the_reader_holds_likely_counts_for_the_mention_and_for_those_tied_to_it():
    first, second, third = (index(NAMES, words) for words in CHAIN)
    guesses = {second: ((first, 0.9),), third: ((second, 0.5), (first, 0.1))}
    text = replace(
        NAMES,
        mentions=tuple(
            replace(m, antecedent=first if k == second else None, likely=guesses.get(k, ()))
            for k, m in enumerate(NAMES.mentions)
        ),
    )
    assert told(text, "chance", CHAIN[1], CHAIN[2]) == pytest.approx(0.5)
    assert told(text, "chance", CHAIN[0], CHAIN[2]) == pytest.approx(0.1)
    assert told(text, "chance_of_chain", CHAIN[0], CHAIN[2]) == pytest.approx(0.6)
    assert told(text, "log_chance", CHAIN[0], CHAIN[2]) == pytest.approx(2 / 3)
    assert told(NAMES, "log_chance", CHAIN[0], CHAIN[2]) == 0


@pytest.mark.parametrize(
    ("feature", "before", "after", "value"),
    [
        ("name_conflict", "North Ostrel", "South Ostrel", 1),
        ("name_conflict", "North Ostrel", "Ostrel", 0),
        ("name_within", "North Ostrel", "Ostrel", 1),
        ("name_within", "North Ostrel", "South Ostrel", 0),
        ("name_apart", "Ostrel", "UP", 1),
        ("acronym", "United Ports", "UP", 1),
        ("acronym", "North Ostrel", "UP", 0),
        ("name_apart", "UP", "it", 0),
        ("same_lemma", "North Ostrel", "South Ostrel", 1),
        ("joined", "North Ostrel", "the port", 1),
    ],
)
def test_names_are_compared_word_by_word(feature, before, after, value):
    assert told(NAMES, feature, before, after) == value


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [(1, 2, True), (1, 3, True), (4, 1, False), (4, 3, True), (0, 3, False), (2, 2, False), (4, 4, False)],
)
def test_genders_that_no_one_thing_has(one, other, apart):
    assert bool(genders_apart(np.array([one]), np.array([other]))[0]) is apart


def test_beyond_the_window_only_what_has_a_word_in_common_is_compared():
    rows = [
        f"{name} PROPN NNP {1 if k else 0} {'conj' if k else 'root'}"
        for k, name in enumerate(["Ann", "Bo", *("Cy" for _ in range(WINDOW)), "Ann"])
    ]
    places = {"Cy": 0, "Ann": 0, "Bo": 0}
    mentions = []
    for row in rows:
        name = row.split()[0]
        places[name] += 1
        mentions.append((name, name, "person", str(places[name])))
    found = profiles(Tree(parsed("\n".join(rows), mentions=mentions)), NameFacts())
    pairs = candidate_pairs(found)
    last = set(pairs.before[pairs.after == len(found) - 1].tolist())
    assert 0 in last  # "Ann"
    assert 1 not in last  # "Bo"
    assert len(last) == WINDOW + 1


def test_candidates_come_from_the_nearest_on():
    pairs = candidate_pairs(profiles(Tree(NAMES), NameFacts()))
    for k in range(len(NAMES.mentions)):
        before = pairs.before[pairs.after == k].tolist()
        assert before == sorted(before, reverse=True)


def test_a_text_without_pairs_has_no_features():
    found = profiles(Tree(parsed("Ann PROPN NNP 0 root", mentions=[("Ann", "Ann", "person")])), NameFacts())
    pairs = candidate_pairs(found)
    links = pair_features(found, pairs)
    assert links.shape == (0, len(PAIR_FEATURES))
    assert len(mention_features(found)) == len(alone_features(found, pairs, links)) == 1

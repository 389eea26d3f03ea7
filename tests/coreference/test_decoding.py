from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline.coreference.clusters import NameFacts
from dateline.coreference.decoding import decode
from dateline.coreference.pairs import Pairs
from dateline.coreference.profiles import Profiles, profiles
from dateline.coreference.trees import Tree
from tests.coreference.samples import parsed

NOBODY = 0.1  # the probability that a mention refers to nothing before it


def people(*names: str) -> Profiles:
    """The profiles of persons that a row of words names."""
    rows = "\n".join(f"{name} {'PRON PRP' if name.islower() or name == 'I' else 'PROPN NNP'} 0 root" for name in names)
    times: dict[str, int] = {}
    mentions = []
    for name in names:
        times[name] = times.get(name, 0) + 1
        mentions.append((name, name, "person", str(times[name])))
    return profiles(Tree(parsed(rows, mentions=mentions)), NameFacts())


def decoded(found: Profiles, links: dict[tuple[int, int], float], **options: float) -> list[list[int]]:
    """The clusters when links (later, earlier) have these probabilities and all others none."""
    pairs = [(j, i) for j in range(len(found)) for i in range(j - 1, -1, -1)]
    table = Pairs(np.array([i for _, i in pairs], np.int32), np.array([j for j, _ in pairs], np.int32))
    chances = np.array([links.get(pair, 0) for pair in pairs], np.float32)
    nothing = np.full(len(found), NOBODY, np.float32)
    return [[mention for mention, _ in chain] for chain in decode(found, table, chances, nothing, **options)]


def test_a_mention_joins_the_cluster_that_is_likeliest_as_a_whole():
    found = people("Ann", "Bo", "she", "they")
    assert decoded(found, {(2, 0): 0.8, (3, 0): 0.3, (3, 1): 0.35, (3, 2): 0.2}) == [[0, 2, 3], [1]]


def test_a_mention_that_likelier_is_new_begins_a_cluster():
    assert decoded(people("Ann", "she"), {(1, 0): 0.09}) == [[0], [1]]


def test_a_link_below_what_is_asked_is_not_made():
    found = people("Ann", "she", "her")
    links = {(1, 0): 0.8, (2, 1): 0.6}
    assert decoded(found, links, least=0.5) == [[0, 1, 2]]
    assert decoded(found, links, least=0.7) == [[0, 1], [2]]
    assert decoded(found, links, least=0.9) == [[0], [1], [2]]


def test_masculine_and_feminine_are_never_one_even_by_way_of_a_third():
    found = people("Kim", "she", "he")
    assert decoded(found, {(1, 0): 0.8, (2, 0): 0.8}) == [[0, 1], [2]]


def test_names_that_share_a_word_and_differ_in_others_are_two():
    found = people("Ann", "she", "he")
    names = np.zeros_like(found.name)
    names[:, :2] = [(5, 7), (0, 0), (6, 7)]
    two = replace(found, name=names, gender=np.zeros(3, np.int32))
    assert decoded(two, {(1, 0): 0.8, (2, 0): 0.8, (2, 1): 0.1}) == [[0, 1], [2]]


@pytest.mark.parametrize("field", ["country", "actor"])
def test_what_is_known_to_be_of_two_countries_or_actors_is_never_one(field):
    found = replace(people("Ann", "Ann"), **{field: np.array([1, 2], np.int32)})
    assert decoded(found, {(1, 0): 0.9}) == [[0], [1]]


def test_mentions_of_one_known_actor_are_one_whatever_the_ranker_says():
    found = replace(people("Ann", "Bo", "Cy"), actor=np.array([4, 0, 4], np.int32))
    assert decoded(found, {(2, 1): 0.9}) == [[0, 2], [1]]


def test_who_says_i_in_a_quotation_is_its_speaker_also_where_named_after_it():
    found = people("Ann", "I", "me", "Bo")
    quoted = replace(found, speaker=np.array([-1, 3, 3, -1], np.int32), quotation=np.array([-1, 0, 0, -1], np.int32))
    assert decoded(quoted, {(1, 0): 0.9, (2, 1): 0.9}) == [[0], [1, 2, 3]]


def test_what_began_a_cluster_has_the_score_1_and_a_link_its_probability():
    found = people("Ann", "she")
    pairs = Pairs(np.array([0], np.int32), np.array([1], np.int32))
    chains = decode(found, pairs, np.array([0.75], np.float32), np.array([1, 0.25], np.float32))
    assert chains == [[(0, 1.0), (1, 0.75)]]


def test_nothing_is_its_own_possessor():
    found = replace(people("Wife", "his"), owner=np.array([1, -1], np.int32))
    assert decoded(found, {(1, 0): 0.9}) == [[0], [1]]


def test_his_counterpart_is_not_him_though_it_begins_before_him():
    three = people("Bo", "Envoy", "his")
    links = {(1, 0): 0.8, (2, 0): 0.85}
    owned = replace(three, owner=np.array([-1, 2, -1], np.int32))
    told = replace(owned, elsewhere=np.array([0, 1, 0], np.int32))
    assert decoded(told, links) == [[0, 2], [1]]
    assert decoded(owned, links) == [[0, 1], [2]]


def test_who_writes_i_outside_quotations_gets_no_name():
    found = people("Ann", "I", "me", "Bo", "she")
    links = {(1, 0): 0.9, (2, 1): 0.8, (3, 2): 0.8, (4, 3): 0.9}
    assert decoded(found, links) == [[0], [1, 2], [3, 4]]

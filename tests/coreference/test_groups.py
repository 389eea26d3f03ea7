from __future__ import annotations

import pytest

from dateline.coreference.clusters import NameFacts
from dateline.coreference.groups import members
from dateline.coreference.profiles import profiles
from dateline.coreference.trees import Tree
from dateline.language import Analysis
from tests.coreference.samples import index, parsed

MET = """
    Ann PROPN NNP 3 nsubj
    will AUX MD 3 aux
    meet VERB VB 0 root
    Bo PROPN NNP 3 obj
    in ADP IN 6 case
    Ostrel PROPN NNP 3 obl
    . PUNCT . 3 punct
    """
JOINED = """
    Ann PROPN NNP 4 nsubj
    and CCONJ CC 3 cc
    Bo PROPN NNP 1 conj
    slept VERB VBD 0 root
    . PUNCT . 4 punct
    """
DEALT = """
    Ann PROPN NNP 3 nsubj
    was AUX VBD 3 cop
    busy ADJ JJ 0 root
    in ADP IN 5 case
    talks NOUN NNS 3 obl
    with ADP IN 7 case
    Bo PROPN NNP 5 nmod
    . PUNCT . 3 punct
    """
SEEN = MET.replace("meet", "see")
ENDING = {
    "They": "They PRON PRP 2 nsubj\nleft VERB VBD 0 root",
    "Both": "Both DET DT 2 nsubj\nleft VERB VBD 0 root",
    "the two ministers": "the DET DT 3 det\ntwo NUM CD 3 nummod\nministers NOUN NNS 4 nsubj\nleft VERB VBD 0 root",
    "the three ministers": "the DET DT 3 det\nthree NUM CD 3 nummod\nministers NOUN NNS 4 nsubj\nleft VERB VBD 0 root",
    "two ministers": "two NUM CD 2 nummod\nministers NOUN NNS 3 nsubj\nleft VERB VBD 0 root",
    "the ministers": "the DET DT 2 det\nministers NOUN NNS 3 nsubj\nleft VERB VBD 0 root",
    "She": "She PRON PRP 2 nsubj\nleft VERB VBD 0 root",
}
BETWEEN = "rain NOUN NN 2 nsubj\nfell VERB VBD 0 root"


def text(before: str, plural: str, *between: str, kind: str = "person") -> Analysis:
    head = plural.rsplit(maxsplit=1)[-1]
    people = [("Ann", "Ann", "person"), ("Bo", "Bo", "person")]
    return parsed(before, *between, ENDING[plural], mentions=[*people, (plural, head, kind)])


def standing_for(analysis: Analysis, plural: str, chains: list[list[int]] | None = None) -> list[str]:
    """The words of the first mentions of the clusters that a plural stands for."""
    own = chains or [[k] for k in range(len(analysis.mentions))]
    found = members(Tree(analysis), profiles(Tree(analysis), NameFacts()), [[(k, 1.0) for k in chain] for chain in own])
    number = next(n for n, chain in enumerate(own) if index(analysis, plural) in chain)
    return [analysis.text[slice(*analysis.mentions[own[c][0]].span)] for c in found.get(number, ())]


@pytest.mark.parametrize("plural", ["They", "Both", "the two ministers"])
@pytest.mark.parametrize("before", [MET, JOINED, DEALT], ids=["met", "joined", "dealt"])
def test_a_plural_stands_for_those_who_met_or_dealt_with_each_other_or_were_joined(before, plural):
    assert standing_for(text(before, plural), plural) == ["Ann", "Bo"]


@pytest.mark.parametrize("plural", ["the three ministers", "two ministers", "the ministers", "She"])
def test_another_number_or_no_stated_one_stands_for_nobody(plural):
    assert standing_for(text(MET, plural), plural) == []


def test_who_was_only_seen_makes_no_pair():
    assert standing_for(text(SEEN, "They"), "They") == []


def test_members_stand_close_by():
    assert standing_for(text(MET, "They", BETWEEN), "They") == ["Ann", "Bo"]
    assert standing_for(text(MET, "They", BETWEEN, BETWEEN), "They") == []


def test_a_plural_that_refers_back_to_another_has_no_members_of_its_own():
    analysis = text(MET, "They")
    assert standing_for(analysis, "They", [[0, 2], [1]]) == []


def test_one_person_met_under_two_names_is_no_pair():
    analysis = text(MET, "They")
    assert standing_for(analysis, "They", [[0, 1], [2]]) == []


def test_places_are_not_people():
    analysis = parsed(JOINED, ENDING["the two ministers"], mentions=[
        ("Ann", "Ann", "place"), ("Bo", "Bo", "place"), ("the two ministers", "ministers", "person")])  # fmt: skip
    assert standing_for(analysis, "the two ministers") == []

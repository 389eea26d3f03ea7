from __future__ import annotations

import pytest

from dateline.coreference.clusters import NameFacts
from dateline.coreference.profiles import DEFINITENESS, KINDS, name_parts, profiles
from dateline.coreference.trees import Tree
from tests.coreference.samples import index, parsed

MET = parsed(
    """
    Mrs. PROPN NNP 6 nsubj
    Ann PROPN NNP 1 flat
    Lee PROPN NNP 1 flat
    of ADP IN 5 case
    Ostrel PROPN NNP 1 nmod
    met VERB VBD 0 root
    the DET DT 8 det
    envoys NOUN NNS 6 obj
    of ADP IN 12 case
    the DET DT 12 det
    Labour PROPN NNP 12 compound
    Party PROPN NNP 8 nmod
    """,
    """
    She PRON PRP 2 nsubj
    thanked VERB VBD 0 root
    her PRON PRP$ 4 nmod:poss
    brother NOUN NN 2 obj
    and CCONJ CC 6 cc
    them PRON PRP 4 conj
    """,
    mentions=[
        ("Mrs. Ann Lee of Ostrel", "Mrs.", "person"),
        ("Ostrel", "Ostrel", "place"),
        ("the envoys of the Labour Party", "envoys", "person"),
        ("the Labour Party", "Party", "organization"),
        ("She", "She", "person"),
        ("her brother", "brother", "person"),
        ("her", "her", "person"),
        ("them", "them", "person"),
    ],
)


def told(field: str, words: str) -> int:
    return int(getattr(profiles(Tree(MET), NameFacts()), field)[index(MET, words)])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Mrs. Ann Lee of Ostrel", "name"),
        ("the envoys of the Labour Party", "noun"),
        ("She", "pronoun"),
        ("her", "pronoun"),
    ],
)
def test_names_nouns_and_pronouns_are_told_apart(words, kind):
    assert KINDS[told("kind", words)] == kind


@pytest.mark.parametrize(
    ("words", "number", "gender"),
    [
        ("Mrs. Ann Lee of Ostrel", 1, 2),
        ("Ostrel", 1, 3),
        ("the envoys of the Labour Party", 2, 4),
        ("She", 1, 2),
        ("her brother", 1, 1),
        ("them", 2, 0),
    ],
)
def test_number_and_gender_are_those_of_pronoun_title_noun_and_type(words, number, gender):
    assert (told("number", words), told("gender", words)) == (number, gender)


def test_a_fact_from_outside_stands_above_what_the_words_tell():
    k = index(MET, "Ostrel")
    found = profiles(Tree(MET), NameFacts(genders={k: "masculine"}, types={k: "person"}, countries={k: "OST"}))
    assert found.gender[k] == 1
    assert found.type[k] == 0
    assert found.country[k] > 0
    assert profiles(Tree(MET), NameFacts()).country[k] == 0


@pytest.mark.parametrize(
    ("words", "definiteness"),
    [("the Labour Party", "definite"), ("her brother", "possessed"), ("She", "bare")],
)
def test_determiners_and_possessors_are_seen(words, definiteness):
    assert DEFINITENESS[told("definiteness", words)] == definiteness


def test_a_name_is_without_its_title():
    parts = name_parts(Tree(MET), MET.mentions[index(MET, "Mrs. Ann Lee of Ostrel")])
    assert [part.text for part in parts] == ["Ann", "Lee"]


SAID = parsed(
    """
    " PUNCT `` 3 punct
    I PRON PRP 3 nsubj
    agree VERB VBP 6 ccomp
    " PUNCT '' 3 punct
    , PUNCT , 6 punct
    say VERB VBD 0 root
    Petra PROPN NNP 6 nsubj
    Quill PROPN NNP 7 flat
    . PUNCT . 6 punct
    """,
    """
    He PRON PRP 2 nsubj
    left VERB VBD 0 root
    . PUNCT . 2 punct
    """,
    mentions=[("I", "I", "person"), ("Petra Quill", "Petra", "person"), ("He", "He", "person")],
)


def test_the_speaker_of_a_quotation_is_the_subject_of_the_verb_that_governs_it():
    found = profiles(Tree(SAID), NameFacts())
    assert found.quotation.tolist() == [0, -1, -1]
    assert found.speaker.tolist() == [index(SAID, "Petra Quill"), -1, -1]


def test_no_mentions_make_empty_profiles():
    assert len(profiles(Tree(parsed("Go VERB VB 0 root")), NameFacts())) == 0

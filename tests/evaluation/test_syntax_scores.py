from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.evaluation.syntax import MEASURES, Counts, align, count_syntax, score_syntax
from tests.evaluation.readings import disturbed, document, reading

GOLD = document(
    """
    The DET DT 3 det
    Ann PROPN NNP 3 nmod:desc
    envoys NOUN NNS 5 nsubj:pass
    were AUX VBD 5 aux:pass
    seen VERB VBN 0 root
    in ADP IN 7 case
    Goma PROPN NNP 5 obl
    . PUNCT . 5 punct
    """,
    """
    They PRON PRP 2 nsubj
    left VERB VBD 0 root
    """,
)
THE, ANN, ENVOYS, WERE, SEEN, IN, GOMA, STOP, THEY, LEFT = range(10)


def f1(*readings):
    return {measure: figures["F1"] for measure, figures in score_syntax(readings).items()}


def test_a_reading_that_agrees_scores_a_hundred_in_everything():
    assert f1((GOLD, reading(GOLD))) == dict.fromkeys(MEASURES, 100)


@pytest.mark.parametrize(
    ("k", "changes", "lost"),
    [
        (GOMA, {"pos": "NOUN"}, {"UPOS"}),
        (GOMA, {"tag": "NN"}, {"XPOS"}),
        (GOMA, {"lemma": "gomas"}, {"lemmas"}),
        (GOMA, {"dep": "obj"}, {"LAS", "LAS_plain"}),
        (ENVOYS, {"dep": "nsubj"}, {"LAS"}),  # only the subtype
        (GOMA, {"head": ENVOYS}, {"UAS", "LAS", "LAS_plain"}),
        (STOP, {"head": ENVOYS}, {"UAS", "LAS", "LAS_plain"}),  # punctuation counts
        (GOMA, {"head": GOMA}, {"UAS", "LAS", "LAS_plain"}),  # a second root
    ],
)
def test_an_error_costs_its_own_measures_and_no_others(k, changes, lost):
    scores = f1((GOLD, disturbed(reading(GOLD), k, **changes)))
    assert {measure for measure in MEASURES if scores[measure] < 100} == lost
    assert {scores[measure] for measure in lost} == {90}


def test_a_root_that_hangs_on_something_is_wrong():
    assert f1((GOLD, disturbed(reading(GOLD), LEFT, head=THEY)))["UAS"] == 90


def test_words_that_are_cut_otherwise_cost_on_both_sides_and_are_no_heads():
    gold = document("can AUX MD 2 aux\nnot PART RB 3 advmod\ngo VERB VB 0 root\nthere ADV RB 3 advmod")
    gold = replace(gold, words=(gold.words[0], replace(gold.words[1], head=0), *gold.words[2:]))
    can, not_, go, there = reading(gold).tokens
    cut = replace(can, end=not_.end, head=1), replace(go, head=1), replace(there, head=1)
    counts = count_syntax(gold, reading(gold, tokens=cut))
    assert counts["words"] == Counts(2, 4, 3)
    assert counts["UAS"] == counts["XPOS"] == Counts(2, 4, 3)
    assert score_syntax([(gold, reading(gold, tokens=cut))])["words"] == {"P": 66.67, "R": 50, "F1": 57.14}


def test_a_word_whose_head_was_cut_otherwise_is_not_right():
    tokens = list(reading(GOLD).tokens)
    tokens[SEEN] = replace(tokens[SEEN], start=tokens[SEEN].start + 1)
    counts = count_syntax(GOLD, reading(GOLD, tokens=tuple(tokens)))
    # Lost are "seen" itself and the four words that hang on it.
    assert counts["UAS"] == Counts(5, 10, 10)
    assert counts["noun_verb_heads"] == Counts(1, 3, 3)


def test_words_are_aligned_again_after_a_difference():
    tokens = list(reading(GOLD).tokens)
    joined = [*tokens[:ANN], replace(tokens[ANN], end=tokens[ENVOYS].end), *tokens[WERE:]]
    assert align(GOLD.words, joined) == [(0, 0), *((k, k - 1) for k in range(WERE, 10))]


def test_a_sentence_counts_with_both_its_ends():
    first, second = reading(GOLD).sentences
    assert f1((GOLD, reading(GOLD, sentences=((first[0], second[1]),))))["sentences"] == 0
    half = reading(GOLD, sentences=(first, (second[0], second[0] + 4), (second[0] + 5, second[1])))
    assert score_syntax([(GOLD, half)])["sentences"] == {"P": 33.33, "R": 50, "F1": 40}


def test_a_gold_lemma_that_is_not_given_admits_any():
    words = (replace(GOLD.words[0], lemma="_"), *GOLD.words[1:])
    assert f1((replace(GOLD, words=words), reading(GOLD)))["lemmas"] == 100


def test_documents_are_counted_together():
    other = document("Go VERB VB 0 root")
    wrong = disturbed(reading(other), 0, pos="NOUN")
    assert f1((GOLD, reading(GOLD)), (other, wrong))["UPOS"] == 90.91


def test_only_common_nouns_and_full_verbs_are_asked_for_their_heads():
    astray = reading(GOLD)
    for k, head in ((THE, SEEN), (WERE, ENVOYS), (IN, SEEN), (GOMA, ENVOYS), (STOP, GOMA), (THEY, SEEN)):
        astray = disturbed(astray, k, head=head)
    assert f1((GOLD, astray))["noun_verb_heads"] == 100
    assert f1((GOLD, disturbed(astray, ENVOYS, head=GOMA)))["noun_verb_heads"] == 66.67
    assert f1((GOLD, disturbed(astray, LEFT, head=THEY)))["noun_verb_heads"] == 66.67


def test_any_word_of_the_right_name_is_the_right_head_of_a_noun():
    gold = document("John PROPN NNP 4 nsubj\nSmith PROPN NNP 1 flat\nenvoy NOUN NN 1 appos\nleft VERB VBD 0 root")
    assert f1((gold, disturbed(reading(gold), 2, head=1)))["noun_verb_heads"] == 100
    assert f1((gold, disturbed(reading(gold), 2, head=3)))["noun_verb_heads"] == 50


def test_loosely_joined_clauses_are_not_asked_for_their_heads():
    gold = document("Talks NOUN NNS 2 nsubj\nfailed VERB VBD 0 root\nsaid VERB VBD 2 parataxis")
    assert f1((gold, disturbed(reading(gold), 2, head=2)))["noun_verb_heads"] == 100


def test_nothing_given_scores_nothing():
    empty = document("")
    assert set(f1((empty, reading(empty))).values()) == {0}

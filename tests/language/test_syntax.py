from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dateline.language.analysis import Token
from dateline.language.labels import Labels
from dateline.language.reader import WordScores
from dateline.language.syntax import (
    Columns,
    build_tokens,
    find_entities,
    find_heads,
    find_mentions,
    find_sentences,
    sentence_heads,
    with_clauses_at_nouns,
    with_conjunction,
    with_due_hung,
    with_open_complements,
    with_phrases_at_verbs,
    with_prepositions_hung,
)
from dateline.language.trees import ROOT
from tests.analyses import spans_of_words

LABELS = Labels(
    xpos=("NN", "VBD", "NNP", "EX"),
    upos=("NOUN", "VERB", "PROPN"),
    deprel=("nsubj", "root", "obj", "compound", "punct"),
    mention=("none", "person", "place"),
    name=("O", "B-person", "I-person", "B-place", "I-place"),
)


def scores(n: int) -> WordScores:
    """Scores of ``n`` words that are all known, each with the one before it as its head."""
    made = WordScores.blank(n)
    made.known[:] = True
    made.heads[:, 0] = np.arange(-1, n - 1)
    made.head_scores[:, 0] = -0.1
    made.head_scores[:, 1] = -3
    return made


def test_a_sentence_begins_where_the_scores_say_so_and_with_every_paragraph() -> None:
    text = "One two. Three four\nfive six"
    made = scores(6)
    made.sentence[2] = 3.0
    assert find_sentences(spans_of_words(text), [(0, 19), (20, 28)], made) == [(0, 2), (2, 4), (4, 6)]
    assert find_sentences([], [], scores(0)) == []


@pytest.mark.parametrize("n", [299, 300, 301, 1000, 5000])
def test_a_sentence_has_no_more_words_than_a_tree_can_take(n: int) -> None:
    text = "a " * n
    found = find_sentences(spans_of_words(text), [(0, len(text) - 1)], scores(n))
    assert [k for first, end in found for k in range(first, end)] == [*range(n)]
    assert max(end - first for first, end in found) <= 300


def test_a_long_sentence_is_cut_where_one_is_likeliest_to_begin() -> None:
    made = scores(400)
    made.sentence[210] = -1.0
    assert find_sentences(spans_of_words("a " * 400), [(0, 799)], made) == [(0, 210), (210, 400)]


def test_heads_outside_the_sentence_do_not_count() -> None:
    made = scores(4)
    assert sentence_heads([(0, 2), (2, 4)], made) == [0, 0, 2, 2]


def test_a_word_without_scores_hangs_on_the_one_before_it() -> None:
    made = scores(3)
    made.known[1] = False
    made.heads[2, 0] = ROOT
    made.heads[0, 0] = 2
    assert sentence_heads([(0, 3)], made) == [2, 0, 2]


def test_words_of_which_nothing_is_known_have_a_tree_all_the_same() -> None:
    assert sentence_heads([(0, 2)], WordScores.blank(2)) == [0, 0]


def built(
    text: str,
    made: WordScores,
    xpos: Sequence[int] = (),
    deprel: Sequence[int] = (),
    sentences: Sequence[tuple[int, int]] = (),
) -> list[Token]:
    words = spans_of_words(text)
    n = len(words)
    heads = find_heads(text, words, sentences or [(0, n)], made)
    read = Columns(heads, deprel or [0] * n, xpos or [0] * n, [0] * n)
    return list(build_tokens(text, words, read, made.known, LABELS, lambda form, _tag, _pos: form.lower()))


def test_the_root_and_only_the_root_is_called_so() -> None:
    found = built("Envoys left Geneva", scores(3), deprel=[0, 0, 2])
    assert [(t.head, t.dep, t.lemma) for t in found] == [
        (0, "root", "envoys"),
        (0, "nsubj", "left"),
        (1, "obj", "geneva"),
    ]


def test_existential_there_is_never_a_subject() -> None:
    made = scores(3)
    made.heads[:, 0] = [1, ROOT, 1]
    words = [LABELS.xpos.index(tag) for tag in ("EX", "VBD", "NN")]
    assert [t.dep for t in built("There were talks", made, words)] == ["expl", "root", "nsubj"]
    assert [t.dep for t in built("Envoys met friends", made, [0, 1, 0])] == ["nsubj", "root", "nsubj"]


@pytest.mark.parametrize(("mark", "head"), [(".", 0), ("?!", 0), (",", 2), ("end", 2)])
def test_an_end_mark_hangs_on_the_root(mark: str, head: int) -> None:
    assert built(f"Envoys left Geneva {mark}", scores(4))[3].head == head


def test_an_end_mark_is_no_root_and_nothing_hangs_on_it() -> None:
    made = scores(3)
    made.heads[:, :2] = [[2, ROOT], [2, 0], [ROOT, 0]]  # were the mark not one, it would be the root of all
    assert [t.head for t in built("Envoys left end", made)] == [2, 2, 2]
    assert [t.head for t in built("Envoys left !", made)] == [0, 0, 0]


def named(text: str, tags: list[int], made: WordScores, deprel: Sequence[int] = ()) -> list[tuple[str, str]]:
    made.name[:] = tags
    return [(text[slice(*e.span)], e.label) for e in find_entities(built(text, made, deprel=deprel), made, LABELS)]


def test_names_are_runs_of_one_type() -> None:
    # The place begins inside, and so does Bob; Ray begins anew.
    found = named("Ann Lee Rome of Bob Ray", [1, 2, 4, 0, 2, 1], scores(6))
    assert found == [("Ann Lee", "PERSON"), ("Rome", "PLACE"), ("Bob", "PERSON"), ("Ray", "PERSON")]


def test_what_the_tree_joins_is_one_name() -> None:
    made = scores(2)
    made.heads[:, 0] = [1, ROOT]
    assert named("United States", [3, 3], made, deprel=[3, 1]) == [("United States", "PLACE")]


def test_mentions_may_stand_in_one_another_and_refer_back() -> None:
    text = "envoys of Rome left they"
    made = scores(5)
    made.mention[[0, 2, 4]] = [1, 2, 1]
    made.first[[0, 2, 4]] = [0, 2, 4]
    made.last[[0, 2, 4]] = [2, 2, 4]
    made.antecedent[4] = 0
    made.antecedents[4, :3] = [0, 2, 1]  # the last heads no mention
    made.antecedent_chances[4, :3] = [0.75, 0.125, 0.0625]
    tokens = built(text, made, xpos=[0, 0, 2, 0, 0])
    found = find_mentions(tokens, [(0, 5)], made, LABELS)
    assert [(text[slice(*m.span)], m.type, m.named, m.antecedent) for m in found] == [
        ("envoys of Rome", "person", False, None),
        ("Rome", "place", True, None),
        ("they", "person", False, 0),
    ]
    assert [m.likely for m in found] == [(), (), ((0, 0.75), (1, 0.125))]


def test_a_mention_stays_in_its_sentence() -> None:
    text = "envoys left Rome fell"
    made = scores(4)
    made.mention[0], made.first[0], made.last[0] = 1, 0, 3
    tokens = built(text, made, sentences=[(0, 2), (2, 4)])
    (found,) = find_mentions(tokens, [(0, 2), (2, 4)], made, LABELS)
    assert text[slice(*found.span)] == "envoys left"


WORDS = Labels(
    xpos=("NN", "VBD", "IN"),
    upos=("NOUN", "VERB", "ADP"),
    deprel=("root", "nsubj", "obl", "case", "mark", "amod"),
    mention=(),
    name=(),
)


@pytest.mark.parametrize(
    ("heads", "deprel", "xpos", "expected"),
    [
        # called for new elections
        ([0, 0, 3, 0], "root mark amod obl", "VBD IN NN NN", ([0, 3, 3, 0], "root case amod obl")),
        # left before they came: a clause
        ([0, 0, 3, 0], "root case nsubj obl", "VBD IN NN VBD", ([0, 3, 3, 0], "root mark nsubj obl")),
        # was longed for by them: what follows is not governed by it alone
        ([0, 0, 0, 2], "root mark obl case", "VBD IN NN NN", ([0, 2, 0, 2], "root case obl case")),
        ([0, 0], "root mark", "VBD IN", ([0, 0], "root mark")),
        # came in on her: what follows belongs to something further up
        ([0, 0, 1, 1, 3], "root obl case amod case", "VBD NN IN NN NN", ([0, 0, 3, 1, 3], "root obl case amod case")),
        # what follows begins with a word that does not hang on it
        ([0, 0, 0, 2], "root case amod obl", "VBD IN NN NN", ([0, 2, 0, 2], "root case amod obl")),
        # that ships sank
        ([2, 2, 2], "nsubj nsubj root", "IN NN VBD", ([2, 2, 2], "mark nsubj root")),
    ],
)
def test_a_preposition_stands_before_what_it_governs(
    heads: list[int], deprel: str, xpos: str, expected: tuple[list[int], str]
) -> None:
    tags = [WORDS.xpos.index(tag) for tag in xpos.split()]
    read = with_prepositions_hung(
        Columns(heads, [WORDS.deprel.index(name) for name in deprel.split()], tags, tags), WORDS
    )
    assert (read.heads, " ".join(WORDS.deprel[k] for k in read.deprel)) == expected


INFINITIVES = Labels(
    xpos=("NN", "VBD", "JJ", "TO", "VB", "IN"),
    upos=("NOUN", "VERB", "ADJ", "PART", "ADP", "SCONJ"),
    deprel=(
        "root",
        "nsubj",
        "nsubj:pass",
        "obj",
        "cop",
        "case",
        "fixed",
        "mark",
        "xcomp",
        "ccomp",
        "obl",
        "nmod",
        "acl",
    ),
    mention=(),
    name=(),
)


def columns(heads: list[int], deprel: str, xpos: str) -> Columns:
    tags = [INFINITIVES.xpos.index(tag) for tag in xpos.split()]
    return Columns(heads, [INFINITIVES.deprel.index(name) for name in deprel.split()], tags, [0] * len(tags))


@pytest.mark.parametrize(
    ("words", "heads", "deprel", "xpos", "expected"),
    [
        # the verb was taken for the root, and "due" for its preposition
        (
            "Ships were due to sail",
            [4, 4, 4, 2, 4],
            "nsubj cop case fixed root",
            "NN VBD IN IN VB",
            ([2, 2, 2, 4, 2], "nsubj cop root mark xcomp"),
        ),
        # the adjective above the verb stays where it is
        (
            "Ships were due to sail",
            [2, 2, 2, 4, 2],
            "nsubj cop root mark xcomp",
            "NN VBD JJ TO VB",
            ([2, 2, 2, 4, 2], "nsubj cop root mark xcomp"),
        ),
        # two sentences stay two trees
        (
            "Rent was due to sail",
            [2, 2, 2, 4, 4],
            "nsubj cop root mark root",
            "NN VBD JJ TO VB",
            ([2, 2, 2, 4, 4], "nsubj cop root mark root"),
        ),
        # "due to" before a noun is left alone
        (
            "Ships sank due to fog",
            [1, 1, 4, 2, 1],
            "nsubj root case fixed obl",
            "NN VBD IN IN NN",
            ([1, 1, 4, 2, 1], "nsubj root case fixed obl"),
        ),
    ],
)
def test_due_stands_above_its_infinitive(
    words: str, heads: list[int], deprel: str, xpos: str, expected: tuple[list[int], str]
) -> None:
    read = with_due_hung(words.split(), columns(heads, deprel, xpos), INFINITIVES)
    assert (read.heads, " ".join(INFINITIVES.deprel[k] for k in read.deprel)) == expected


def test_for_and_an_infinitive_are_a_clause_of_the_noun_before() -> None:
    # Oslo repeated calls for Rome to yield
    words = ["Oslo", "repeated", "calls", "for", "Rome", "to", "yield"]
    tags = "NN VBD NN IN NN TO VB"
    read = with_clauses_at_nouns(
        words, columns([1, 1, 1, 6, 2, 6, 1], "nsubj root obj mark nmod mark xcomp", tags), INFINITIVES
    )
    assert (read.heads, " ".join(INFINITIVES.deprel[k] for k in read.deprel)) == (
        [1, 1, 1, 6, 6, 6, 2], "nsubj root obj mark nsubj mark acl",
    )  # fmt: skip
    # Where the noun stands below the infinitive there is no tree to be made of it.
    below = columns([1, 1, 6, 6, 2, 6, 1], "nsubj root obj mark nmod mark xcomp", tags)
    assert with_clauses_at_nouns(words, below, INFINITIVES) == below


def test_an_open_complement_has_no_subject_of_its_own() -> None:
    # Oslo wants Rome to yield
    read = with_open_complements(
        columns([1, 1, 4, 4, 1], "nsubj root nsubj mark xcomp", "NN VBD NN TO VB"), INFINITIVES
    )
    assert (read.heads, INFINITIVES.deprel[read.deprel[2]]) == ([1, 1, 1, 4, 1], "obj")


@pytest.mark.parametrize(
    ("heads", "deprel", "expected"),
    [
        # Roux spoke to Berg at talks
        ([1, 1, 3, 5, 5, 1], "nsubj root case nmod case obl", ([1, 1, 3, 1, 5, 1], "nsubj root case obl case obl")),
        ([1, 1, 3, 1, 5, 3], "nsubj root case obl case nmod", ([1, 1, 3, 1, 5, 3], "nsubj root case obl case nmod")),
    ],
)
def test_a_phrase_behind_a_verb_hangs_on_it(heads: list[int], deprel: str, expected: tuple[list[int], str]) -> None:
    given = columns(heads, deprel, "NN VBD IN NN IN NN")._replace(upos=[0, 1, 4, 0, 4, 0])
    read = with_phrases_at_verbs(given, INFINITIVES)
    assert (read.heads, " ".join(INFINITIVES.deprel[k] for k in read.deprel)) == expected


def test_a_complement_with_a_subject_and_no_infinitive_is_a_clause() -> None:
    # Oslo says it closed
    read = with_open_complements(columns([1, 1, 3, 1], "nsubj root nsubj xcomp", "NN VBD NN VBD"), INFINITIVES)
    assert [INFINITIVES.deprel[k] for k in read.deprel] == ["nsubj", "root", "nsubj", "ccomp"]


@pytest.mark.parametrize(
    ("forms", "heads", "deprel", "expected"),
    [
        ("Oslo denied that talks sank", [1, 1, 4, 4, 1], "nsubj root nsubj:pass nsubj:pass ccomp", "mark"),
        ("Oslo denied that sank", [1, 1, 3, 1], "nsubj root nsubj ccomp", "nsubj"),
    ],
)
def test_that_before_a_subject_is_a_conjunction(forms: str, heads: list[int], deprel: str, expected: str) -> None:
    given = columns(heads, deprel, " ".join(["NN"] * len(heads)))
    read = with_conjunction(forms.split(), given, INFINITIVES)
    assert INFINITIVES.deprel[read.deprel[2]] == expected
    assert (INFINITIVES.xpos[read.xpos[2]] == "IN") is (expected == "mark")

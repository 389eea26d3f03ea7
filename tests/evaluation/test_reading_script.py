from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation.syntax import score_syntax
from dateline.language import Token
from tests.evaluation.readings import document, reading

SCRIPT = Path(__file__).resolve().parents[2] / "evaluation" / "reading.py"


@pytest.fixture(scope="module")
def script():
    specification = importlib.util.spec_from_file_location("reading_script", SCRIPT)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def tokens(rows: str) -> list[Token]:
    """Tokens of ClearNLP's scheme: form, tag, head from 1 (its own number for a root), relation."""
    found = []
    for k, row in enumerate(rows.strip().splitlines()):
        form, tag, head, dep = row.split()
        lemma = "be" if form in {"is", "was", "are"} else form
        found.append(Token(k * 9, k * 9 + len(form), form, lemma, tag, "X", int(head) - 1, dep))
    return found


@pytest.mark.parametrize(
    ("rows", "heads"),
    [
        pytest.param(
            "Ann NNP 2 nsubj\nmet VBD 2 ROOT\nthem PRP 2 dobj\nin IN 2 prep\nMay NNP 4 pobj",
            [2, 2, 2, 5, 2],
            id="the object takes the preposition's place",
        ),
        pytest.param(
            "according VBG 5 prep\nto IN 1 prep\nan DT 4 det\naide NN 2 pobj\nleft VBD 5 ROOT",
            [4, 4, 4, 5, 5],
            id="of prepositions in a row the last one's object does",
        ),
        pytest.param(
            "left VBD 1 ROOT\nafter IN 1 prep\nwinning VBG 2 pcomp\nvotes NNS 3 dobj",
            [1, 3, 1, 3],
            id="so does a clause",
        ),
        pytest.param(
            "Ann NNP 2 nsubj\nis VBZ 2 ROOT\nan DT 4 det\naide NN 2 attr\nnow RB 2 advmod",
            [4, 4, 4, 4, 4],
            id="a predicate noun takes the copula's place",
        ),
        pytest.param(
            "Ann NNP 2 nsubj\nis VBZ 2 ROOT\nin IN 2 prep\nGoma NNP 3 pobj",
            [4, 4, 4, 4],
            id="so does a predicate phrase, through its preposition",
        ),
        pytest.param(
            "There EX 2 expl\nis VBZ 2 ROOT\na DT 4 det\nplan NN 2 attr",
            [2, 2, 4, 2],
            id="but not beside an expletive",
        ),
        pytest.param(
            "They PRP 3 nsubj\nare VBP 3 auxpass\nseen VBN 3 ROOT\nin IN 3 prep\nGoma NNP 4 pobj",
            [3, 3, 3, 5, 3],
            id="nor where the form of be is an auxiliary",
        ),
        pytest.param(
            "aides NNS 5 nsubj\nenvoys NNS 1 conj\nand CC 2 cc\nspies NNS 2 conj\nmet VBD 5 ROOT",
            [5, 1, 2, 1, 5],
            id="all members of a coordination hang on the first",
        ),
        pytest.param(
            "Ann NNP 2 nsubj\nis VBZ 2 ROOT\nill JJ 2 acomp\nand CC 2 cc\nis VBZ 2 conj\naway RB 5 acomp",
            [3, 3, 3, 3, 6, 3],
            id="coordinated copulas hang together by their predicates",
        ),
        pytest.param(
            "helped VBD 1 ROOT\nthe DT 3 det\ngirls NNS 4 nsubj\nenter VB 1 ccomp",
            [1, 3, 1, 1],
            id="the subject of an infinitive is the object of the verb before",
        ),
        pytest.param(
            "says VBZ 1 ROOT\nhe PRP 4 nsubj\nwill MD 4 aux\nenter VB 1 ccomp",
            [1, 4, 4, 1],
            id="but not of a finite clause",
        ),
    ],
)
def test_heads_are_those_of_universal_dependencies(script, rows, heads):
    assert [head + 1 for head in script.universal_heads(tokens(rows))] == heads


def test_a_root_that_is_labelled_as_a_member_of_a_coordination_stays_a_root(script):
    # So it is where the token that it hung on was white space.
    assert script.universal_heads(tokens("and CC 2 cc\nspies NNS 2 conj\nmet VBD 2 conj")) == [1, 1, 1]


LABELS = ("prep", "pobj", "pcomp", "conj", "attr", "acomp", "nsubj", "ccomp", "expl", "advmod", "ROOT", "agent")


@st.composite
def trees(draw):
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: order[0]}
    for k in range(1, size):
        heads[order[k]] = order[draw(st.integers(0, k - 1))]
    rows = []
    for k in range(size):
        tag = draw(st.sampled_from(("IN", "TO", "VB", "NN")))
        form = draw(st.sampled_from(("is", "word")))
        rows.append(f"{form} {tag} {heads[k] + 1} {draw(st.sampled_from(LABELS))}")
    return tokens("\n".join(rows))


@given(trees())
def test_what_is_a_tree_stays_one(script, tree):
    heads = script.universal_heads(tree)
    assert sum(head == k for k, head in enumerate(heads)) == 1
    for k in range(len(heads)):
        at, steps = k, 0
        while heads[at] != at:
            at, steps = heads[at], steps + 1
            assert steps <= len(heads)


@pytest.fixture(scope="module")
def spacy_system(script):
    return script.Spacy()


def test_spacy_reads_lines_one_by_one_and_keeps_their_places(spacy_system):
    text = "  Ann Lee met aides \r\n\r\nin Paris. They  left."
    found = spacy_system.read(text)
    assert [text[token.start : token.end] for token in found.tokens] == [token.text for token in found.tokens]
    assert [token.text for token in found.tokens][:5] == ["Ann", "Lee", "met", "aides", "in"]
    assert [text[slice(*span)] for span in found.sentences] == ["Ann Lee met aides", "in Paris.", "They  left."]
    assert ("Paris", "PLACE") in [(text[slice(*e.span)], e.label) for e in found.entities]


def test_spacy_keeps_to_the_words_and_sentences_that_are_given(spacy_system):
    gold = document("They PRON PRP 2 nsubj\nleft. VERB VBD 0 root", "Ann PROPN NNP 0 root\nand CCONJ CC 1 cc")
    found = spacy_system.read_given(gold)
    assert [(token.start, token.end) for token in found.tokens] == [(word.start, word.end) for word in gold.words]
    assert found.sentences == reading(gold).sentences
    table = score_syntax([(gold, found)])
    assert (table["words"]["F1"], table["sentences"]["F1"]) == (100, 100)


def test_gum_is_told_by_genre_with_news_first_and_another_corpus_whole(script):
    documents = [document("Go VERB VB 0 root", name=f"GUM_{genre}_x") for genre in ("bio", "news", "bio")]
    parts = list(script.parts_of("GUM dev", documents))
    assert parts == [("GUM dev", [0, 1, 2]), ("GUM dev, news", [1]), ("GUM dev, bio", [0, 2])]
    assert list(script.parts_of("EWT dev", documents)) == [("EWT dev", [0, 1, 2])]


def test_people_see_one_line_for_each_reading_and_a_dash_where_nothing_is_compared(script):
    table = {"words": {"P": 1, "R": 2, "F1": 3.5}}
    head, line = script.printed("syntax", {"EWT dev": {"raw text": {"spacy": table}}})
    assert head.split()[:3] == ["F1", "words", "sentences"]
    assert line.split() == ["EWT", "dev,", "raw", "text,", "spacy", "3.50", *["-"] * 8]


def test_people_see_of_the_parts_only_news(script):
    results = {
        part: {"spacy": {"exact": {"F1": 1}}} for part in ("GUM dev", "GUM dev, news", "GUM dev, bio", "re3d, BBC")
    }
    assert [line for line in script.printed("names", results) if "exact" not in line] == [
        "GUM dev, spacy",
        "GUM dev, news, spacy",
    ]

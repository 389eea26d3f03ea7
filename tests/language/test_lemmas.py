from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.lemmas import Lemmatiser, edit_of, endings
from dateline.language.weight_files import WEIGHTS

SHIPPED = Lemmatiser.load(WEIGHTS / "lemmas.json")
SMALL = Lemmatiser(
    {
        "VBD": {"went": "go", "left": "leave"},
        "VBN": {"left": "leave behind"},
        "NNS": {"men": "man"},
        "NNPS": {"Feds": "FED"},
        "NNP": {"Sept.": "September"},
        "PRP": {"i": "I"},
        "JJ": {"american": "American"},
        "RB": {"n't": "not"},
    },
    {
        "VBD": {"ed": (2, ""), "ied": (3, "y"), "^oped": (1, ""), "pped": (3, "")},
        "NNS": {"s": (1, ""), "ies": (3, "y"), "^ies": (1, "")},
    },
)


@pytest.mark.parametrize(
    ("form", "tag", "pos", "expected"),
    [
        ("went", "VBD", "VERB", "go"),  # the table
        ("Went", "VBN", "VERB", "go"),  # past tenses and participles share a table
        ("left", "VBD", "VERB", "leave"),
        ("left", "VBN", "VERB", "leave behind"),  # but for what the tag has apart
        ("Denied", "VBD", "VERB", "deny"),  # the longer ending
        ("rained", "VBN", "VERB", "rain"),
        ("hoped", "VBD", "VERB", "hope"),  # one syllable
        ("developed", "VBD", "VERB", "develop"),  # several
        ("ties", "NNS", "NOUN", "tie"),
        ("parties", "NNS", "NOUN", "party"),
        ("shone", "VBD", "VERB", "shone"),  # no rule
        ("ed", "VBD", "VERB", "ed"),  # nothing would be left
        ("re-denied", "VBD", "VERB", "re-deny"),  # the last part is what inflects
        ("Anti-American", "JJ", "ADJ", "anti-American"),
        ("n’t", "RB", "PART", "not"),  # curly marks count as straight ones
        ("I", "PRP", "PRON", "I"),
        ("Table", "NN", "NOUN", "table"),
        ("Rained", "XX", "X", "rained"),  # a tag that nothing is known of
        ("1,200,000", "CD", "NUM", "1200000"),
        ("1,20", "CD", "NUM", "1,20"),
    ],
)
def test_the_table_goes_before_the_longest_known_ending(form: str, tag: str, pos: str, expected: str) -> None:
    assert SMALL.lemma(form, tag, pos) == expected


@pytest.mark.parametrize(
    ("form", "tag", "pos", "expected"),
    [
        ("Nations", "NNPS", "PROPN", "Nation"),
        ("PARTIES", "NNPS", "PROPN", "PARTY"),
        ("Men", "NNPS", "PROPN", "Man"),
        ("Feds", "NNPS", "PROPN", "FED"),
        ("Sept.", "NNP", "PROPN", "September"),
        ("Nations", "NNP", "PROPN", "Nations"),
        ("Nations", "NNS", "PROPN", "Nation"),  # tags that do not agree: the part of speech says it is a name
        ("Merkel", "NN", "PROPN", "Merkel"),
        ("United", "NNP", "ADJ", "United"),
    ],
)
def test_proper_nouns_keep_their_case(form: str, tag: str, pos: str, expected: str) -> None:
    assert SMALL.lemma(form, tag, pos) == expected


@pytest.mark.parametrize(
    ("form", "tag", "pos", "expected"),
    [
        ("met", "VBD", "VERB", "meet"),
        ("said", "VBD", "VERB", "say"),
        ("says", "VBZ", "VERB", "say"),
        ("told", "VBD", "VERB", "tell"),
        ("told", "VBN", "VERB", "tell"),
        ("was", "VBD", "AUX", "be"),
        ("has", "VBZ", "AUX", "have"),
        ("denied", "VBD", "VERB", "deny"),
        ("denies", "VBZ", "VERB", "deny"),
        ("stopped", "VBD", "VERB", "stop"),
        ("hoping", "VBG", "VERB", "hope"),
        ("According", "VBG", "VERB", "accord"),
        ("criticised", "VBD", "VERB", "criticise"),
        ("criticized", "VBN", "VERB", "criticize"),
        ("travelling", "VBG", "VERB", "travel"),
        ("withdrew", "VBD", "VERB", "withdraw"),
        ("overthrown", "VBN", "VERB", "overthrow"),
        ("fled", "VBD", "VERB", "flee"),
        ("fleeing", "VBG", "VERB", "flee"),
        ("ministers", "NNS", "NOUN", "minister"),
        ("talks", "NNS", "NOUN", "talk"),
        ("talks", "VBZ", "VERB", "talk"),
        ("countries", "NNS", "NOUN", "country"),
        ("spokesmen", "NNS", "NOUN", "spokesman"),
        ("crises", "NNS", "NOUN", "crisis"),
        ("analyses", "NNS", "NOUN", "analysis"),
        ("series", "NNS", "NOUN", "series"),
        ("better", "JJR", "ADJ", "good"),
        ("better", "RBR", "ADV", "well"),
        ("worst", "JJS", "ADJ", "bad"),
        ("wealthiest", "JJS", "ADJ", "wealthy"),
        ("n't", "RB", "PART", "not"),
        ("n’t", "RB", "PART", "not"),
        ("ca", "MD", "AUX", "can"),
        ("'ll", "MD", "AUX", "will"),
        ("'s", "POS", "PART", "'s"),
        ("'s", "VBZ", "AUX", "be"),
        ("'s", "PRP", "PRON", "we"),  # "let's"
        ("I", "PRP", "PRON", "I"),
        ("They", "PRP", "PRON", "they"),
        ("them", "PRP", "PRON", "they"),
        ("an", "DT", "DET", "a"),
        ("American", "JJ", "ADJ", "American"),
        ("Moscow", "NNP", "PROPN", "Moscow"),
        ("Nations", "NNPS", "PROPN", "Nation"),
        ("States", "NNPS", "PROPN", "State"),
        ("200,000", "CD", "NUM", "200000"),
    ],
)
def test_the_shipped_lemmas(form: str, tag: str, pos: str, expected: str) -> None:
    assert SHIPPED.lemma(form, tag, pos) == expected


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("tweeted", "VBD", "tweet"),
        ("sanctioned", "VBN", "sanction"),
        ("de-escalating", "VBG", "de-escalate"),
        ("recalibrating", "VBG", "recalibrate"),
        ("shelled", "VBD", "shell"),
        ("stonewalled", "VBD", "stonewall"),
        ("securitised", "VBN", "securitise"),
        ("annexing", "VBG", "annex"),
        ("repudiated", "VBD", "repudiate"),
        ("rebuffed", "VBD", "rebuff"),
        ("drones", "NNS", "drone"),
        ("embassies", "NNS", "embassy"),
        ("jihadists", "NNS", "jihadist"),
        ("peacekeepers", "NNS", "peacekeeper"),
        ("gunmen", "NNS", "gunman"),
        ("frostier", "JJR", "frosty"),
    ],
)
def test_words_that_no_treebank_need_hold(form: str, tag: str, expected: str) -> None:
    assert SHIPPED.lemma(form, tag, "VERB" if tag.startswith("V") else "NOUN") == expected


def test_the_shipped_rules_are_for_inflected_tags_only() -> None:
    stored = json.loads((WEIGHTS / "lemmas.json").read_bytes())
    assert set(stored["rules"]) == {"VBZ", "VBD", "VBG", "NNS", "JJR", "JJS"}
    for edits in stored["rules"].values():
        assert all(cut <= len(ending.lstrip("^")) for ending, (cut, _) in edits.items())
    assert all(lemma for forms in stored["table"].values() for lemma in forms.values())


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "lemmas.json"
    path.write_text('{"rules": {"VBD": {"ed": [2, ""]}}, "table": {"VBD": {"went": "go"}}}', encoding="utf-8")
    lemmatiser = Lemmatiser.load(path)
    assert [lemmatiser.lemma(form, "VBD", "VERB") for form in ("went", "walked")] == ["go", "walk"]


tags = st.sampled_from(["VBD", "VBN", "VBG", "VBZ", "NNS", "NNPS", "JJR", "JJS", "NN", "NNP", "CD", "JJ", "XX", ""])
parts = st.sampled_from(["VERB", "NOUN", "PROPN", "X", ""])
words = st.one_of(
    st.text(st.characters(exclude_categories=("Z", "C")), min_size=1),
    st.text("aeiouyxbqudsingrt-'’,5", min_size=1, max_size=8),
)


@given(words, tags, parts)
def test_a_lemma_is_never_empty(form: str, tag: str, pos: str) -> None:
    assert SHIPPED.lemma(form, tag, pos)


@given(words)
def test_the_endings_of_a_word_shrink_to_nothing(form: str) -> None:
    found = list(endings(form.lower()))
    assert found[-1] == ""
    assert [len(ending) for ending in found] == list(range(len(found) - 1, -1, -1))
    assert all(longer.endswith(shorter) for longer, shorter in pairwise(found))


@given(st.text(), st.text())
def test_an_edit_makes_the_lemma_that_it_was_made_of(form: str, lemma: str) -> None:
    cut, added = edit_of(form, lemma)
    assert form[: len(form) - cut] + added == lemma

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from dateline.attribution.cues import cue_kind, cue_polarity, is_cue_word
from dateline.attribution.lexicon import cue_lexicon
from dateline.language import Token
from dateline.model.attribution import Kind
from tests.analyses import analysis


def tokens(text: str) -> tuple[Token, ...]:
    return analysis(text).tokens


@pytest.mark.parametrize(
    ("cue", "kind"),
    [
        ("said", "statement"),
        ("denied", "statement"),
        ("believes", "belief"),
        ("ordered", "decree"),
        ("wanted", "intention"),
        ("wanted to say", "statement"),
        ("gurgled", "statement"),
        ("", "statement"),
    ],
)
def test_the_last_known_word_of_a_cue_gives_its_kind(cue: str, kind: Kind) -> None:
    assert cue_kind(tokens(cue)) == kind


@pytest.mark.parametrize(
    ("before", "cue", "polarity"),
    [
        ("", "said", "asserted"),
        ("", "denied", "denied"),
        ("", "declined to say", "declined"),
        ("", "refused", "declined"),
        ("", "did not say", "negated"),
        ("", "never said", "negated"),
        ("did", "n't say", "negated"),
        ("did", "n’t say", "negated"),
        ("", "has not denied", "negated"),
        ("if the envoy", "said", "conditional"),
        ("If she", "denied", "denied"),
        ("the envoy", "said", "asserted"),
        ("nobody", "said", "negated"),
        ("the envoy", "could say", "conditional"),
        ("the envoy", "would not say", "declined"),
        ("the envoy", "would not believe", "negated"),
        ("the envoy", "rejected", "asserted"),
    ],
)
def test_polarity_of_a_cue(before: str, cue: str, polarity: str) -> None:
    assert cue_polarity(tokens(cue), tokens(before)) == polarity


@pytest.mark.parametrize(
    ("content", "polarity"),
    [
        ("claims that it rained", "denied"),
        ("the old accusation", "denied"),
        ("an offer of talks", "asserted"),
        ("what was said of the claim", "asserted"),
    ],
)
def test_rejecting_a_claim_denies_it_and_rejecting_an_offer_does_not(content: str, polarity: str) -> None:
    known = analysis(content).tokens
    words = tuple(replace(t, lemma=t.lemma.removesuffix("s")) for t in known)
    assert cue_polarity(tokens("rejected"), (), words) == polarity


def test_only_verbs_and_prepositions_of_the_table_call_for_a_second_reading() -> None:
    (said,) = tokens("said")
    (according,) = tokens("according")
    (report,) = tokens("report")  # a noun here
    (ferry,) = tokens("ferry")
    assert [is_cue_word(token) for token in (said, according, report, ferry)] == [True, True, False, False]


def test_every_kind_of_the_table_is_a_kind_of_the_model_and_used() -> None:
    assert set(cue_lexicon().kinds.values()) == set(get_args(Kind))


def test_the_table_is_in_lower_case() -> None:
    lexicon = cue_lexicon()
    for words in (lexicon.kinds, lexicon.denied, lexicon.declined, lexicon.negated, lexicon.conditional):
        assert all(word == word.lower().strip() for word in words)

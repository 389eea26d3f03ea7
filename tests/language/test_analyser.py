from __future__ import annotations

import time

import numpy as np
import pytest

from dateline.attribution import decode
from dateline.language import Analyser, Analysis, RoleScores
from dateline.language.analyser import find_paragraphs, load_analyser
from dateline.language.analysis import ROLE_TAGS
from dateline.language.pieces import CONTEXT, WINDOW
from dateline.language.trees import is_tree

SHORT = "Talks end in Ostrel\n\nThe envoy, Petra Quill, said on Monday that the talks had failed."
QUOTED = '"We agreed to nothing," the minister said.\r\n\r\nHe left at noon. “Nothing at all,” his aide added.'
LONG = "The envoy said the talks would go on. " * 400  # a paragraph of many windows
TEXTS = [SHORT, "   \n\t\n ", QUOTED, LONG, "", "One."]


def assert_equal_scores(one: RoleScores, other: RoleScores) -> None:
    assert one.offsets == other.offsets
    np.testing.assert_array_equal(one.roles, other.roles)
    np.testing.assert_array_equal(one.lower, other.lower)
    assert len(one.links) == len(other.links)
    for left, right in zip(one.links, other.links, strict=True):
        assert (left.core_start, left.core_end, left.start) == (right.core_start, right.core_end, right.start)
        np.testing.assert_array_equal(left.values, right.values)


@pytest.fixture(scope="module")
def together(analyser: Analyser) -> list[Analysis]:
    return list(analyser.analyse(TEXTS))


@pytest.mark.parametrize("i", range(len(TEXTS)))
def test_a_text_is_read_alike_alone_and_in_company(analyser: Analyser, together: list[Analysis], i: int) -> None:
    (alone,) = analyser.analyse([TEXTS[i]])
    company = together[i]
    for field in ("text", "tokens", "sentences", "paragraphs", "entities", "mentions", "quotations"):
        assert getattr(alone, field) == getattr(company, field)
    assert_equal_scores(alone.scores, company.scores)


def test_texts_are_analysed_as_a_stream(analyser: Analyser) -> None:
    def texts() -> object:
        yield SHORT
        raise AssertionError("the second text was asked for before the first one's analysis was")

    assert next(analyser.analyse(texts())).text == SHORT  # type: ignore[arg-type]


def test_every_token_shows_its_own_characters_and_has_its_head_in_the_text(together: list[Analysis]) -> None:
    for analysis in together:
        reached = 0
        for token in analysis.tokens:
            assert reached <= token.start < token.end
            assert analysis.text[token.start : token.end] == token.text
            assert token.text.strip()
            assert 0 <= token.head < len(analysis.tokens)
            reached = token.end


def test_heads_stay_in_their_paragraph(together: list[Analysis]) -> None:
    for analysis in together:
        paragraph = {t: i for i, (s, e) in enumerate(analysis.paragraphs) for t in analysis.tokens if s <= t.start < e}
        assert all(paragraph[token] == paragraph[analysis.tokens[token.head]] for token in analysis.tokens)


def test_spans_lie_in_the_text_and_in_order(together: list[Analysis]) -> None:
    for analysis in together:
        entities = [entity.span for entity in analysis.entities]
        for found in (analysis.sentences, analysis.paragraphs, entities):
            assert list(found) == sorted(found)
            assert all(0 <= start < end <= len(analysis.text) for start, end in found)
            assert all(analysis.text[start:end].strip() for start, end in found)


def test_scores_are_log_probabilities_of_every_piece(together: list[Analysis]) -> None:
    for analysis in together:
        scores = analysis.scores
        assert scores.roles.shape == (len(scores.offsets), len(ROLE_TAGS))
        np.testing.assert_allclose(np.exp(scores.roles).sum(axis=1), 1, rtol=1e-4)
        assert [k for link in scores.links for k in range(link.core_start, link.core_end)] == [
            *range(len(scores.offsets))
        ]
        for link in scores.links:
            assert link.values.shape[0] == link.core_end - link.core_start
            assert link.values.shape[1] <= WINDOW
            assert 0 <= link.core_start - link.start <= CONTEXT


def test_a_paragraph_longer_than_the_window_is_read_to_its_end(together: list[Analysis]) -> None:
    scores = together[TEXTS.index(LONG)].scores
    assert len(scores.links) > 5
    assert scores.offsets[-1][1] == len(LONG.rstrip())


def test_a_plain_direct_quotation_is_found(analyser: Analyser) -> None:
    text = '"We agreed to nothing," the minister said.'
    (analysis,) = analyser.analyse([text])
    (found,) = decode(text, analysis.scores)
    assert [text[s:e] for s, e in found.cue] == ["said"]
    assert "We agreed to nothing" in text[found.content[0][0] : found.content[-1][1]]


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\n"])
def test_white_space_alone_has_an_empty_analysis(analyser: Analyser, text: str) -> None:
    (analysis,) = analyser.analyse([text])
    found = (analysis.tokens, analysis.sentences, analysis.paragraphs, analysis.entities, analysis.scores.offsets)
    assert not any(found)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_paragraphs_are_lines_that_hold_something(newline: str) -> None:
    text = newline.join(["  Title ", "", " \t ", "Body.", ""])
    assert [text[start:end] for start, end in find_paragraphs(text)] == ["Title", "Body."]


def test_a_carriage_return_stays_out_of_every_span(analyser: Analyser) -> None:
    (analysis,) = analyser.analyse([QUOTED])
    for start, end in (*analysis.sentences, *analysis.paragraphs, *analysis.scores.offsets):
        assert "\r" not in analysis.text[start:end]


def test_characters_outside_the_basic_plane_keep_their_places(analyser: Analyser) -> None:
    text = "🕊️ The envoy said 𝒯alks—naïve ones—were over.\u2028\u00a0Done\ufeff."
    (analysis,) = analyser.analyse([text])
    assert all(text[token.start : token.end] == token.text for token in analysis.tokens)
    assert all(0 <= start <= end <= len(text) for start, end in analysis.scores.offsets)


def test_a_very_long_text_is_read_in_reasonable_time(analyser: Analyser) -> None:
    line = "The hall of Ostrel was cold and the delegates waited for the ferry to come back. "

    def seconds(lines: int) -> float:
        began = time.process_time()
        (analysis,) = analyser.analyse([line * lines])
        assert len(analysis.paragraphs) == 1
        assert analysis.tokens[-1].end == len(line * lines) - 1
        return time.process_time() - began

    seconds(10)
    assert seconds(720) < 6 * seconds(180)


def test_the_weights_are_named_by_hash(analyser: Analyser) -> None:
    assert analyser.weights.startswith("sha256:")
    assert len(analyser.weights) == len("sha256:") + 64


def test_each_sentence_is_a_tree_with_one_root(together: list[Analysis]) -> None:
    for analysis in together:
        inside = {t: i for i, (s, e) in enumerate(analysis.sentences) for t in analysis.tokens if s <= t.start < e}
        assert len(inside) == len(analysis.tokens)
        for i in range(len(analysis.sentences)):
            members = [k for k, token in enumerate(analysis.tokens) if inside[token] == i]
            roots = [k for k in members if analysis.tokens[k].head == k]
            assert len(roots) == 1
            assert analysis.tokens[roots[0]].dep == "root"
            assert is_tree([-1 if k in roots else members.index(analysis.tokens[k].head) for k in members])


def test_a_plain_sentence_is_analysed_as_a_reader_would(analyser: Analyser) -> None:
    text = "The ministers of France and Italy met Anna Lind in Geneva. They did not say why."
    (analysis,) = analyser.analyse([text])
    assert [text[start:end] for start, end in analysis.sentences] == [text[:58], text[59:]]
    by_text = {token.text: token for token in analysis.tokens}
    assert [by_text[word].tag for word in ("ministers", "met", "Geneva", "did", "not", "why")] == [
        "NNS", "VBD", "NNP", "VBD", "RB", "WRB",
    ]  # fmt: skip
    assert [by_text[word].lemma for word in ("ministers", "met", "They", "did")] == ["minister", "meet", "they", "do"]
    assert by_text["ministers"].dep == "nsubj"
    assert analysis.tokens[by_text["ministers"].head].text == "met"
    assert ("Anna Lind", "PERSON") in {(text[slice(*e.span)], e.label) for e in analysis.entities}
    mentions = {text[slice(*m.span)]: m for m in analysis.mentions}
    assert mentions["Anna Lind"].named
    assert mentions["Anna Lind"].type == "person"
    assert not mentions["The ministers of France and Italy"].named
    assert "France" in mentions  # inside the mention before it


def test_likely_antecedents_come_before_with_the_best_first(together: list[Analysis]) -> None:
    mentions = [(k, mention) for analysis in together for k, mention in enumerate(analysis.mentions)]
    assert any(mention.antecedent is not None for _, mention in mentions)
    for k, mention in mentions:
        chances = [chance for _, chance in mention.likely]
        assert chances == sorted(chances, reverse=True)
        assert sum(chances) <= 1.001
        assert k not in {antecedent for antecedent, _ in mention.likely}
        if mention.antecedent is not None:
            assert mention.likely[0][0] == mention.antecedent


def test_words_and_sentences_may_be_given(analyser: Analyser) -> None:
    text = "It rained. He left."
    words = [(0, 2), (3, 9), (9, 10), (11, 13), (14, 18), (18, 19)]
    one = load_analyser().read_words(text, words, [(0, 6)])
    assert [(token.start, token.end) for token in one.tokens] == words
    assert one.sentences == ((0, 19),)
    assert len({token.head for token in one.tokens if one.tokens[token.head] is token}) == 1


def test_a_word_without_a_piece_of_its_own_hangs_where_the_one_before_does(analyser: Analyser) -> None:
    (analysis,) = analyser.analyse(["They cannot agree."])
    negation = next(token for token in analysis.tokens if token.text == "not")
    assert (negation.tag, negation.dep, analysis.tokens[negation.head].text) == ("RB", "advmod", "agree")


@pytest.mark.parametrize("text", ["x " * 2000, "ABC|" * 3000, "\n".join("a b" for _ in range(500)), "é" * 300])
def test_texts_that_are_no_prose_are_read_too(analyser: Analyser, text: str) -> None:
    (analysis,) = analyser.analyse([text])
    assert analysis.tokens[-1].end == len(text.rstrip())
    longest = max(sum(s <= t.start < e for t in analysis.tokens) for s, e in analysis.sentences[:3])
    assert longest <= 300

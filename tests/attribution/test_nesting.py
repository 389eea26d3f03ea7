from __future__ import annotations

from dataclasses import replace

from dateline.attribution import distinct, is_plausible, needs_second_reading
from dateline.attribution.nesting import parents
from dateline.extraction import read_attributions
from dateline.language import Analyser
from dateline.model.attribution import RoleSpans
from dateline.model.spans import contains
from tests.analyses import WrittenAnalyser, analysis, role_scores, roles, words_of

TEXT = "An aide said the envoy told them that nobody wept."
OUTER = roles(TEXT, "An aide", "said", "the envoy told them that nobody wept")
INNER = roles(TEXT, "the envoy", "told", "that nobody wept")


def read(text: str, outer: list[RoleSpans], inside: dict[str, list[RoleSpans]]) -> tuple[RoleSpans, ...]:
    """What is found where a first reading gives ``outer`` and a reading of each content ``inside``."""
    analyser = WrittenAnalyser({text: outer, **inside})
    return read_attributions(next(analyser.analyse([text])), analyser.score)


def test_the_parent_is_the_smallest_content_around_the_cue() -> None:
    text = "A said B said C said it rained"
    spans = [RoleSpans(((i, i + 1),), ((i + 2, i + 6),), ((i + 7, len(text)),)) for i in (0, 7, 14)]
    assert parents(spans) == [None, 0, 1]
    assert parents(spans[::-1]) == [1, 2, None]


def test_attributions_beside_one_another_have_no_parent() -> None:
    one = RoleSpans(((0, 1),), ((2, 6),), ((7, 16),))
    other = RoleSpans(((21, 22),), ((23, 27),), ((28, 37),))
    assert parents([one, other]) == [None, None]


def test_two_contents_that_hold_each_others_cue_are_in_no_circle() -> None:
    one = RoleSpans((), ((0, 2),), ((2, 10),))
    other = RoleSpans((), ((4, 6),), ((0, 4), (6, 10)))
    found = parents([one, other])
    assert found.count(None) >= 1


def test_one_attribution_is_kept_for_a_cue_and_the_first_that_was_read() -> None:
    again = RoleSpans((), INNER.cue, OUTER.content)
    assert distinct([INNER, OUTER, again]) == (OUTER, INNER)


def test_a_content_with_a_word_of_saying_or_a_suspected_cue_is_read_again() -> None:
    plain = "An aide said the ferry was late."
    spans = roles(plain, "An aide", "said", "the ferry was late")
    assert needs_second_reading(analysis(TEXT), OUTER)
    assert not needs_second_reading(analysis(plain, scores=role_scores(plain, [spans])), spans)
    suspected = role_scores(plain, [spans, roles(plain, "", "late")])
    assert needs_second_reading(analysis(plain, scores=suspected), spans)


def test_what_is_left_at_the_edge_of_the_outer_cue_calls_for_none_unless_a_noun_can_be_a_cue() -> None:
    plain = "An aide said yesterday the ferry was late."
    spans = roles(plain, "An aide", "said", "yesterday the ferry was late")
    left_over = role_scores(plain, [spans, roles(plain, "", "yesterday")])
    assert not needs_second_reading(analysis(plain, scores=left_over), spans)
    noun = "An aide cited claims of fraud."
    spans = roles(noun, "An aide", "cited", "claims of fraud")
    beside = role_scores(noun, [spans, roles(noun, "", "claims")])
    tokens = tuple(replace(t, lemma="claim") if t.text == "claims" else t for t in analysis(noun).tokens)
    assert needs_second_reading(replace(analysis(noun, scores=beside), tokens=tokens), spans)


def test_a_preposition_of_statements_is_a_cue_and_like_is_none() -> None:
    for preposition, wanted in (("per", True), ("like", False)):
        text = f"An aide said the ferry was late {preposition} the mayor."
        spans = roles(text, "An aide", "said", f"the ferry was late {preposition} the mayor")
        read = analysis(text, scores=role_scores(text, [spans]))
        tokens = tuple(replace(t, pos="ADP") if t.text == preposition else t for t in read.tokens)
        assert needs_second_reading(replace(read, tokens=tokens), spans) is wanted


def test_an_attribution_inside_a_content_is_found_with_its_places_in_the_whole_text() -> None:
    content = TEXT[13:-1]
    inside = {content: [roles(content, "the envoy", "told", "that nobody wept")]}
    assert read(TEXT, [OUTER], inside) == (OUTER, INNER)


def test_a_content_around_its_own_cue_keeps_source_and_cue_out_of_what_is_inside() -> None:
    text = '"The envoy told them," he said on Monday, "that nobody wept."'
    outer = roles(text, "he", "said on Monday", '"The envoy told them,"', '"that nobody wept."')
    whole = text
    inner = roles(whole, "The envoy", "told", 'them," he said on Monday, "that nobody wept')
    spurious = roles(whole, "he", "said", "that nobody wept")
    first = analysis(text, scores=role_scores(text, [outer]))
    found = read_attributions(first, WrittenAnalyser({whole: [inner, spurious]}).score)
    assert [words_of(text, a.cue) for a in found] == [["told"], ["said on Monday"]]
    told, said = found
    for start, end in told.content:
        assert contains(said.content, (start, end))
    assert not any("Monday" in words for words in words_of(text, told.content))


def test_what_is_inside_a_broken_content_never_reaches_into_the_words_between() -> None:
    text = "The envoy told them, he said while the rain fell over the harbour, that nobody wept."
    outer = roles(text, "he", "said", "The envoy told them", "that nobody wept")
    whole = text[:-1]
    inner = roles(whole, "The envoy", "told", "while the rain fell over the harbour, that nobody wept")
    first = analysis(text, scores=role_scores(text, [outer]))
    found = read_attributions(first, WrittenAnalyser({whole: [inner]}).score)
    told = next(a for a in found if words_of(text, a.cue) == ["told"])
    assert words_of(text, told.content) == ["that nobody wept"]
    assert parents(found) == [1, None]


def test_a_noun_says_nothing_with_a_mere_that(analyser: Analyser) -> None:
    text = "The envoy offered concessions that the minister thought small, and talks, which he denied."
    (read_text,) = analyser.analyse([text])
    assert not is_plausible(read_text, roles(text, "the minister", "concessions", "that"))
    assert is_plausible(read_text, roles(text, "he", "denied", "which"))

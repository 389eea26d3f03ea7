from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dateline.attribution import attribute, distinct
from dateline.attribution.nesting import parents
from dateline.model import Article, Attribution, Extraction, Generator, Span
from dateline.model.attribution import RoleSpans
from dateline.model.spans import contains
from tests.analyses import analysis, at, roles

NESTED = 'Blinken wanted to "disabuse them of that", a US official said.'
SAID = roles(NESTED, "a US official", "said", 'Blinken wanted to "disabuse them of that"')
WANTED = roles(NESTED, "Blinken", "wanted", 'to "disabuse them of that"')


def stage(
    text: str, *found: RoleSpans, entities: dict[str, str] | None = None, headline: Span | None = None
) -> tuple[Attribution, ...]:
    return attribute(analysis(text, entities=entities), found, headline=headline)[0]


def test_an_attribution_carries_all_that_is_read_of_it() -> None:
    text = "“We leave,” the envoy said."
    spans = roles(text, "the envoy", "said", "“We leave,”")
    (found,) = stage(text, spans)
    assert (found.id, found.parent) == ("a1", None)
    assert RoleSpans(found.source, found.cue, found.content) == spans
    assert (found.kind, found.quote, found.polarity) == ("statement", "direct", "asserted")
    assert (found.source_type, found.part) == ("unnamed_person", "body")
    assert [(run.span, run.words_of) for run in found.quoted] == [(spans.content[0], "a1")]
    assert [link.name for link in found.chain] == ["envoy"]


def test_a_chain_leads_from_the_outermost_source_to_the_speaker() -> None:
    wanted, said = stage(NESTED, WANTED, SAID, entities={"Blinken": "PERSON"})
    assert (wanted.parent, said.parent) == (said.id, None)
    assert [(link.name, link.source_type) for link in wanted.chain] == [
        ("US official", "unnamed_person"),
        ("Blinken", "named_person"),
    ]
    assert [link.name for link in said.chain] == ["US official"]


def test_words_about_a_wish_are_the_official_s() -> None:
    wanted, said = stage(NESTED, WANTED, SAID)
    assert [run.words_of for run in wanted.quoted] == [said.id]
    assert [run.words_of for run in said.quoted] == [said.id]


def test_ids_count_the_attributions_in_the_given_order() -> None:
    assert [a.id for a in stage(NESTED, SAID, WANTED)] == ["a1", "a2"]


def test_a_source_that_is_not_written_is_no_link() -> None:
    text = "It was said the envoy told them that nobody wept."
    outer = roles(text, "", "said", "the envoy told them that nobody wept")
    inner = roles(text, "the envoy", "told", "that nobody wept")
    first, second = stage(text, outer, inner)
    assert (first.source_type, first.chain) == ("none", ())
    assert [link.name for link in second.chain] == ["envoy"]


def test_a_source_whose_identity_is_withheld_is_anonymous_in_the_chain_too() -> None:
    text = "An official told them so, speaking on condition of anonymity."
    (found,) = stage(text, roles(text, "An official", "told", "so"))
    assert found.source_type == "anonymous"
    assert found.anonymity is not None
    assert found.anonymity.reason == at(text, "on condition of anonymity")
    assert [link.source_type for link in found.chain] == ["anonymous"]


def test_a_named_person_is_never_anonymous() -> None:
    text = "Petra Quill said an aide, speaking on condition of anonymity, left."
    spans = roles(text, "Petra Quill", "said", "an aide, speaking on condition of anonymity, left")
    (found,) = stage(text, spans, entities={"Petra Quill": "PERSON"})
    assert (found.source_type, found.anonymity) == ("named_person", None)


def test_polarity_looks_only_at_the_clause_of_the_cue() -> None:
    text = "If it rains, the envoy said, they leave. The ferry sails if he said so."
    first = roles(text, "the envoy", "said,", "they leave")
    second = RoleSpans((at(text, "he"),), (at(text, "said so"),), (at(text, "sails"),))
    assert [a.polarity for a in stage(text, first, second)] == ["asserted", "conditional"]


def test_headline_heading_and_body_are_told_apart() -> None:
    text = "Envoy says talks fail\n\nOfficial says more to come\n\nThe ministry said it rained."
    found = (
        roles(text, "Envoy", "says talks", "fail"),
        roles(text, "Official", "says more", "to come"),
        roles(text, "The ministry", "said", "it rained"),
    )
    assert [a.part for a in stage(text, *found, headline=(0, 21))] == ["headline", "heading", "body"]
    assert [a.part for a in stage(text, *found)] == ["heading", "heading", "body"]


def test_a_single_line_is_the_body() -> None:
    text = "The ministry said it rained"
    assert stage(text, roles(text, "The ministry", "said", "it rained"))[0].part == "body"


def test_a_line_that_ends_in_a_quoted_sentence_is_no_heading() -> None:
    text = "Rain falls\n\nThe envoy said: “We leave.”"
    assert stage(text, roles(text, "The envoy", "said", "“We leave.”"))[0].part == "body"


def test_every_attribution_without_actor_says_why() -> None:
    text = "It was said. She said it. An aide told me so on condition of anonymity. An envoy added it too."
    found = (
        RoleSpans((), (at(text, "was said"),), (at(text, "It"),)),
        RoleSpans((at(text, "She"),), (at(text, "said it"),), ((13, 14),)),
        roles(text, "An aide", "told", "so"),
        roles(text, "An envoy", "added it", "too"),
    )
    _, missing = attribute(analysis(text), found)
    assert [(m.subject, m.field, m.reason) for m in missing] == [
        ("a1", "actors", "not_stated"),
        ("a2", "actors", "unresolved_reference"),
        ("a3", "actors", "identity_withheld"),
        ("a4", "actors", "not_covered"),
    ]


def test_a_text_without_attributions_gives_none() -> None:
    assert attribute(analysis("It rained."), ()) == ((), ())


TEXT = (
    'Ferry talks fail\n\n"We leave," the envoy said. An aide, who asked not to be named, told them that '
    "the ministry denied it. She wanted “an end\n“at last,” he added, and others said Quill's report was late."
)
GENERATOR = Generator(version="0", weights="sha256:w", rules="sha256:r")


@st.composite
def spans_of(draw: st.DrawFn, least: int, most: int) -> tuple[Span, ...]:
    number = 2 * draw(st.integers(least, most))
    cuts = sorted(draw(st.sets(st.integers(0, len(TEXT)), min_size=number, max_size=number)))
    return tuple(zip(cuts[::2], cuts[1::2], strict=True))


@given(st.lists(st.builds(RoleSpans, spans_of(0, 2), spans_of(1, 2), spans_of(1, 3)), max_size=8))
def test_any_spans_give_a_valid_extraction(drawn: list[RoleSpans]) -> None:
    found = distinct(drawn)
    made, missing = attribute(analysis(TEXT, entities={"Quill": "PERSON"}), found, headline=(0, 16))
    extraction = Extraction(
        generator=GENERATOR, article=Article(id="x", text=TEXT), attributions=made, abstentions=missing
    )
    depths: dict[str | None, int] = {None: 0}
    by_id = {a.id: a for a in extraction.attributions}
    for attribution in made:
        depths[attribution.id] = sum(1 for _ in ancestors(attribution, by_id))
        assert len(attribution.chain) <= depths[attribution.id]
        if attribution.parent is not None:
            assert all(contains(by_id[attribution.parent].content, span) for span in attribution.cue)
        assert all(
            any(s <= run.span[0] and run.span[1] <= e for s, e in attribution.content) for run in attribution.quoted
        )
        assert attribution.anonymity is None or attribution.source_type == "anonymous"
    assert {m.subject for m in missing} == {a.id for a in made}


def ancestors(attribution: Attribution, by_id: dict[str, Attribution]) -> list[Attribution]:
    """The attribution and those around it."""
    chain = [attribution]
    while (parent := chain[-1].parent) is not None:
        chain.append(by_id[parent])
    return chain


@given(st.lists(st.builds(RoleSpans, spans_of(0, 1), spans_of(1, 1), spans_of(1, 3)), max_size=10))
def test_the_way_up_always_ends(found: list[RoleSpans]) -> None:
    above = parents(found)
    for i in range(len(found)):
        current, steps = above[i], 0
        while current is not None:
            current, steps = above[current], steps + 1
            assert steps <= len(found)


def test_the_order_of_quotations_given_does_not_matter() -> None:
    given_ = analysis(NESTED)
    turned = replace(given_, quotations=given_.quotations[::-1])
    assert attribute(given_, [SAID, WANTED]) == attribute(turned, [SAID, WANTED])

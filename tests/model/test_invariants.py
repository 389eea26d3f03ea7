from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from inspect import getmembers, isclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline.model
from dateline.model import (
    Actor,
    Anonymity,
    Article,
    Attribution,
    Dateline,
    Event,
    Extraction,
    Generator,
    Header,
    Mention,
    Proposition,
    QuotedRun,
    Timex,
)
from dateline.model.spans import check_span, check_spans, contains, hull, overlaps, text_of, touching

GENERATOR = Generator(version="0", weights="sha256:w", rules="sha256:r")
ARTICLE = Article(id="x", text="The envoy said the talks were over.")
SAID = Attribution(
    id="a1",
    parent=None,
    source=((0, 9),),
    cue=((10, 14),),
    content=((15, 34),),
    kind="statement",
    quote="indirect",
    polarity="asserted",
    source_type="unnamed_person",
)


def extraction(*attributions: Attribution, **more: Any) -> Extraction:
    return Extraction(generator=GENERATOR, article=ARTICLE, attributions=attributions, **more)


@pytest.mark.parametrize("span", [(-1, 2), (3, 3), (4, 2)])
def test_a_span_that_holds_nothing_or_begins_before_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        check_span(span)


@pytest.mark.parametrize("spans", [((5, 7), (0, 2)), ((0, 4), (3, 6)), ((0, 4), (0, 4))])
def test_spans_of_one_thing_follow_one_another(spans: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        check_spans(spans)


def test_spans_may_touch() -> None:
    check_spans(((0, 4), (4, 6)))


def test_touching_spans_do_not_overlap_and_the_hull_covers_the_gap() -> None:
    assert not overlaps((0, 4), (4, 6))
    assert overlaps((0, 5), (4, 6))
    assert contains(((0, 4), (6, 9)), (6, 8))
    assert not contains(((0, 4), (4, 9)), (3, 5))
    assert hull(((6, 9), (0, 4))) == (0, 9)
    assert text_of("one, two", ((0, 3), (5, 8))) == "one … two"


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_article_has_a_text(text: str) -> None:
    with pytest.raises(ValueError, match="has a text"):
        Article(id="x", text=text)


@pytest.mark.parametrize("published", ["2023-13-01", "2 March 2023", "2023", "20230302T", ""])
def test_a_publication_time_that_is_no_iso_date_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Article(id="x", text="t", published=published)


@pytest.mark.parametrize("published", ["2023-03-02", "2023-03-02T08:00:00Z", "2023-03-02T08:00+05:30"])
def test_a_publication_time_is_kept_as_printed(published: str) -> None:
    assert Article(id="x", text="t", published=published).published == published


def test_datelines_and_headers_stand_inside_the_text() -> None:
    with pytest.raises(ValueError, match="dateline"):
        replace(ARTICLE, dateline=Dateline(place="Ostrel", country=None, date=None, span=(0, 99)))
    with pytest.raises(ValueError, match="header"):
        replace(ARTICLE, headers=(Header(field="outlet", value="The Lantern", span=(0, 99)),))
    with pytest.raises(ValueError, match="isoformat"):
        Dateline(place="Ostrel", country=None, date="March 2", span=(0, 5))


def test_the_headline_is_known_only_where_the_text_begins_with_the_title() -> None:
    assert Article(id="x", text="Talks end\n\nThey ended.", title="Talks end").headline == (0, 9)
    assert Article(id="x", text="They ended.", title="Talks end").headline is None
    assert Article(id="x", text="They ended.").headline is None


@pytest.mark.parametrize("missing", [{"cue": ()}, {"content": ()}])
def test_an_attribution_has_a_cue_and_a_content(missing: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="a cue and a content"):
        replace(SAID, **missing)


def test_only_a_source_that_is_not_written_has_no_span() -> None:
    with pytest.raises(ValueError, match="not written"):
        replace(SAID, source=())
    assert replace(SAID, source=(), source_type="none").source == ()
    assert replace(SAID, source=(), source_type="author").source == ()


@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_spans_of_a_role_are_checked(role: str) -> None:
    with pytest.raises(ValueError, match="out of order"):
        replace(SAID, **{role: ((4, 6), (0, 2))})


def test_an_attribution_is_not_its_own_parent() -> None:
    with pytest.raises(ValueError, match="its own parent"):
        replace(SAID, parent="a1")


def test_parents_lead_to_the_outermost_without_a_circle() -> None:
    inner = replace(SAID, id="a2", parent="a1")
    assert extraction(SAID, inner).attributions[1].parent == "a1"
    with pytest.raises(ValueError, match="not here"):
        extraction(inner)
    with pytest.raises(ValueError, match="inside itself"):
        extraction(replace(SAID, parent="a2"), inner)


def test_ids_are_distinct() -> None:
    with pytest.raises(ValueError, match="share the id a1"):
        extraction(SAID, SAID)
    envoy = Actor(id="envoy", name="Envoy", type="PERSON")
    with pytest.raises(ValueError, match="share the id envoy"):
        extraction(actors=(envoy, envoy))


def test_quoted_words_belong_to_an_attribution_of_the_same_article() -> None:
    with pytest.raises(ValueError, match="words of a7"):
        extraction(replace(SAID, quoted=(QuotedRun(span=(15, 34), words_of="a7"),)))
    assert extraction(replace(SAID, quoted=(QuotedRun(span=(15, 34), words_of=None),)))


@pytest.mark.parametrize("field", ["actors", "addressees"])
def test_actors_that_an_attribution_names_are_listed(field: str) -> None:
    with pytest.raises(ValueError, match="envoy"):
        extraction(replace(SAID, **{field: ("envoy",)}))


EVENT = Event(
    id="e1", trigger=(19, 24), span=(15, 34), category="CONSULT", mode=None, contexts=(), actors=(), recipients=(),
    stage="occurred", factuality="CT+", status="occurred", denies=None, contact=None, proposition=None,
    date_basis=None, time=None, start=None, end=None, place=None, country=None, attribution=None, initiator=None,
    form=None, duration=None, within=None,
)  # fmt: skip


TIME = Timex(id="t1", span=(0, 3), text="", start=None, end=None, granularity=None, edtf=None, timex=None)


@pytest.mark.parametrize("trigger", [(10, 14), (30, 40), (14, 16)])
def test_a_trigger_stands_inside_its_clause(trigger: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside its clause"):
        replace(EVENT, trigger=trigger)


@pytest.mark.parametrize(
    "more",
    [
        {"attributions": (replace(SAID, content=((15, 99),)),)},
        {"attributions": (replace(SAID, quoted=(QuotedRun(span=(15, 99)),)),)},
        {"attributions": (replace(SAID, anonymity=Anonymity(reason=(15, 99))),)},
        {"mentions": (Mention(id="m1", span=(15, 99), type="PERSON", actor=None, named=False),)},
        {"times": (replace(TIME, span=(15, 99)),)},
        {"events": (replace(EVENT, span=(15, 99)),)},
        {"events": (replace(EVENT, proposition=Proposition(span=(15, 99), text="")),)},
    ],
)
def test_nothing_of_an_extraction_stands_outside_the_text(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="outside the text"):
        Extraction(generator=GENERATOR, article=ARTICLE, **more)


def test_the_nouns_are_frozen_and_slotted() -> None:
    nouns = [noun for _, noun in getmembers(dateline.model, isclass) if is_dataclass(noun)]
    assert len(nouns) >= 18
    for noun in nouns:
        assert not hasattr(noun, "__dict__") or "__slots__" in vars(noun)
        assert {field.name for field in fields(noun)} == set(noun.__slots__)
    with pytest.raises(FrozenInstanceError):
        SAID.id = "a9"  # type: ignore[misc]


@given(st.sets(st.integers(0, 60), min_size=4, max_size=14), st.integers(0, 60), st.integers(1, 20))
def test_touching_spans_are_those_that_overlap(cuts: set[int], start: int, size: int) -> None:
    places = sorted(cuts)
    spans = [(places[i], places[i + 1]) for i in range(0, len(places) - 1, 2)]
    place = (start, start + size)
    assert list(touching(spans, place)) == [s for s in spans if overlaps(s, place)]

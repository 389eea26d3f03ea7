"""Extractions that hypothesis makes up: valid, and otherwise as odd as they can be."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from dateline.model import (
    REASONS,
    Abstention,
    Actor,
    Anonymity,
    Article,
    Attribution,
    ChainLink,
    Dateline,
    Duration,
    Event,
    Extraction,
    Generator,
    Header,
    Mention,
    Precedent,
    PrecedentPattern,
    Proposition,
    QuotedRun,
    Since,
    Span,
    Timex,
    TimexValue,
)
from dateline.model.article import HeaderField
from dateline.model.attribution import Kind, Part, Polarity, Quote, SourceType, Voice
from dateline.model.events import Factuality, Stage, Status
from dateline.model.mentions import ActorType, MentionType, TimexType

TEXTS = st.text(min_size=1, max_size=40).filter(str.strip)
WORDS = st.text(max_size=8)
ACTORS = ("quill-petra", "northmark")
DATES = st.dates().map(lambda day: day.isoformat())
MAYBE_DATE = st.none() | DATES
MAYBE_WORDS = st.none() | WORDS


def one_of(literal: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(literal))


def maybe(literal: object) -> st.SearchStrategy[str | None]:
    return st.none() | one_of(literal)


@st.composite
def span_in(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def spans_in(draw: st.DrawFn, text: str, least: int) -> tuple[Span, ...]:
    cuts = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted))
    pairs = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    return pairs[draw(st.integers(0, len(pairs) - least)) :]


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(TEXTS)
    place = st.builds(Dateline, place=MAYBE_WORDS, country=MAYBE_WORDS, date=MAYBE_DATE, span=span_in(text))
    header = st.builds(Header, field=one_of(HeaderField), value=WORDS, span=span_in(text))
    return draw(
        st.builds(
            Article,
            id=WORDS,
            text=st.just(text),
            title=MAYBE_WORDS,
            outlet=MAYBE_WORDS,
            url=MAYBE_WORDS,
            published=MAYBE_DATE | st.datetimes().map(lambda moment: moment.isoformat()),
            dateline=st.none() | place,
            headers=st.lists(header, max_size=2).map(tuple),
        )
    )


@st.composite
def attributions(draw: st.DrawFn, text: str, number: int) -> Attribution:
    earlier = st.sampled_from([None, *(f"a{i}" for i in range(1, number))])
    source = draw(st.just(()) | spans_in(text, 1))
    written = maybe(SourceType) if source else st.sampled_from([None, "none", "author"])
    run = st.builds(QuotedRun, span=span_in(text), words_of=st.sampled_from([None, f"a{number}"]) | earlier)
    link = st.builds(ChainLink, actor=MAYBE_WORDS, name=WORDS, source_type=maybe(SourceType), inferred=st.booleans())
    return draw(
        st.builds(
            Attribution,
            id=st.just(f"a{number}"),
            parent=earlier,
            source=st.just(source),
            cue=spans_in(text, 1),
            content=spans_in(text, 1),
            kind=maybe(Kind),
            quote=one_of(Quote),
            polarity=maybe(Polarity),
            source_type=written,
            anonymity=st.none() | st.builds(Anonymity, reason=st.none() | span_in(text)),
            actors=st.lists(st.sampled_from(ACTORS), max_size=2).map(tuple),
            addressees=st.lists(st.sampled_from(ACTORS), max_size=2).map(tuple),
            part=one_of(Part),
            quoted=st.lists(run, max_size=2).map(tuple),
            voice=maybe(Voice),
            chain=st.lists(link, max_size=3).map(tuple),
        )
    )


@st.composite
def events(draw: st.DrawFn, text: str, claims: tuple[str, ...] = ()) -> Event:
    clause = draw(span_in(text))
    optional = ("mode", "contact", "time", "place", "country", "initiator", "form", "within")
    minutes = st.none() | st.floats(0, 1e6)
    return Event(
        id=draw(WORDS),
        trigger=(clause[0], draw(st.integers(clause[0] + 1, clause[1]))),
        span=clause,
        category="CONSULT",
        contexts=draw(st.lists(WORDS, max_size=2).map(tuple)),
        actors=("northmark",),
        recipients=(),
        stage=draw(one_of(Stage)),
        factuality=draw(one_of(Factuality)),
        status=draw(one_of(Status)),
        denies=draw(st.sampled_from([None, "encounter", "label"])),
        proposition=draw(st.none() | st.builds(Proposition, span=span_in(text), text=WORDS)),
        date_basis=draw(st.sampled_from([None, "stated", "inherited"])),
        start=draw(MAYBE_DATE),
        end=draw(MAYBE_DATE),
        attribution=draw(st.sampled_from([None, *claims])),
        duration=draw(st.none() | st.builds(Duration, text=WORDS, min=minutes, max=minutes)),
        **{name: draw(MAYBE_WORDS) for name in optional},
    )


def _times(text: str) -> st.SearchStrategy[Timex]:
    return st.builds(
        Timex,
        id=WORDS,
        span=span_in(text),
        text=WORDS,
        start=MAYBE_DATE,
        end=MAYBE_DATE,
        granularity=MAYBE_WORDS,
        edtf=MAYBE_WORDS,
        timex=st.none() | st.builds(TimexValue, type=one_of(TimexType), value=WORDS),
    )


def _precedents(text: str) -> st.SearchStrategy[Precedent]:
    return st.builds(
        Precedent,
        id=WORDS,
        span=span_in(text),
        claim=st.sampled_from(["first", "last", "highest-level"]),
        pattern=st.builds(
            PrecedentPattern, category=MAYBE_WORDS, form=MAYBE_WORDS, actors=st.lists(WORDS, max_size=2).map(tuple)
        ),
        since=st.none() | st.builds(Since, text=WORDS, start=MAYBE_DATE, end=MAYBE_DATE),
        attribution=MAYBE_WORDS,
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction that keeps the model's invariants."""
    article = draw(articles())
    text = article.text
    actors = [Actor(id=identifier, name=draw(WORDS), type=draw(one_of(ActorType))) for identifier in ACTORS]
    mention = st.builds(
        Mention, id=WORDS, span=span_in(text), type=one_of(MentionType), actor=MAYBE_WORDS, named=st.booleans()
    )
    abstention = st.builds(Abstention, subject=WORDS, field=WORDS, reason=st.sampled_from(sorted(REASONS)))
    claims = tuple(draw(attributions(text, number)) for number in range(1, draw(st.integers(1, 4))))
    told = events(text, tuple(claim.id for claim in claims))
    return Extraction(
        generator=Generator(version="0", weights="sha256:w", rules="sha256:r"),
        article=article,
        actors=tuple(actors),
        mentions=tuple(draw(st.lists(mention, max_size=2))),
        times=tuple(draw(st.lists(_times(text), max_size=2))),
        attributions=claims,
        events=tuple(draw(st.lists(told, max_size=2))),
        precedents=tuple(draw(st.lists(_precedents(text), max_size=1))),
        abstentions=tuple(draw(st.lists(abstention, max_size=2))),
    )

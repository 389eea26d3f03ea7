"""Extractions built by hand, with texts in our own words, for every test of the record."""

from __future__ import annotations

from dataclasses import replace

from dateline.model import (
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
    article_id,
)

FIRST = Generator(version="0.1.0", weights="sha256:aa", rules="sha256:bb")
SECOND = Generator(version="0.2.0", weights="sha256:cc", rules="sha256:bb")

TALKS = (
    "Corridor talks resume\n\n"
    'PORTOVA, March 2 - Foreign Minister Ada Brandt told Ivo Kral that "the corridor will reopen", '
    "a spokesman said on Thursday. "
    "A senior U.S. official, who asked not to be named because the talks are private, "
    "denied that sanctions on Veldania were discussed. "
    "Kral believes the ceasefire, signed last week, is holding."
)


def find(text: str, words: str, after: int = 0) -> Span:
    """The span of ``words`` in ``text``."""
    start = text.index(words, after)
    return start, start + len(words)


def article(text: str = TALKS, **fields: object) -> Article:
    url, outlet, published = (fields.get(name) for name in ("url", "outlet", "published"))
    identifier = article_id(text, url=url, outlet=outlet, published=published)
    return Article(id=identifier, text=text, **fields)


def talks(generator: Generator = FIRST, text: str = TALKS, **fields: object) -> Extraction:
    """An article with three claims, one inside another's chain, and a row for every table."""
    told = {"title": "Corridor talks resume", "outlet": "Harbour Post", "published": "2023-03-02", **fields}
    place = Dateline(
        place="Portova", country=None, date="2023-03-02", span=find(text, "PORTOVA, March 2"), agency="HNA"
    )
    header = Header(field="place", value="PORTOVA", span=find(text, "PORTOVA"))
    return Extraction(
        generator=generator,
        article=replace(article(text, **told), dateline=place, headers=(header,)),
        actors=(
            Actor(id="ada-brandt", name="Ada Brandt", type="PERSON", country="NOR", sector="GOV", office="Minister"),
            Actor(id="ivo-kral", name="Ivo Kral", type="PERSON", wikidata="Q1"),
            Actor(id="veldania", name="Republic of Veldania", type="STATE"),
        ),
        mentions=(
            Mention(id="m1", span=find(text, "Ada Brandt"), type="PERSON", actor="ada-brandt", named=True),
            Mention(id="m2", span=find(text, "Veldania"), type="STATE", actor="veldania", named=True),
        ),
        times=(
            Timex(
                id="t1",
                span=find(text, "last week"),
                text="last week",
                start="2023-02-20",
                end="2023-02-26",
                granularity="week",
                edtf="2023-02-20/2023-02-26",
                timex=TimexValue(type="DATE", value="2023-W08"),
            ),
        ),
        attributions=(_brandt(text), _official(text), _kral(text)),
        events=(_ceasefire(text),),
        precedents=(
            Precedent(
                id="p1",
                span=find(text, "Corridor talks resume"),
                claim="first",
                pattern=PrecedentPattern(category="CONSULT", form="meeting", actors=("ada-brandt",)),
                since=Since(text="last week", start="2023-02-20", end="2023-02-26"),
                attribution=None,
            ),
        ),
    )


def _brandt(text: str) -> Attribution:
    return Attribution(
        id="a1",
        parent=None,
        source=(find(text, "Foreign Minister Ada Brandt"),),
        cue=(find(text, "told"),),
        content=(find(text, '"the corridor will reopen"'),),
        kind="statement",
        quote="direct",
        polarity="asserted",
        source_type="named_person",
        actors=("ada-brandt",),
        addressees=("ivo-kral",),
        quoted=(QuotedRun(span=find(text, "the corridor will reopen"), words_of="a1"),),
        voice="source",
        chain=(
            ChainLink(actor=None, name="spokesman", source_type="unnamed_person", inferred=True),
            ChainLink(actor="ada-brandt", name="Ada Brandt", source_type="named_person"),
        ),
    )


def _official(text: str) -> Attribution:
    return Attribution(
        id="a2",
        parent=None,
        source=(find(text, "A senior U.S. official"),),
        cue=(find(text, "denied"),),
        content=(find(text, "that sanctions on Veldania"), find(text, "discussed")),
        kind="statement",
        quote="indirect",
        polarity="denied",
        source_type="anonymous",
        anonymity=Anonymity(reason=find(text, "because the talks are private")),
        chain=(ChainLink(actor=None, name="senior U.S. official", source_type="anonymous"),),
    )


def _kral(text: str) -> Attribution:
    return Attribution(
        id="a3",
        parent=None,
        source=(find(text, "Kral", text.index("Kral believes")),),
        cue=(find(text, "believes"),),
        content=(find(text, "the ceasefire, signed last week, is holding"),),
        kind="belief",
        quote="indirect",
        polarity="asserted",
        source_type="named_person",
        actors=("ivo-kral",),
        chain=(ChainLink(actor="ivo-kral", name="Ivo Kral", source_type="named_person"),),
    )


def _ceasefire(text: str) -> Event:
    return Event(
        id="e1",
        trigger=find(text, "signed"),
        span=find(text, "the ceasefire, signed last week"),
        category="AGREE",
        mode=None,
        contexts=("military",),
        actors=("ivo-kral",),
        recipients=("veldania",),
        stage="occurred",
        factuality="CT+",
        status="occurred",
        denies=None,
        contact=None,
        proposition=Proposition(span=find(text, "the ceasefire"), text="Veldania: ceasefire"),
        date_basis="stated",
        time="t1",
        start="2023-02-20",
        end="2023-02-26",
        place=None,
        country=None,
        attribution="a3",
        initiator=None,
        form=None,
        duration=Duration(text="an hour", min=60.0, max=60.0),
        within=None,
    )


def said(
    speaker: str,
    words: str,
    generator: Generator = FIRST,
    source_type: str = "named_person",
    **fields: object,
) -> Extraction:
    """A one-sentence article: ``speaker`` said that ``words``."""
    text = f"{speaker} said that {words}."
    claim = Attribution(
        id="a1",
        parent=None,
        source=((0, len(speaker)),),
        cue=(find(text, "said"),),
        content=(find(text, f"that {words}"),),
        kind="statement",
        quote="indirect",
        polarity="asserted",
        source_type=source_type,
        chain=(ChainLink(actor=None, name=speaker, source_type=source_type),),
    )
    told = {"outlet": "Harbour Post", "published": "2023-03-01", **fields}
    return Extraction(generator=generator, article=article(text, **told), attributions=(claim,))


def numbered(count: int) -> list[Extraction]:
    """Articles of which no two are alike, every third one the next text of an address."""
    subjects = ("grain exports", "the border crossing", "prisoner lists", "the gas transit", "the summit")
    made = []
    for i in range(count):
        words = f"{subjects[i % len(subjects)]} came up in round {i} of the talks"
        url = f"https://harbour.example/{i // 3}" if i % 3 else None
        made.append(said(f"Delegate {i}", words, url=url, published=f"2023-03-{1 + i % 28:02}T{i % 24:02}:00:00+02:00"))
    return made

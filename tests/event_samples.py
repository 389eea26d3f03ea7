"""Extractions with events, built by hand in our own words: an encounter that five voices tell of, and asks."""

from __future__ import annotations

from dateline.model import (
    Actor,
    Attribution,
    ChainLink,
    Duration,
    Event,
    Extraction,
    Generator,
    Precedent,
    PrecedentPattern,
    Proposition,
    Since,
    Span,
    article_id,
)
from dateline.model.article import Article

FIRST = Generator(version="0.1.0", weights="sha256:aa", rules="sha256:bb")

ENCOUNTER = (
    "Brandt had asked for a word with Kral, the Czech spokeswoman Lena Novak said, but there were no talks. "
    "The Onega Dispatch cited the Czech foreign ministry as saying that the two spoke briefly in Oslo on May 3. "
    "A Norwegian official said that the chat lasted some ten minutes. "
    "Their meeting was the first since the border closed."
)

ACTORS = (
    Actor(id="ada-brandt", name="Ada Brandt", type="PERSON", country="NOR", sector="GOV", office="Foreign Minister"),
    Actor(id="ivo-kral", name="Ivo Kral", type="PERSON", country="CZE", sector="GOV", office="Foreign Minister"),
    Actor(id="lena-novak", name="Lena Novak", type="PERSON", country="CZE", office="Foreign Ministry Spokesperson"),
    Actor(id="czech-foreign-ministry", name="Czech Foreign Ministry", type="ORG", country="CZE", sector="GOV"),
    Actor(id="norway", name="Norway", type="STATE", country="NOR", wikidata="Q20"),
    Actor(id="czechia", name="Czechia", type="STATE", country="CZE"),
    Actor(id="old-hand", name="Old Hand", type="PERSON", country="NOR", sector="ELI", office="former President"),
    Actor(id="onega-dispatch", name="Onega Dispatch", type="ORG"),
)
TWO = ("ada-brandt", "ivo-kral")

OFFICIAL = ChainLink(actor=None, name="Norwegian official", source_type="unnamed_person")
NOVAK = ChainLink(actor="lena-novak", name="Lena Novak", source_type="named_person")
MINISTRY = ChainLink(actor="czech-foreign-ministry", name="Czech Foreign Ministry", source_type="named_organisation")
DISPATCH = ChainLink(actor="onega-dispatch", name="Onega Dispatch", source_type="named_organisation")


def find(text: str, words: str, after: int = 0) -> Span:
    """The span of ``words`` in ``text``."""
    start = text.index(words, after)
    return start, start + len(words)


def claim(text: str, identifier: str, source: str, cue: str, content: str, *chain: ChainLink, **fields) -> Attribution:
    """An attribution whose source, cue and content are the first places of these words."""
    told = {"kind": "statement", "quote": "indirect", "polarity": "asserted", "parent": None, **fields}
    return Attribution(
        id=identifier,
        source=(find(text, source),) if source else (),
        cue=(find(text, cue),),
        content=(find(text, content),),
        source_type=chain[-1].source_type if chain and source else "none",
        chain=chain,
        **told,
    )


def act(text: str, identifier: str, clause: str, trigger: str, **fields) -> Event:
    """An event in ``clause``, a contact of the two that occurred unless ``fields`` say otherwise."""
    span = find(text, clause)
    about = fields.pop("about", None)
    proposition = about and Proposition(span=find(text, about[0]), text=about[1])
    empty = dict.fromkeys(
        ("mode", "denies", "date_basis", "time", "start", "end", "place", "country", "attribution", "initiator")
    )
    empty |= dict.fromkeys(("form", "duration", "within"))
    stage = fields.get("stage", "occurred")
    told = {
        **empty,
        "category": "CONSULT",
        "contexts": ("diplomatic",),
        "actors": TWO,
        "recipients": (),
        "stage": stage,
        "factuality": "CT+",
        "contact": "c1" if fields.get("category", "CONSULT") == "CONSULT" else None,
        "proposition": proposition,
        **fields,
    }
    factuality = told["factuality"]
    summary = "denied" if factuality.endswith("-") else "hypothetical" if factuality in {"PS+", "U"} else told["stage"]
    return Event(id=identifier, trigger=find(text, trigger, span[0]), span=span, **{"status": summary, **told})


def extraction(text: str, claims=(), events=(), precedents=(), **fields) -> Extraction:
    told = {"outlet": "Harbour Post", "published": "2024-05-04", **fields}
    identity = {key: told.get(key) for key in ("url", "outlet", "published")}
    article = Article(id=article_id(text, **identity), text=text, **told)
    return Extraction(
        generator=FIRST,
        article=article,
        actors=ACTORS,
        attributions=tuple(claims),
        events=tuple(events),
        precedents=tuple(precedents),
    )


def encounter(**fields) -> Extraction:
    """One contact in five mentions: asked for, its word rejected, held, lasting, and named by the article itself."""
    text = ENCOUNTER
    claims = (
        claim(text, "a1", "the Czech spokeswoman Lena Novak", "said", "there were no talks", NOVAK),
        claim(text, "a2", "The Onega Dispatch", "cited", "the Czech foreign ministry as saying", DISPATCH),
        claim(
            text,
            "a3",
            "the Czech foreign ministry",
            "saying",
            "the two spoke briefly in Oslo on May 3",
            DISPATCH,
            MINISTRY,
            parent="a2",
        ),
        claim(text, "a4", "A Norwegian official", "said", "the chat lasted some ten minutes", OFFICIAL),
    )
    events = (
        act(
            text,
            "e1",
            "Brandt had asked for a word with Kral",
            "asked",
            stage="requested",
            initiator="ada-brandt",
            attribution="a1",
            date_basis="inherited",
            start="2024-05-04",
            end="2024-05-04",
        ),
        act(text, "e2", "there were no talks", "talks", factuality="CT-", denies="label", attribution="a1"),
        act(
            text,
            "e3",
            "the two spoke briefly in Oslo on May 3",
            "spoke",
            attribution="a3",
            date_basis="stated",
            start="2024-05-03",
            end="2024-05-03",
            place="Oslo",
            country="NOR",
            form="brief exchange",
        ),
        act(
            text,
            "e4",
            "the chat lasted some ten minutes",
            "chat",
            attribution="a4",
            duration=Duration(text="some ten minutes", min=10, max=10),
        ),
        act(text, "e5", "Their meeting", "meeting", within="border-conference-2024"),
    )
    first = Precedent(
        id="p1",
        span=find(text, "Their meeting was the first since the border closed"),
        claim="first",
        pattern=PrecedentPattern(category="CONSULT", form="meeting", actors=TWO),
        since=Since(text="the border closed", start="2022-03-01", end="2022-03-31"),
        attribution=None,
    )
    return extraction(text, claims, events, [first], **fields)


def met(sentence: str = "Brandt met Kral.", trigger: str = "met", *, outlet: str = "Harbour Post", **fields):
    """An article of one sentence in its own voice with one contact."""
    published = fields.pop("published", "2024-05-04")
    event = act(sentence, "e1", sentence, trigger, **fields)
    return extraction(sentence, (), [event], outlet=outlet, published=published)


def asked(sentence: str, trigger: str, what: str | None = None, **fields) -> Extraction:
    """An article of one sentence in which Norway asks something of Czechia, unless ``fields`` say otherwise."""
    outlet, published = fields.pop("outlet", "Harbour Post"), fields.pop("published", "2024-05-04")
    told = {"category": "REQUEST", "actors": ("norway",), "recipients": ("czechia",), **fields}
    if what is not None:
        told["about"] = (what, f"Czechia: {what}")
    return extraction(
        sentence, (), [act(sentence, "e1", sentence, trigger, **told)], outlet=outlet, published=published
    )

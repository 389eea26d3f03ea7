"""What can be asked of a record, and what it answers: plain frozen data classes, no database in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from dateline.model import Spans
from dateline.model.attribution import Kind, Part, Polarity, Quote, SourceType


class Added(Enum):
    """What adding an extraction did to the record."""

    ADDED = "added"
    """An article that the record did not have."""
    NEW_VERSION = "new_version"
    """An article whose address the record has with another text."""
    REREAD = "reread"
    """A known article, read by a generator that had not read it: its extraction is the current one now."""
    KNOWN = "known"
    """A known article, read by this generator before: nothing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Which claims to list; every field narrows the answer, and all fields together must hold.

    ``by``, ``to`` and ``via`` match names: each word must begin a word of the name, in any order, without
    regard to case, accents and abbreviation points; words of three letters or fewer must be whole words,
    so that ``UN`` is not found in "United States". ``about`` and ``text`` search what was claimed.

    Attributes:
        by: words of the speaker's name or of the words that name the source.
        about: words in what is claimed, or in the name of an actor that it mentions.
        to: words of an addressee's name.
        via: words of a carrier's name: any source of the chain before the speaker.
        kind: one kind of attribution.
        polarity: one polarity.
        anonymous: only sources whose identity the text withholds.
        quoted: only claims that are quoted, in whole or in part.
        text: words, or phrases in double quotes, that what is claimed holds; found by their stems.
        latest: only the latest version of an article whose text changed.
        said_since: published on that day or later, as printed; likewise ``said_until``, the day included.
        added_since: added to the record on that day (UTC) or later; likewise ``added_until``.
        happened_since: with an event that ended, or may have, on that day or later.
        happened_until: with an event that began, or may have, on that day or earlier.
        limit: at most so many claims.
    """

    by: str | None = None
    about: str | None = None
    to: str | None = None
    via: str | None = None
    kind: Kind | None = None
    polarity: Polarity | None = None
    anonymous: bool = False
    quoted: bool = False
    text: str | None = None
    latest: bool = False
    said_since: date | None = None
    said_until: date | None = None
    added_since: date | None = None
    added_until: date | None = None
    happened_since: date | None = None
    happened_until: date | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise ValueError("a limit is 0 or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who said what, according to whom: one attribution of the current extraction of an article.

    Attributes:
        article: the article's id.
        attribution: the attribution's id, local to the article.
        parent: the attribution whose content holds this one, if any.
        outlet: who printed it: every claim is "as relayed by" this outlet.
        title: the article's title.
        published: when, as printed.
        path: where the article was read from.
        version: 1 for the first text seen at an address, counting up.
        superseded: whether a later version of the article is in the record.
        speaker: the name of the last link of the chain, else the source's words.
        source: the words that name the source, null where none are written.
        cue: the words that attribute.
        content: the words of what is claimed.
        spans: where ``content`` stands in the article's text.
        chain: names of the sources through which the article knows it, outermost first, the speaker last.
        inferred: whether a link of the chain is named only in a neighbouring sentence.
        addressees: names of whom it was said to.
        generator: the version of Dateline that read it.
    """

    article: str
    attribution: str
    parent: str | None
    outlet: str | None
    title: str | None
    published: str | None
    path: str | None
    version: int
    superseded: bool
    speaker: str | None
    source: str | None
    cue: str
    content: str
    spans: Spans
    chain: tuple[str, ...]
    inferred: bool
    addressees: tuple[str, ...]
    kind: Kind | None
    polarity: Polarity | None
    quote: Quote
    source_type: SourceType | None
    anonymous: bool
    part: Part
    generator: str

    @property
    def chain_text(self) -> str:
        """The chain as one line: ``A > B``; empty where no source is known."""
        return " > ".join(self.chain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article whose title or text holds the words that were searched, with the passage that holds them."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    path: str | None
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCounts:
    """How much a record holds.

    Attributes:
        articles: articles, versions of one address counted once.
        versions: texts, each version counted.
        outlets: distinct outlets that are known.
        extractions: extractions, current and older ones.
        claims: attributions of current extractions.
        anonymous: those of them whose source's identity is withheld.
        events: event mentions of current extractions.
        generators: distinct versions of Dateline that read for this record.
        first_published: the earliest day of publication that is known.
        last_published: the latest one.
    """

    articles: int
    versions: int
    outlets: int
    extractions: int
    claims: int
    anonymous: int
    events: int
    generators: int
    first_published: str | None
    last_published: str | None

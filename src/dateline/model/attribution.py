"""Attributions: who says, thinks, knows, wants or decrees what, and through whom the article knows it.

The terms are those of PARC3 and PolNeAR (source, cue, content), of MPQA (nested sources) and of FactBank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from dateline.model.spans import Span, Spans, check_span, check_spans

ROLES: Final = ("source", "cue", "content")
"""The roles of PARC3 and PolNeAR."""

Kind: TypeAlias = Literal["statement", "belief", "knowledge", "intention", "decree", "attitude"]
Quote: TypeAlias = Literal["direct", "mixed", "indirect"]
Polarity: TypeAlias = Literal["asserted", "denied", "negated", "declined", "conditional"]
SourceType: TypeAlias = Literal[
    "named_person",
    "unnamed_person",
    "anonymous",
    "named_organisation",
    "unnamed_group",
    "document",
    "author",
    "none",
]
Part: TypeAlias = Literal["headline", "heading", "caption", "body"]
Voice: TypeAlias = Literal["source", "outlet", "unclear"]


@dataclass(frozen=True, slots=True)
class RoleSpans:
    """The bare spans of one attribution: as read from scores, or as annotated in a corpus."""

    source: Spans
    cue: Spans
    content: Spans

    def role(self, name: str) -> Spans:
        """The spans of one of :data:`ROLES`."""
        spans: Spans = getattr(self, name)
        return spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymity:
    """That identity is withheld; ``reason`` is where the text says so."""

    reason: Span | None = None

    def __post_init__(self) -> None:
        if self.reason is not None:
            check_span(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRun:
    """A run inside quotation marks; ``words_of`` is the attribution whose source uttered it, null if unclear."""

    span: Span
    words_of: str | None = None

    def __post_init__(self) -> None:
        check_span(self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainLink:
    """One source of a chain.

    ``name`` is the canonical name if known, else the source's words without the determiner; ``inferred``
    marks a carrier that only a neighbouring sentence names.
    """

    actor: str | None
    name: str
    source_type: SourceType | None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One source, cue and content, each of one or more spans.

    ``parent`` is the smallest attribution whose content holds this one's cue. ``chain`` names the sources
    through which the article knows it, outermost first, this attribution's own last; the outlet that was
    read is left out. Only ``source`` may be empty, with source type ``none``. ``kind``, ``polarity``,
    ``source_type`` and ``voice`` are null where nothing decides.
    """

    id: str
    parent: str | None
    source: Spans
    cue: Spans
    content: Spans
    kind: Kind | None
    quote: Quote
    polarity: Polarity | None
    source_type: SourceType | None
    anonymity: Anonymity | None = None
    actors: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    part: Part = "body"
    quoted: tuple[QuotedRun, ...] = ()
    voice: Voice | None = None
    chain: tuple[ChainLink, ...] = ()

    def __post_init__(self) -> None:
        for spans in (self.source, self.cue, self.content):
            check_spans(spans)
        if not self.cue or not self.content:
            raise ValueError("an attribution has a cue and a content")
        if not self.source and self.source_type not in {None, "none", "author"}:
            raise ValueError("only a source that is not written has no span")
        if self.parent == self.id:
            raise ValueError("an attribution is not its own parent")

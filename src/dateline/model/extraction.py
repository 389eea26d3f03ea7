"""Everything that was read out of one article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from dateline.model.article import Article
from dateline.model.attribution import Attribution
from dateline.model.events import Event, Precedent
from dateline.model.mentions import Actor, Mention, Timex
from dateline.model.spans import Span

SCHEMA: Literal["dateline.extraction/1"] = "dateline.extraction/1"
"""Name and version of the printed form."""

Reason: TypeAlias = Literal[
    "not_stated",
    "ambiguous",
    "unresolved_reference",
    "unknown_name",
    "identity_withheld",
    "not_covered",
]
REASONS: dict[Reason, str] = {
    "not_stated": "the text does not say it",
    "ambiguous": "the text allows several readings and nothing decides between them",
    "unresolved_reference": "a pronoun or description whose antecedent was not found",
    "unknown_name": "a name that no table knows",
    "identity_withheld": "the text says that the identity is withheld",
    "not_covered": "this version does not read it",
}
"""Why a field can be empty: a closed list, with what each reason means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """A field that was left empty, and why.

    ``subject`` is the id of the attribution, event or mention, or ``article``; ``field`` is the key that
    is empty there.
    """

    subject: str
    field: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """The version that read an article: program, weights and rules, the last two by hash."""

    version: str
    weights: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one version of Dateline read out of one article.

    Ids of attributions, events, mentions and times are local to the article. Every span lies inside
    ``article.text``; every reference (``parent``, ``words_of``, ``actor``) leads to something in the same
    extraction; parents hold no cycle. A violation raises ``ValueError``.
    """

    generator: Generator
    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    abstentions: tuple[Abstention, ...] = ()

    def __post_init__(self) -> None:
        length = len(self.article.text)
        for span in self._spans():
            if span[1] > length:
                raise ValueError(f"the span {span} stands outside the text of {length} characters")
        _check_distinct("attribution", (a.id for a in self.attributions))
        _check_distinct("actor", (a.id for a in self.actors))
        parents = {a.id: a.parent for a in self.attributions}
        for attribution in self.attributions:
            _check_parents(attribution.id, parents)
            for run in attribution.quoted:
                if run.words_of is not None and run.words_of not in parents:
                    raise ValueError(f"{attribution.id} quotes words of {run.words_of}, which is not here")
        known = {a.id for a in self.actors}
        for attribution in self.attributions:
            if unknown := {*attribution.actors, *attribution.addressees} - known:
                raise ValueError(f"{attribution.id} names actors that are not here: {sorted(unknown)}")

        for event in self.events:
            if unknown := {*event.actors, *event.recipients} - known:
                raise ValueError(f"{event.id} names actors that are not here: {sorted(unknown)}")
            if event.attribution is not None and event.attribution not in parents:
                raise ValueError(f"{event.id} is claimed by {event.attribution}, which is not here")

    def _spans(self) -> Iterable[Span]:
        for attribution in self.attributions:
            yield from attribution.source
            yield from attribution.cue
            yield from attribution.content
            for run in attribution.quoted:
                yield run.span
            if attribution.anonymity and attribution.anonymity.reason:
                yield attribution.anonymity.reason
        for mention in self.mentions:
            yield mention.span
        for time in self.times:
            yield time.span
        for event in self.events:
            yield event.span
            yield event.trigger
            if event.proposition:
                yield event.proposition.span
        for precedent in self.precedents:
            yield precedent.span


def _check_distinct(noun: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise ValueError(f"two {noun}s share the id {identifier}")
        seen.add(identifier)


def _check_parents(identifier: str, parents: dict[str, str | None]) -> None:
    """Raise ``ValueError`` where the way up from ``identifier`` leaves the extraction or turns in a circle."""
    passed = {identifier}
    parent = parents[identifier]
    while parent is not None:
        if parent not in parents:
            raise ValueError(f"{identifier} has the parent {parent}, which is not here")
        if parent in passed:
            raise ValueError(f"{identifier} is inside itself")
        passed.add(parent)
        parent = parents[parent]

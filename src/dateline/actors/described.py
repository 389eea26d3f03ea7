"""Descriptions that mean the one whom the text has named with that office: "the minister", "the French president"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.actors.candidates import Context
from dateline.actors.context import context_of
from dateline.actors.gazetteer import Gazetteer
from dateline.actors.names import folds, words
from dateline.language.analysis import Analysis, Mention, Token
from dateline.model.mentions import Actor
from dateline.model.spans import Span

_LESSER: Final = frozenset({"deputy", "vice", "assistant", "under", "undersecretary", "acting", "former"})
_MODIFIERS: Final = frozenset({"det", "amod", "compound", "punct", "case", "flat"})
_INDEFINITE: Final = frozenset({"a", "an", "some", "any", "one", "every", "another", "no"})
_PAST: Final = frozenset({"former", "ex", "late", "future", "next", "deputy", "counterpart", "then", "previous"})
_PLURAL: Final = frozenset({"NNS", "NNPS"})
# What many people of one text may be called; that one of them is named with it says nothing.
_COMMON: Final = frozenset({"member", "official", "leader", "representative", "commander", "envoy", "negotiator"})


@dataclass(frozen=True, slots=True)
class Titled:
    """A person whom the text names, where, with the words for the offices that stand there or that the tables know."""

    span: Span
    actor: Actor
    offices: frozenset[str]


def titled_people(
    analysis: Analysis, who: Gazetteer, people: Iterable[tuple[Span, Actor]], before: Callable[[Span], str]
) -> tuple[Titled, ...]:
    """The named people with their offices; ``before`` gives the words that stand before a name as its titles."""
    found = []
    for span, actor in people:
        beside = context_of(who, f"{before(span)} {_without_name(analysis.text[slice(*span)], actor)}")
        offices = beside.offices | ({" ".join(folds(actor.office))} if actor.office else frozenset())
        found.append(Titled(span, actor, offices))
    return tuple(found)


def _without_name(printed: str, actor: Actor) -> str:
    """A printed name without the words of the actor's name: its titles."""
    own = set(folds(actor.name))
    return " ".join(word.text for word in words(printed) if word.fold not in own)


def sole_holder(analysis: Analysis, who: Gazetteer, people: Sequence[Titled], noun: Mention) -> Actor | None:
    """The one person named before a description, with the office that it names; None where none is, or several are.

    Of "the" with an office, a country and adjectives only: "the company's president" is somebody else.
    """
    head = analysis.tokens[noun.head]
    if head.tag in _PLURAL or not head.text.islower() or not _is_plain(analysis, noun):
        return None
    context = context_of(who, " ".join(analysis.text[noun.span[0] : max(noun.span[1], head.end)].split()))
    if len(context.offices) != 1 or len(context.countries) > 1:
        return None
    (office,) = context.offices
    if folds(head.text)[-1:] != tuple(office.split())[-1:] or office in _COMMON:
        return None
    bearing = {
        each.actor.id: each.actor
        for each in people
        if any(_means(office, own) for own in each.offices) and _goes_with(who, context, each.actor)
    }
    named = {each.actor.id for each in people if each.span[1] <= noun.span[0]}
    return next(iter(bearing.values())) if len(bearing) == 1 and set(bearing) <= named else None


def _is_plain(analysis: Analysis, noun: Mention) -> bool:
    """Whether a description is "the", a head and adjectives or names, with nothing that belongs to another."""
    inside = [t for t in analysis.tokens[max(0, noun.head - 6) : noun.head] if t.start >= noun.span[0]]
    behind = analysis.tokens[noun.head + 1 : noun.head + 9]
    after = any(t.head == noun.head and t.dep.split(":")[0] in {"nmod", "acl"} for t in behind)
    definite = bool(inside) and inside[0].text.lower() == "the"
    return definite and not after and all(_modifies(token) for token in inside)


def _modifies(token: Token) -> bool:
    return token.dep.split(":")[0] in _MODIFIERS and token.tag != "POS" and token.text.lower() not in _LESSER


def _means(described: str, office: str) -> bool:
    """Whether the words of a description are the end of an office's: "minister" of "foreign minister"."""
    short, long = described.split(), office.split()
    return long[-len(short) :] == short and not set(long[: -len(short)]) & _LESSER


def _goes_with(who: Gazetteer, context: Context, actor: Actor) -> bool:
    if not context.countries:
        return True
    codes = {who.country_of(id_) for country in context.countries for id_ in who.ids_of(country)}
    return actor.country is not None and actor.country in codes


def is_definite(words: str) -> bool:
    """Whether a description can mean one holder: not "a former president", not "an official"."""
    plain = words.lower().split()
    return bool(plain) and plain[0] not in _INDEFINITE and not _PAST & set(plain)

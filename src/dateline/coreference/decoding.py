"""From probabilities of links to clusters: from left to right, each mention joins the likeliest cluster or begins one.

The probability of joining a cluster is the sum of those of its mentions: that is what the ranker was taught. What
is known for certain stands above it: actors that a table knows, and who says "I" in a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

import numpy as np

from dateline.coreference.lexicon import PRONOUNS
from dateline.coreference.pairs import Pairs
from dateline.coreference.profiles import Profiles
from dateline.coreference.vectors import Floats

Chain: TypeAlias = list[tuple[int, float]]
"""Mentions of one entity, each with the probability by which it joined the others; 1 for what began it."""

# Of 32 mentions of "I", "me" or "my" in quotations of GUM train whose speaker syntax shows, 29 are the speaker.
_SPEAKS: Final = 0.9
_KNOWN: Final = 1.0
_NONE: Final = -1  # no entity
_ROUNDED: Final = 1e-4  # the ranker rounds probabilities to that
_I, _YOU = PRONOUNS.index("i"), PRONOUNS.index("you")


@dataclass(slots=True)
class _Entity:
    """A cluster as far as it has grown, with what its mentions say of it."""

    chain: Chain = field(default_factory=list)
    genders: set[int] = field(default_factory=set)
    countries: set[int] = field(default_factory=set)
    actors: set[int] = field(default_factory=set)
    names: list[frozenset[int]] = field(default_factory=list)
    talks: bool = False


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a mention says of its entity; ``talks``: it is "I" or "you" outside quotations."""

    gender: int
    country: int
    actor: int
    name: frozenset[int]
    talks: bool


def decode(found: Profiles, pairs: Pairs, links: Floats, nothing: Floats, *, least: float = 0.0) -> list[Chain]:
    """The clusters, singletons included, by their first mentions. A link less likely than ``least`` is not made."""
    entities: list[_Entity] = []
    entity_of = [_NONE] * len(found)
    by_actor: dict[int, int] = {}
    utterers = _utterers(found) if least <= _SPEAKS else {}
    owned = _owners(found, pairs, links)
    some = np.flatnonzero(links)
    # Who says "I" stands for it.
    meant = np.array([utterers.get(k, k) for k in range(len(found))], dtype=np.int32)[pairs.before[some]].tolist()
    chances, alone = links[some].tolist(), nothing.tolist()
    ends = np.searchsorted(pairs.after[some], np.arange(len(found)), side="right").tolist()
    first = 0
    for k, (traits, end) in enumerate(zip(_traits(found), ends, strict=True)):
        own, first = range(first, end), end
        if k in utterers:
            continue
        shares: dict[int, float] = {}
        # Where nothing before it is likely enough, together all its links fall short of what one would need.
        hopeless = alone[k] + least > 1 + _ROUNDED * (len(own) + 1)
        for at in () if hopeless else own:
            if (entity := entity_of[meant[at]]) != _NONE:
                shares[entity] = shares.get(entity, 0.0) + chances[at]
        # Of equals the one that was met nearest, for pairs come from the nearest on, and sorting keeps their order.
        likely = sorted(shares, key=shares.__getitem__, reverse=True)
        apart = entity_of[owned[k]] if k in owned else _NONE
        best = next((e for e in likely if e != apart and _fits(entities[e], traits)), _NONE)
        score = shares[best] if best != _NONE else 0.0
        if traits.actor in by_actor:
            best, score = by_actor[traits.actor], _KNOWN
        if best == _NONE or score < least or score <= alone[k]:
            best, score = len(entities), 1.0
            entities.append(_Entity())
        entity_of[k] = best
        if traits.actor:
            by_actor.setdefault(traits.actor, best)
        _join(entities[best], k, score, traits)
    for k, speaker in utterers.items():
        entities[entity_of[speaker]].chain.append((k, _SPEAKS))
    return sorted(sorted(entity.chain) for entity in entities)


def _utterers(found: Profiles) -> dict[int, int]:
    """The mentions of "I" in quotations with the mention of who speaks, who may be named only after them."""
    speaker = found.speaker.tolist()
    said = {k: speaker[k] for k in range(len(found)) if found.family[k] == _I and speaker[k] >= 0}
    return {k: by for k, by in said.items() if by not in said}


def _owners(found: Profiles, pairs: Pairs, links: Floats) -> dict[int, int]:
    """Mentions with one before them that they are not: nothing is its own possessor.

    Of 1,914 possessors in GUM train two are of the entity that they possess. "His counterpart", which begins before
    "his", is kept from whom "his" most likely is.
    """
    apart: dict[int, int] = {}
    for k, owner in enumerate(found.owner.tolist()):
        if owner < 0:
            continue
        apart[max(k, owner)] = min(k, owner)
        if k < owner and found.elsewhere[k]:
            first, end = np.searchsorted(pairs.after, (owner, owner + 1))
            others = [n for n in range(first, end) if pairs.before[n] < k]
            if others:
                apart[k] = int(pairs.before[max(others, key=links.__getitem__)])
    return apart


def _traits(found: Profiles) -> list[_Traits]:
    talks = np.isin(found.family, (_I, _YOU)) & (found.quotation < 0)
    columns = (found.gender.tolist(), found.country.tolist(), found.actor.tolist(), found.name.tolist(), talks.tolist())
    return [
        _Traits(gender, country, actor, frozenset(n for n in name if n), talking)
        for gender, country, actor, name, talking in zip(*columns, strict=True)
    ]


def _join(entity: _Entity, mention: int, score: float, traits: _Traits) -> None:
    entity.chain.append((mention, round(min(1.0, score), 4)))
    if traits.gender in {1, 2}:
        entity.genders.add(traits.gender)
    if traits.country:
        entity.countries.add(traits.country)
    if traits.actor:
        entity.actors.add(traits.actor)
    if traits.name:
        entity.names.append(traits.name)
    entity.talks |= traits.talks


def _fits(entity: _Entity, traits: _Traits) -> bool:
    """Whether a mention can be of the entity at all.

    Not where masculine meets feminine, a country or actor another, or a name one that shares a word with it
    while both have words of their own: "North Korea" and "South Korea". Nor where "I" or "you" outside quotations
    meets a name: the text may well name who writes or is written to, but which name is theirs was wrong more often
    than right, and with one such link all that they say goes to another.
    """
    if (traits.talks and entity.names) or (traits.name and entity.talks):
        return False
    if traits.gender in {1, 2} and entity.genders and traits.gender not in entity.genders:
        return False
    if traits.country and entity.countries and traits.country not in entity.countries:
        return False
    if traits.actor and entity.actors and traits.actor not in entity.actors:
        return False
    name = traits.name
    return not any(name & other and name - other and other - name for other in entity.names)

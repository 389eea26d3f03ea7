"""Mentions to actors: who is meant, by tables and by what the text says of the rest.

A cluster of mentions is one actor: the one that a table knows by the cluster's fullest name, its titles and its
countries on the day of the article, or one that only the text knows. Where a name fits several, or a description
fits nobody for certain, there is none: a wrong actor is worse than no actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from dateline.actors.gazetteer import Gazetteer
from dateline.actors.leaders import Leaders, can_be_leaders
from dateline.actors.linked import Identity, Linked
from dateline.actors.linker import Linker
from dateline.actors.names import folds
from dateline.coreference import Cluster, NameFacts
from dateline.coreference.clusters import Gender
from dateline.language.analysis import Analysis
from dateline.language.analysis import Mention as Noun
from dateline.model.mentions import Actor, Mention, MentionType

_TYPES: Final[Mapping[str, MentionType]] = {
    "STATE": "STATE", "ORG": "ORG", "GROUP": "GROUP", "PERSON": "PERSON", "MEETING": "MEETING", "DOCUMENT": "DOCUMENT",
}  # fmt: skip
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_OF_READER: Final[Mapping[str, MentionType]] = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}


def link(analysis: Analysis, clusters: Sequence[Cluster], who: Gazetteer, on: date | None) -> Linked:
    """The mentions of a text with the actors they mean on the day ``on`` (any day, where it is not known)."""
    return link_with(Linker(analysis, who, on), clusters)


def link_with(linker: Linker, clusters: Sequence[Cluster]) -> Linked:
    """What :func:`link` gives, by a linker that has told :func:`facts_with` already."""
    analysis, who = linker.analysis, linker.who
    identities = [linker.identity(cluster) for cluster in clusters]
    at: dict[int, Identity] = {}
    stands_for: dict[int, Actor] = {}
    groups: dict[int, tuple[Actor, ...]] = {}
    made: list[tuple[Noun, Actor | None]] = []
    for cluster, shared in zip(clusters, identities, strict=True):
        together = tuple(actor for member in cluster.members if (actor := identities[member].actor) is not None)
        whole = len(together) == len(cluster.members)
        own = {k: linker.own(analysis.mentions[k], shared) for k in cluster.mentions}
        named = [own[k] for k in cluster.mentions if not linker.is_pronoun(analysis.mentions[k])]
        mixed = len({i.actor.id for i in named if i.actor is not None}) > 1
        mixed = mixed or (shared.by_office and any(i.actor is None for i in named))
        for k in cluster.mentions:
            noun = analysis.mentions[k]
            # Where several people were taken for one, nothing tells which of them "he" is.
            identity = Identity(None, "ambiguous") if mixed and linker.is_pronoun(noun) else own[k]
            at[noun.head] = identity
            if cluster.members and whole and identity.actor is None:
                groups[noun.head] = tuple(dict.fromkeys(together))
            if identity.actor is None and (place := linker.seated_in(noun)) is not None:
                stands_for[noun.head] = place
            made.append((noun, identity.actor))
    at.update(linker.unmarked_offices(at))
    at.update(linker.unmarked_people(at))
    groups |= _leaders_together(linker, clusters, at, groups)
    mentions = _numbered(analysis, made)
    names = tuple((m.span, actor) for m in linker.found if (actor := linker.meant(m)) is not None)
    people = linker.named_people()
    known = [identity.actor for identity in at.values() if identity.actor is not None]
    actors = {
        actor.id: actor
        for actor in (*known, *stands_for.values(), *dict(names).values(), *dict(linker.everybody).values())
    }
    actors |= {actor.id: actor for together in groups.values() for actor in together if actor.id not in actors}
    ordered = tuple(actors[i] for i in sorted(actors))
    genders = _genders(who, clusters, identities, ordered)
    owners = tuple(each for each in linker.everybody if each not in people)
    return Linked(ordered, mentions, at, stands_for, groups, names, people, genders, owners)


def _leaders_together(
    linker: Linker, clusters: Sequence[Cluster], at: Mapping[int, Identity], groups: Mapping[int, tuple[Actor, ...]]
) -> dict[int, tuple[Actor, ...]]:
    """By the tokens that head them, the plurals that mean two holders of offices, with the pronouns for them."""
    analysis, tokens = linker.analysis, linker.analysis.tokens
    found: dict[int, tuple[Actor, ...]] = {}
    for cluster in clusters:
        nouns = [analysis.mentions[k] for k in cluster.mentions]
        heads = [n for n in nouns if n.type == "person" and can_be_leaders(tokens[n.head].text)]
        if not heads or any(n.head in groups or at[n.head].actor is not None for n in nouns):
            continue
        leaders = Leaders(linker.who, linker.on, linker.site)
        named = [*dict(linker.everybody).values(), *(i.actor for i in at.values() if i.by_office and i.actor)]
        for noun in heads:
            words = " ".join(analysis.text[slice(*noun.span)].split())
            together = leaders.by_states(words, tokens[noun.head].text)
            together = together or leaders.of_both(words, named, analysis.text, linker.found)
            if together:
                found |= {n.head: together for n in nouns}
                break
    return found


def _genders(
    who: Gazetteer, clusters: Sequence[Cluster], identities: Sequence[Identity], actors: Sequence[Actor]
) -> dict[str, Gender]:
    """The genders of people by their ids: of the tables, else of the pronouns that coreference ties to them."""
    found: dict[str, Gender] = {}
    for cluster, identity in zip(clusters, identities, strict=True):
        if identity.actor is not None and cluster.gender in {"masculine", "feminine"}:
            found.setdefault(identity.actor.id, cluster.gender)
    for actor in actors:
        sex = getattr(who.entry(actor.id), "sex", None)
        if sex is not None:
            found[actor.id] = "feminine" if sex == "f" else "masculine"
    return found


def facts_of(analysis: Analysis, who: Gazetteer, on: date | None) -> NameFacts:
    """What the tables know of the people whom mentions name: their sex, so that "she" is no man."""
    return facts_with(Linker(analysis, who, on))


def facts_with(linker: Linker) -> NameFacts:
    """What :func:`facts_of` gives, by a linker that :func:`link_with` can take again."""
    genders: dict[int, Gender] = {}
    for k, noun in enumerate(linker.analysis.mentions):
        if noun.type != "person" or not noun.named:
            continue
        for name in linker.full_names(noun)[:1]:
            found = linker.who.lookup(name, linker.on)
            if found and found[0].sex and found[0].actor.type == "PERSON" and len(folds(name)) > 1:
                genders[k] = "feminine" if found[0].sex == "f" else "masculine"
    return NameFacts(genders=genders)


def _numbered(analysis: Analysis, made: Iterable[tuple[Noun, Actor | None]]) -> tuple[Mention, ...]:
    """The mentions that the record keeps: people, organisations, states, places, meetings and documents."""
    kept = []
    for noun, actor in sorted(made, key=lambda item: (item[0].span[0], -item[0].span[1])):
        kind = _TYPES.get(actor.type) if actor is not None else _OF_READER.get(noun.type)
        if kind == "PERSON" and actor is None and analysis.tokens[noun.head].tag in _PLURAL:
            kind = "GROUP"
        if kind is not None:
            kept.append((noun, kind, actor))
    return tuple(
        Mention(id=f"m{i}", span=noun.span, type=kind, actor=actor.id if actor else None, named=noun.named)
        for i, (noun, kind, actor) in enumerate(kept, start=1)
    )

"""Plurals that stand for several entities together: "the two ministers", "both", "they".

Only where grammar has put the entities side by side: joined by "and", or the one that meets and the one that is
met. A plural that was tied to an earlier mention of its own needs no members.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.coreference.decoding import Chain
from dateline.coreference.lexicon import PRONOUNS, lexicon
from dateline.coreference.profiles import KINDS, TYPES, Profiles
from dateline.coreference.trees import Tree

_SENTENCES: Final = 2
"""How many sentences before its own a plural's members may stand."""

_PRONOUN, _NOUN = KINDS.index("pronoun"), KINDS.index("noun")
_PLURAL_PRONOUNS: Final = frozenset(PRONOUNS.index(family) for family in ("they", "some"))
_PERSON, _ORGANISATION, _PLACE = (TYPES.index(kind) for kind in ("person", "organization", "place"))
_ACTING: Final = frozenset({_PERSON, _ORGANISATION, _PLACE})


def members(tree: Tree, found: Profiles, chains: Sequence[Chain]) -> dict[int, tuple[int, ...]]:
    """For the number of a cluster those of the clusters that it stands for together, in order."""
    cluster_of = {mention: number for number, chain in enumerate(chains) for mention, _ in chain}
    sets = sorted(_beside_each_other(tree), key=_last)
    result = {}
    for number, chain in enumerate(chains):
        first = chain[0][0]
        size = _stated_size(tree, found, first)
        if size is None:
            continue
        for side in reversed(sets[: bisect_left(sets, first, key=_last)]):
            if found.sentence[first] - found.sentence[side[-1]] > _SENTENCES:
                break
            clusters = tuple(sorted({cluster_of[m] for m in side}))
            apart = all(found.head[m] < found.head[first] and found.end[m] <= found.start[first] for m in side)
            whole = len(clusters) == len(side) and number not in clusters
            if apart and whole and size in {0, len(clusters)} and _alike(found, first, side):
                result[number] = clusters
                break
    return result


def _last(side: tuple[int, ...]) -> int:
    return side[-1]


def _stated_size(tree: Tree, found: Profiles, mention: int) -> int | None:
    """How many a plural says that it stands for: 0 where it does not say, None for what is no such plural."""
    words = lexicon()
    head = tree.tokens[found.head[mention]]
    near = [head, *(tree.tokens[c] for c in tree.dependents(int(found.head[mention]), "nummod", "det", "det:predet"))]
    stated = next((words.counts[t.text.lower()] for t in near if t.text.lower() in words.counts), 0)
    if found.kind[mention] == _PRONOUN:
        return stated if found.family[mention] in _PLURAL_PRONOUNS and (stated or head.tag[:3] == "PRP") else None
    opening = tree.beginning_in(tree.analysis.mentions[mention].span)[0]
    definite = tree.words[opening] in {"the", "both", "these", "those"}
    return stated if stated and definite and found.kind[mention] == _NOUN else None


def _beside_each_other(tree: Tree) -> Iterator[tuple[int, ...]]:
    """Sets of mentions that grammar puts side by side, each in the order of the text."""
    mention_of = {m.head: k for k, m in reversed(list(enumerate(tree.analysis.mentions)))}
    for head, mention in mention_of.items():
        joined = [mention_of.get(c, -1) for c in tree.dependents(head, "conj")]
        if joined and min(joined) >= 0:
            yield tuple(sorted((mention, *joined)))
        for other in _met(tree, head):
            if mention_of.get(other, -1) > mention:
                yield mention, mention_of[other]


def _met(tree: Tree, subject: int) -> Iterator[int]:
    """Whom the subject of a verb meets, or does something with: "talks with", "in a dispute with"."""
    token = tree.tokens[subject]
    if token.dep != "nsubj":
        return
    if tree.lemmas[token.head] in lexicon().meeting:
        yield from tree.dependents(token.head, "obj")
    for c in tree.dependents(token.head, "obl", "obj"):
        if _is_with(tree, c):
            yield c
        yield from (n for n in tree.dependents(c, "nmod") if _is_with(tree, n))


def _is_with(tree: Tree, k: int) -> bool:
    return any(tree.lemmas[g] == "with" for g in tree.dependents(k, "case"))


def _alike(found: Profiles, plural: int, side: Sequence[int]) -> bool:
    """Whether the mentions are each one thing that acts, of a type that the plural's allows."""
    types = {int(found.type[m]) for m in side}
    if any(found.number[m] == 2 for m in side) or not types <= _ACTING:
        return False
    kind = int(found.type[plural])
    if kind == _PERSON or found.kind[plural] == _PRONOUN:
        return types == {_PERSON} or kind != _PERSON
    return True

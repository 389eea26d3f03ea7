"""From an analysis to its clusters."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from dateline.coreference.clusters import Cluster, Gender, NameFacts, Number
from dateline.coreference.decoding import Chain, decode
from dateline.coreference.groups import members
from dateline.coreference.lexicon import lexicon
from dateline.coreference.pairs import candidate_pairs
from dateline.coreference.profiles import KINDS, TYPES, name_parts, profiles
from dateline.coreference.ranking import load_ranker
from dateline.coreference.trees import Tree
from dateline.language.analysis import Analysis, Entity, Mention
from dateline.model.spans import Span

_NUMBERS: Final[dict[int, Number]] = {1: "singular", 2: "plural"}
_GENDERS: Final[dict[int, Gender]] = {1: "masculine", 2: "feminine"}
_PRONOUN: Final = KINDS.index("pronoun")
_PERSON: Final = TYPES.index("person")
_THINGS: Final = frozenset({"organization", "place", "event", "time", "object", "abstract", "substance", "plant"})


def resolve(analysis: Analysis, facts: NameFacts | None = None, *, least: float = 0.0) -> tuple[Cluster, ...]:
    """The entities of a text: each of ``analysis.mentions`` in one cluster, by the clusters' first mentions.

    A mention joins those before it where that is likelier than that it is new; with ``least`` only where it is
    at least so likely (0 to 1), so that a caller who would rather not know than be wrong can ask for more.

    Raises:
        WeightsError: the trained ranker is missing or not this version's.
    """
    if not analysis.mentions:
        return ()
    tree = Tree(analysis)
    found = profiles(tree, facts or NameFacts())
    pairs = candidate_pairs(found)
    chains = decode(found, pairs, *load_ranker().probabilities(found, pairs), least=least)
    together = members(tree, found, chains)
    traits = _Traits(*(column.tolist() for column in (found.kind, found.type, found.gender, found.number)))
    return tuple(_cluster(tree, traits, chain, together.get(k, ())) for k, chain in enumerate(chains))


class _Traits(NamedTuple):
    """What tells of each mention what its cluster is, by the numbers of :mod:`~dateline.coreference.profiles`."""

    kind: list[int]
    type: list[int]
    gender: list[int]
    number: list[int]


def _cluster(tree: Tree, traits: _Traits, chain: Chain, together: tuple[int, ...]) -> Cluster:
    mentions = [mention for mention, _ in chain]
    kind = TYPES[_type(traits, mentions)]
    genders = [g for m in mentions if (g := traits.gender[m]) in _GENDERS]
    numbers = [n for m in mentions if (n := traits.number[m]) in _NUMBERS]
    gender = _GENDERS[_commonest(genders)] if genders else "neuter" if kind in _THINGS else None
    return Cluster(
        mentions=tuple(mentions),
        scores=tuple(score for _, score in chain),
        type=kind,
        name=_best_name(tree, traits, mentions),
        number=_NUMBERS[_commonest(numbers)] if numbers else None,
        gender=gender,
        members=together,
    )


def _type(traits: _Traits, mentions: Sequence[int]) -> int:
    """The type of most mentions; a name or a noun counts before any pronoun, for a pronoun's is a guess."""
    told = [m for m in mentions if traits.kind[m] != _PRONOUN] or mentions
    return _commonest([traits.type[m] for m in told])


def _commonest(values: Sequence[int]) -> int:
    """The most frequent value; of equals the one that comes first."""
    if len(values) == 1:  # as of most clusters
        return values[0]
    return Counter(values).most_common(1)[0][0]


def _best_name(tree: Tree, traits: _Traits, mentions: Sequence[int]) -> Span | None:
    """The name of most words, of equals the first."""
    analysis = tree.analysis
    named = [m for m in mentions if analysis.mentions[m].named and traits.kind[m] != _PRONOUN]
    spans = [name_span(tree, analysis.mentions[m]) for m in named]
    return max(spans, key=lambda span: len(analysis.text[slice(*span)].split()), default=None)


def name_span(tree: Tree, mention: Mention) -> Span:
    """The name that heads a mention, without titles: the reader's name around its head, else its proper nouns."""
    parts = name_parts(tree, mention)
    start, end = parts[0].start, parts[-1].end
    head = tree.tokens[mention.head]
    entities = tree.analysis.entities
    if at := bisect_right(entities, head.start, key=_start_of):
        first, last = entities[at - 1].span
        if head.start < last and mention.span[0] <= first and last <= mention.span[1]:
            start, end = min(first, start), max(last, end)
    inside = [tree.tokens[k] for k in tree.beginning_in((start, end))]
    while len(inside) > 1 and (inside[0].text.lower() in lexicon().titles or inside[0].pos in {"DET", "PUNCT"}):
        del inside[0]
    while len(inside) > 1 and (inside[-1].tag == "POS" or inside[-1].pos == "PUNCT"):
        del inside[-1]
    return inside[0].start, inside[-1].end


def _start_of(entity: Entity) -> int:
    return entity.span[0]

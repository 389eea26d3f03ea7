"""What coreference hands on, and what it may be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dateline.model.spans import Span

Gender: TypeAlias = Literal["masculine", "feminine", "neuter"]
Number: TypeAlias = Literal["singular", "plural"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFacts:
    """What tables outside know of mentions, by index in ``Analysis.mentions``.

    ``types`` are GUM's types; ``actors`` are ids of known actors and ``countries`` codes of the countries that
    they act for. Mentions of one actor are always tied together, those of two actors, countries or genders never.
    """

    genders: Mapping[int, Gender] = field(default_factory=dict)
    types: Mapping[int, str] = field(default_factory=dict)
    countries: Mapping[int, str] = field(default_factory=dict)
    actors: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The mentions of one entity, by index in ``Analysis.mentions``, in the order of the text.

    ``scores`` has for each mention the probability of the link by which it joined the others, 1 for the one that
    began the cluster. ``type`` is one of GUM's. ``name`` is the fullest name that a mention gives, without titles and
    determiners, null where none is a name. ``number`` and ``gender`` are null where nothing tells.
    ``members`` are the clusters, by index in the result, that a plural stands for together ("the two
    ministers"), where they were found; else empty.
    """

    mentions: tuple[int, ...]
    scores: tuple[float, ...]
    type: str
    name: Span | None
    number: Number | None
    gender: Gender | None
    members: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.mentions or len(self.mentions) != len(self.scores):
            raise ValueError("a cluster has mentions, each with a score")
        if list(self.mentions) != sorted(set(self.mentions)):
            raise ValueError("the mentions of a cluster are in the order of the text")

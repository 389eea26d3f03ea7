"""What the language room hands on: a text with its tokens, syntax, names, quotations and scores.

Everything is plain data, so that a stage can be tested on an :class:`Analysis` written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.language.quotation import Quotation
from dateline.language.tree import Tree
from dateline.model.spans import Span

ROLE_TAGS: Final = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""The columns of :attr:`RoleScores.roles`."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token that is not white space.

    ``tag`` is a Penn Treebank tag, ``pos`` a Universal one; ``head`` is the index of the token's head in
    :attr:`Analysis.tokens`, its own where it is a root; ``dep`` is the relation to it, of Universal Dependencies.
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    pos: str
    head: int
    dep: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A name: a span of characters with its label: ``PERSON``, ``ORG``, ``PLACE``, or ``NAME`` for all else."""

    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an entity, named or described, that may stand inside another.

    ``head`` is the token that heads it; ``type`` one of GUM's: person, organization, place, event, time,
    object, abstract, substance, animal, plant. ``named`` tells that its head is a proper noun, and
    ``antecedent`` the mention, by index, that it most likely refers back to, within the reader's sight.
    ``likely`` are the likeliest antecedents, by index, each with its probability, the best first.
    """

    span: Span
    head: int
    type: str
    named: bool
    antecedent: int | None
    likely: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Log-probabilities that a word piece belongs to the cue that begins at another.

    ``values[i, j]`` is for the piece ``core_start + i`` and a cue that begins at piece ``start + j``.
    """

    core_start: int
    core_end: int
    start: int
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RoleScores:
    """What the attribution reader says of each word piece of a text.

    ``offsets`` are the pieces' spans; ``roles`` has a row a piece and a column for each of
    :data:`ROLE_TAGS` (log-probabilities); the cores of ``links`` cover the pieces in order. ``lower`` (pieces, width)
    is what the encoder's lower layers make of each piece, from which a content is read by itself; the scores of a
    content have none.
    """

    offsets: tuple[Span, ...]
    roles: NDArray[np.float32]
    links: tuple[LinkScores, ...]
    lower: NDArray[np.float16] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float16))


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """A text with everything that a model or the typography says of it.

    ``sentences`` and ``paragraphs`` are spans of characters, all lists in the order of the text; of two
    ``mentions`` that begin together the larger comes first.
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]
    scores: RoleScores

    @cached_property
    def tree(self) -> Tree:
        """The dependencies of the tokens, made once for all stages."""
        return Tree(self.tokens)


class Analyser(Protocol):
    """What turns texts into analyses.

    The result for a text is the same whatever texts it travels with. An implementation loads its models
    once and may be used by one thread at a time.
    """

    @property
    def weights(self) -> str:
        """``sha256:`` and the hash of everything that was learned, for the extraction's generator."""
        ...

    def analyse(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """The analysis of each text, in order, as a stream."""
        ...

    def score(self, text: str, whole: RoleScores, content: Span) -> RoleScores:
        """Role and link scores of a content by itself, its offsets counted from its start.

        ``whole`` are the scores of the text that it stands in.
        """
        ...

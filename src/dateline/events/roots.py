"""Which category of act stands between a source and a target that are given: the task of the PLV table.

A linear classifier over names of features: words, what the tree hangs between the two, and the triggers that the
lexicon finds, with where they stand. Names of people and places, and numbers, are never features. PLV has fifteen
classes: PLOVER's sixteen with CONCEDE and RETREAT taken together as YIELD.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dateline.errors import WeightsError
from dateline.events.triggers import Reading, Trigger, find_triggers
from dateline.language.analysis import Analysis, Token
from dateline.model.spans import Span

ROOTS: Final = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
    "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
"""The fifteen classes, the order of the classifier's columns."""

LEXICAL: Final = "act:"
"""What the names of the features begin with that the lexicon makes."""

WEIGHTS: Final = Path(__file__).parent / "weights" / "roots.npz"

Features: TypeAlias = Mapping[str, float]

_MARK: Final = re.compile(r"<(/?)([st])>")
_NEAR: Final = 16  # words that are read between source and target
_BEHIND: Final = 12  # words that are read behind a source whose target stands before it
_MOST: Final = 2.0  # what a feature that comes again and again counts at most
_SKIPPED: Final = frozenset({"PUNCT", "DET"})
_NAMELESS: Final = frozenset({"PUNCT", "PROPN", "NUM", "DET", "SYM"})
_PREDICATES: Final = frozenset({"VERB", "NOUN", "ADJ"})
_LINKED: Final = frozenset({"obj", "xcomp", "ccomp", "compound:prt", "advmod", "obl", "nsubj:pass", "advcl"})
_NEGATIONS: Final = frozenset({"not", "never", "n't", "no"})


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence without its marks, and where its sources and targets stand."""

    text: str
    sources: tuple[Span, ...]
    targets: tuple[Span, ...]


def read_marked(marked: str) -> MarkedSentence:
    """A sentence of which ``<s>`` and ``</s>`` enclose sources, ``<t>`` and ``</t>`` targets; unclosed marks go."""
    text, position = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        position = mark.end()
        closing, name = mark.groups()
        if not closing:
            opened[name] = len(text)
        elif name in opened:
            spans[name].append((opened.pop(name), len(text)))
    return MarkedSentence(text + marked[position:], tuple(spans["s"]), tuple(spans["t"]))


@dataclass(frozen=True, slots=True)
class RootClassifier:
    """Linear classifiers side by side, whose probabilities are averaged.

    ``weights`` has a layer a member, a row a feature and a column a class; a member of ``without`` "act:" does
    not see the lexicon's features.
    """

    places: Mapping[str, int]
    weights: NDArray[np.float32]
    biases: NDArray[np.float32]
    without: tuple[str, ...]

    def probabilities(self, features: Features) -> NDArray[np.float32]:
        """The probability of each of :data:`ROOTS`."""
        total = np.zeros(len(ROOTS), dtype=np.float32)
        for layer, bias, without in zip(self.weights, self.biases, self.without, strict=True):
            rows, values = feature_row(features, self.places, without)
            logits = bias + (values @ layer[rows] if len(rows) else 0)
            odds = np.exp(logits - logits.max())
            total += odds / odds.sum()
        return total / np.float32(len(self.without))

    def classify(self, sentence: MarkedSentence, analysis: Analysis) -> str:
        """The class of a sentence whose text the analysis is of."""
        return ROOTS[int(self.probabilities(root_features(sentence, analysis)).argmax())]


@cache
def root_classifier(path: Path = WEIGHTS) -> RootClassifier:
    """The shipped classifier.

    Raises:
        WeightsError: the file is missing or damaged, or of other classes.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            names, roots = str(stored["names"]).split("\n"), tuple(str(stored["roots"]).split(" "))
            weights, biases = stored["weights"].astype(np.float32), stored["biases"].astype(np.float32)
            without = tuple(str(stored["without"]).split("\n"))
    except (OSError, KeyError, ValueError) as error:
        raise WeightsError(f"{path.name} of events is missing or damaged", "install Dateline again") from error
    if roots != ROOTS or weights.shape != (len(without), len(names), len(ROOTS)):
        raise WeightsError(f"{path.name} of events is of other classes", "make it again with training/roots.py")
    return RootClassifier({name: k for k, name in enumerate(names)}, weights, biases, without)


def feature_row(
    features: Features, places: Mapping[str, int], without: str
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The features that are known, as rows and values of length 4 together; those that begin with ``without`` go."""
    known = [
        (places[name], min(value, _MOST))
        for name, value in features.items()
        if name in places and not (without and name.startswith(without))
    ]
    rows = np.array([row for row, _ in known], dtype=np.int64)
    values = np.array([value for _, value in known], dtype=np.float32)
    length = float(np.sqrt((values * values).sum()))
    return rows, values * np.float32(4 / length) if length else values


def root_features(sentence: MarkedSentence, analysis: Analysis) -> Features:
    """The features of a sentence, with how much each counts."""
    found: dict[str, float] = defaultdict(float)
    view = _View(sentence, analysis)
    for part in (_words, _between, _path, _governor, _acts):
        for name, value in part(view):
            found[name] += value
    return dict(found)


@dataclass(slots=True)
class _View:
    """A sentence as the features look at it: its tree, the source, the target, and the path between them."""

    sentence: MarkedSentence
    analysis: Analysis
    reading: Reading = field(init=False)
    source: list[int] = field(init=False)
    target: list[int] = field(init=False)
    sources: frozenset[int] = field(init=False)
    targets: frozenset[int] = field(init=False)
    above: list[int] = field(init=False)
    path: list[int] = field(init=False)
    governor: int | None = field(init=False)

    def __post_init__(self) -> None:
        self.reading = Reading(self.analysis)
        self.source, self.target = self._inside(self.sentence.sources[:1]), self._inside(self.sentence.targets[:1])
        self.sources = frozenset(self._inside(self.sentence.sources))
        self.targets = frozenset(self._inside(self.sentence.targets))
        self.above = self._chain(self.source)
        aim = self._chain(self.target)
        meeting = next((k for k in self.above if k in set(aim)), None)
        whole = self.above
        if meeting is not None:
            whole = self.above[: self.above.index(meeting) + 1] + aim[: aim.index(meeting)]
        self.path = [k for k in whole if not self.is_party(k)]
        self.governor = next(
            (k for k in self.above if k not in self.sources and self.tokens[k].pos == "VERB"),
            None,
        )

    @property
    def tokens(self) -> Sequence[Token]:
        return self.analysis.tokens

    def is_party(self, k: int) -> bool:
        return k in self.sources or k in self.targets

    def word(self, k: int) -> str:
        """The lemma of a token; a name, a number, the source and the target go by what they are."""
        if self.is_party(k):
            return "S" if k in self.sources else "T"
        token = self.tokens[k]
        return {"PROPN": "NAME", "NUM": "NUMBER"}.get(token.pos, token.lemma.lower())

    def _inside(self, spans: Iterable[Span]) -> list[int]:
        wanted = list(spans)
        return [
            k
            for k, token in enumerate(self.tokens)
            if any(token.start < end and start < token.end for start, end in wanted)
        ]

    def _chain(self, phrase: Sequence[int]) -> list[int]:
        """The head of a phrase and all above it."""
        if not phrase:
            return []
        inside = set(phrase)
        outward = (k for k in phrase if self.tokens[k].pos != "PUNCT" and _is_outward(self.tokens, k, inside))
        chain = [next(outward, phrase[0])]
        while self.tokens[chain[-1]].head != chain[-1]:
            chain.append(self.tokens[chain[-1]].head)
        return chain


def _is_outward(tokens: Sequence[Token], k: int, inside: set[int]) -> bool:
    return tokens[k].head not in inside or tokens[k].head == k


def _words(view: _View) -> Iterator[tuple[str, float]]:
    """Each word outside the parties, and what nouns name them."""
    for k, token in enumerate(view.tokens):
        if not view.is_party(k) and token.pos not in _NAMELESS:
            yield f"word:{view.word(k)}", 0.35
    for name, phrase in (("source", view.source), ("target", view.target)):
        for k in phrase:
            if view.tokens[k].pos in {"NOUN", "ADJ"}:
                yield f"{name}:{view.tokens[k].lemma.lower()}", 0.5


def _between(view: _View) -> Iterator[tuple[str, float]]:
    """The words between source and target, or behind the source, in runs of up to three."""
    first = view.source[-1] + 1 if view.source else 0
    forward = bool(view.source and view.target and view.source[0] < view.target[0])
    end = view.target[0] if forward else min(len(view.tokens), first - 1 + _BEHIND)
    inside = range(first, min(end, first + _NEAR))
    run = ["S", *(view.word(k) for k in inside if view.tokens[k].pos not in _SKIPPED), *(["T"] if forward else [])]
    for word in set(run):
        yield f"between:{word}", 0.6
    for pair in pairwise(run):
        yield f"between:{' '.join(pair)}", 0.6
    for three in zip(run, run[1:], run[2:], strict=False):
        yield f"between:{' '.join(three)}", 0.4
    if view.source and view.target:
        yield ("order:forward" if forward else "order:backward"), 1.0


def _path(view: _View) -> Iterator[tuple[str, float]]:
    """The words on the tree's way from source to target, and the predicates above the source."""
    for k in view.path:
        yield f"path:{view.word(k)}", 1.0
    yield f"length:{min(len(view.path), 6)}", 0.5
    predicates = [k for k in view.above if k not in view.sources and view.tokens[k].pos in _PREDICATES]
    for rank, k in enumerate(predicates[:3]):
        yield f"above{rank}:{view.word(k)}", 1.0 if rank == 0 else 0.5


def _governor(view: _View) -> Iterator[tuple[str, float]]:
    """What the verb above the source takes, and its auxiliaries."""
    verb = view.governor
    if verb is None:
        return
    yield f"role:{view.tokens[view.above[0]].dep}", 0.5
    tree = view.reading.tree
    for c in tree.dependents(verb):
        relation = view.tokens[c].dep
        if view.is_party(c) or relation in {"punct", "det"}:
            continue
        yield f"under:{view.word(c)}", 0.6
        yield f"relation:{relation}", 0.2
        if relation in _LINKED:
            yield f"frame:{view.word(verb)} {view.word(c)}", 0.8
        for below in tree.dependents(c):
            if view.tokens[below].pos in {"VERB", "NOUN"} and not view.is_party(below):
                yield f"below:{view.word(below)}", 0.4
    for c in tree.dependents(verb, "aux", "aux:pass", "advmod", "cop"):
        if c < verb:
            yield f"aux:{view.word(c)}", 0.6
    if any(view.word(c) in _NEGATIONS for c in tree.dependents(verb)):
        yield "negated", 1.0


def _acts(view: _View) -> Iterator[tuple[str, float]]:
    """The triggers that the lexicon finds, by where they stand: on the path, below the verb, behind the source."""
    near = {*view.path, *([] if view.governor is None else [view.governor])}
    below = set() if view.governor is None else set(view.reading.tree.subtree(view.governor))
    triggers = find_triggers(view.analysis)
    for trigger in triggers:
        if trigger.head in near or trigger.light in near:
            yield f"{LEXICAL}path:{trigger.category}", 1.0
            yield f"{LEXICAL}path:{trigger.category}:{trigger.mode}", 0.5
        elif trigger.head in below:
            yield f"{LEXICAL}below:{trigger.category}", 0.5
        else:
            yield f"{LEXICAL}elsewhere:{trigger.category}", 0.25
        if view.governor is not None and view.governor in {trigger.head, trigger.light, trigger.governor}:
            yield f"{LEXICAL}verb:{trigger.category}", 1.0
            yield f"{LEXICAL}verb:{trigger.category}:{trigger.stage}", 0.5
    if first := _first_behind(view.source, triggers):
        yield f"{LEXICAL}first:{first.category}", 1.0


def _first_behind(source: Sequence[int], triggers: Iterable[Trigger]) -> Trigger | None:
    return next((trigger for trigger in triggers if source and trigger.head > source[-1]), None)

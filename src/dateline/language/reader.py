"""The reader: what the shipped int8 graph says of a text's word pieces and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.language.analysis import ROLE_TAGS, LinkScores, RoleScores
from dateline.language.labels import Labels
from dateline.language.pieces import Pieces, Window, split_pieces, windows, word_pieces
from dateline.language.trees import ROOT
from dateline.language.weight_files import Weights
from dateline.model.spans import Span

_CLS, _SEP = 101, 102
_WIDTH: Final = 384  # of the encoder's output
_HEADS: Final = 12  # candidates for a word's head that are kept
_ANTECEDENTS: Final = 4  # and for what a mention refers back to
_OUTPUTS: Final = (
    "role",
    "cue",
    "lower",
    "states",
    "sentence",
    "mention",
    "name",
    "head",
    "first",
    "last",
    "antecedent",
)


@dataclass(frozen=True, slots=True)
class WordScores:
    """What the graph says of a text's words, one row a word.

    ``states`` (words, 2, width) is the encoder's output at a word's first and last piece. ``mention`` and ``name``
    are columns of :class:`Labels`. ``sentence`` is the log-odds that a sentence begins with the word. ``heads`` (word,
    rank) are the likeliest heads, other words by index or ``ROOT``, the best first, with their log-probabilities in
    ``head_scores``. For a word that heads a mention ``first`` and ``last`` are the mention's first and last word,
    ``antecedents`` (word, rank) the heads of the mentions before it that it likeliest refers back to, or -1, the best
    first, with their probabilities in ``antecedent_chances``; ``antecedent`` is the best, or -1 where none is likelier.
    ``known`` is false for a word that has no piece of its own: its row says nothing.
    """

    known: NDArray[np.bool_]
    states: NDArray[np.float16]
    sentence: NDArray[np.float32]
    mention: NDArray[np.int64]
    name: NDArray[np.int64]
    heads: NDArray[np.int64]
    head_scores: NDArray[np.float32]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    antecedent: NDArray[np.int64]
    antecedents: NDArray[np.int64]
    antecedent_chances: NDArray[np.float32]

    @classmethod
    def blank(cls, n: int) -> WordScores:
        """Scores of ``n`` words of which nothing is known."""
        ints = {name: np.zeros(n, dtype=np.int64) for name in ("mention", "name")}
        spans = {name: np.full(n, -1, dtype=np.int64) for name in ("first", "last", "antecedent")}
        return cls(
            known=np.zeros(n, dtype=np.bool_),
            states=np.zeros((n, 2, _WIDTH), dtype=np.float16),
            sentence=np.full(n, -20, dtype=np.float32),
            heads=np.full((n, _HEADS), ROOT, dtype=np.int64),
            head_scores=np.full((n, _HEADS), -np.inf, dtype=np.float32),
            antecedents=np.full((n, _ANTECEDENTS), -1, dtype=np.int64),
            antecedent_chances=np.zeros((n, _ANTECEDENTS), dtype=np.float32),
            **ints,
            **spans,
        )

    def sides(self) -> NDArray[np.float32]:
        """The states of first and of last pieces (2, words, width), as the layers over them take them."""
        return np.ascontiguousarray(self.states.swapaxes(0, 1), dtype=np.float32)


class Reader:
    """Reads texts with one onnxruntime session.

    With dynamic int8 the activations' scale is taken over the whole batch, so that a window's result
    would depend on the windows beside it: each call reads one window.
    """

    def __init__(self, weights: Weights, *, threads: int = 1) -> None:
        self.labels = Labels.load(weights.labels)
        self._tokenizer = Tokenizer.from_file(str(weights.tokenizer))
        # The base model's tokenizer.json truncates and pads to 128 pieces unless told otherwise.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._session = session(weights.graph, threads)

    def read(self, text: str, words: Sequence[Span]) -> tuple[RoleScores, WordScores]:
        """Role and link scores of ``text``, and the scores of its words; memory grows with its length only."""
        pieces = split_pieces(text, self._tokenizer)
        places = np.array(word_pieces(pieces.offsets, words), dtype=np.int64)
        ends = np.searchsorted([start for start, _ in pieces.offsets], [end for _, end in words]) - 1
        begins = np.zeros(len(pieces), dtype=np.int64)
        begins[places[places >= 0]] = 1
        roles, found = _Roles(pieces), WordScores.blank(len(words))
        for window in windows(text, pieces.offsets):
            read = self._run(pieces, begins, window)
            roles.add(window, read)
            _fill(found, window, places, ends, read)
        return roles.scores(), found

    def _run(self, pieces: Pieces, begins: NDArray[np.int64], window: Window) -> dict[str, NDArray[Any]]:
        """What the graph gives for one window, by its names, its special pieces included; states in sixteen bits."""
        inside = slice(window.start, window.end)
        feeds = {
            "ids": np.array([[_CLS, *pieces.ids[inside], _SEP]], dtype=np.int64),
            "shapes": np.array([[0, *pieces.shapes[inside], 0]], dtype=np.int64),
            "words": np.concatenate(([1], begins[inside], [0]))[None],
        }
        values = self._session.run(list(_OUTPUTS), feeds)
        return {name: value[0] for name, value in zip(_OUTPUTS, values, strict=True)}


class _Roles:
    """Role and link scores of a text, put together window by window."""

    def __init__(self, pieces: Pieces) -> None:
        self._offsets = pieces.offsets
        self._roles: list[NDArray[np.float32]] = [np.zeros((0, len(ROLE_TAGS)), dtype=np.float32)]
        self._lower: list[NDArray[np.float16]] = [np.zeros((0, _WIDTH), dtype=np.float16)]
        self._links: list[LinkScores] = []

    def add(self, window: Window, read: dict[str, NDArray[Any]]) -> None:
        core = slice(window.core_start - window.start + 1, window.core_end - window.start + 1)
        self._roles.append(log_softmax(read["role"][core]))
        self._lower.append(read["lower"][core])
        links = log_softmax(read["cue"][core, 1:-1])
        self._links.append(LinkScores(window.core_start, window.core_end, window.start, links))

    def scores(self) -> RoleScores:
        return RoleScores(
            self._offsets, np.concatenate(self._roles), tuple(self._links), lower=np.concatenate(self._lower)
        )


def _fill(
    found: WordScores,
    window: Window,
    places: NDArray[np.int64],
    ends: NDArray[np.int64],
    read: dict[str, NDArray[Any]],
) -> None:
    """Write what a window says of the words whose first piece stands in its core."""
    rows = np.flatnonzero((places >= window.core_start) & (places < window.core_end))
    if not len(rows):
        return
    seen = np.flatnonzero((places >= window.start) & (places < window.end))
    at, columns = places[rows] - window.start + 1, places[seen] - window.start + 1
    found.known[rows] = True
    # A word's last piece can stand outside the window, were it the longest of words.
    last = np.clip(ends[rows] - window.start + 1, at, len(read["states"]) - 2)
    found.states[rows] = read["states"][np.stack((at, last), axis=1)]
    for name in ("mention", "name"):
        getattr(found, name)[rows] = read[name][at].argmax(axis=-1)
    found.sentence[rows] = read["sentence"][at, 1] - read["sentence"][at, 0]
    others = np.concatenate(([ROOT], seen))
    arcs = read["head"].take(at, axis=0).take(np.concatenate(([0], columns)), axis=1)
    best, chances = likeliest(arcs, _HEADS)
    found.heads[rows, : best.shape[1]] = others[best]
    found.head_scores[rows, : best.shape[1]] = chances
    _fill_mentions(found, rows, at, seen, columns, read)


def _fill_mentions(
    found: WordScores,
    rows: NDArray[np.int64],
    at: NDArray[np.int64],
    seen: NDArray[np.int64],
    columns: NDArray[np.int64],
    read: dict[str, NDArray[Any]],
) -> None:
    """The first and last words of the mentions that the window's words head, and what they refer back to."""
    types = read["mention"][columns].argmax(axis=-1)
    heading = found.mention[rows] > 0
    rows, at = rows[heading], at[heading]
    if not len(rows):
        return
    before, after = columns[None] <= at[:, None], columns[None] >= at[:, None]
    for name, allowed in (("first", before), ("last", after)):
        logits = np.where(allowed, read[name].take(at, axis=0).take(columns, axis=1), -np.inf)
        getattr(found, name)[rows] = seen[logits.argmax(axis=-1)]
    seen, columns = seen[types > 0], columns[types > 0]
    logits = np.where(columns[None] < at[:, None], read["antecedent"].take(at, axis=0).take(columns, axis=1), -np.inf)
    kept = min(_ANTECEDENTS, len(seen))
    best = np.argpartition(-logits, kept - 1, axis=-1)[:, :kept]
    order = np.take_along_axis(logits, best, axis=-1).argsort(axis=-1, kind="stable")[:, ::-1]
    best = np.take_along_axis(best, order, axis=-1)
    nothing = read["antecedent"][at, :1]
    chances = np.exp(log_softmax(np.concatenate((nothing, logits), axis=1)))
    likely = np.take_along_axis(chances[:, 1:], best, axis=-1)
    found.antecedents[rows, :kept] = np.where(likely > 0, seen[best], -1)
    found.antecedent_chances[rows, :kept] = likely
    found.antecedent[rows] = np.where(likely[:, 0] <= chances[:, 0], -1, seen[best[:, 0]])


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log-probabilities along the last axis."""
    scores: NDArray[np.float32] = logits - logits.max(axis=-1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(axis=-1, keepdims=True))
    return scores


def likeliest(logits: NDArray[np.float32], most: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The columns of the highest values of each row, the best first, with their log-probabilities."""
    kept = min(most, logits.shape[1])
    best = np.argpartition(logits, -kept, axis=-1)[:, -kept:]
    order = np.take_along_axis(logits, best, axis=-1).argsort(axis=-1, kind="stable")[:, ::-1]
    best = np.take_along_axis(best, order, axis=-1)
    top = logits.max(axis=-1, keepdims=True)
    total = np.log(np.exp(logits - top).sum(axis=-1, keepdims=True))
    chances: NDArray[np.float32] = np.take_along_axis(logits, best, axis=-1) - top - total
    return best, chances


def session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    """A session for a graph on the processor, with so many threads inside an operation.

    Adding and normalising as one operation takes longer on a processor than one after the other: a twentieth of a pass.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        str(graph), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )

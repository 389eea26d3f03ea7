"""The trained ranker: how likely a mention refers back to each candidate, or to nothing before it.

Two small networks of one hidden layer, for pairs and for mentions by themselves, averaged over several runs; the
candidates of a mention and "nothing" share one softmax (Denis and Baldridge 2008; Durrett and Klein 2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import numpy as np

from dateline.coreference.pairs import PAIR_FEATURES, Pairs, alone_features, mention_features, pair_features
from dateline.coreference.profiles import Ints, Profiles
from dateline.coreference.vectors import Floats
from dateline.errors import WeightsError

WEIGHTS: Final = Path(__file__).parent / "weights" / "ranker.npz"
PARAMETERS: Final = ("pair", "before", "after", "bias", "out", "alone", "alone_bias", "alone_out", "alone_constant")
"""The arrays of a run, the names of :class:`Ranker`."""

_BLOCK: Final = 500  # mentions that are ranked at a time, so that a long text needs no more memory than a short one
_CACHED: Final = 1024  # pairs whose hidden units stay in a processor's cache


@dataclass(frozen=True)
class Ranker:
    """The weights of all runs, stacked: hidden units side by side, so that one product serves them all.

    ``runs`` is how many there are.
    """

    runs: int
    pair: Floats
    before: Floats
    after: Floats
    bias: Floats
    out: Floats
    alone: Floats
    alone_bias: Floats
    alone_out: Floats
    alone_constant: Floats

    @cached_property
    def _outs(self) -> Floats:
        return _by_run(self.out, self.runs)

    @cached_property
    def _alone_outs(self) -> Floats:
        return _by_run(self.alone_out, self.runs)

    def probabilities(self, found: Profiles, pairs: Pairs) -> tuple[Floats, Floats]:
        """The probability of each pair, and for each mention that of referring to nothing before it."""
        mentions = mention_features(found)
        before, after = mentions @ self.before, mentions @ self.after + self.bias
        links, nothing = np.zeros(len(pairs), dtype=np.float32), np.zeros(len(found), dtype=np.float32)
        for first in range(0, len(found), _BLOCK):
            own = slice(first, first + _BLOCK)
            start, end = np.searchsorted(pairs.after, (own.start, own.stop))
            part = Pairs(pairs.before[start:end], pairs.after[start:end])
            features = pair_features(found, part)
            scores = np.empty((len(part), self.runs), dtype=np.float32)
            for lowest in range(0, len(part), _CACHED):
                some = slice(lowest, lowest + _CACHED)
                hidden: Floats = features[some] @ self.pair
                hidden += before[part.before[some]]
                hidden += after[part.after[some]]
                np.maximum(hidden, 0, out=hidden)
                scores[some] = hidden @ self._outs
            alone = np.concatenate((mentions[own], alone_features(found, part, features)[own]), axis=1)
            links[start:end], nothing[own] = _softmax(scores, self._alone(alone), part.after - first)
        return links, nothing

    def _alone(self, features: Floats) -> Floats:
        """The score of "nothing before it" of each mention and run."""
        hidden: Floats = np.maximum(features @ self.alone + self.alone_bias, 0)
        scores: Floats = hidden @ self._alone_outs + self.alone_constant
        return scores


def _by_run(weights: Floats, runs: int) -> Floats:
    """The weights of hidden units as a matrix with a column for each run, zero for the units of the others."""
    units = len(weights) // runs
    columns = np.zeros((len(weights), runs), dtype=np.float32)
    for run in range(runs):
        own = slice(run * units, (run + 1) * units)
        columns[own, run] = weights[own]
    return columns


def _softmax(scores: Floats, nothing: Floats, rows: Ints) -> tuple[Floats, Floats]:
    """The share of each pair among those of its mention and nothing, averaged over runs.

    ``rows`` has for each pair, in ascending order, the row of its mention in ``nothing``.
    """
    firsts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]]) if len(rows) else np.zeros(0, np.int64)
    owners = rows[firsts]
    top, total = nothing.copy(), np.zeros_like(nothing)
    if len(rows):
        top[owners] = np.maximum(top[owners], np.maximum.reduceat(scores, firsts, axis=0))
    scores = np.exp(scores - top[rows])
    nothing = np.exp(nothing - top)
    if len(rows):
        total[owners] = np.add.reduceat(scores, firsts, axis=0)
    total += nothing
    # Rounded, so that the last digits of a processor's products do not decide between two candidates.
    return (
        np.round((scores / total[rows]).mean(axis=1), 4),
        np.round((nothing / total).mean(axis=1), 4),
    )


@cache
def load_ranker(path: Path = WEIGHTS) -> Ranker:
    """The shipped ranker.

    Raises:
        WeightsError: the file is missing, or of other features than this version's.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float32) for name in PARAMETERS}
            names, runs = tuple(stored["features"].tolist()), int(stored["runs"])
    except (OSError, KeyError, ValueError) as error:
        raise WeightsError(f"{path.name} of coreference is missing or damaged", "install Dateline again") from error
    if names != PAIR_FEATURES:
        raise WeightsError(f"{path.name} was trained on other features", "train it again with training/coreference.py")
    return Ranker(runs, **arrays)

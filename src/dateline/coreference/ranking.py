"""The trained ranker: how likely a mention refers back to each candidate, or to nothing before it.

Two small networks of one hidden layer, for pairs and for mentions by themselves, averaged over several runs; the
candidates of a mention and "nothing" share one softmax (Denis and Baldridge 2008; Durrett and Klein 2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from dateline.coreference.pairs import PAIR_FEATURES, Pairs, alone_features, mention_features, pair_features
from dateline.coreference.profiles import Profiles
from dateline.coreference.vectors import Floats
from dateline.errors import WeightsError

WEIGHTS: Final = Path(__file__).parent / "weights" / "ranker.npz"
PARAMETERS: Final = ("pair", "before", "after", "bias", "out", "alone", "alone_bias", "alone_out", "alone_constant")
"""The arrays of a run, the names of :class:`Ranker`."""


@dataclass(frozen=True, slots=True)
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

    def probabilities(self, found: Profiles, pairs: Pairs) -> tuple[Floats, Floats]:
        """The probability of each pair, and for each mention that of referring to nothing before it."""
        mentions = mention_features(found)
        links = pair_features(found, pairs)
        alone = np.concatenate((mentions, alone_features(found, pairs, links)), axis=1)
        before, after = mentions @ self.before, mentions @ self.after + self.bias
        hidden = links @ self.pair
        hidden += before[pairs.before]
        hidden += after[pairs.after]
        np.maximum(hidden, 0, out=hidden)
        scores = _by_run(hidden * self.out, self.runs)
        nothing = _by_run(np.maximum(alone @ self.alone + self.alone_bias, 0) * self.alone_out, self.runs)
        nothing += self.alone_constant
        return _softmax(scores, nothing, pairs)


def _by_run(products: Floats, runs: int) -> Floats:
    """The products of hidden units, summed by run: a row each, a column a run."""
    summed: Floats = products.reshape(len(products), runs, products.shape[1] // runs).sum(axis=2)
    return summed


def _softmax(scores: Floats, nothing: Floats, pairs: Pairs) -> tuple[Floats, Floats]:
    """The share of each pair among those of its mention and nothing, averaged over runs."""
    top = nothing.copy()
    np.maximum.at(top, pairs.after, scores)
    scores = np.exp(scores - top[pairs.after])
    nothing = np.exp(nothing - top)
    total = nothing.copy()
    np.add.at(total, pairs.after, scores)
    # Rounded, so that the last digits of a processor's products do not decide between two candidates.
    return (
        np.round((scores / total[pairs.after]).mean(axis=1), 4),
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

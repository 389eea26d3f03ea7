"""Train the ranker of coreference on GUM.

usage: PYTHONPATH=src .venv/bin/python training/coreference.py .cache/data/gum/train src/dateline/coreference/weights
           [--folds N] [--cache FILE]

The documents are read from raw text by the shipped reader, so that the ranker learns from the mentions and the syntax
that it will see; their gold entities are laid over them by span, else by head word. The same input gives the same
weights on the same processor. --folds N trains nothing that ships: it prints the CoNLL score of N parts of the
documents, each decoded by weights that were trained on the others. --cache keeps the analyses for a second run.

The loss is the marginal log-likelihood of a mention's right antecedents among its candidates, with costs of wrong
decisions (Durrett and Klein 2013); Adam; an exponential moving average of the weights.
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.coreference.clusters import NameFacts
from dateline.coreference.decoding import decode
from dateline.coreference.pairs import (
    PAIR_FEATURES,
    Pairs,
    alone_features,
    candidate_pairs,
    mention_features,
    pair_features,
    pointing,
)
from dateline.coreference.profiles import Profiles, profiles
from dateline.coreference.ranking import PARAMETERS, Ranker
from dateline.coreference.trees import Tree
from dateline.coreference.vectors import Floats
from dateline.evaluation.coreference import score_coreference
from dateline.evaluation.entities import gold_entities, gold_groups
from dateline.evaluation.treebank import TreebankDocument, read_treebank
from dateline.language import Analysis, load_analyser

HIDDEN, HIDDEN_ALONE = 64, 32
EPOCHS = 24
RATE = 5e-3
DECAY = 1e-5  # of weights
AVERAGE = 0.995
RUNS = 3
DROPPED = 0.2  # of hidden units
# After the first epochs, of the wrong links that were found less likely than PLAIN only a share is kept, each for all.
FULL_EPOCHS, PLAIN, KEPT = 3, 0.003, 0.1
# The reader has seen these documents, so that its guesses are better here than elsewhere. For the ranker not to lean
# on them that many are hidden or put wrong in training; all are raised to a power between two, and each probability
# multiplied by a number whose logarithm spreads so widely.
UNSEEN, ASTRAY = 0.2, 0.1
LESS_SURE, BLUR = (0.4, 1.0), 1.5
# What a wrong decision costs: a link of what refers to nothing, a link to the wrong one, none of what refers back.
FALSE_LINK, WRONG_LINK, FALSE_NEW = 0.3, 0.5, 1.5

Weights = dict[str, Floats]


@dataclass
class Example:
    """A document: its analysis with the group of each mention (empty where it is none of the gold's)."""

    document: TreebankDocument
    analysis: Analysis
    found: Profiles
    pairs: Pairs
    groups: list[str]


def prepared(document: TreebankDocument, analysis: Analysis) -> Example:
    found = profiles(Tree(analysis), NameFacts())
    return Example(document, analysis, found, candidate_pairs(found), gold_groups(document, analysis))


class Batch:
    """The features of a document and what is right; :meth:`disturb` hides and changes guesses of the reader."""

    def __init__(self, example: Example) -> None:
        self.found, self.pairs = example.found, example.pairs
        self.before, self.after = example.pairs.before, example.pairs.after
        self.mentions = mention_features(example.found)
        self.links = pair_features(example.found, example.pairs)
        self.alone = np.concatenate((self.mentions, alone_features(example.found, example.pairs, self.links)), axis=1)
        numbers = {g: n for n, g in enumerate(sorted(set(example.groups)))}
        group = np.array([numbers[g] if g else -1 - k for k, g in enumerate(example.groups)])
        self.right = group[self.before] == group[self.after]
        self.refers = np.zeros(len(group), dtype=bool)
        self.refers[self.after[self.right]] = True
        self.cost = np.where(self.right, 0, np.where(self.refers[self.after], WRONG_LINK, FALSE_LINK))
        self.order = np.argsort(self.before, kind="stable")

    def thin(self, weights: Weights, random: np.random.Generator) -> None:
        """Keep a share of the links that are plainly wrong; what each costs makes it count for those left out."""
        if not len(self.after):
            return
        scores, nothing = scored(weights, self)
        top = nothing.copy()
        np.maximum.at(top, self.after, scores)
        chances = np.exp(scores - top[self.after])
        chances /= (np.exp(nothing - top) + np.bincount(self.after, chances, len(top)))[self.after]
        plain = ~self.right & (chances < PLAIN)
        kept = ~plain | (random.random(len(plain)) < KEPT)
        self.pairs = Pairs(self.before[kept], self.after[kept])
        self.before, self.after = self.pairs.before, self.pairs.after
        self.links = np.ascontiguousarray(self.links[kept])
        self.right = self.right[kept]
        self.cost = (self.cost - plain * np.log(KEPT)).astype(np.float32)[kept]
        self.order = np.argsort(self.before, kind="stable")

    def disturb(self, random: np.random.Generator) -> None:
        """Make the reader less sure and less right; each time from its own guesses."""
        found = blurred(self.found, random)
        for name, column in pointing(found, self.before, self.after).items():
            self.links[:, PAIR_FEATURES.index(name)] = column
        alone = alone_features(found, self.pairs, self.links)
        self.alone = np.concatenate((self.mentions, alone), axis=1)


def blurred(found: Profiles, random: np.random.Generator) -> Profiles:
    """The profiles with other guesses of the reader: blurred all, some hidden, some led to a mention close by."""
    rows, width = found.chances.shape
    nothing = np.maximum(1 - found.chances.sum(axis=1, keepdims=True), 1e-4)
    chances = np.concatenate((nothing, found.chances), axis=1) ** random.uniform(*LESS_SURE, (rows, 1))
    chances *= np.exp(random.normal(0, BLUR, (rows, width + 1)))
    chances[:, 1:][found.likely < 0] = 0
    chances /= chances.sum(axis=1, keepdims=True)
    nothing, chances = chances[:, 0], chances[:, 1:].astype(np.float32)
    likely, best = found.likely.copy(), chances.argmax(axis=1)
    pointer = np.where(chances.max(axis=1) > nothing, likely[np.arange(rows), best], -1).astype(np.int32)
    lot = random.random(rows)
    hidden = lot < UNSEEN
    pointer[hidden], likely[hidden], chances[hidden] = -1, -1, 0
    astray = np.flatnonzero((lot >= UNSEEN) & (lot < UNSEEN + ASTRAY))
    pointer[astray] = likely[astray, 0] = np.maximum(-1, astray - 1 - random.integers(0, 20, len(astray)))
    return replace(found, pointer=pointer, likely=likely, chances=chances)


def initial(batch: Batch, random: np.random.Generator) -> Weights:
    pair, mention, alone = batch.links.shape[1], batch.mentions.shape[1], batch.alone.shape[1]
    spread = (2 / (pair + 2 * mention)) ** 0.5

    def normal(rows: int, columns: int, scale: float) -> Floats:
        return (random.standard_normal((rows, columns)) * scale).astype(np.float32)

    return {
        "pair": normal(pair, HIDDEN, spread),
        "before": normal(mention, HIDDEN, spread),
        "after": normal(mention, HIDDEN, spread),
        "bias": np.zeros(HIDDEN, np.float32),
        "out": normal(1, HIDDEN, (2 / HIDDEN) ** 0.5)[0],
        "alone": normal(alone, HIDDEN_ALONE, (2 / alone) ** 0.5),
        "alone_bias": np.zeros(HIDDEN_ALONE, np.float32),
        "alone_out": normal(1, HIDDEN_ALONE, (2 / HIDDEN_ALONE) ** 0.5)[0],
        "alone_constant": np.zeros(1, np.float32),
    }


def by_row(values: Floats, index: NDArray[np.integer], rows: int) -> Floats:
    """The sums of the rows of ``values`` that have the same index; ``index`` is in ascending order."""
    summed = np.zeros((rows, values.shape[1]), np.float32)
    if len(index):
        firsts = np.flatnonzero(np.r_[True, index[1:] != index[:-1]])
        summed[index[firsts]] = np.add.reduceat(values, firsts, axis=0)
    return summed


def scored(weights: Weights, batch: Batch) -> tuple[Floats, Floats]:
    """The score of each link, and for each mention that of "nothing before it"."""
    before, after = batch.mentions @ weights["before"], batch.mentions @ weights["after"] + weights["bias"]
    hidden = np.maximum(batch.links @ weights["pair"] + before[batch.before] + after[batch.after], 0)
    hidden_alone = np.maximum(batch.alone @ weights["alone"] + weights["alone_bias"], 0)
    return hidden @ weights["out"], hidden_alone @ weights["alone_out"] + weights["alone_constant"]


def gradients(weights: Weights, batch: Batch, random: np.random.Generator) -> tuple[float, Weights]:
    """The loss of a document, per mention, and its gradients."""
    rows = len(batch.mentions)
    kept = ((random.random(HIDDEN) >= DROPPED) / (1 - DROPPED)).astype(np.float32)
    kept_alone = ((random.random(HIDDEN_ALONE) >= DROPPED) / (1 - DROPPED)).astype(np.float32)
    before, after = batch.mentions @ weights["before"], batch.mentions @ weights["after"] + weights["bias"]
    hidden = np.maximum(batch.links @ weights["pair"] + before[batch.before] + after[batch.after], 0)
    hidden_alone = np.maximum(batch.alone @ weights["alone"] + weights["alone_bias"], 0)
    scores = hidden @ (weights["out"] * kept) + batch.cost
    nothing = hidden_alone @ (weights["alone_out"] * kept_alone) + weights["alone_constant"]
    nothing = nothing + FALSE_NEW * batch.refers
    top = nothing.copy()
    np.maximum.at(top, batch.after, scores)
    chances, alone = np.exp(scores - top[batch.after]), np.exp(nothing - top)
    total = alone + by_row(chances[:, None], batch.after, rows)[:, 0]
    right = by_row((chances * batch.right)[:, None], batch.after, rows)[:, 0] + alone * ~batch.refers
    loss = float((np.log(total) - np.log(right)).mean())
    # The gradient of a score is its share among all less its share among the right ones.
    d_scores = (chances / total[batch.after] - chances * batch.right / right[batch.after]).astype(np.float32) / rows
    d_nothing = (alone / total - alone * ~batch.refers / right).astype(np.float32) / rows
    d_hidden = d_scores[:, None] * (weights["out"] * kept)
    d_hidden *= hidden > 0
    d_alone = d_nothing[:, None] * (weights["alone_out"] * kept_alone)
    d_alone *= hidden_alone > 0
    d_before = by_row(d_hidden[batch.order], batch.before[batch.order], rows)
    d_after = by_row(d_hidden, batch.after, rows)
    return loss, {
        "pair": batch.links.T @ d_hidden,
        "before": batch.mentions.T @ d_before,
        "after": batch.mentions.T @ d_after,
        "bias": d_hidden.sum(axis=0),
        "out": (d_scores @ hidden) * kept,
        "alone": batch.alone.T @ d_alone,
        "alone_bias": d_alone.sum(axis=0),
        "alone_out": (d_nothing @ hidden_alone) * kept_alone,
        "alone_constant": d_nothing.sum(keepdims=True),
    }


def train(examples: Sequence[Example], seed: int, epochs: int = EPOCHS) -> Weights:
    """The averaged weights of one run."""
    random = np.random.default_rng(seed)
    batches = [Batch(example) for example in examples]
    weights = initial(batches[0], random)
    average = {name: w.copy() for name, w in weights.items()}
    first, second = ({name: np.zeros_like(w) for name, w in weights.items()} for _ in range(2))
    step, steps = 0, epochs * len(examples)
    for epoch in range(epochs):
        if epoch == FULL_EPOCHS:
            for batch in batches:
                batch.thin(average, random)
        losses = []
        for k in random.permutation(len(examples)):
            batch = batches[k]
            if not len(batch.after):
                continue
            batch.disturb(random)
            loss, slopes = gradients(weights, batch, random)
            losses.append(loss)
            step += 1
            rate = RATE * min(1, step / 100) * (1 - step / (steps + 1))
            for name, slope in slopes.items():
                first[name] += 0.1 * (slope - first[name])
                second[name] += 0.01 * (slope**2 - second[name])
                change = (first[name] / (1 - 0.9**step)) / (np.sqrt(second[name] / (1 - 0.99**step)) + 1e-8)
                weights[name] -= rate * (change + DECAY * weights[name])
                average[name] += (1 - min(AVERAGE, step / (step + 10))) * (weights[name] - average[name])
        print(f"run {seed}, epoch {epoch + 1}: loss {np.mean(losses):.3f}", flush=True)
    return average


def stacked(runs: Sequence[Weights]) -> Weights:
    """The weights of several runs, their hidden units side by side."""
    return {name: np.concatenate([run[name] for run in runs], axis=-1) for name in PARAMETERS}


def ranker(runs: Sequence[Weights]) -> Ranker:
    return Ranker(len(runs), **stacked(runs))


def analysed(folder: Path, cache: Path | None) -> list[tuple[TreebankDocument, Analysis]]:
    """The documents of a folder with their readings from raw text."""
    if cache is not None and cache.exists():
        with cache.open("rb") as file:
            kept: list[tuple[TreebankDocument, Analysis]] = pickle.load(file)
            return kept
    documents = list(read_treebank(folder))
    found = list(zip(documents, load_analyser().analyse(d.text for d in documents), strict=True))
    if cache is not None:
        cache.write_bytes(pickle.dumps(found))
    return found


def held_out(examples: Sequence[Example], folds: int, runs: int) -> Iterator[tuple[Example, Ranker]]:
    """Each document with a ranker that was trained on other parts."""
    for fold in range(folds):
        others = [e for k, e in enumerate(examples) if k % folds != fold]
        trained = ranker([train(others, seed) for seed in range(runs)])
        yield from ((e, trained) for e in examples[fold::folds])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args()
    started = time.monotonic()
    examples = [prepared(*reading) for reading in analysed(args.data, args.cache)]
    print(f"{len(examples)} documents prepared in {time.monotonic() - started:.0f} s", flush=True)
    if args.folds:
        scored = []
        for example, trained in held_out(examples, args.folds, args.runs):
            chances, nothing = trained.probabilities(example.found, example.pairs)
            clusters = decode(example.found, example.pairs, chances, nothing)
            spans = [m.span for m in example.analysis.mentions]
            scored.append(
                ([s for _, s in gold_entities(example.document)], [[spans[k] for k, _ in c] for c in clusters])
            )
        print(score_coreference(scored))
        return
    runs = [train(examples, seed) for seed in range(args.runs)]
    args.out.mkdir(parents=True, exist_ok=True)
    arrays = {name: w.astype(np.float16) for name, w in stacked(runs).items()}
    np.savez(args.out / "ranker.npz", features=np.array(PAIR_FEATURES), runs=np.array(len(runs)), **arrays)
    print(f"done in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()

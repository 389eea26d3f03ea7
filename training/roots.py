"""Train the classifier of root categories, and score it in five folds.

usage: PYTHONPATH=src .venv/bin/python training/roots.py PLOVER [WEIGHTS] [--readings FILE] [--folds N]

PLOVER is the folder with PLV_train.tsv and PLOVER_GSR_CAMEO.txt; the sentences of training/acts/*.toml are added. With
WEIGHTS (src/dateline/events/weights/roots.npz) the classifier is written there; with --folds it is scored instead, each
fold by a classifier that saw neither the fold's rows nor their features. --readings keeps the features between runs.
Only marked_sentence and gold_root of the table are read (and root_L2, another system's answer, to stand beside ours).
"""

from __future__ import annotations

import argparse
import csv
import json
import pickle
import random
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.evaluation.events import RootScores
from dateline.events.roots import LEXICAL, ROOTS, Features, feature_row, read_marked, root_features
from dateline.language import load_analyser

Floats = NDArray[np.float32]
SHARE = 0.7
"""What a sentence from elsewhere counts beside a row of the table."""
PENALTY = 0.3
EVENNESS = 0.5  # 0: every row counts alike; 1: every class does
LEAST = 2  # sentences that have to have a feature
STEPS = 80
WITHOUT = ("", LEXICAL)
"""The members: one that sees every feature, one that does not see the lexicon's."""
APART = ("CONSULT", "REQUEST", "REJECT", "AGREE", "ACCUSE")
_OLD_NAMES = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT", "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
}  # fmt: skip
_PARTY = re.compile(r"\(([A-Z/]+): ([^()]*)\)")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its class; ``table`` tells whether it is of the PLV table."""

    marked: str
    root: str
    table: bool
    other: str = ""


def table_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t")
        return [Row(r["marked_sentence"], r["gold_root"], table=True, other=r["root_L2"]) for r in read]


def record_rows(path: Path) -> list[Row]:
    """The PLOVER records whose markup can be read."""
    rows = []
    for record in json.loads(path.read_text(encoding="utf-8")):
        info = record.get("textInfo")
        root = _OLD_NAMES.get(record["event"], record["event"])
        if isinstance(info, dict) and root in ROOTS:
            rows.append(Row(_marked(info["markup"]), root, table=False))
    return rows


def _marked(markup: str) -> str:
    seen = 0

    def mark(match: re.Match[str]) -> str:
        nonlocal seen
        kind, words = match.groups()
        if kind == "SRC/TAR":  # both at once: the first of them is the source here, the others targets
            kind = "TAR" if seen else "SRC"
            seen += 1
        letter = {"SRC": "s", "TAR": "t"}.get(kind)
        return f"<{letter}>{words}</{letter}>" if letter else words

    return _PARTY.sub(mark, markup)


def own_rows(folder: Path) -> list[Row]:
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))]
    return [Row(marked, root, table=False) for table in tables for root in table for marked in table[root]]


def read(rows: Sequence[Row], kept: Path | None) -> list[Features]:
    """The features of each row; kept in a file where one is named."""
    known: dict[str, Features] = pickle.loads(kept.read_bytes()) if kept and kept.exists() else {}
    analyser = load_analyser()
    for row in rows:
        if row.marked not in known:
            sentence = read_marked(row.marked)
            (analysis,) = analyser.analyse([sentence.text])
            known[row.marked] = root_features(sentence, analysis)
    if kept:
        kept.write_bytes(pickle.dumps(known))
    return [known[row.marked] for row in rows]


def matrix(features: Sequence[Features], places: dict[str, int], without: str) -> Floats:
    x = np.zeros((len(features), len(places)), dtype=np.float32)
    for row, f in zip(x, features, strict=True):
        columns, values = feature_row(f, places, without)
        row[columns] = values
    return x


def fit(rows: Sequence[Row], x: Floats) -> tuple[Floats, Floats]:
    """Weights and biases of a multinomial logistic regression.

    There are more features than sentences, so that the weights lie in the span of the sentences: they are found there,
    by the eigenvectors of the sentences' products, and carried back.
    """
    counts = Counter(row.root for row in rows)
    share = [(len(rows) / len(ROOTS) / counts[r.root]) ** EVENNESS * (1 if r.table else SHARE) for r in rows]
    weight, gold = np.array(share, dtype=np.float32)[:, None], np.zeros((len(rows), len(ROOTS)), dtype=np.float32)
    gold[np.arange(len(rows)), [ROOTS.index(row.root) for row in rows]] = 1
    spread, vectors = np.linalg.eigh(x @ x.T)
    kept = spread > 1e-4 * spread.max()
    back = vectors[:, kept] / np.sqrt(spread[kept])
    z = vectors[:, kept] * np.sqrt(spread[kept])

    def loss(wb: Floats) -> tuple[float, Floats]:
        w, b = wb[:-1], wb[-1]
        logits = z @ w + b
        logits -= logits.max(axis=1, keepdims=True)
        log = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        off = (np.exp(log) - gold) * weight
        slope = np.vstack([z.T @ off + PENALTY * w, off.sum(axis=0)])
        return float(-(log * gold * weight).sum() + PENALTY * (w * w).sum() / 2), slope

    found = minimum(loss, np.zeros((z.shape[1] + 1, len(ROOTS)), dtype=np.float32))
    return x.T @ (back @ found[:-1]), found[-1]


def minimum(loss: Callable[[Floats], tuple[float, Floats]], at: Floats) -> Floats:
    """Where a convex loss is least, by L-BFGS (Nocedal 1980) with steps that are halved until they descend."""
    value, slope = loss(at)
    past: list[tuple[Floats, Floats]] = []
    for _ in range(STEPS):
        way, used = -slope, []
        for s, y in reversed(past):
            used.append((s * way).sum() / (s * y).sum())
            way = way - used[-1] * y
        if past:
            s, y = past[-1]
            way = way * ((s * y).sum() / (y * y).sum())
        else:
            way = way / np.abs(slope).sum()
        for (s, y), a in zip(past, reversed(used), strict=True):
            way = way + s * (a - (y * way).sum() / (s * y).sum())
        step, descent = 1.0, float((slope * way).sum())
        while (new := loss(at + np.float32(step) * way))[0] > value + 1e-4 * step * descent and step > 1e-6:
            step /= 2
        moved, bent = np.float32(step) * way, new[1] - slope
        at, (value, slope) = at + moved, new
        if (moved * bent).sum() > 1e-9:
            past = [*past[-9:], (moved, bent)]
    return at


def softmax(logits: Floats) -> Floats:
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def vocabulary(features: Iterable[Features]) -> dict[str, int]:
    counts = Counter(name for f in features for name in f)
    return {name: k for k, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST))}


def train(rows: Sequence[Row], features: Sequence[Features], weights: Path) -> None:
    places = vocabulary(features)
    fitted = [fit(rows, matrix(features, places, without)) for without in WITHOUT]
    np.savez_compressed(
        weights,
        names="\n".join(places),
        roots=" ".join(ROOTS),
        without="\n".join(WITHOUT),
        weights=np.stack([w for w, _ in fitted]).astype(np.float16),
        biases=np.stack([b for _, b in fitted]),
    )
    print(f"{len(rows)} sentences, {len(places)} features, {weights.stat().st_size / 1e6:.2f} MB: {weights}")


def folds(rows: Sequence[Row], number: int, seed: int) -> list[int]:
    """The fold of each row of the table, -1 of others: rows of one sentence together, classes spread evenly."""
    generator = random.Random(seed)
    sentences: dict[str, list[int]] = defaultdict(list)
    for k, row in enumerate(rows):
        if row.table:
            sentences[read_marked(row.marked).text].append(k)
    classes: dict[str, list[list[int]]] = defaultdict(list)
    for places in sentences.values():
        classes[rows[places[0]].root].append(places)
    found, turn = [-1] * len(rows), 0
    for root in sorted(classes):
        generator.shuffle(classes[root])
        for places in classes[root]:
            for k in places:
                found[k] = turn % number
            turn += 1
    return found


def cross_validate(rows: Sequence[Row], features: Sequence[Features], number: int, seed: int) -> None:
    fold = folds(rows, number, seed)
    scores = {name: RootScores() for name in ("lexicon alone", "classifier without it", "with all features", "shipped")}
    for k in range(number):
        taught, asked = [i for i, f in enumerate(fold) if f != k], [i for i, f in enumerate(fold) if f == k]
        given = [rows[i] for i in taught]

        answers = []
        for keep in (_is_lexical, _is_not_lexical, _is_any):
            seen = [{name: value for name, value in f.items() if keep(name)} for f in features]
            places = vocabulary(seen[i] for i in taught)
            w, b = fit(given, matrix([seen[i] for i in taught], places, ""))
            answers.append(softmax(matrix([seen[i] for i in asked], places, "") @ w + b))
        answers.append(answers[1] + answers[2])
        for name, odds in zip(scores, answers, strict=True):
            for i, best in zip(asked, odds.argmax(axis=1).tolist(), strict=True):
                scores[name].add(rows[i].root, ROOTS[best])
    other = RootScores()
    for row in rows:
        if row.table:
            other.add(row.root, row.other)
    for name, found in {"root_L2 (another system)": other, **scores}.items():
        table = found.table()
        apart = " ".join(f"{root} {table[root]['F1']:.1f}" for root in APART)
        whole = f"accuracy {table['all']['accuracy']:.2f} macro-F1 {table['all']['F1']:.2f}"
        print(f"seed {seed} {name:<26} {whole}  {apart}", flush=True)


def _is_lexical(name: str) -> bool:
    return name.startswith(LEXICAL)


def _is_not_lexical(name: str) -> bool:
    return not name.startswith(LEXICAL)


def _is_any(_: str) -> bool:
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("plover", type=Path)
    parser.add_argument("weights", type=Path, nargs="?")
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--seeds", type=int, default=1)
    args = parser.parse_args()
    rows = table_rows(args.plover / "PLV_train.tsv") + record_rows(args.plover / "PLOVER_GSR_CAMEO.txt")
    rows += own_rows(Path(__file__).parent / "acts")
    features = read(rows, args.readings)
    for seed in range(args.seeds if args.folds else 0):
        cross_validate(rows, features, args.folds, seed)
    if args.weights:
        train(rows, features, args.weights)


if __name__ == "__main__":
    main()

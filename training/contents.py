"""Train the second graph, which reads a content by itself from what the reader's lower layers made of the whole text.

usage: python training/contents.py DATA RUN WEIGHTS [--teacher RUN] [--epochs 6] [--seed 0] [--limit N]

DATA holds the unpacked corpora; RUN the reader's run that was exported to WEIGHTS (`training/reader.py export`). The
teacher is that reader, reading a content as a text of its own; the pupil has the reader's upper layers and heads to
begin with, and learns to say the same of the states that the lower layers gave each piece in its article. RUN takes
the pupil as ``contents.pt`` and WEIGHTS as ``contents.int8.onnx``, whose hash is written into the manifest. Prints
after each epoch the mean cross entropy against the teacher on texts held out, every twentieth. --limit takes the first
N texts of each corpus.

With --teacher the reader in that run's folder ``weights`` teaches, the pupil begins as that run's, and only the states
are those of WEIGHTS: so a narrower encoder's contents are taught by the one that it came from.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.attribution.decoding import decode
from dateline.attribution.nesting import second_reading
from dateline.evaluation.polnear import read_compartment
from dateline.evaluation.sentences import read_sentences
from dateline.evaluation.treebank import read_treebank
from dateline.language.analysis import RoleScores
from dateline.language.pieces import WINDOW
from dateline.language.reader import Reader
from dateline.language.weight_files import Weights
from dateline.model.attribution import RoleSpans
from dateline.model.spans import Span, hull
from network import LOWER, Network, run_layer
from reader import base_model, trained

BATCH = 4096  # pieces
RATE, WARM = 2e-4, 100
DEEPEST = 3
PUPIL = "contents.pt"
SENTENCES = Path(__file__).parent / "sentences"


@dataclass(frozen=True)
class Content:
    """A content: its pieces' states in the article, and the teacher's log-probabilities of roles and links."""

    states: np.ndarray
    roles: np.ndarray
    links: np.ndarray


def texts(data: Path, limit: int | None) -> Iterator[tuple[str, int]]:
    """The texts that are read, and how often the contents of each are taken in an epoch."""
    yield from ((article.text, 1) for article in islice(read_compartment(data / "polnear" / "train"), limit))
    for corpus in ("ewt", "gum"):
        yield from ((document.text, 1) for document in islice(read_treebank(data / corpus / "train"), limit))
    for path in sorted(SENTENCES.glob("*.toml")):
        yield from ((sentence.text, 3) for sentence in islice(read_sentences(path), limit))


def places(text: str, scores: RoleScores, reader: Reader) -> Iterator[tuple[Span, RoleScores]]:
    """The contents of a text, to any depth, with what the teacher says of each by itself."""
    level = list(decode(text, scores))
    for _ in range(DEEPEST):
        following: list[RoleSpans] = []
        for spans in level:
            start, end = hull(spans.content)
            read, _ = reader.read(text[start:end], ())
            yield (start, end), read
            taken = (*spans.source, *spans.cue)
            _, inner = second_reading(text, spans, read, taken=taken, within=((0, len(text)),))
            following.extend(inner)
        level = following


def paragraphs(text: str, chance: random.Random) -> Iterator[Span]:
    """A third of the paragraphs: they hold more attributions than contents do."""
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if len(bare) > 80 and chance.random() < 0.33:
            first = start + line.index(bare)
            yield first, first + len(bare)
        start += len(line)


def contents_of(text: str, reader: Reader, teacher: Reader, chance: random.Random) -> Iterator[Content]:
    """What is learned from a text: the reader's states, and what the teacher says."""
    scores, _ = teacher.read(text, ())
    lower = scores.lower if teacher is reader else reader.read(text, ())[0].lower
    starts = [start for start, _ in scores.offsets]
    found = list(places(text, scores, teacher))
    found.extend((span, teacher.read(text[slice(*span)], ())[0]) for span in paragraphs(text, chance))
    for (start, end), read in found:
        first, last = np.searchsorted(starts, (start, end))
        same = [(a - start, b - start) for a, b in scores.offsets[first:last]] == list(read.offsets)
        if same and 4 <= last - first <= WINDOW and len(read.links) == 1:
            yield Content(lower[first:last], read.roles.astype(np.float16), read.links[0].values.astype(np.float16))


def gather(
    data: Path, reader: Reader, teacher: Reader, seed: int, limit: int | None
) -> tuple[list[Content], list[Content]]:
    """The contents of all texts, those to learn from and those held out."""
    chance = random.Random(seed)
    taught: list[Content] = []
    held: list[Content] = []
    for number, (text, times) in enumerate(texts(data, limit)):
        found = list(contents_of(text, reader, teacher, chance))
        if number % 20 == 19:
            held.extend(found)
        else:
            taught.extend(found * times)
        if number % 200 == 0:
            print(f"{number} texts, {len(taught)} contents", flush=True)
    return taught, held


class Pupil(nn.Module):
    """The reader's upper layers and its heads for attribution."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.layers = nn.ModuleList(list(network.encoder.encoder.layer)[LOWER:])
        self.role, self.cue = network.tags["role"], network.pointers["cue"]

    def forward(self, lower: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Logits of roles and links; ``mask`` is added to the attention's scores."""
        hidden = lower.float()
        for layer in self.layers:
            hidden = run_layer(layer, hidden, mask)
        return self.role(hidden), self.cue(hidden)


def batches(contents: Sequence[Content], chance: random.Random) -> list[list[Content]]:
    """Batches of contents of like length, in a drawn order."""
    drawn = sorted(contents, key=lambda content: len(content.roles) + chance.random() * 4)
    made: list[list[Content]] = []
    for content in drawn:
        if not made or (len(made[-1]) + 1) * len(content.roles) > BATCH:
            made.append([])
        made[-1].append(content)
    chance.shuffle(made)
    return made


def loss_of(pupil: Pupil, batch: Sequence[Content]) -> Tensor:
    """Cross entropy against the teacher, of roles and of links, most of it on pieces that have a role."""
    width = max(len(content.roles) for content in batch)
    rows = len(batch)
    lower, there = torch.zeros(rows, width, batch[0].states.shape[1]), torch.zeros(rows, width)
    roles, links = torch.zeros(rows, width, batch[0].roles.shape[1]), torch.zeros(rows, width, width)
    for k, content in enumerate(batch):
        n = len(content.roles)
        lower[k, :n], there[k, :n] = torch.from_numpy(content.states.astype(np.float32)), 1
        roles[k, :n] = torch.from_numpy(np.exp(content.roles.astype(np.float32)))
        links[k, :n, :n] = torch.from_numpy(np.exp(content.links.astype(np.float32)))
    mask = (1 - there)[:, None, None, :] * -1e4
    role, cue = pupil(lower, mask)
    cue = cue + (1 - there)[:, None, :] * -1e4
    bears = (1 - roles[..., 0]) * there
    of_roles = -(roles * role.log_softmax(-1)).sum(-1) * (there + 4 * bears)
    of_links = -(links * cue.log_softmax(-1)).sum(-1) * bears
    return of_roles.sum() / (there + 4 * bears).sum() + of_links.sum() / bears.sum().clamp_min(1)


def train(pupil: Pupil, taught: Sequence[Content], held: Sequence[Content], epochs: int, seed: int) -> None:
    """Warm-up, then linear decay; the weights of the last epochs are not averaged, for the teacher is one."""
    chance = random.Random(seed)
    optimiser = torch.optim.AdamW(pupil.parameters(), lr=RATE, weight_decay=0.01)
    total = epochs * len(batches(taught, random.Random(seed)))
    step = 0
    for epoch in range(epochs):
        pupil.train()
        for batch in batches(taught, chance):
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / WARM) * max(0.02, 1 - step / total)
            loss = loss_of(pupil, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(pupil.parameters(), 1.0)
            optimiser.step()
            step += 1
        print(f"epoch {epoch + 1}  held out {held_loss(pupil, held):.4f}", flush=True)


@torch.no_grad()
def held_loss(pupil: Pupil, held: Sequence[Content]) -> float:
    """The mean loss over the batches of what is held out."""
    pupil.eval()
    losses = [float(loss_of(pupil, batch)) for batch in batches(held, random.Random(0))]
    return sum(losses) / max(1, len(losses))  # a trial on few documents may hold none out


def export(pupil: Pupil, network: Network, run: Path, weights: Path) -> None:
    """Write the int8 graph, and its hash into the manifest."""
    pupil.eval()
    network.encoder.set_attn_implementation("eager")
    exact, graph = run / "contents.onnx", weights / "contents.int8.onnx"
    axes = {"lower": {1: "piece"}, "role": {1: "piece"}, "cue": {1: "piece", 2: "other"}}
    torch.onnx.export(
        pupil,
        (torch.zeros(1, 32, network.encoder.config.hidden_size, dtype=torch.float16),),
        str(exact),
        input_names=["lower"],
        output_names=["role", "cue"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(exact, graph, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    manifest = weights / "manifest.json"
    hashes = json.loads(manifest.read_text())
    hashes[graph.name] = hashlib.sha256(graph.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(hashes, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    for folder in ("data", "run", "weights"):
        parser.add_argument(folder, type=Path)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    reader = Reader(Weights.within(args.weights), threads=2)
    teacher = Reader(Weights.within(args.teacher / "weights"), threads=2) if args.teacher else reader
    taught, held = gather(args.data, reader, teacher, args.seed, args.limit)
    print(f"{len(taught)} contents of {sum(len(c.roles) for c in taught)} pieces; {len(held)} held out", flush=True)
    network = trained(base_model(), args.teacher or args.run)
    pupil = Pupil(network)
    if args.teacher:
        pupil.load_state_dict(torch.load(args.teacher / PUPIL, weights_only=True))
    print(f"before training  held out {held_loss(pupil, held):.4f}", flush=True)
    train(pupil, taught, held, args.epochs, args.seed)
    torch.save(pupil.state_dict(), args.run / PUPIL)
    export(pupil, network, args.run, args.weights)


if __name__ == "__main__":
    main()

"""Narrow the layers of the encoder, and teach what is left to read as before.

usage: python training/narrower.py DATA RUN OUT [--inner 768] [--heads 12] [--start RUN] [--mix NAME=TIMES ...]
       [--epochs 2] [--rate 1.5e-4] [--seed 0] [--news FILE] [--limit N]

DATA holds the unpacked corpora; RUN a run of `training/reader.py`, exported to RUN/weights as a teacher; OUT takes the
narrower run, with a checkpoint every few minutes from which an interrupted one goes on. `training/reader.py export`
writes its graph as any other's. FILE is a JSON Lines file of news that is read beside the corpora's texts; articles
that `evaluation/` has labels of are left out. --mix tells how often an epoch reads the texts
of `polnear`, `ewt`, `gum`, `re3d`, `own` and `news`, --limit takes the first N of each.

Of the 12 heads and the 1,536 inner units of a layer those go that the others can best stand in for, one by one, and
after each the weights of the rest are those of least squares (optimal brain surgeon: Hassibi and Stork, 1993; by whole
units as in Kurtic and others, 2023, "ZipLM"). --start begins with a run that is narrower already. Then the network
learns the teacher's states after the lower and after all layers, and what each head says of them, with its weights
rounded as they ship. No label of any corpus is used. Prints the mean loss on texts held out, every fortieth.
"""

from __future__ import annotations

import argparse
import copy
import queue
import random
import threading
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from dateline.documents import Document as Read
from dateline.documents import read_documents
from dateline.evaluation.mentions import read_re3d, training_half
from dateline.evaluation.polnear import read_compartment
from dateline.evaluation.sentences import read_sentences
from dateline.evaluation.treebank import read_treebank
from dateline.language.pieces import CONTEXT, WINDOW, Pieces, split_pieces, windows, word_pieces
from dateline.language.reader import session
from dateline.language.tokens import Tokeniser
from examples import CLS, SEP, longest_core
from network import FAR, LOWER, Graph, Network, run_layer
from reader import (
    CHECKPOINT_SECONDS,
    OWN,
    WEIGHTS,
    Trainer,
    base_model,
    padded,
    rounded,
    times_of,
    tokenizer_of,
    trained,
)

BATCH = 2560  # pieces
WARM = 100
FITTED = 40_000  # pieces that the least squares are over
EVALUATION = Path(__file__).parent.parent / "evaluation"
COUNTS = {name: WEIGHTS[name] for name in (*Graph.TAGS, "deprel", *Graph.POINTERS)}
"""What each head's divergence counts: as its loss in `training/reader.py`."""
STATES = 2.0
"""What the distance of states counts, as a share of their variance."""


@dataclass(frozen=True)
class Text:
    """A text in word pieces, with 1 where a piece begins a word."""

    text: str
    pieces: Pieces
    begins: list[int]


@dataclass(frozen=True)
class Window:
    """A window as the graph takes it, and what the teacher gives for it."""

    ids: list[int]
    shapes: list[int]
    words: list[int]
    given: dict[str, np.ndarray]


Cut = tuple[list[int], list[int], list[int]]
"""Ids, shape codes and beginnings of words of a window."""


def texts(data: Path, news: Path | None, limit: int | None) -> dict[str, list[str]]:
    """The texts that are read by corpus, the first ``limit`` of each."""
    made = {"polnear": [article.text for article in islice(read_compartment(data / "polnear" / "train"), limit)]}
    for corpus in ("ewt", "gum"):
        made[corpus] = [document.text for document in islice(read_treebank(data / corpus / "train"), limit)]
    made["re3d"] = [text.text for text in training_half(read_re3d(data / "re3d"))[:limit]]
    made["own"] = [s.text for path in sorted(OWN.glob("*.toml")) for s in islice(read_sentences(path), limit)]
    made["news"] = list(islice(unlabelled(news), limit)) if news is not None else []
    return made


def unlabelled(news: Path) -> Iterator[str]:
    """The articles of the news file that nothing is scored on."""
    scored = labelled()
    for number, read in enumerate(read_documents([str(news)]), 1):
        if isinstance(read, Read) and number not in scored:
            yield read.article.text


def labelled() -> set[int]:
    """The lines of the news file that `evaluation/` has labels of."""
    found: set[int] = set()
    for path in EVALUATION.glob("*.toml"):
        for rows in tomllib.loads(path.read_text()).values():
            if isinstance(rows, list):
                found.update(row["item"] for row in rows if isinstance(row, dict) and "item" in row)
    return found


class Teacher:
    """The graph of the wide reader, and the texts as it takes them."""

    def __init__(self, graph: Path, base: Path) -> None:
        self._tokenizer, self._words = tokenizer_of(base), Tokeniser()
        self._session = session(graph, threads=1)
        self._names = [output.name for output in self._session.get_outputs()]

    def text(self, text: str) -> Text:
        """A text made ready to be cut."""
        pieces = split_pieces(text, self._tokenizer)
        begins = [0] * len(pieces)
        for k in word_pieces(pieces.offsets, self._words.words(text)):
            if k >= 0:
                begins[k] = 1
        return Text(text, pieces, begins)

    def tell(self, cut: Cut) -> Window:
        """A window with what the teacher says of it."""
        feeds = {name: np.array([row]) for name, row in zip(("ids", "shapes", "words"), cut, strict=True)}
        values = self._session.run(self._names, feeds)
        given = {name: value[0].astype(np.float16) for name, value in zip(self._names, values, strict=True)}
        return Window(*cut, given)


def drawn(read: Mapping[str, list[Text]], mix: Mapping[str, float], chance: random.Random) -> list[Text]:
    """The texts of one epoch: each corpus as often as ``mix`` says, once where it does not."""
    made: list[Text] = []
    for name, found in read.items():
        times = mix.get(name, 1.0)
        made += found * int(times)
        made += chance.sample(found, round(times % 1 * len(found)))
    return made


def epoch(read: Sequence[Text], chance: random.Random) -> list[list[Cut]]:
    """Batches of windows of like length, in a drawn order; most windows are as long as they are in use."""
    longest = WINDOW - 2 * CONTEXT
    lengths = [longest if chance.random() < 0.7 else longest_core(chance) for _ in read]
    cuts = [cut for text, length in zip(read, lengths, strict=True) for cut in cuts_of(text, length, chance)]
    cuts.sort(key=lambda cut: len(cut[0]) + chance.random() * 10)
    made: list[list[Cut]] = []
    for cut in cuts:
        if not made or (len(made[-1]) + 1) * len(cut[0]) > BATCH:
            made.append([])
        made[-1].append(cut)
    chance.shuffle(made)
    return made


def cuts_of(text: Text, longest: int, chance: random.Random) -> Iterator[Cut]:
    """The windows of a text, the first of which ends anywhere."""
    found = windows(text.text, text.pieces.offsets, first_core=chance.randrange(60, longest), longest=longest)
    for window in found:
        inside = slice(window.start, window.end)
        if window.end - window.start > 3:
            yield (
                [CLS, *text.pieces.ids[inside], SEP],
                [0, *text.pieces.shapes[inside], 0],
                [1, *text.begins[inside], 0],
            )


def told(batches: Sequence[Sequence[Cut]], teacher: Teacher) -> Iterator[list[Window]]:
    """The batches with what the teacher says of them, a few ahead of what is asked for, by a thread of their own."""
    made: queue.Queue[list[Window]] = queue.Queue(maxsize=4)

    def tell() -> None:
        for batch in batches:
            made.put([teacher.tell(cut) for cut in batch])

    threading.Thread(target=tell, daemon=True).start()
    for _ in batches:
        yield made.get()


@torch.no_grad()
def narrow(network: Network, wide: Network, sample: Sequence[Window], inner: int, heads: int) -> None:
    """Leave so many heads and inner units in each layer, from the first on, fitted to what the wide layer gives."""
    states = [embedded(wide, torch.tensor([window.ids]), torch.tensor([window.shapes])) for window in sample]
    aims = list(states)
    layers = zip(network.encoder.encoder.layer, wide.encoder.encoder.layer, strict=True)
    for number, (layer, model) in enumerate(layers, 1):
        wanted = [model.attention(hidden)[0] for hidden in aims]
        if heads < layer.attention.self.num_attention_heads:
            mixed = torch.cat([layer.attention.self(hidden)[0][0] for hidden in states])
            sums = [model.attention.output.dense(model.attention.self(hidden)[0]) + hidden for hidden in aims]
            gap = torch.cat(sums, 1)[0] - torch.cat(states, 1)[0]
            keep_heads(layer.attention, *fitted(mixed, gap, layer.attention.self.attention_head_size, heads))
        between = [layer.attention(hidden)[0] for hidden in states]
        if inner < layer.intermediate.dense.out_features:
            units = torch.cat([layer.intermediate(hidden)[0] for hidden in between])
            sums = [model.output.dense(model.intermediate(hidden)) + hidden for hidden in wanted]
            kept, weight, bias = fitted(units, torch.cat(sums, 1)[0] - torch.cat(between, 1)[0], 1, inner)
            layer.intermediate.dense = rows_of(layer.intermediate.dense, kept)
            layer.output.dense = linear(weight, bias)
        states = [run_layer(layer, hidden) for hidden in states]
        aims = [run_layer(model, hidden) for hidden in aims]
        lost, all_ = torch.cat(states, 1) - torch.cat(aims, 1), torch.cat(aims, 1)
        print(f"layer {number}: {float(lost.var() / all_.var()):.4f} of the states' variance is lost", flush=True)


def keep_heads(attention: nn.Module, kept: Tensor, weight: Tensor, bias: Tensor) -> None:
    """Leave the heads whose places among the mixed values are kept."""
    inner = attention.self
    for name in ("query", "key", "value"):
        setattr(inner, name, rows_of(getattr(inner, name), kept))
    inner.all_head_size = len(kept)
    inner.num_attention_heads = len(kept) // inner.attention_head_size
    attention.output.dense = linear(weight, bias)


def linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight, made.bias = nn.Parameter(weight.clone().float()), nn.Parameter(bias.clone().float())
    return made


def rows_of(layer: nn.Linear, kept: Tensor) -> nn.Linear:
    return linear(layer.weight[kept], layer.bias[kept])


def fitted(units: Tensor, sums: Tensor, size: int, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """The places of ``count`` groups of ``size`` units, and the weights and bias that come nearest to ``sums``.

    Group by group that goes which costs least, were the weights of the others fitted again; and they are.
    """
    given = torch.cat([units, torch.ones(len(units), 1)], dim=1).double()
    square = given.T @ given
    square += torch.eye(len(square), dtype=torch.float64) * square.diagonal().mean() * 1e-4
    inverse = torch.linalg.inv(square)
    weights = inverse @ (given.T @ sums.double())
    groups = torch.arange(units.shape[1]).view(-1, size)  # without the bias, which stays
    kept = torch.ones(len(groups), dtype=torch.bool)
    one = torch.eye(size, dtype=torch.float64)
    for _ in range(len(groups) - count):
        blocks = torch.where(kept[:, None, None], inverse[groups[:, :, None], groups[:, None, :]], one)
        cost = (weights[groups] * torch.linalg.solve(blocks, weights[groups])).sum((1, 2))
        cost[~kept] = torch.inf
        at = int(cost.argmin())
        out = groups[at]
        shares = torch.linalg.solve(inverse[out][:, out], torch.cat([weights[out], inverse[out]], dim=1))
        columns = inverse[:, out].clone()
        weights -= columns @ shares[:, : weights.shape[1]]
        inverse -= columns @ shares[:, weights.shape[1] :]
        kept[at] = False
    places = groups[kept].flatten()
    return places, weights[places].T, weights[-1]


def embedded(network: Network, ids: Tensor, shapes: Tensor) -> Tensor:
    embeddings = network.encoder.embeddings
    made: Tensor = embeddings(inputs_embeds=embeddings.word_embeddings(ids) + network.shapes(shapes))
    return made


def states_of(network: Network, ids: Tensor, shapes: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
    """The states after the lower layers and after all."""
    lower = hidden = embedded(network, ids, shapes)
    mask = ((1 - there) * FAR)[:, None, None, :]
    for number, layer in enumerate(network.encoder.encoder.layer, 1):
        hidden = run_layer(layer, hidden, mask)
        if number == LOWER:
            lower = hidden
    return lower, hidden


def loss_of(network: Network, batch: Sequence[Window]) -> Tensor:
    """Divergence of each head from the teacher's, and the distance of states as a share of their variance."""
    width = max(len(window.ids) for window in batch)
    ids, shapes, words = (
        padded((getattr(window, name) for window in batch), width, 0) for name in ("ids", "shapes", "words")
    )
    there = (ids != 0).float()
    aims = {
        name: stacked([window.given[name] for window in batch], width, square=name in Graph.POINTERS)
        for name in batch[0].given
    }
    lower, states = states_of(network, ids, shapes, there)
    read = network.read(states, words, set(COUNTS))
    total = torch.zeros(())
    for name, made in (("lower", lower), ("states", states)):
        aim = aims[name][there > 0]
        total = total + STATES * ((made[there > 0] - aim) ** 2).mean() / aim.var()
    bears = (1 - aims["role"].softmax(-1)[..., 0]) * there
    begins = words * there
    begins[:, 0] = 0
    mentions = begins * (1 - aims["mention"].softmax(-1)[..., 0])
    counts = {
        "role": there + 4 * bears, "cue": bears, "name": there,
        "head": begins, "deprel": begins, "sentence": begins, "mention": begins,
        "first": mentions, "last": mentions, "antecedent": mentions,
    }  # fmt: skip
    outside = ((1 - there) * FAR)[:, None, :]
    no_mention = (mentions < 0.01).float() * FAR
    no_mention[:, 0] = 0  # for what refers back to nothing
    for name, count in counts.items():
        barred = torch.zeros(())
        if name in Graph.POINTERS:
            barred = outside + no_mention[:, None, :] if name == "antecedent" else outside
        aim, made = (aims[name] + barred).softmax(-1), (read[name] + barred).log_softmax(-1)
        gap = (aim * (aim.clamp_min(1e-9).log() - made)).sum(-1)
        total = total + COUNTS[name] * (gap * count).sum() / count.sum().clamp_min(1)
    return total


def stacked(rows: Sequence[np.ndarray], width: int, *, square: bool) -> Tensor:
    made = torch.zeros(len(rows), width, width if square else rows[0].shape[1])
    for k, row in enumerate(rows):
        made[k, : row.shape[0], : row.shape[1]] = torch.from_numpy(row.astype(np.float32))
    return made


@torch.no_grad()
def held_loss(state: dict[str, Tensor], network: Network, held: Sequence[list[Window]]) -> float:
    """The mean loss of what is held out, with the weights of ``state``."""
    network.load_state_dict(state)
    network.eval()
    with rounded(network):
        losses = [float(loss_of(network, batch)) for batch in held]
    return sum(losses) / max(1, len(losses))


class Learning(Trainer):
    """A pupil with its optimiser, its average, and how far it has come."""

    def __init__(self, pupil: Network, rate: float, total: int) -> None:
        super().__init__(pupil, rate, total)
        # Without dropout: the teacher's states are to be met, not to be guessed from a part of one's own.
        self.net.eval()
        # One rate for all: heads that were taught before are not begun again.
        self.optimiser = torch.optim.AdamW(pupil.parameters(), lr=rate, weight_decay=0.01)
        self.rate, self.loss = rate, 0.0

    def take(self, batch: Sequence[Window]) -> None:
        """One step: warm-up, then linear decay."""
        begun = time.time()
        for group in self.optimiser.param_groups:
            group["lr"] = self.rate * min(1.0, (self.step + 1) / WARM) * max(0.01, 1 - self.step / self.total)
        with rounded(self.net):
            loss = loss_of(self.net, batch)
            loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.average.update(self.net)
        self.step += 1
        self.seconds += time.time() - begun
        self.loss = 0.98 * (self.loss or loss.item()) + 0.02 * loss.item()
        if self.step % 50 == 0:
            print(f"step {self.step} of {self.total}, {self.seconds:.0f} s: {self.loss:.4f}", flush=True)


def begun_with(wide: Network, teacher: Teacher, taught: Mapping[str, list[Text]], args: argparse.Namespace) -> Network:
    """The pupil as the least squares leave it."""
    pupil = trained(base_model(), args.start or args.run)
    pupil.eval()
    sample: list[Window] = []
    chance = random.Random(args.seed)
    for batch in told(epoch(drawn(taught, {}, chance), chance)[: FITTED // BATCH], teacher):
        sample.extend(batch)
    with rounded(wide):
        narrow(pupil, wide, sample, args.inner, args.heads)
    return pupil


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    for folder in ("data", "run", "out"):
        parser.add_argument(folder, type=Path)
    parser.add_argument("--inner", type=int, default=768)
    parser.add_argument("--heads", type=int, default=12)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--mix", type=times_of, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    base = base_model()
    wide = trained(base, args.run)
    wide.eval()
    teacher = Teacher(args.run / "weights" / "reader.int8.onnx", base)
    read = {name: [teacher.text(t) for t in found] for name, found in texts(args.data, args.news, args.limit).items()}
    taught = {name: [t for k, t in enumerate(found) if k % 40 != 39] for name, found in read.items()}
    out = [t for found in read.values() for k, t in enumerate(found) if k % 40 == 39]
    print({name: sum(len(t.pieces) for t in found) for name, found in taught.items()}, "pieces", flush=True)
    held = list(told(epoch(out, random.Random(args.seed)), teacher))
    pupil = begun_with(wide, teacher, taught, args)
    judged = copy.deepcopy(pupil)
    print(f"before training, held out {held_loss(pupil.state_dict(), judged, held):.4f}", flush=True)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text((args.run / "labels.json").read_text())
    chances = [random.Random(f"{args.seed} {number}") for number in range(args.epochs)]
    epochs = [epoch(drawn(taught, dict(args.mix), chance), chance) for chance in chances]
    learning = Learning(pupil, args.rate, sum(map(len, epochs)))
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        learning.resume(checkpoint)
    written = time.time()
    for batch in told([batch for made in epochs for batch in made][learning.step :], teacher):
        learning.take(batch)
        if time.time() - written > CHECKPOINT_SECONDS:
            learning.save(checkpoint)
            torch.save(learning.average.state, args.out / "average.pt")
            found = held_loss(learning.average.state, judged, held)
            print(f"step {learning.step}, held out {found:.4f}", flush=True)
            written = time.time()
    learning.save(checkpoint)
    torch.save(learning.average.state, args.out / "average.pt")
    print(f"in the end, held out {held_loss(learning.average.state, judged, held):.4f}", flush=True)


if __name__ == "__main__":
    main()

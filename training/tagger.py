"""Train the tagger on what the shipped reader's encoder makes of the treebanks.

usage: python training/tagger.py DATA WEIGHTS [--epochs 8] [--seed 0] [--limit N]

DATA holds the unpacked corpora ``ewt`` and ``gum``; WEIGHTS holds the reader (``src/dateline/language/weights``) and
takes ``tagger.npz``, whose hash is written into the manifest. The encoder is not changed. Prints the accuracy on the
development documents after each epoch, of words that have a piece of their own. --limit takes the first N documents of
each corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.evaluation.treebank import TreebankDocument
from dateline.language.labels import Labels
from dateline.language.reader import Reader
from dateline.language.tagger import CASES, ENDINGS, FORMS, LOOKS, NEAR, PLACES, looks, shifted
from dateline.language.weight_files import Weights
from layers import IGNORED, SMOOTHING, STATES, arguments, fit, treebanks, write_layer

UNITS = 128
SIZES = {"form": (FORMS, 48), "ending": (ENDINGS, 32), "case": (CASES, 16), "place": (PLACES, 8)}
FORGET = 0.3
"""How often a word's form is hidden while training, so that unknown words are met."""


@dataclass(frozen=True)
class Words:
    """The words of some documents that have pieces of their own: hidden states, looks and gold tags, one row a word."""

    states: Tensor
    looks: Tensor
    xpos: Tensor
    upos: Tensor

    def __len__(self) -> int:
        return len(self.xpos)


def read_words(documents: Sequence[TreebankDocument], reader: Reader, labels: Labels) -> Words:
    """The words with what the reader's encoder makes of them."""
    parts: list[tuple[np.ndarray, ...]] = []
    xpos, upos = ({name: k for k, name in enumerate(names)} for names in (labels.xpos, labels.upos))
    for document in documents:
        spans = [(word.start, word.end) for word in document.words]
        _, scores = reader.read(document.text, spans)
        codes = looks(document.text, spans)
        gold = np.array([(xpos.get(w.xpos, IGNORED), upos.get(w.upos, IGNORED)) for w in document.words])
        near = np.stack([_moved(scores.states[:, which], shift, 0) for shift, which in NEAR], axis=1)
        of = np.stack([_moved(codes[:, list(SIZES).index(name)], shift, -1) for name, shift in LOOKS], axis=1)
        parts.append((near[scores.known], of[scores.known], gold[scores.known]))
    states, codes, gold = (np.concatenate(each) for each in zip(*parts, strict=True))
    return Words(torch.from_numpy(states), torch.from_numpy(codes), *torch.from_numpy(gold).unbind(dim=1))


def _moved(values: np.ndarray, shift: int, fill: int) -> np.ndarray:
    """In each row what stands ``shift`` rows away, or the filling."""
    made = np.full_like(values, fill)
    to, of = shifted(shift)
    made[to] = values[of]
    return made


class Network(nn.Module):
    """The tagger as it is trained; :meth:`arrays` are what `dateline.language.tagger` reads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        self.codes = nn.ModuleDict({name: nn.Embedding(*size) for name, size in SIZES.items()})
        for table in self.codes.values():
            nn.init.normal_(table.weight, std=0.1)
        self.states = nn.ModuleList(nn.Linear(STATES, UNITS, bias=False) for _ in NEAR)
        self.looks = nn.ModuleList(nn.Linear(SIZES[name][1], UNITS, bias=False) for name, _ in LOOKS)
        self.bias = nn.Parameter(torch.zeros(UNITS))
        self.given, self.made = nn.Dropout(0.2), nn.Dropout(0.3)
        self.xpos, self.upos = nn.Linear(UNITS, len(labels.xpos)), nn.Linear(UNITS, len(labels.upos))

    def forward(self, states: Tensor, codes: Tensor) -> tuple[Tensor, Tensor]:
        units = self.bias + sum(layer(self.given(states[:, k].float())) for k, layer in enumerate(self.states))
        for k, ((name, _), layer) in enumerate(zip(LOOKS, self.looks, strict=True)):
            there = (codes[:, k] >= 0).float()[:, None]
            if self.training and name == "form":
                there = there * (torch.rand_like(there) > FORGET)
            units = units + layer(self.codes[name](codes[:, k].clamp_min(0)) * there)
        units = self.made(torch.relu(units))
        return self.xpos(units), self.upos(units)

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by name, in sixteen bits."""
        made = {
            "bias": self.bias,
            "states": torch.stack([layer.weight.T for layer in self.states]),
            "xpos": torch.cat([self.xpos.weight.T, self.xpos.bias[None]]),
            "upos": torch.cat([self.upos.weight.T, self.upos.bias[None]]),
        }
        made |= {name: table.weight for name, table in self.codes.items()}
        made |= {f"{name}{shift:+d}": layer.weight.T for (name, shift), layer in zip(LOOKS, self.looks, strict=True)}
        return {name: value.detach().numpy().astype(np.float16) for name, value in made.items()}


def loss_of(net: Network, words: Words, rows: Tensor) -> Tensor:
    """Cross entropy of both kinds of tags, smoothed."""
    xpos, upos = net(words.states[rows], words.looks[rows])
    return sum(
        share * functional.cross_entropy(read, gold[rows], ignore_index=IGNORED, label_smoothing=SMOOTHING)
        for share, read, gold in ((1.0, xpos, words.xpos), (0.5, upos, words.upos))
    )


def told(net: Network, held: dict[str, Words]) -> str:
    """The accuracies on what is held out, in words."""
    found = {name: accuracy(net, words) for name, words in held.items()}
    return "  ".join(f"{name} XPOS {100 * x:.2f} UPOS {100 * u:.2f}" for name, (x, u) in found.items())


@torch.no_grad()
def accuracy(net: Network, words: Words) -> tuple[float, float]:
    """The share of right Penn and of right Universal tags."""
    net.eval()
    right = torch.zeros(2)
    for rows in torch.arange(len(words)).split(8192):
        for k, (read, gold) in enumerate(
            zip(net(words.states[rows], words.looks[rows]), (words.xpos, words.upos), strict=True)
        ):
            right[k] += (read.argmax(dim=-1) == gold[rows]).sum()
    xpos, upos = (right / len(words)).tolist()
    return xpos, upos


def main() -> None:
    args = arguments(__doc__)
    reader = Reader(Weights.within(args.weights), threads=2)
    taught, held = treebanks(args.data, args.limit, partial(read_words, reader=reader, labels=reader.labels))
    net = Network(reader.labels)
    fit(net, list(taught.values()), partial(loss_of, net), args.epochs, lambda: told(net, held))
    write_layer(args.weights, "tagger.npz", net.arrays())


if __name__ == "__main__":
    main()

"""Train the layer that names a word's relation to its head, on what the shipped reader makes of the treebanks.

usage: python training/relations.py DATA WEIGHTS [--epochs 8] [--seed 0] [--limit N]

DATA holds the unpacked corpora ``ewt`` and ``gum``; WEIGHTS holds the reader and its tagger
(``src/dateline/language/weights``) and takes ``relations.npz``, whose hash is written into the manifest. Neither is
changed. Heads are those of the treebank, tags those of the tagger. Prints the share of right relations on the
development documents after each epoch, of words that have a head. --limit takes the first N documents of each corpus.
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
from dateline.language.relations import DISTANCES, distances
from dateline.language.tagger import FORMS, Tagger, looks
from dateline.language.weight_files import Weights
from layers import IGNORED, SMOOTHING, STATES, arguments, fit, treebanks, write_layer

UNITS, FORM_WIDTH = 128, 32
NEVER = -1e4
FORGET = {"form": (0.3, 0.5), "tag": (0.2, 0.2)}
"""How often what is known of a word, and of its head, is hidden while training."""


@dataclass(frozen=True)
class Arcs:
    """Words that have a head, one row each: states of both (first and last piece; first), their codes, the relation."""

    word: Tensor
    head: Tensor
    forms: Tensor
    tags: Tensor
    distance: Tensor
    relation: Tensor

    def __len__(self) -> int:
        return len(self.relation)

    def rows(self, rows: Tensor) -> Arcs:
        return Arcs(*(value[rows] for value in vars(self).values()))


def read_arcs(documents: Sequence[TreebankDocument], reader: Reader, tagger: Tagger) -> Arcs:
    """The documents' words that are not roots, with their heads."""
    column = {name: k for k, name in enumerate(reader.labels.deprel)}
    parts: list[tuple[np.ndarray, ...]] = []
    for document in documents:
        spans = [(word.start, word.end) for word in document.words]
        _, scores = reader.read(document.text, spans)
        codes = looks(document.text, spans)
        tags, _ = tagger.tags(scores.sides(), codes)
        of = np.array([k if word.head < 0 else word.head for k, word in enumerate(document.words)])
        relation = np.array([column.get(word.deprel, IGNORED) for word in document.words])
        rows = np.flatnonzero(scores.known & scores.known[of] & (of != np.arange(len(of))) & (relation >= 0))
        both = np.stack((rows, of[rows]), axis=1)
        states = scores.states
        parts.append(
            (states[rows], states[of[rows], 0], codes[both, 0], tags[both], distances(of)[rows], relation[rows])
        )
    return Arcs(*(torch.from_numpy(np.concatenate(each)) for each in zip(*parts, strict=True)))


class Network(nn.Module):
    """The layer as it is trained; :meth:`arrays` are what `dateline.language.relations` reads."""

    def __init__(self, labels: Labels) -> None:
        super().__init__()
        relations = len(labels.deprel)
        self.root = labels.deprel.index("root")
        self.word, self.head = nn.Linear(2 * STATES, UNITS), nn.Linear(STATES, UNITS)
        self.form = nn.Embedding(FORMS, FORM_WIDTH)
        self.forms = nn.ModuleList(nn.Linear(FORM_WIDTH, UNITS, bias=False) for _ in range(2))
        self.tags = nn.ModuleList(nn.Embedding(len(labels.xpos), UNITS) for _ in range(2))
        self.distance = nn.Embedding(DISTANCES, UNITS)
        for table in (self.form, *self.tags, self.distance):
            nn.init.normal_(table.weight, std=0.1)
        self.given, self.made = nn.Dropout(0.2), nn.Dropout(0.3)
        self.sum, self.product = nn.Linear(UNITS, relations), nn.Linear(UNITS, relations, bias=False)

    def forward(self, arcs: Arcs) -> Tensor:
        word = self.word(self.given(arcs.word.float().flatten(1)))
        head = self.head(self.given(arcs.head.float()))
        units = word + head + self.distance(arcs.distance)
        for k in range(2):
            units = units + self.forms[k](self.hidden(self.form(arcs.forms[:, k]), FORGET["form"][k]))
            units = units + self.hidden(self.tags[k](arcs.tags[:, k]), FORGET["tag"][k])
        product = self.product(self.made(torch.tanh(word) * torch.tanh(head)))
        logits: Tensor = self.sum(self.made(torch.relu(units))) + product
        return logits

    def hidden(self, values: Tensor, share: float) -> Tensor:
        """The values, in training without a share of the rows."""
        return values * (torch.rand(len(values), 1) > share) if self.training else values

    @torch.no_grad()
    def arrays(self) -> dict[str, np.ndarray]:
        """The weights by name, in sixteen bits."""
        made = {
            "word": self.word.weight.T,
            "head": self.head.weight.T,
            "bias": torch.stack((self.word.bias, self.head.bias)),
            "form": self.form.weight,
            "word_form": self.forms[0].weight.T,
            "head_form": self.forms[1].weight.T,
            "word_tag": self.tags[0].weight,
            "head_tag": self.tags[1].weight,
            "distance": self.distance.weight,
            "sum": torch.cat([self.sum.weight.T, self.sum.bias[None]]),
            "product": self.product.weight.T,
        }
        # Which word is the root is for the tree to say.
        made["sum"][-1, self.root] = NEVER
        return {name: value.detach().numpy().astype(np.float16) for name, value in made.items()}


def loss_of(net: Network, arcs: Arcs, rows: Tensor) -> Tensor:
    """Cross entropy of the relations, smoothed."""
    taken = arcs.rows(rows)
    return functional.cross_entropy(net(taken), taken.relation, label_smoothing=SMOOTHING)


@torch.no_grad()
def accuracy(net: Network, arcs: Arcs) -> float:
    """The share of right relations."""
    net.eval()
    right = 0
    for rows in torch.arange(len(arcs)).split(8192):
        taken = arcs.rows(rows)
        right += int((net(taken).argmax(dim=-1) == taken.relation).sum())
    return right / len(arcs)


def told(net: Network, held: dict[str, Arcs]) -> str:
    """The accuracies on what is held out, in words."""
    return "  ".join(f"{name} {100 * accuracy(net, arcs):.2f}" for name, arcs in held.items())


def main() -> None:
    args = arguments(__doc__)
    weights = Weights.within(args.weights)
    reader, tagger = Reader(weights, threads=2), Tagger(weights.tagger)
    taught, held = treebanks(args.data, args.limit, partial(read_arcs, reader=reader, tagger=tagger))
    net = Network(reader.labels)
    fit(net, list(taught.values()), partial(loss_of, net), args.epochs, lambda: told(net, held))
    write_layer(args.weights, "relations.npz", net.arrays())


if __name__ == "__main__":
    main()

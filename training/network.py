"""The reader as a network: one encoder with light heads, and the form of it that is exported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from dateline.language.analysis import ROLE_TAGS
from dateline.language.pieces import SHAPES
from examples import MENTION_TYPES, NAME_TAGS, Labels

POINTER_WIDTHS = {"cue": 128, "head": 256, "first": 64, "last": 64, "antecedent": 128}
"""What points from a piece to another, with the width of its queries and keys."""
LOWER = 4
"""How many of the encoder's layers are shared by the reading of a text and that of a content by itself."""
FAR = -1e4


def run_layer(layer: nn.Module, hidden: Tensor, mask: Tensor | None = None) -> Tensor:
    """What a layer of the encoder makes of states; ``mask``, where there is padding, is added to attention's scores."""
    given = layer(hidden) if mask is None else layer(hidden, mask)
    made: Tensor = given[0] if isinstance(given, tuple) else given
    return made


class OneOperation(torch.autograd.Function):
    """Attention of some heads over all pieces, which the exported graph has as one operation of onnxruntime's."""

    @staticmethod
    def forward(_context: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        query, key, value = (rows.unflatten(2, (heads, -1)).transpose(1, 2) for rows in (query, key, value))
        return nn.functional.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: torch.Graph, query: torch.Value, key: torch.Value, value: torch.Value, heads: int) -> torch.Value:
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


class Attention(nn.Module):
    """A layer's attention as it is exported: for one window a call, without padding and so without a mask.

    As torch exports it, it is sixteen operations, which take a tenth of the narrow graph's time more.
    """

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.query, self.key, self.value, self.heads = inner.query, inner.key, inner.value, inner.num_attention_heads

    def forward(self, hidden: Tensor, *_: object, **__: object) -> tuple[Tensor, None]:
        return OneOperation.apply(self.query(hidden), self.key(hidden), self.value(hidden), self.heads), None


def ready_for_export(layers: nn.ModuleList) -> None:
    """Give each of the encoder's layers the attention that is exported."""
    layers.eval()
    for layer in layers:
        layer.attention.self = Attention(layer.attention.self)


class Pointer(nn.Module):
    """For each piece a score of every other: scaled products of queries and keys, and a bias of the key."""

    def __init__(self, hidden: int, width: int) -> None:
        super().__init__()
        self.query, self.key, self.bias = nn.Linear(hidden, width), nn.Linear(hidden, width), nn.Linear(width, 1)

    def forward(self, hidden: Tensor) -> Tensor:
        query, key = torch.tanh(self.query(hidden)), torch.tanh(self.key(hidden))
        return query @ key.transpose(1, 2) + self.bias(key).transpose(1, 2)


class Network(nn.Module):
    """The encoder and its heads.

    Beside the word piece the encoder's input takes a shape code, whose embedding starts at zero. Tags are
    linear in the encoder's output. Relations are read off a word together with what its head would be (their
    sum and their product, a biaffine form of low rank): the arc scores' softmax mixes the candidates, so that
    one pass gives heads and relations.
    """

    def __init__(self, base: Path, labels: Labels) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(0.1)
        sizes = {
            "role": len(ROLE_TAGS),
            "xpos": len(labels.xpos),
            "upos": len(labels.upos),
            "sentence": 2,
            "mention": len(MENTION_TYPES),
            "name": len(NAME_TAGS),
        }
        self.tags = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.pointers = nn.ModuleDict({name: Pointer(width, size) for name, size in POINTER_WIDTHS.items()})
        self.dependent, self.governor = nn.Linear(width, 192), nn.Linear(width, 192)
        self.relation = nn.Linear(192, len(labels.deprel))
        self.product = nn.Linear(192, len(labels.deprel), bias=False)
        nn.init.zeros_(self.product.weight)

    def take_widths(self, state: Mapping[str, Tensor]) -> None:
        """Make the encoder's layers as wide as they are in ``state``; what they hold is lost."""
        for number, layer in enumerate(self.encoder.encoder.layer):
            inner, outer = state[f"encoder.encoder.layer.{number}.intermediate.dense.weight"].shape
            layer.intermediate.dense, layer.output.dense = nn.Linear(outer, inner), nn.Linear(inner, outer)
            mixed = layer.attention.self
            mixed.all_head_size = len(state[f"encoder.encoder.layer.{number}.attention.self.query.weight"])
            mixed.num_attention_heads = mixed.all_head_size // mixed.attention_head_size
            for name in ("query", "key", "value"):
                setattr(mixed, name, nn.Linear(outer, mixed.all_head_size))
            layer.attention.output.dense = nn.Linear(mixed.all_head_size, outer)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.shapes(shapes)
        hidden: Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return self.drop(hidden)

    def read(self, hidden: Tensor, words: Tensor | None, wanted: set[str]) -> Mapping[str, Tensor]:
        """The logits of the wanted heads; ``words`` is 1 where a piece begins a word, and at the root's place."""
        made = {name: head(hidden) for name, head in self.tags.items() if name in wanted}
        made |= {name: head(hidden) for name, head in self.pointers.items() if name in wanted}
        if "head" in made and words is not None:
            made["head"] = made["head"] + (1 - words.to(made["head"].dtype))[:, None, :] * FAR
        if "deprel" in wanted:
            mixed = torch.softmax(made["head"].float(), dim=-1).to(hidden.dtype) @ self.governor(hidden)
            dependent = self.dependent(hidden)
            made["deprel"] = self.relation(torch.tanh(dependent + mixed)) + self.product(dependent * mixed)
        return made


class Graph(nn.Module):
    """The network for one window a call: no padding, so no mask, and attention in one operation.

    The output of its lower layers comes first, from which `contents.py` reads contents by themselves, then that of all
    layers, from which `tagger.py` and `relations.py` read tags and relations: the heads for them serve training alone,
    but that of relations is in the graph of a ``teacher``. Both are kept by the piece and come in sixteen bits, for
    onnxruntime rounds them faster than numpy does.
    """

    STATES = ("lower", "states")
    TAGS = ("role", "sentence", "mention", "name")
    POINTERS = ("cue", "head", "first", "last", "antecedent")

    def __init__(self, network: Network, *, teacher: bool = False) -> None:
        super().__init__()
        self.network = network
        self.tags = (*self.TAGS, "deprel") if teacher else self.TAGS
        ready_for_export(network.encoder.encoder.layer)

    def forward(self, ids: Tensor, shapes: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        embeddings = network.encoder.embeddings
        hidden = embeddings(inputs_embeds=embeddings.word_embeddings(ids) + network.shapes(shapes))
        lower = hidden
        for number, layer in enumerate(network.encoder.encoder.layer, 1):
            hidden = run_layer(layer, hidden)
            if number == LOWER:
                lower = hidden
        made = network.read(hidden, words, {*self.tags, *self.POINTERS})
        return (lower.half(), hidden.half(), *(made[name] for name in (*self.tags, *self.POINTERS)))

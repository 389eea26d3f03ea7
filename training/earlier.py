"""The weights of an attribution reader that shipped, taken back out of its int8 graph.

An int8 graph loses a rounding that a few hundred steps of training make good, and it is the form in which a
reader is kept. Embeddings share one scale: where the base encoder's value rounds to the stored one, it is the
better guess.
"""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

_HEADS = {"tags": "tags.role", "query": "pointers.cue.query", "key": "pointers.cue.key", "bias": "pointers.cue.bias"}


def load(net: nn.Module, path: Path) -> set[str]:
    """Put the graph's weights into ``net`` and give the names of the parameters that it does not hold."""
    graph = onnx.load(path).graph
    stored = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    state = net.state_dict()
    taken = {}
    for name, values in stored.items():
        if not name.startswith("reader."):
            continue
        plain = name.removeprefix("reader.")
        if plain.endswith(".weight_quantized"):
            plain = plain.removesuffix("_quantized")
            scale = stored[name.replace("_quantized", "_scale")]
            taken[plain] = (values.float() - stored[name.replace("_quantized", "_zero_point")].float()) * scale
            near = (taken[plain] - state[plain]).abs() <= scale / 2
            taken[plain] = torch.where(near, state[plain], taken[plain])
        elif plain.endswith((".weight", ".bias")):
            taken[plain] = values
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            weight = node.input[1].removesuffix("_quantized")
            values = stored[node.input[1]].float() * stored[f"{weight}_scale"]  # per channel, zero point 0
            place = node.name.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
            place = f"encoder.encoder.{place}" if place.startswith("layer.") else place
            taken[f"{place}.weight"] = values.T
    renamed = {}
    for name, values in taken.items():
        head, _, rest = name.partition(".")
        renamed[f"{_HEADS[head]}.{rest}" if head in _HEADS else name] = values
    unknown = renamed.keys() - state.keys()
    if unknown:
        raise SystemExit(f"{path} is no attribution reader's graph: it holds {', '.join(sorted(unknown))}")
    net.load_state_dict(state | renamed)
    return set(state) - set(renamed)

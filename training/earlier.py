"""The weights of a reader that shipped, taken back out of its int8 graph.

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

_PREFIX = "network."


def load(net: nn.Module, path: Path) -> set[str]:
    """Put the graph's weights into ``net`` and give the names of the parameters that it does not hold."""
    graph = onnx.load(path).graph
    stored = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    state = net.state_dict()
    taken = {}
    for name, values in stored.items():
        plain = name.removeprefix(_PREFIX)
        if not name.startswith(_PREFIX) or plain.endswith(("_scale", "_zero_point")):
            continue
        if plain.endswith("_quantized"):
            plain = plain.removesuffix("_quantized")
            scale = stored[name.replace("_quantized", "_scale")]
            exact = (values.float() - stored[name.replace("_quantized", "_zero_point")].float()) * scale
            taken[plain] = torch.where((exact - state[plain]).abs() <= scale / 2, state[plain], exact)
        else:
            taken[plain] = values
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            scale = stored[node.input[1].replace("_quantized", "_scale")]
            values = stored[node.input[1]].float() * scale  # per channel, zero point 0
            taken[f"{_place(node.name, state)}.weight"] = values.T
    unknown = taken.keys() - state.keys()
    if unknown:
        raise SystemExit(f"{path} is no reader's graph: it holds {', '.join(sorted(unknown))}")
    net.load_state_dict(state | taken)
    return set(state) - set(taken)


def _place(node: str, state: dict[str, torch.Tensor]) -> str:
    """The module that a matrix product of the graph belongs to: ``/head/query/MatMul_quant`` is a pointer's."""
    plain = node.removesuffix("/MatMul_quant").strip("/").replace("/", ".")
    places = (plain, f"tags.{plain}", f"pointers.{plain}", f"encoder.encoder.{plain}")
    return next((place for place in places if f"{place}.weight" in state), plain)

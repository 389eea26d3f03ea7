"""The attribution reader: role and link scores for word pieces, from the shipped int8 graph."""

from __future__ import annotations

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.language.analysis import ROLE_TAGS, LinkScores, RoleScores
from dateline.language.pieces import Window, split_pieces, windows
from dateline.language.weight_files import Weights

_CLS, _SEP = 101, 102


class Reader:
    """Scores texts with one onnxruntime session.

    With dynamic int8 the activations' scale is taken over the whole batch, so that a window's result
    would depend on the windows beside it: each call reads one window.
    """

    def __init__(self, weights: Weights, *, threads: int = 1) -> None:
        self._tokenizer = Tokenizer.from_file(str(weights.tokenizer))
        # The base model's tokenizer.json truncates and pads to 128 pieces unless told otherwise.
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(weights.graph), options, providers=["CPUExecutionProvider"])

    def score(self, text: str) -> RoleScores:
        """Role and link scores of ``text``; memory grows with its length, not with its square."""
        pieces = split_pieces(text, self._tokenizer)
        roles: list[NDArray[np.float32]] = []
        links: list[LinkScores] = []
        for window in windows(text, pieces):
            role, link = self._run(pieces.ids[window.start : window.end], pieces.shapes[window.start : window.end])
            core = slice(window.core_start - window.start, window.core_end - window.start)
            roles.append(_log_softmax(role[core]))
            links.append(_links(window, link[core]))
        empty = np.zeros((0, len(ROLE_TAGS)), dtype=np.float32)
        return RoleScores(pieces.offsets, np.concatenate(roles) if roles else empty, tuple(links))

    def _run(self, ids: tuple[int, ...], shapes: tuple[int, ...]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Role logits (piece, tag) and link logits (piece, piece) of one window, special pieces left out."""
        feeds = {
            "ids": np.array([[_CLS, *ids, _SEP]], dtype=np.int64),
            "shapes": np.array([[0, *shapes, 0]], dtype=np.int64),
        }
        roles, links = self._session.run(["roles", "links"], feeds)
        return roles[0, 1:-1], links[0, 1:-1, 1:-1]


def _links(window: Window, logits: NDArray[np.float32]) -> LinkScores:
    return LinkScores(window.core_start, window.core_end, window.start, _log_softmax(logits))


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    scores: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return scores

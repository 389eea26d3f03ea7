"""Part-of-speech tags of words: what the encoder made of them, beside how they are written.

The encoder is uncased and reads word pieces; endings, capitals and what stands glued to a word decide many a tag. A
layer over both gives a Penn and a Universal tag (docs/decisions/0008). Training and reading share this module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dateline.model.spans import Span

FORMS: Final = 8192
ENDINGS: Final = 2048
CASES: Final = 128
PLACES: Final = 8
"""Numbers of the codes that :func:`looks` gives: a word's form and its last three letters (both hashed), how it is
written, and where it stands."""
NEAR: Final = ((0, 0), (0, 1), (-1, 0), (1, 0))
"""What of the encoder's output a tag is read from: (words from the word itself, 0 for a word's first piece or 1 for its
last)."""
LOOKS: Final = (
    ("form", 0),
    ("form", -1),
    ("form", 1),
    ("ending", 0),
    ("case", 0),
    ("case", -1),
    ("case", 1),
    ("place", 0),
)
"""What of the looks, and of which word: itself, the one before, the one after."""

_STOP: Final = re.compile(r"[.!?…]+")
_COLUMNS: Final = ("form", "ending", "case", "place")


def looks(text: str, words: Sequence[Span]) -> NDArray[np.int64]:
    """For each word its codes, in the columns form, ending, case and place.

    The case code has a bit each for: lower case, a capital first, capitals alone, a digit, a hyphen, no letter or
    digit, a capital inside. The place code: glued to what is before, to what is after, first of a line or sentence.
    """
    forms = [text[start:end] for start, end in words]
    written = [_written(form) for form in forms]
    places = []
    for k, (start, end) in enumerate(words):
        before = words[k - 1][1] if k else -1
        first = not k or "\n" in text[before:start] or bool(_STOP.fullmatch(forms[k - 1]))
        after = words[k + 1][0] if k + 1 < len(words) else -1
        places.append((start == before) + 2 * (end == after) + 4 * first)
    codes = np.array(written, dtype=np.int64).reshape(len(words), 3)
    return np.column_stack((codes, np.array(places, dtype=np.int64)))


@lru_cache(maxsize=50_000)
def _written(form: str) -> tuple[int, int, int]:
    """The codes of a form, its ending and its case."""
    low = form.lower()
    bits = (
        form.islower(),
        form[:1].isupper() and form[1:].islower(),
        len(form) > 1 and form.isupper(),
        any(c.isdigit() for c in form),
        "-" in form,
        not any(c.isalnum() for c in form),
        any(c.isupper() for c in form[1:]) and any(c.islower() for c in form),
    )
    case = sum(bit << i for i, bit in enumerate(bits))
    return crc32(low.encode()) % FORMS, crc32(low[-3:].encode()) % ENDINGS, case


class Tagger:
    """A layer of rectified units over hidden states and looks, and a linear layer for either set of tags."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            weights = {name: stored[name].astype(np.float32) for name in stored.files}
        self._bias = weights["bias"]
        self._states = weights["states"]
        # What each code adds to the units: embeddings are multiplied once, not in every text.
        self._looks = [(weights[name] @ weights[f"{name}{shift:+d}"], name, shift) for name, shift in LOOKS]
        self._tags = weights["xpos"], weights["upos"]

    def tags(
        self, states: NDArray[np.float32], looks: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The columns of the Penn and of the Universal tag of each word of a text.

        Args:
            states: the encoder's output at the first and last piece of each word (2, words, width); zero for a word
                without pieces.
            looks: the text's :func:`looks`.
        """
        units = np.repeat(self._bias[None], len(looks), axis=0)
        for weight, (shift, which) in zip(self._states, NEAR, strict=True):
            to, of = shifted(shift)
            units[to] += states[which][of] @ weight
        for table, name, shift in self._looks:
            to, of = shifted(shift)
            units[to] += table[looks[of, _COLUMNS.index(name)]]
        np.maximum(units, 0, out=units)
        xpos, upos = ((units @ weight[:-1] + weight[-1]).argmax(axis=-1) for weight in self._tags)
        return xpos, upos


def shifted(shift: int) -> tuple[slice, slice]:
    """The rows that have one ``shift`` away, and those that are it."""
    return (slice(None, -shift), slice(shift, None)) if shift > 0 else (slice(-shift, None), slice(None, shift or None))

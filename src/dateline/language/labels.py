"""What the reader's columns stand for; the inventories that come from the treebanks ship with the weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Labels:
    """The values of each kind of label, in the order of the graph's columns.

    ``xpos`` are Penn Treebank tags, ``upos`` and ``deprel`` those of Universal Dependencies with subtypes,
    ``mention`` GUM's entity types after ``none``, ``name`` the tags of names (O, B- and I-).
    """

    xpos: tuple[str, ...]
    upos: tuple[str, ...]
    deprel: tuple[str, ...]
    mention: tuple[str, ...]
    name: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> Labels:
        """The labels of a ``labels.json``."""
        stored = json.loads(path.read_bytes())
        return cls(*(tuple(stored[name]) for name in ("xpos", "upos", "deprel", "mention", "name")))

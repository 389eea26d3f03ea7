"""The shipped weights: where they are, and that they are the ones that were released."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dateline.errors import WeightsError

WEIGHTS: Final = Path(__file__).parent / "weights"
_GRAPH: Final = "reader.int8.onnx"
_CONTENTS: Final = "contents.int8.onnx"
_TOKENIZER: Final = "tokenizer.json"
_LABELS: Final = "labels.json"
_LEMMAS: Final = "lemmas.json"
_TAGGER: Final = "tagger.npz"
_RELATIONS: Final = "relations.npz"
_FILES: Final = (_GRAPH, _CONTENTS, _TOKENIZER, _LABELS, _LEMMAS, _TAGGER, _RELATIONS)
_REINSTALL: Final = "install Dateline again, or rebuild the weights with `make train`"


@dataclass(frozen=True, slots=True)
class Weights:
    """Paths of what the reader needs, with one hash over all of it (``sha256:...``)."""

    graph: Path
    contents: Path
    tokenizer: Path
    labels: Path
    lemmas: Path
    tagger: Path
    relations: Path
    digest: str

    @classmethod
    def within(cls, folder: Path, digest: str = "") -> Weights:
        """The paths in a folder, whatever stands there."""
        graph, contents, tokenizer, labels, lemmas, tagger, relations = (folder / name for name in _FILES)
        return cls(graph, contents, tokenizer, labels, lemmas, tagger, relations, digest)


def load_weights(folder: Path = WEIGHTS) -> Weights:
    """The weights in ``folder``, checked against the hashes in its ``manifest.json``.

    Raises:
        WeightsError: where a file is missing or is not the one that was released.
    """
    try:
        manifest: dict[str, str] = dict(json.loads((folder / "manifest.json").read_bytes()))
    except FileNotFoundError as error:
        raise WeightsError(f"no weights in {folder.name}/", _REINSTALL) from error
    except (TypeError, ValueError) as error:
        raise WeightsError("manifest.json is not the file that was released", _REINSTALL) from error
    if missing := set(_FILES) - manifest.keys():
        raise WeightsError(f"manifest.json does not name {min(missing)}", _REINSTALL)
    for name, expected in sorted(manifest.items()):
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError as error:
            raise WeightsError(f"the weights lack {name}", _REINSTALL) from error
        if found != expected:
            raise WeightsError(f"{name} is not the file that was released", _REINSTALL)
    digest = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    return Weights.within(folder, f"sha256:{digest}")

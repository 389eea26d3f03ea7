from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from dateline.errors import WeightsError
from dateline.language.weight_files import WEIGHTS, load_weights

FILES = {
    "reader.int8.onnx": b"graph",
    "contents.int8.onnx": b"second graph",
    "tokenizer.json": b"{}",
    "labels.json": b"{}",
    "lemmas.json": b"{}",
    "tagger.npz": b"PK",
    "relations.npz": b"PK",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    manifest = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_the_shipped_weights_are_the_ones_that_were_released() -> None:
    weights = load_weights()
    assert weights.graph.parent == weights.tokenizer.parent == WEIGHTS
    assert weights.digest.startswith("sha256:")


def test_weights_are_known_by_their_content_not_by_their_folder(folder: Path, tmp_path: Path) -> None:
    before = load_weights(folder).digest
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(dict(reversed(manifest.items())), indent=3), encoding="utf-8")
    assert load_weights(folder).digest == before
    (folder / "tokenizer.json").write_bytes(b"[]")
    manifest["tokenizer.json"] = hashlib.sha256(b"[]").hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert load_weights(folder).digest != before


@pytest.mark.parametrize("name", ["manifest.json", *FILES])
def test_a_missing_file_is_named_with_the_next_step(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(WeightsError, match="install Dateline again") as caught:
        load_weights(folder)
    assert caught.value.next_step
    assert (folder.name if name == "manifest.json" else name) in str(caught.value)


@pytest.mark.parametrize("name", ["manifest.json", *FILES])
def test_an_altered_file_is_named_with_the_next_step(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes()[:-1])
    with pytest.raises(WeightsError, match=rf"{name} is not the file that was released; install Dateline again"):
        load_weights(folder)


def test_a_manifest_that_leaves_a_file_out_vouches_for_nothing(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["tokenizer.json"]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(WeightsError, match=r"tokenizer\.json"):
        load_weights(folder)


@pytest.mark.parametrize("manifest", ["[]", "null", '"x"'])
def test_a_manifest_of_another_form_is_refused(folder: Path, manifest: str) -> None:
    (folder / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(WeightsError, match=r"manifest\.json"):
        load_weights(folder)

"""What importing costs, what is public, and which way imports run."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import dateline

ROOT = Path(__file__).parents[1]
HEAVY = (
    "spacy",
    "onnxruntime",
    "tokenizers",
    "sqlalchemy",
    "alembic",
    "pydantic",
    "numpy",
    "lxml",
    "trafilatura",
    "typer",
)


def loaded_by(statement: str) -> set[str]:
    """Which of the heavy packages a fresh interpreter has loaded after ``statement``."""
    code = f"{statement}\nimport sys\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_dateline_loads_nothing_heavy() -> None:
    assert loaded_by("import dateline") == set()


def test_the_nouns_are_cheap_to_load() -> None:
    assert loaded_by("from dateline import Article, Extraction, DatelineError, __version__") == set()


def test_the_printed_form_loads_no_model() -> None:
    assert loaded_by("from dateline.model.form import json_schema; json_schema()") == {"pydantic"}


def test_the_language_room_loads_no_model_until_an_analyser_is_wanted() -> None:
    assert not loaded_by("import dateline.language, dateline.attribution") & {"spacy", "onnxruntime", "tokenizers"}


def test_extraction_is_read_without_a_database() -> None:
    assert not loaded_by("import dateline.engines") & {"sqlalchemy", "alembic", "typer", "spacy", "onnxruntime"}


def test_the_public_names_are_few_and_each_is_there() -> None:
    assert 1 <= len(dateline.__all__) <= 12
    assert dateline.__all__ == sorted(dateline.__all__)
    assert dir(dateline) == sorted(dateline.__all__)
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Extractor'"):
        dateline.Extractor  # noqa: B018


def test_the_types_are_shipped() -> None:
    assert files("dateline").joinpath("py.typed").is_file()


def test_imports_run_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    if not program.exists():
        pytest.skip("import-linter is not installed beside this Python")
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

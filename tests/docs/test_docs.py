from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dateline import errors
from dateline.cli.app import app
from tests.docs.examples import examples, run

ROOT = Path(__file__).resolve().parents[2]
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]}
EVERYTHING = "\n".join(PAGES.values())


def test_generated_parts_are_current():
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_command_and_option_is_documented():
    page = PAGES["commands.md"]
    for command in app.registered_commands:
        name = command.callback.__name__
        assert f"## dateline {name}\n" in page
        assert f"dateline {name}" in PAGES["README.md"], f"the README does not say what `dateline {name}` is for"


def test_every_setting_is_documented():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    settings = set(re.findall(r"DATELINE_[A-Z_]+", source))
    assert settings
    for name in settings:
        assert name in PAGES["commands.md"]


def test_every_error_is_documented():
    kinds = [
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.DatelineError)
    ]
    for kind in kinds:
        assert f"`{kind.__name__}`" in PAGES["errors.md"]
        assert kind.__name__ in errors.__doc__


def test_links_between_pages_lead_somewhere():
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} links to {target}"


RECORD_EXAMPLES = [example for example in examples(PAGES["record.md"]) if example.language == "python"]


@pytest.mark.parametrize("example", RECORD_EXAMPLES, ids=[f"line-{example.line}" for example in RECORD_EXAMPLES])
def test_python_examples_run(example, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed = run(example)
    assert printed.strip()
    assert "Traceback" not in printed


def test_contributing_describes_every_make_target_and_no_other():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"^\| `make ([a-z-]+)` \|", page, re.MULTILINE)) == set(targets)
    named = re.findall(r"(?:`|^)make ([a-z-]+)", page + EVERYTHING, re.MULTILINE)
    assert set(named) <= set(targets)

"""What the README shows is what a newcomer sees."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.examples import Example, examples, run, shows

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = list(examples(README))
ARTICLES = Path("src/dateline/demo/articles")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """What each example prints, run in order in one folder that holds nothing but the shipped articles."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / ARTICLES, folder / ARTICLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for setting in ("DATELINE_RECORD", "FORCE_COLOR", "TTY_COMPATIBLE"):
            patch.delenv(setting, raising=False)
        yield [run(example) for example in EXAMPLES]


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[f"line-{example.line}" for example in EXAMPLES])
def test_examples_print_what_the_readme_shows(number: int, printed: list[str]) -> None:
    example = EXAMPLES[number]
    assert example.shown is not None, f"README.md, line {example.line}: Python without a text block for its output"
    if not shows(example.shown, printed[number]):
        pytest.fail(f"README.md, line {example.line}: {example.code}\nprints\n\n{printed[number]}", pytrace=False)


def test_the_readme_shows_the_program_the_library_and_the_record() -> None:
    started = [example.code.split()[0] for example in EXAMPLES if example.language == "console"]
    python = [example.code for example in EXAMPLES if example.language == "python"]
    assert {"dateline", "sqlite3"} == set(started)
    assert any("import dateline" in code for code in python)
    assert any("dateline.spacy()" in code for code in python)


def test_nothing_in_the_readme_depends_on_the_machine() -> None:
    assert not re.search(r"articles/s\b|(?<![\w.])/(?:tmp|home|Users|root|work|opt)/", README)


def test_figures_are_those_of_the_floors() -> None:
    floors = tomllib.loads((ROOT / "evaluation" / "floors.toml").read_text(encoding="utf-8"))["attribution"]
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    for measure, floor in floors["floors"].items():
        assert re.search(rf"^\| `{re.escape(measure)}` \| {floor} \|", page, re.MULTILINE), measure
    assert f"{floors['documents']} articles" in page
    whole, exact = (round(floors["floors"][f"linked.{measure}"]) for measure in ("iou50", "exact"))
    assert f"F1 is {whole} of 100" in README
    assert f"{exact} where every word has to agree" in README


SHOWN = "one\n...\nfour\nfive\n"
PRINTED = "one\ntwo  \nthree\nfour\nfive\n"


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        (PRINTED, PRINTED),
        (SHOWN, PRINTED),
        ("...\nthree\n...\n", PRINTED),
        ("...\n", PRINTED),
        ("one\n...\n", PRINTED),
        ("...\ntwo\n...\nfive", PRINTED),
        ("...\none\nfour\n", "one\ntwo\none\nfour\n"),
    ],
)
def test_lines_can_be_left_out(shown: str, printed: str) -> None:
    assert shows(shown, printed)


@pytest.mark.parametrize(
    "shown",
    [
        "one\n...\nfour\n",  # a line is missing at the end
        "two\n...\nfive\n",  # and at the beginning
        "one\ntwo\nfour\nfive\n",  # and in the middle
        "one\n...\nfour\nsix\n",  # a line differs
        "...\nfour\n...\ntwo\n...\n",  # the order differs
        "one\ntwo\nthree\n...\nfour\nfive\n",  # nothing was left out
        "one\ntwo\nthree\nfour\nfive\n...\n",
        "",
    ],
)
def test_anything_else_fails(shown: str) -> None:
    assert not shows(shown, PRINTED)


def test_examples_are_found_with_their_output() -> None:
    console = "```console\n$ dateline a\nx\n\n$ dateline b\n```\n"
    page = f"# T\n\n{console}\n```python\n1\n```\n\n```text\ny\n```\n\n```python\n2\n```\n"
    assert list(examples(page)) == [
        Example("console", "dateline a", "x\n\n", 4),
        Example("console", "dateline b", "", 7),
        Example("python", "1\n", "y\n", 11),
        Example("python", "2\n", None, 19),
    ]


def test_commands_that_fail_do_not_pass_for_their_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "exit code 1" in run(Example("console", "dateline claims --record none.db", "", 1))
    assert "ZeroDivisionError" in run(Example("python", "1 / 0", "", 1))
    with pytest.raises(KeyError):
        run(Example("console", "rm -r src", "", 1))

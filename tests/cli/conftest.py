from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app as program

REPORT = """GENEVA: The foreign minister of Ardania said on Friday that her country would return to the talks.

"We never left the table," Mira Holt told reporters after the session.

An Ardanian official, speaking on condition of anonymity, said that the delegation had asked for a pause.

According to the Lakeside Agency, the Velian ministry denied that any pause had been requested.
"""
GERMAN = (
    "Die Außenministerin erklärte am Freitag, ihr Land werde an den Verhandlungstisch zurückkehren. "
    "Der Sprecher der Regierung wollte sich dazu nicht äußern und verwies auf die kommende Woche."
)


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs the program as the command line does, in an empty working directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_RECORD", raising=False)
    runner = CliRunner()

    def run(*arguments: object, stdin: bytes | str | None = None) -> Outcome:
        monkeypatch.setattr("sys.argv", ["dateline", *map(str, arguments)])
        with runner.isolation(input=stdin) as (out, err, *_):
            code = 0
            try:
                program.main()
            except SystemExit as leaving:
                code = leaving.code if isinstance(leaving.code, int) else 1
            sys.stdout.flush()
            return Outcome(code, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture
def report(tmp_path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path

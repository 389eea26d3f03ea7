"""Scores of extraction on sentences that were written and annotated for Dateline, nested attributions included.

usage: python evaluation/nesting.py FILE... [--format table|json]

FILE is one of evaluation/sentences/*.toml. Rules and thresholds may be chosen on open.toml; frozen.toml and second.toml
are for a last look only. What each measure is stands in src/dateline/evaluation/nesting.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import dateline
from dateline.errors import DatelineError
from dateline.evaluation.attribution import Table
from dateline.evaluation.nesting import score_sentences
from dateline.evaluation.sentences import GoldSentence, read_sentences
from dateline.model.attribution import Attribution


def predicted(sentence: GoldSentence) -> tuple[Attribution, ...]:
    """What is read out of a sentence; nothing, with a word on standard error, where it is refused."""
    try:
        return dateline.extract(sentence.text).attributions
    except DatelineError as error:
        print(f"{sentence.id}: {error}", file=sys.stderr)
        return ()


def printed(table: Table) -> str:
    """The table for people: a measure a line, its figures by name."""
    return "\n".join(
        f"{measure:<34}" + "  ".join(f"{name} {figure:>6}" for name, figure in figures.items())
        for measure, figures in table.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path, nargs="+")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    try:
        files = {path: read_sentences(path) for path in args.file}
    except DatelineError as error:
        sys.exit(str(error))
    tables = {str(path): score_sentences((s, predicted(s)) for s in found) for path, found in files.items()}
    if args.format == "json":
        print(json.dumps(tables))
        return
    for name, table in tables.items():
        print(f"{name}\n{printed(table)}\n")


if __name__ == "__main__":
    main()

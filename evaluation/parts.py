"""What the scripts share that score a part of a corpus: which documents are unseen, and how scores are printed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

PARTS = ("open", "unseen", "all")


def unseen(number: int) -> bool:
    """Whether the document or topic of that number, from 0, in its folder is kept from view: every fourth is."""
    return number % 4 == 3


def options(description: str) -> argparse.Namespace:
    """The arguments of such a script."""
    parser = argparse.ArgumentParser(description=description.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    return parser.parse_args()


def show(table: Mapping[str, Mapping[str, float]], form: str) -> None:
    """Print the scores."""
    if form == "json":
        print(json.dumps(table))
        return
    for measure, figures in table.items():
        print(f"{measure:<26}" + "".join(f"{name:>10}{figure:>8.2f}" for name, figure in figures.items()))

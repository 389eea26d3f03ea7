"""Scores of times on MEANTIME, with the documents that rules were written on and the unseen ones apart.

usage: python evaluation/times.py FOLDER [--part open|unseen|all] [--format table|json]

In each folder every fourth document by name, from the fourth on, is unseen: no rule was written on it. What each
measure is stands in src/dateline/evaluation/timex.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from dateline.errors import DatelineError
from dateline.evaluation import evaluate_times


def unseen(number: int) -> bool:
    """Whether the document of that number in its folder is kept from view."""
    return number % 4 == 3


def seen(number: int) -> bool:
    """Whether rules could be written on the document."""
    return not unseen(number)


PARTS = {"open": seen, "unseen": unseen, "all": None}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=tuple(PARTS), default="all")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    try:
        _, table = evaluate_times(args.folder, keep=PARTS[args.part])
    except DatelineError as error:
        sys.exit(str(error))
    if args.format == "json":
        print(json.dumps(table))
        return
    for measure, figures in table.items():
        print(f"{measure:<10}" + "".join(f"{name:>6}{figure:>8.2f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()

"""Scores of certainty, polarity and time on MEANTIME or ECB+, what rules were written on and the unseen part apart.

usage: python evaluation/status.py FOLDER [--part open|unseen|all] [--format table|json]

Of MEANTIME every fourth document by name in each of its four parts is unseen, of ECB+ every fourth topic by number:
no rule was written on them. What each measure is stands in src/dateline/evaluation/status.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from dateline.errors import DatelineError
from dateline.evaluation import evaluate_status
from dateline.evaluation.status import status_files


def unseen(number: int) -> bool:
    """Whether the document or topic of that number, from 0, is kept from view."""
    return number % 4 == 3


def unseen_files(folder: Path) -> set[Path]:
    """The files below a folder that no rule was written on."""
    groups: defaultdict[str, list[Path]] = defaultdict(list)
    for path in status_files(folder):
        groups[path.parent.name].append(path)
    topics = sorted((name for name in groups if name.isdigit()), key=int)
    kept = {path for number, name in enumerate(topics) if unseen(number) for path in groups.pop(name)}
    parts = [paths for name, paths in groups.items() if name not in topics]
    return kept | {path for paths in parts for number, path in enumerate(paths) if unseen(number)}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("open", "unseen", "all"), default="all")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    hidden = unseen_files(args.folder)
    parts = {"open": lambda path: path not in hidden, "unseen": lambda path: path in hidden, "all": None}
    try:
        _, table = evaluate_status(args.folder, keep=parts[args.part])
    except DatelineError as error:
        sys.exit(str(error))
    if args.format == "json":
        print(json.dumps(table))
        return
    for measure, figures in table.items():
        print(f"{measure:<26}" + "".join(f"{name:>10}{figure:>8.2f}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()

"""Scores of certainty, polarity and time on MEANTIME or ECB+, what rules were written on and the unseen part apart.

usage: python evaluation/status.py FOLDER [--part open|unseen|all] [--format table|json]

Of MEANTIME every fourth document by name in each of its four parts is unseen, of ECB+ every fourth topic by number:
no rule was written on them. What each measure is stands in src/dateline/evaluation/status.py.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from dateline.errors import DatelineError
from dateline.evaluation import evaluate_status
from dateline.evaluation.status import status_files
from parts import options, show, unseen


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
    args = options(__doc__ or "")
    hidden = unseen_files(args.folder)
    kept = {"open": lambda path: path not in hidden, "unseen": lambda path: path in hidden, "all": None}
    try:
        _, table = evaluate_status(args.folder, keep=kept[args.part])
    except DatelineError as error:
        sys.exit(str(error))
    show(table, args.format)


if __name__ == "__main__":
    main()

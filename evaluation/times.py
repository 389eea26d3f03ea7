"""Scores of times on MEANTIME, with the documents that rules were written on and the unseen ones apart.

usage: python evaluation/times.py FOLDER [--part open|unseen|all] [--format table|json]

In each folder every fourth document by name, from the fourth on, is unseen: no rule was written on it. What each
measure is stands in src/dateline/evaluation/timex.py.
"""

from __future__ import annotations

import sys

from dateline.errors import DatelineError
from dateline.evaluation import evaluate_times
from parts import options, show, unseen

KEPT = {"open": lambda number: not unseen(number), "unseen": unseen, "all": None}


def main() -> None:
    args = options(__doc__ or "")
    try:
        _, table = evaluate_times(args.folder, keep=KEPT[args.part])
    except DatelineError as error:
        sys.exit(str(error))
    show(table, args.format)


if __name__ == "__main__":
    main()

"""Scores of whole events on the PLOVER records: category and countries, and what was taken for what.

usage: python evaluation/events.py PLOVER_GSR_CAMEO.txt [--half first|second]

A record is right where an event of its text has its category, through PLOVER's way of coding stages, and its countries;
src/dateline/evaluation/records.py says how countries are compared. Rules were written by looking at the first half
alone (every second record from the first on); --half scores one of them.
Root categories on a PLV table are scored by `dateline evaluate events PLV_train.tsv`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import dateline
from dateline.errors import DatelineError
from dateline.evaluation.records import MEASURES, evaluate_plover_records, read_plover_records


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--half", choices=("first", "second"))
    args = parser.parse_args()
    try:
        records = read_plover_records(args.records)
        if args.half:
            records = records[0 if args.half == "first" else 1 :: 2]
        table, confusion = evaluate_plover_records(records, dateline.extract)
    except DatelineError as error:
        sys.exit(str(error))
    print(f"{'':<14}" + "".join(f"{name:>11}" for name in ("n", *MEASURES)))
    for kind, figures in table.items():
        print(f"{kind:<14}" + "".join(f"{figures[name]:>11}" for name in ("n", *MEASURES)))
    print("\nrecord's category, category coded, records")
    for (gold, coded), number in sorted(confusion.items()):
        print(f"{gold:<12}{coded:<12}{number:>5}")


if __name__ == "__main__":
    main()

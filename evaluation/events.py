"""Scores of whole events on the PLOVER records: category and countries, and what was taken for what.

usage: python evaluation/events.py PLOVER_GSR_CAMEO.txt [--limit N]

A record is right where an event of its text has its category, through PLOVER's way of coding stages, and its countries.
Root categories on a PLV table are scored by `dateline evaluate events PLV_train.tsv`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import dateline
from dateline.errors import DatelineError
from dateline.evaluation.events import evaluate_plover_records, read_plover_records


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("records", type=Path)
    parser.add_argument("--limit", type=int)
    args = parser.parse_args()
    try:
        records = read_plover_records(args.records)[: args.limit]
        table, confusion = evaluate_plover_records(records, dateline.extract)
    except DatelineError as error:
        sys.exit(str(error))
    for name, figures in table.items():
        print(f"{name:<12}" + "".join(f"{measure:>4}{value:>8.2f}" for measure, value in figures.items()))
    print("\nrecord's category, category coded, records")
    for (gold, coded), number in sorted(confusion.items()):
        print(f"{gold:<12}{coded:<12}{number:>5}")


if __name__ == "__main__":
    main()

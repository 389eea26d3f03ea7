"""A process that reads numbered articles into a record: ``record_worker.py URL COUNT``.

It waits for a line on standard input, then says a line for each article when it is in the record.
"""

from __future__ import annotations

import sys

from record_samples import numbered

from dateline.record import Record


def main(url: str, count: int) -> None:
    articles = numbered(count)
    sys.stdin.readline()
    with Record.open(url, create=True) as record:
        for i, extraction in enumerate(articles):
            added = record.add(extraction, path=f"articles/{i}.txt")
            sys.stdout.write(f"{added.value}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

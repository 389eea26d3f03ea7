"""Scores of events in real news against labels made by reading (evaluation/events.toml).

usage: python evaluation/event_labels.py [--labels FILE] [--data FILE] [--format table|json] [--list]

DATA is news-2025-05-21.jsonl.gz. By category of PLOVER: the labels that are asked for, those that are matched and
missed, spurious events and their share of the events that count, and of the matched events how many have a wrong
status, wrong countries of actors or recipients, or a wrong attribution, each of as many as are compared. Events that
only optional labels match count neither for nor against. --list names each error with the words around it: the words
are the articles', and are shown, not kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dateline.documents import Document, read_documents
from dateline.errors import CorpusError, DatelineError
from dateline.evaluation.event_labels import (
    FIELDS,
    LabelledArticle,
    Table,
    listed,
    read_event_labels,
    score_contacts,
    score_events,
)
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article

LABELS = Path(__file__).with_name("events.toml")
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "news-2025-05-21.jsonl.gz"
COUNTS = ("asked", "matched", "missed", "spurious", "optional")


def labelled_articles(gold: Sequence[LabelledArticle], path: Path) -> list[Article]:
    """The articles of the labels, in their order.

    Raises:
        CorpusError: there is no such file, an article is missing, or its text is not the one that was labelled.
    """
    if not path.is_file():
        raise CorpusError(f"{path} is not there", "name the file of the day's news with --data")
    wanted = {labels.item for labels in gold}
    documents = (d for d in read_documents([str(path)]) if isinstance(d, Document) and d.item in wanted)
    articles = {document.item: document.article for document in documents}
    for labels in gold:
        article = articles.get(labels.item)
        if article is None or not hashlib.sha256(article.text.encode()).hexdigest().startswith(labels.sha256):
            raise CorpusError(f"{path}: item {labels.item} is not the article that was labelled", "check the file")
    return [articles[labels.item] for labels in gold]


def printed(table: Table) -> str:
    """The table, a line a category; what is compared as wrong/compared."""
    heads = ["category", *COUNTS, "recall", "spurious %", "an article", *(f"wrong {field}" for field in FIELDS)]
    lines = []
    for category, row in table.items():
        shares = [f"{row['recall']:.1f}", f"{row['spurious_share']:.1f}", f"{row['spurious_per_article']:.2f}"]
        wrong = [f"{row[f'wrong_{field}']:.0f}/{row[f'compared_{field}']:.0f}" for field in FIELDS]
        lines.append([category, *(f"{row[name]:.0f}" for name in COUNTS), *shares, *wrong])
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) if k else cell.ljust(width) for k, (cell, width) in enumerate(pairs))
        for pairs in (list(zip(line, widths, strict=True)) for line in (heads, *lines))
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--list", action="store_true", help="also name each error, with the words around it")
    args = parser.parse_args()
    try:
        gold = read_event_labels(args.labels)
        articles = labelled_articles(gold, args.data)
    except DatelineError as error:
        sys.exit(str(error))
    read = list(extract_articles(articles, load_analyser()))
    table, contacts = score_events(gold, read), score_contacts(gold, read)
    errors = [line for labels, extraction in zip(gold, read, strict=True) for line in listed(labels, extraction)]
    if args.format == "json":
        figures = {"articles": len(gold), "events": table, "contacts": contacts}
        print(json.dumps(figures | ({"list": errors} if args.list else {}), ensure_ascii=False))
        return
    if args.list:
        print("\n".join(errors), end="\n\n")
    print(printed(table))
    print("\npairs of mentions of one contact:", ", ".join(f"{name} {number}" for name, number in contacts.items()))


if __name__ == "__main__":
    main()

"""Scores of contacts on readouts of the White House and of the Kremlin, against what their titles tell.

usage: python evaluation/contacts.py white-house|kremlin [--data DIR] [--part seen|unseen|all] [--every N]
                                     [--years FIRST LAST] [--named] [--title] [--format table|json]
                                     [--list misses|untold]

The rules were written with the pages of the part `seen`; the part `unseen` was every fourth page with a contact in its
title, by date, when that began, and its list (contacts.toml) does not change with the tables. Pages are read whole;
`--named` keeps the contacts all of whose parties the body names: many bodies only say "the two presidents".
`--title` puts the title before the body, as an article has it. `--every N` reads every N-th page of the part. `--list`
names the pages that are missed, with the fields that are wrong, or the titles that tell no contact, with the reason.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.evaluation.contacts import FIELDS, Verdict, contacts_read, judge, score
from dateline.evaluation.readouts import (
    Page,
    Told,
    Untold,
    key_of,
    names_all,
    read_kremlin,
    read_white_house,
    told_by_kremlin,
    told_by_white_house,
)
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article, article_id

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / ".cache" / "data"
UNSEEN = frozenset(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["unseen"])


def pages_of(corpus: str, data: Path) -> Iterator[tuple[Page, tuple[Told, ...] | Untold]]:
    """The pages of a corpus with what their titles tell."""
    if corpus == "white-house":
        yield from ((page, told_by_white_house(page)) for page in read_white_house(data / "readouts-white-house"))
    else:
        path = data / "readouts-kremlin" / "kremlin_en.jsonl.gz"
        yield from ((page, told_by_kremlin(page)) for page in read_kremlin(path))


def verdicts_on(told: Sequence[tuple[Page, tuple[Told, ...]]], *, with_title: bool) -> Iterator[Verdict]:
    """The verdicts on the contacts of some pages."""
    articles = [_article(page, with_title=with_title) for page, _ in told]
    for (page, contacts), extraction in zip(told, extract_articles(articles, load_analyser()), strict=True):
        yield from judge(page, contacts, contacts_read(extraction.events, extraction.actors))


def _article(page: Page, *, with_title: bool) -> Article:
    text = f"{page.title}\n\n{page.body}" if with_title else page.body
    published = page.published.isoformat()
    return Article(
        id=article_id(text, url=page.url, outlet=None, published=published),
        text=text,
        url=page.url,
        title=page.title if with_title else None,
        published=published,
    )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=("white-house", "kremlin"))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--part", choices=("seen", "unseen", "all"), default="all")
    parser.add_argument("--years", nargs=2, type=int, default=(1999, 2030), metavar=("FIRST", "LAST"))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--named", action="store_true")
    parser.add_argument("--title", action="store_true")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--list", choices=("misses", "untold"))
    options = parser.parse_args()
    pages = list(pages_of(options.corpus, options.data))
    untold = [(page, told) for page, told in pages if isinstance(told, Untold)]
    told = [(page, told) for page, told in pages if not isinstance(told, Untold) and page.body]
    if options.named:
        told = [(page, kept) for page, t in told if (kept := tuple(one for one in t if names_all(page, one)))]
    first, last = options.years
    told = [(page, t) for page, t in told if first <= page.published.year <= last]
    if options.part != "all":
        told = [(page, t) for page, t in told if (key_of(page) in UNSEEN) == (options.part == "unseen")]
    print(f"{len(pages)} pages, {dict(Counter(t.reason for _, t in untold))}, {len(told)} in the part", file=sys.stderr)
    if options.list == "untold":
        for page, reason in untold:
            print(page.published, reason.reason, page.title, sep="\t")
        return
    verdicts = list(verdicts_on(told[:: options.every], with_title=options.title))
    if options.list == "misses":
        for verdict in verdicts:
            if not verdict.contact:
                wrong = [field for field in FIELDS[:3] if not getattr(verdict, field)]
                print(verdict.page.published, "+".join(wrong), verdict.page.title, sep="\t")
        return
    table = score(verdicts)
    if options.format == "json":
        print(json.dumps(table, indent=1))
        return
    for field, row in table.items():
        print(field.ljust(22), *(f"{name} {value:.1f}" for name, value in row.items()))


if __name__ == "__main__":
    main()

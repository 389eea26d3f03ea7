"""Scores of claims of precedence ("first ... since ...") in real news, against labels made by reading.

usage: python evaluation/precedents.py [--labels FILE] [--data FILE] [--cache FOLDER] [--format table|json] [--list]

It reads the labelled articles, and holds what is found in each labelled sentence against its label; --list tells the
outcome of each. What is found in a doubtful sentence counts neither way. A claim that is found is `right` in its class
where it is the labelled one (of "nth" with its number), and in its since where both have none, or its interval lies
inside the labelled one. --cache keeps analyses in a folder, which must be emptied when the reader changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.actors import facts_of, gazetteer, link, outlet_ids, with_speakers
from dateline.attribution import attribute
from dateline.coreference import resolve
from dateline.documents import Document, read_documents
from dateline.errors import CorpusError, DatelineError
from dateline.events.precedents import find_precedents
from dateline.extraction import read_attributions
from dateline.language import Analyser, load_analyser
from dateline.model.article import Article
from dateline.model.events import Precedent
from dateline.model.spans import Span
from dateline.times import Anchor, read_times

LABELS = Path(__file__).with_suffix(".toml")
DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "news-2025-05-21.jsonl.gz"
LEAST = 0.55  # of coreference, as in extraction.py


@dataclass
class Score:
    """Counts over the labelled sentences."""

    claims: int = 0
    found: int = 0
    right: int = 0
    classes: int = 0
    sinces: int = 0
    with_since: int = 0
    with_since_right: int = 0
    categories: int = 0
    outcomes: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float | int]:
        """Precision and recall of detection; shares of the class, category and since of what is rightly found."""
        return {
            "labelled": self.claims,
            "found": self.found,
            "precision": _share(self.right, self.found),
            "recall": _share(self.right, self.claims),
            "class": _share(self.classes, self.right),
            "category": _share(self.categories, self.right),
            "since": _share(self.sinces, self.right),
            "bounded": self.with_since,
            "since_of_bounded": _share(self.with_since_right, self.with_since),
        }


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def read_labels(path: Path) -> list[dict[str, Any]]:
    """The labels of a file.

    Raises:
        CorpusError: there is no such file, or it holds no labels.
    """
    try:
        rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["label"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CorpusError(f"{path} holds no labels: {error}", "name a file of labels with --labels") from error
    return rows


def articles(path: Path, items: set[int]) -> Iterator[tuple[int, Article]]:
    """The articles at the lines of a file.

    Raises:
        CorpusError: there is no such file.
    """
    if not path.is_file():
        raise CorpusError(f"{path} is not there", "name the file of the day's news with --data")
    for document in read_documents([str(path)]):
        if isinstance(document, Document) and document.item in items:
            yield document.item or 0, document.article


def found_in(article: Article, analyser: Analyser, cache: Path | None) -> tuple[Precedent, ...]:
    """The claims of precedence of an article, read as extraction reads it."""
    kept = cache / hashlib.sha256(article.text.encode()).hexdigest() if cache is not None else None
    if kept is not None and kept.exists():
        return find_precedents(*pickle.loads(kept.read_bytes()))
    analysis = next(iter(analyser.analyse([article.text])))
    anchor = Anchor(article.published, article.dateline.date if article.dateline is not None else None)
    who, on = gazetteer(), anchor.day()[0]
    attributions, _ = attribute(analysis, read_attributions(analysis, analyser.score), headline=article.headline)
    linked = link(analysis, resolve(analysis, facts_of(analysis, who, on), least=LEAST), who, on)
    attributions, _ = with_speakers(analysis, attributions, linked, outlets=outlet_ids())
    given = analysis, linked, read_times(analysis, anchor), attributions, on
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(given))
    return find_precedents(*given)


def score(labels: list[dict[str, Any]], by_item: dict[int, tuple[Precedent, ...]]) -> Score:
    """What was found in the labelled sentences against the labels."""
    total = Score()
    for label in labels:
        if label.get("doubtful", False):
            continue
        start, end = label["sentence"]
        inside = [p for p in by_item[label["item"]] if _mostly_inside(p.span, (start, end))]
        expected = list(label.get("claims", ()))
        total.claims += len(expected)
        total.found += len(inside)
        for claim in expected:
            # Of several that are found, the one of the labelled class.
            ranked = sorted(inside, key=lambda p, c=claim: (p.claim != c["claim"], p.pattern.n != c.get("n")))
            outcome = _compare(total, claim, ranked[0]) if ranked else "missing"
            inside = [p for p in inside if not ranked or p is not ranked[0]]
            total.outcomes.append(f"{label['draw']}: {claim['claim']}: {outcome}")
        total.outcomes.extend(f"{label['draw']}: {p.claim}: wrongly found" for p in inside)
    return total


def _mostly_inside(span: Span, sentence: Span) -> bool:
    """Whether more of a claim lies inside a sentence than outside."""
    shared = min(span[1], sentence[1]) - max(span[0], sentence[0])
    return 2 * shared > span[1] - span[0]


def _compare(total: Score, claim: dict[str, Any], found: Precedent) -> str:
    total.right += 1
    same = found.claim == claim["claim"] and found.pattern.n == claim.get("n")
    category = found.pattern.category == claim.get("category")
    since = found.since
    if "since" in claim:
        first, last = claim["since"]
        agrees = since is not None and None not in (since.start, since.end)
        agrees = agrees and first <= str(since.start) and str(since.end) <= last  # type: ignore[union-attr]
        total.with_since += 1
        total.with_since_right += agrees
    else:
        agrees = since is None
    total.classes += same
    total.categories += category
    total.sinces += agrees
    told = f"{since.text[:12]}... {since.start} {since.end}" if since is not None else "no since"
    wrong = [name for name, right in (("class", same), ("category", category), ("since", agrees)) if not right]
    return "right" if not wrong else f"wrong {', '.join(wrong)} ({found.claim}; {told})"


def main() -> None:
    """Read the options, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labels", type=Path, default=LABELS)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    labels = read_labels(options.labels)
    analyser = load_analyser()
    by_item = {}
    for item, article in articles(options.data, {label["item"] for label in labels}):
        by_item[item] = found_in(article, analyser, options.cache)
    total = score(labels, by_item)
    if options.format == "json":
        print(json.dumps(total.figures()))
    else:
        print("\n".join(f"{name:18}{value:>8}" for name, value in total.figures().items()))
    if options.list:
        print("\n".join(total.outcomes))


if __name__ == "__main__":
    try:
        main()
    except DatelineError as error:
        sys.exit(str(error))

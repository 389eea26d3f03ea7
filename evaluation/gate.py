"""Hold the scores of the shipped weights against evaluation/floors.toml.

usage: python evaluation/gate.py [--update [--allow-regression]]

Exit code 1 where a score is below its floor, or the corpus is not the one that the floors were taken on.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.evaluation.attribution import outermost, score_attributions
from dateline.evaluation.polnear import GoldArticle, read_compartment
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article, article_id

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
CORPORA = ROOT / ".cache" / "data"
# Scores are of fixed weights on fixed texts, but the last digits of floats differ between processors.
TOLERANCE = 0.15
MEASURES = ("linked.iou50", "linked.exact", "chunk_exact.source", "chunk_exact.cue", "chunk_exact.content")


@dataclass(frozen=True)
class Result:
    """Scores in per cent by measure, and the digest of the texts and annotations they were taken on."""

    scores: dict[str, float]
    digest: str
    articles: int


def fixed_part(settings: dict[str, Any]) -> list[GoldArticle]:
    articles = [article for article in read_compartment(CORPORA / settings["corpus"]) if article.annotations]
    return articles[:: settings["every"]]


def digest_of(articles: list[GoldArticle]) -> str:
    digest = hashlib.sha256()
    for article in articles:
        digest.update(repr((article.stem, article.text, article.annotations[0])).encode())
    return digest.hexdigest()


def measure(settings: dict[str, Any]) -> Result:
    gold = fixed_part(settings)
    articles = [Article(id=article_id(g.text, url=None, outlet=None, published=None), text=g.text) for g in gold]
    extractions = extract_articles(articles, load_analyser())
    table = score_attributions(
        (g.text, g.annotations[0], outermost(e.attributions)) for g, e in zip(gold, extractions, strict=True)
    )
    return Result({name: table[name]["F1"] for name in MEASURES}, digest_of(gold), len(gold))


def failures(settings: dict[str, Any], result: Result) -> list[str]:
    """What does not hold, a line each."""
    found = []
    if result.digest != settings["digest"] or result.articles != settings["articles"]:
        found.append("the corpus is not the one that the floors were taken on")
    missing = set(MEASURES) - set(settings["floors"])
    found.extend(f"{name} has no floor" for name in sorted(missing))
    found.extend(
        f"{name} is {result.scores[name]:.2f}, below its floor of {floor:.2f}"
        for name, floor in settings["floors"].items()
        if result.scores[name] < floor - TOLERANCE
    )
    return found


def updated(settings: dict[str, Any], result: Result, *, allow_regression: bool) -> str:
    """The floors file with the scores of ``result``; it refuses to lower a floor unless told otherwise."""
    lowered = [name for name, floor in settings["floors"].items() if result.scores[name] < floor - TOLERANCE]
    if lowered and not allow_regression:
        sys.exit(f"these would drop: {', '.join(lowered)}; find out why, or say --allow-regression")
    text = FLOORS.read_text(encoding="utf-8")
    text = re.sub(r'^digest = ".*"$', f'digest = "{result.digest}"', text, flags=re.MULTILINE)
    text = re.sub(r"^articles = \d+$", f"articles = {result.articles}", text, flags=re.MULTILINE)
    head = text[: text.index("[attribution.floors]")]
    return head + "[attribution.floors]\n" + "".join(f'"{name}" = {result.scores[name]}\n' for name in MEASURES)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    args = parser.parse_args()
    settings = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["attribution"]
    if not (CORPORA / settings["corpus"]).is_dir():
        sys.exit("PolNeAR is not at hand: `make data` unpacks it where the corpora stand beside the checkout")
    result = measure(settings)
    for name in MEASURES:
        print(f"{name:<22}{result.scores[name]:>7.2f}   floor {settings['floors'].get(name, 0):>6.2f}")
    if args.update:
        FLOORS.write_text(updated(settings, result, allow_regression=args.allow_regression), encoding="utf-8")
        return
    found = failures(settings, result)
    for line in found:
        print(line)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

"""Whole evaluations: read a corpus, predict with the shipped weights, score."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table, outermost, score_attributions
from dateline.evaluation.polnear import GoldArticle, read_compartment
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article, article_id
from dateline.model.form import extraction_to_json


def evaluate_attribution(folder: Path, *, limit: int | None = None) -> tuple[list[dict[str, Any]], Table]:
    """What was predicted for a PolNeAR compartment, in the printed form, and its scores in per cent.

    ``limit`` takes only the first articles by name.

    Raises:
        CorpusError: the folder holds no annotated articles.
    """
    gold = [article for article in read_compartment(folder) if article.annotations][:limit]
    if not gold:
        raise CorpusError(
            f"{folder} holds no annotated articles",
            "name a PolNeAR compartment: a folder with text/*.txt and attributions/*.ann",
        )
    extractions = list(extract_articles(map(_article, gold), load_analyser()))
    table = score_attributions(
        (article.text, article.annotations[0], outermost(extraction.attributions))
        for article, extraction in zip(gold, extractions, strict=True)
    )
    printed = [
        extraction_to_json(extraction, path=str(article.path))
        for article, extraction in zip(gold, extractions, strict=True)
    ]
    return printed, table


def _article(gold: GoldArticle) -> Article:
    return Article(id=article_id(gold.text, url=None, outlet=None, published=None), text=gold.text)

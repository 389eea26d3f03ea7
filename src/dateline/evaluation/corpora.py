"""Whole evaluations: read a corpus, predict with the shipped weights, score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from dateline.errors import CorpusError
from dateline.evaluation.attribution import Table, outermost, score_attributions
from dateline.evaluation.polnear import GoldArticle, read_compartment
from dateline.evaluation.timex import TimedDocument, read_timed_document, score_times, timex_files
from dateline.extraction import extract_articles
from dateline.language import load_analyser
from dateline.model.article import Article, article_id
from dateline.model.form import extraction_to_json, times_to_json
from dateline.times import Anchor, read_times


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


def evaluate_times(folder: Path, *, keep: Callable[[int], bool] | None = None) -> tuple[list[dict[str, Any]], Table]:
    """What was predicted for the documents below a folder of MEANTIME or TimeML, and its scores in per cent.

    A prediction is ``{"document": name, "times": [...]}``, the times as they are printed in an extraction.
    ``keep`` chooses documents by their number, from 0, within their own folder.

    Raises:
        CorpusError: there is no annotated document below the folder.
    """
    gold = list(_chosen(folder, keep))
    if not gold:
        raise CorpusError(
            f"{folder} holds no documents with TIMEX3",
            "name a folder of MEANTIME (.xml) or TimeML (.tml) files, or the one above it",
        )
    analyses = load_analyser().analyse(document.text for document in gold)
    predicted = [
        read_times(analysis, Anchor(published=document.created))
        for analysis, document in zip(analyses, gold, strict=True)
    ]
    printed = [
        {"document": document.name, "times": times_to_json(times)}
        for document, times in zip(gold, predicted, strict=True)
    ]
    return printed, score_times(zip(gold, predicted, strict=True))


def _chosen(folder: Path, keep: Callable[[int], bool] | None) -> Iterator[TimedDocument]:
    for _, paths in groupby(timex_files(folder), key=_parent):
        for number, path in enumerate(paths):
            if keep is None or keep(number):
                yield read_timed_document(path)


def _parent(path: Path) -> Path:
    return path.parent


def _article(gold: GoldArticle) -> Article:
    return Article(id=article_id(gold.text, url=None, outlet=None, published=None), text=gold.text)

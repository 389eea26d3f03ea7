"""Documents to extractions on this machine: in this process, or in several.

Every process loads the models once. Results come in the order of the documents, whatever the number of
processes, and an extraction does not depend on it.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

from dateline.documents import Document
from dateline.errors import DocumentError
from dateline.extraction import extract_article
from dateline.language import load_analyser
from dateline.model.article import Article
from dateline.model.extraction import Extraction


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read."""

    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Skipped:
    """An article that the caller did not want to be read again."""

    document: Document


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be read."""

    error: DocumentError


Outcome: TypeAlias = Read | Skipped | Failed


def extract_documents(
    documents: Iterable[Document | DocumentError],
    *,
    workers: int = 1,
    skip: Callable[[Article], bool] | None = None,
) -> Iterator[Outcome]:
    """The outcome for each document, in order, as a stream.

    ``skip`` is asked in this process, before an article is read; with ``workers`` above one the articles
    are read by as many processes, and at most four a process are under way at once.
    """
    wanted = skip or _never
    if workers <= 1:
        for document in documents:
            yield _outcome(document, wanted, _extract_here)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker) as pool:
        waiting: deque[Outcome | tuple[Document, Future[Extraction]]] = deque()
        try:
            for document in documents:
                waiting.append(_submitted(document, wanted, pool))
                while len(waiting) >= 4 * workers:
                    yield _finished(waiting.popleft())
            while waiting:
                yield _finished(waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _never(_article: Article) -> bool:
    return False


def _outcome(
    document: Document | DocumentError, skip: Callable[[Article], bool], extract: Callable[[Article], Extraction]
) -> Outcome:
    if isinstance(document, DocumentError):
        return Failed(document)
    if skip(document.article):
        return Skipped(document)
    return Read(document, extract(document.article))


def _submitted(
    document: Document | DocumentError, skip: Callable[[Article], bool], pool: ProcessPoolExecutor
) -> Outcome | tuple[Document, Future[Extraction]]:
    if isinstance(document, DocumentError):
        return Failed(document)
    if skip(document.article):
        return Skipped(document)
    return document, pool.submit(_extract_here, document.article)


def _finished(waiting: Outcome | tuple[Document, Future[Extraction]]) -> Outcome:
    if isinstance(waiting, tuple):
        document, future = waiting
        return Read(document, future.result())
    return waiting


def _start_worker() -> None:
    """Leave Ctrl-C to the process that started this one, and load the models before the first article."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load_analyser()


def _extract_here(article: Article) -> Extraction:
    return extract_article(article, load_analyser())

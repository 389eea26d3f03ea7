"""The functions of the public API; ``dateline`` re-exports them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os import PathLike, fspath

from dateline.documents import ReadOptions, article_from_text, read_documents
from dateline.engines import Failed, Read, extract_documents
from dateline.errors import DocumentError
from dateline.extraction import extract_article
from dateline.language import load_analyser
from dateline.model.extraction import Extraction


def extract(text: str, *, published: str | None = None, outlet: str | None = None) -> Extraction:
    """What is read out of one text.

    Args:
        text: the article, headline and body; every span of the result is characters of it.
        published: ISO 8601 date or date-time of publication, where the text does not say it.
        outlet: the outlet's name, where the text does not say it.

    Raises:
        EmptyDocumentError: the text holds nothing but white space.
        LanguageError: the text is not English.
    """
    article = article_from_text(text, ReadOptions(published=published, outlet=outlet))
    return extract_article(article, load_analyser())


def read(
    path: str | PathLike[str],
    *,
    published: str | None = None,
    outlet: str | None = None,
    on_error: Callable[[DocumentError], None] | None = None,
) -> Iterator[Extraction]:
    """The extraction of every article at a path, as a stream: a text, HTML or JSON Lines file, or a folder.

    Args:
        path: the file or folder.
        published: as in :func:`extract`.
        outlet: as in :func:`extract`.
        on_error: is called with each input that cannot be read, and reading goes on.

    Raises:
        DocumentError: an input cannot be read and there is no ``on_error``.
    """
    options = ReadOptions(published=published, outlet=outlet)
    for outcome in extract_documents(read_documents([fspath(path)], options)):
        if isinstance(outcome, Read):
            yield outcome.extraction
        elif isinstance(outcome, Failed):
            if on_error is None:
                raise outcome.error
            on_error(outcome.error)

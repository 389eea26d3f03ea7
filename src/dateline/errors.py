"""Every error that Dateline raises, as classes: one for each decision that a caller can take.

::

    DatelineError
    ├── DocumentError                 one input could not be read; the others go on
    │   ├── MissingDocumentError      nothing at that path
    │   ├── UnreadableDocumentError   the file is there and cannot be opened
    │   ├── UnsupportedDocumentError  not a text, HTML or JSON Lines file
    │   ├── BinaryDocumentError       the bytes are no text
    │   ├── EncodingError             the bytes are no text in the encoding they declare
    │   ├── OversizeDocumentError     larger than the cap for one article
    │   ├── EmptyDocumentError        no text at all
    │   ├── NoArticleTextError        a page with nothing but navigation and notices
    │   ├── LanguageError             a text that is not English
    │   └── MalformedItemError        an item of a JSON Lines file that cannot be used
    ├── WeightsError                  shipped weights are missing or altered
    ├── RecordError                   the record cannot be used as it is
    │   ├── MissingRecordError        nothing at the record's address
    │   └── RecordVersionError        the record was made by a newer Dateline
    ├── TableError                    rows of actors cannot be used as they are
    ├── UnknownArticleError           no article under that id or path
    ├── CorpusError                   a corpus for evaluation is not as expected
    └── UsageError                    options that cannot be meant together
"""

from __future__ import annotations


class DatelineError(Exception):
    """What went wrong, and what to do next.

    ``str(error)`` is one line: the problem, then the next step.
    """

    def __init__(self, problem: str, next_step: str) -> None:
        super().__init__(f"{problem}; {next_step}")
        self.problem = problem
        self.next_step = next_step


class DocumentError(DatelineError):
    """One input that could not be read.

    ``path`` is the path as given or found; ``item`` the line number of a JSON Lines item, from 1, or None.
    """

    def __init__(self, path: str, problem: str, next_step: str, *, item: int | None = None) -> None:
        super().__init__(problem, next_step)
        self.path = path
        self.item = item

    @property
    def where(self) -> str:
        """The path, with the item's number where there is one."""
        return self.path if self.item is None else f"{self.path}:{self.item}"

    @property
    def reason(self) -> str:
        """The kind of failure as one word, for counting: ``language``, ``empty-document`` ..."""
        name = type(self).__name__.removesuffix("Error")
        return "".join(f"-{c.lower()}" if c.isupper() else c for c in name).lstrip("-")

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}; {self.next_step}"


class MissingDocumentError(DocumentError):
    """Nothing at that path."""


class UnreadableDocumentError(DocumentError):
    """The file is there and cannot be opened."""


class UnsupportedDocumentError(DocumentError):
    """A file of a kind that Dateline does not read."""


class BinaryDocumentError(DocumentError):
    """The bytes are no text."""


class EncodingError(DocumentError):
    """The bytes are no text in the encoding that they declare or that was detected."""


class OversizeDocumentError(DocumentError):
    """Larger than the cap for one article."""


class EmptyDocumentError(DocumentError):
    """No text at all."""


class NoArticleTextError(DocumentError):
    """A page with nothing but navigation and notices."""


class LanguageError(DocumentError):
    """A text that is not English; ``language`` is the ISO 639-1 code that was identified."""

    def __init__(self, path: str, language: str, *, item: int | None = None) -> None:
        super().__init__(
            path,
            f"the text is not English (identified as '{language}')",
            "Dateline reads English only: leave it out, or read an English version",
            item=item,
        )
        self.language = language


class MalformedItemError(DocumentError):
    """An item of a JSON Lines file that cannot be used."""


class WeightsError(DatelineError):
    """Shipped weights are missing or not the ones that were released."""


class RecordError(DatelineError):
    """The record cannot be used as it is; ``url`` is its address without a password."""

    def __init__(self, url: str, problem: str, next_step: str) -> None:
        super().__init__(f"{url}: {problem}", next_step)
        self.url = url


class MissingRecordError(RecordError):
    """Nothing at the record's address."""


class RecordVersionError(RecordError):
    """The record was made by a newer Dateline."""


class TableError(DatelineError):
    """Rows of actors that cannot be used; ``path`` is the file, ``line`` the line from 1, or None."""

    def __init__(self, path: str, problem: str, next_step: str, *, line: int | None = None) -> None:
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {problem}", next_step)
        self.path = path
        self.line = line


class UnknownArticleError(DatelineError):
    """No article under that id or path."""


class CorpusError(DatelineError):
    """A corpus for evaluation is not as expected."""


class UsageError(DatelineError):
    """Options that cannot be meant together."""

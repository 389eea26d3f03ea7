"""Plain text -> Article: the text is the decoded file, to the character."""

from __future__ import annotations

from dateline.documents.assembly import Metadata, has_words, make_article
from dateline.documents.decoding import decode
from dateline.documents.options import Origin, ReadOptions
from dateline.errors import EmptyDocumentError, EncodingError, OversizeDocumentError
from dateline.model import Article

_TEXT = "text given to Dateline"  # stands where errors name a path


def article_from_plain(data: bytes, options: ReadOptions, origin: Origin) -> Article:
    """The article of a plain-text file.

    Raises:
        BinaryDocumentError: the bytes are no text.
        EmptyDocumentError: there are no words in it.
        EncodingError: the bytes are no text in any encoding beyond doubt.
        LanguageError: it is not English.
    """
    return _article(decode(data, origin), options, origin)


def article_from_text(text: str, options: ReadOptions | None = None) -> Article:
    """The article of a text that a program holds; the text is kept as it is.

    Raises:
        EmptyDocumentError: there are no words in it.
        EncodingError: it holds half a surrogate pair, which is no character.
        LanguageError: it is not English.
        OversizeDocumentError: it is larger than ``options.max_bytes`` as UTF-8.
    """
    options = options or ReadOptions()
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise EncodingError(
            _TEXT, f"character {error.start} is half a surrogate pair", "decode the bytes as what they are"
        ) from None
    if size > options.max_bytes:
        raise oversize(Origin(_TEXT), options)
    return _article(text, options, Origin(_TEXT))


def _article(text: str, options: ReadOptions, origin: Origin) -> Article:
    if not has_words(text):
        raise EmptyDocumentError(origin.path, "there is no text", "give the article's text", item=origin.item)
    return make_article(text, Metadata(), options, origin)


def oversize(origin: Origin, options: ReadOptions) -> OversizeDocumentError:
    """The error for an input beyond the cap for one article."""
    return OversizeDocumentError(
        origin.path,
        f"larger than the cap of {options.max_bytes:,} bytes for one article",
        "split it into articles (JSON Lines holds any number of them), or raise the cap",
        item=origin.item,
    )

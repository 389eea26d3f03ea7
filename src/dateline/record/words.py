"""Words as the record compares them: without case, accents and abbreviation points."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ABBREVIATION: Final = re.compile(r"\b(?:\w\.){2,}")  # U.S., J.D.
_POSSESSIVE: Final = re.compile(r"['’]s\b")
_WORD: Final = re.compile(r"[^\W_]+")
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")
WHOLE: Final = 3
"""Words of so many letters or fewer match whole words only: "UN" is no beginning of "United"."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of ``text`` in order: ``U.S. official's`` becomes ``us``, ``official``."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    joined = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), _POSSESSIVE.sub("", bare))
    return tuple(_WORD.findall(joined))


def words_column(*texts: str | None) -> str:
    """The words of ``texts`` as a column holds them: a space on either side of each, for ``LIKE``."""
    words = [word for text in texts if text for word in words_of(text)]
    return f" {' '.join(words)} " if words else " "


def name_patterns(query: str) -> tuple[str, ...]:
    """``LIKE`` patterns over a words column which must all match; nothing matches a query without a word."""
    patterns = tuple(f"% {word} %" if len(word) <= WHOLE else f"% {word}%" for word in words_of(query))
    return patterns or ("",)  # a words column is never empty


def storable(text: str) -> str:
    """``text`` as every database can keep it, of the same length, so that spans still fit.

    Half a surrogate pair, which has no place in UTF-8, and NUL, at which SQLite's functions stop and
    which PostgreSQL refuses, become U+FFFD.
    """
    return _UNSTORABLE.sub("\ufffd", text)

"""JSON Lines -> articles, one a line, however long the file; a broken line costs that line only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dateline.documents.assembly import Metadata, assemble, normal_url
from dateline.documents.moments import normal_moment
from dateline.documents.options import Document, Origin, ReadOptions
from dateline.documents.plain import oversize
from dateline.errors import BinaryDocumentError, DocumentError, EncodingError, MalformedItemError
from dateline.model import Article

_CHUNK = 1 << 16
_MARK = b"\xef\xbb\xbf"


def read_json_lines(stream: BinaryIO, path: str, options: ReadOptions) -> Iterator[Document | DocumentError]:
    """The articles of a stream, in its order; lines that cannot be used as errors. Blank lines are passed over."""
    item = 0
    while True:
        # One byte more than the cap, and the line's end.
        line = stream.readline(options.max_bytes + 2)
        if not line:
            return
        item += 1
        origin = Origin(path, item)
        if len(line.rstrip(b"\r\n")) > options.max_bytes:
            _skip_line(stream, line)
            yield oversize(origin, options)
            continue
        if item == 1:
            line = line.removeprefix(_MARK)
        if not line.strip():
            continue
        try:
            article = article_from_line(line, options, origin)
        except DocumentError as error:
            yield error
        else:
            yield Document(path=path, item=item, article=article)


def check_is_json_lines(head: bytes, path: str) -> None:
    """Raise unless ``head``, the beginning of a file, can be JSON Lines: else each line would be an error.

    Raises:
        BinaryDocumentError: it holds NUL bytes.
        EncodingError: it is marked as UTF-16 or UTF-32.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise EncodingError(path, "JSON Lines is UTF-8, and this is UTF-16", "save the file as UTF-8")
    if b"\x00" in head or head.startswith((b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"PAR1")):
        raise BinaryDocumentError(path, "the bytes are no text", "give a JSON Lines file: one JSON object a line")


def is_json_object(line: bytes) -> bool:
    """Whether ``line`` is, or means to be, a JSON object."""
    stripped = line.removeprefix(_MARK).strip()
    if not stripped.startswith(b"{"):
        return False
    # A broken first line should not turn the whole stream into one article.
    return stripped[1:].lstrip().startswith((b'"', b"}"))


def article_from_line(line: bytes, options: ReadOptions, origin: Origin) -> Article:
    """The article of one line.

    Raises:
        EmptyDocumentError: its text is empty.
        EncodingError: it is not UTF-8.
        LanguageError: it is not English.
        MalformedItemError: it is no JSON object, or one without a text.
    """
    values = _object(line, origin)
    body = _text(_value(values, options.keys("text")))
    if body is None:
        raise MalformedItemError(
            origin.path,
            f"the object has no text under {_either(options.keys('text'))}",
            "name the key that holds it",
            item=origin.item,
        )
    metadata = Metadata(
        title=_name(_value(values, options.keys("title"))),
        outlet=_name(_value(values, options.keys("outlet"))),
        authors=_names(_value(values, options.keys("author"))),
        url=normal_url(_name(_value(values, options.keys("url")))),
        published=_published(values, options),
    )
    return assemble(body, metadata, options, origin)


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(_CHUNK)


def _object(line: bytes, origin: Origin) -> Mapping[str, Any]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EncodingError(
            origin.path,
            f"byte {error.start} of the line is not valid UTF-8",
            "save the file as UTF-8",
            item=origin.item,
        ) from None
    try:
        # Lax about raw tabs and newlines inside strings, which collections of news are full of.
        values = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise _malformed(origin, f"the line is no JSON ({error.msg} at character {error.pos + 1})") from None
    except (RecursionError, ValueError):  # nested without end; a number of thousands of digits
        raise _malformed(origin, "the line is no JSON that can be read") from None
    if not isinstance(values, dict):
        raise _malformed(origin, "the line is no JSON object")
    return values


def _malformed(origin: Origin, problem: str) -> MalformedItemError:
    return MalformedItemError(origin.path, problem, "write one JSON object a line", item=origin.item)


def _value(values: Mapping[str, Any], keys: tuple[str, ...]) -> Any:
    """The first of ``keys`` that holds something."""
    found = None
    for key in keys:
        if key in values and values[key] is not None:
            if values[key] != "" and values[key] != []:
                return values[key]
            found = values[key] if found is None else found
    return found


def _text(value: Any) -> str | None:
    """The text of a string, or of a list of paragraphs."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    if not isinstance(value, str):
        return None
    # Half a surrogate pair is no character, and NUL no text; no store would keep them.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")


def _name(value: Any) -> str | None:
    """The name of a string, of the first of a list, or of an object with a ``name`` ("source": {"name": ...})."""
    if isinstance(value, list) and value:
        return _name(value[0])
    if isinstance(value, dict):
        return _name(value.get("name"))
    text = _text(value)
    return " ".join(text.split()) or None if text else None


def _names(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for name in map(_name, values) if name)


def _published(values: Mapping[str, Any], options: ReadOptions) -> str | None:
    """The first date among the keys that can be read."""
    moments = (normal_moment(values[key]) for key in options.keys("published") if key in values)
    return next((moment for moment in moments if moment is not None), None)


def _either(keys: tuple[str, ...]) -> str:
    return " or ".join(f"'{key}'" for key in keys[:3])

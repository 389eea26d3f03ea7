"""Paths -> articles: files, folders, standard input, compressed or not; bad input costs that input only."""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeAlias, cast

from dateline.documents.decoding import GZIP_MAGIC, check_is_text
from dateline.documents.jsonlines import check_is_json_lines, is_json_object, read_json_lines
from dateline.documents.options import Document, Origin, ReadOptions
from dateline.documents.plain import article_from_plain, oversize
from dateline.errors import (
    BinaryDocumentError,
    DocumentError,
    EmptyDocumentError,
    MissingDocumentError,
    UnreadableDocumentError,
    UnsupportedDocumentError,
)
from dateline.model import Article

if TYPE_CHECKING:
    from typing_extensions import Buffer

Kind: TypeAlias = Literal["text", "html", "jsonl"]
KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
"""What Dateline reads, by suffix; each may be compressed (.gz)."""

# Text files whose text is no article's: to read them as plain text would make their markup part of what was said.
_STRUCTURED = re.compile(r"\.(?:json|xml|rss|atom|[ct]sv|ya?ml|warc|eml|mbox|css|js|py|tex|rtf|sql|toml|ini)")
_READS = "Dateline reads .txt, .html and .jsonl files, also as .gz"
_HEAD = 8192


def read_documents(
    paths: Iterable[str], options: ReadOptions | None = None, *, stdin: BinaryIO | None = None
) -> Iterator[Document | DocumentError]:
    """The articles at ``paths``, in the order given; what cannot be read comes as an error among them.

    A path is a file, a folder (read through, in order of names; hidden files and those of other kinds are passed
    over there) or ``-`` for standard input. One article is in memory at a time.
    """
    options = options or ReadOptions()
    for path in paths:
        if path == "-":
            yield from _guarded(_read_stdin(stdin or sys.stdin.buffer, options), path)
        elif Path(path).is_dir():
            yield from _read_folder(path, options)
        else:
            yield from _guarded(_read_file(path, options), path)


def _guarded(documents: Iterator[Document | DocumentError], path: str) -> Iterator[Document | DocumentError]:
    """``documents``, with what it raises of a file's state as its last item."""
    try:
        yield from documents
    except DocumentError as error:
        yield error
    except (FileNotFoundError, NotADirectoryError):
        yield MissingDocumentError(path, "there is no such file or folder", "check the path")
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield BinaryDocumentError(path, "the compressed data is damaged", "compress the file again")
    except OSError as error:
        reason = (error.strerror or "the file cannot be opened").lower()
        yield UnreadableDocumentError(path, reason, "check the file and your rights to it")


def _read_folder(folder: str, options: ReadOptions) -> Iterator[Document | DocumentError]:
    nothing = True
    for found in files_below(folder):
        nothing = False
        if isinstance(found, DocumentError):
            yield found
        else:
            yield from _guarded(_read_file(found, options), found)
    if nothing:
        yield MissingDocumentError(folder, "the folder holds no file of a kind that is read", _READS)


def files_below(folder: str) -> Iterator[str | DocumentError]:
    """The paths of what can be read in ``folder``, by name; links to other folders are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield UnreadableDocumentError(
            folder, (error.strerror or "the folder cannot be opened").lower(), "check your rights to the folder"
        )
        return
    # As given, so that errors and records name what the user named: a Path would drop "./" and "//".
    prefix = folder if folder.endswith(os.sep) else folder + os.sep
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(prefix + entry.name)
        elif kind_of(entry.name) is not None and not entry.is_dir():
            yield prefix + entry.name


def kind_of(path: str) -> Kind | None:
    """What a file is read as, by its name; None where its suffix does not tell."""
    name = path.lower().removesuffix(".gz")
    return KINDS.get(os.path.splitext(name)[1])  # noqa: PTH122 - a name, not a path: Path("-") and the like


def _read_file(path: str, options: ReadOptions) -> Iterator[Document | DocumentError]:
    if "\x00" in path:
        raise FileNotFoundError(path)
    suffix = Path(path.lower().removesuffix(".gz")).suffix
    status = Path(path).stat()
    if _STRUCTURED.fullmatch(suffix):
        raise UnsupportedDocumentError(path, f"files of the kind '{suffix}' are not read", _READS)
    kind = kind_of(path)
    compressed = path.lower().endswith(".gz")
    too_large = stat.S_ISREG(status.st_mode) and status.st_size > options.max_bytes
    if too_large and kind in ("text", "html") and not compressed:
        raise oversize(Origin(path), options)
    with Path(path).open("rb") as file:
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if compressed else file
        if kind is None:
            yield from _read_unknown(stream, path, options, item=None)
        elif kind == "jsonl":
            head = stream.read(_HEAD)
            check_is_json_lines(head, path)
            if not head.strip() and len(head) < _HEAD:
                raise EmptyDocumentError(path, "the file is empty", "give the articles' text")
            yield from read_json_lines(_rejoined(head, stream), path, options)
        else:
            yield _read_one(stream, kind, Origin(path), options)


def _read_stdin(stdin: BinaryIO, options: ReadOptions) -> Iterator[Document | DocumentError]:
    yield from _read_unknown(stdin, "-", options, item=1)


def _read_unknown(
    stream: BinaryIO, path: str, options: ReadOptions, *, item: int | None
) -> Iterator[Document | DocumentError]:
    """The articles of a stream whose kind only its beginning tells."""
    # Line by line, so that articles arriving through a pipe are read as they come.
    head = _first_line(stream, options)
    if head.startswith(GZIP_MAGIC) and not isinstance(stream, gzip.GzipFile):
        unpacked = cast("BinaryIO", gzip.GzipFile(fileobj=_rejoined(head, stream)))
        yield from _read_unknown(unpacked, path, options, item=item)
    elif is_json_object(head.lstrip()):
        yield from read_json_lines(_rejoined(head, stream), path, options)
    else:
        head += stream.read(max(0, min(_HEAD, options.max_bytes + 1) - len(head)))
        check_is_text(head, Origin(path, item))
        kind: Kind = "html" if _looks_like_html(head) else "text"
        yield _read_one(_rejoined(head, stream), kind, Origin(path, item), options)


def _first_line(stream: BinaryIO, options: ReadOptions) -> bytes:
    """The beginning of the stream through its first line that is not blank, no longer than the cap."""
    head = b""
    while len(head) <= options.max_bytes:
        line = stream.readline(options.max_bytes + 2 - len(head))
        head += line
        if not line or line.strip():
            break
    return head


def _looks_like_html(head: bytes) -> bool:
    beginning = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:2048].lower()
    if beginning.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    return beginning.startswith((b"<?xml", b"<!--", b"<meta", b"<div", b"<article", b"<p>", b"<title")) and (
        b"<html" in beginning or b"<p" in beginning or b"<meta" in beginning
    )


def _read_one(stream: BinaryIO, kind: Kind, origin: Origin, options: ReadOptions) -> Document:
    """The one article of a text or a page, never reading further than the cap."""
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        # What is no text is named as that: to raise the cap would not help.
        check_is_text(data[:_HEAD], origin)
        raise oversize(origin, options)
    article = _from_html(data, options, origin) if kind == "html" else article_from_plain(data, options, origin)
    return Document(path=origin.path, item=origin.item, article=article)


def _from_html(data: bytes, options: ReadOptions, origin: Origin) -> Article:
    from dateline.documents.html import article_from_html  # noqa: PLC0415 - trafilatura and lxml take 0.3 s to load

    return article_from_html(data, options, origin)


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were read from it put back."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        data = self._head[: len(view)]
        self._head = self._head[len(data) :]
        if not data:
            # read1 gives what a pipe holds now; read would wait for the buffer to fill.
            read = getattr(self._stream, "read1", self._stream.read)
            data = read(len(view))
        view[: len(data)] = data
        return len(data)


def _rejoined(head: bytes, stream: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Rejoined(head, stream))

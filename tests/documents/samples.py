"""Texts and pages for the tests of reading, all of them made up."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from pathlib import Path

from dateline.documents import Document, ReadOptions, read_documents
from dateline.errors import DocumentError
from dateline.model import Article

STORY = (
    "The foreign minister said on Tuesday that her government had asked for a meeting with its neighbour before the"
    " end of the month.\n\n"
    "A spokesman for the other side denied that any such request had been received, and called the report an invention."
    "\n\n“We have heard nothing of the kind,” he told reporters after the session of the council.\n"
)
GERMAN = (
    "Die Außenministerin sagte am Dienstag, ihre Regierung habe um ein Treffen mit dem Nachbarland gebeten. Ein"
    " Sprecher der anderen Seite bestritt, dass eine solche Bitte eingegangen sei, und nannte den Bericht eine"
    " Erfindung. Man habe davon nichts gehört, sagte er nach der Sitzung des Rates vor Journalisten."
)


def read(
    *paths: Path | str, options: ReadOptions | None = None, stdin: bytes | None = None
) -> list[Document | DocumentError]:
    stream = None if stdin is None else io.BytesIO(stdin)
    return list(read_documents([str(path) for path in paths], options, stdin=stream))


def read_article(path: Path | str, options: ReadOptions | None = None, stdin: bytes | None = None) -> Article:
    (document,) = read(path, options=options, stdin=stdin)
    assert isinstance(document, Document), document
    return document.article


def read_error(path: Path | str, options: ReadOptions | None = None, stdin: bytes | None = None) -> DocumentError:
    (error,) = read(path, options=options, stdin=stdin)
    assert isinstance(error, DocumentError), error
    return error


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def json_lines(objects: Iterable[object]) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in objects).encode()


def page(body: str = "", *, head: str = "", title: str = "Two ministers to meet, or not", lang: str = "en") -> str:
    """A page of a newspaper with navigation and a footer around ``body``."""
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title} | The Daily Example</title>{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/life">Life</a></li></ul>
</nav>
<main><article><h1>{title}</h1>{body}</article></main>
<footer><p>© The Daily Example. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer></body></html>"""


def paragraphs(text: str = STORY) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in text.strip().split("\n\n"))

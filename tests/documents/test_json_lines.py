"""JSON Lines: one article a line; a broken line costs that line only."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import Document, ReadOptions, read_documents
from dateline.errors import (
    BinaryDocumentError,
    EmptyDocumentError,
    EncodingError,
    LanguageError,
    MalformedItemError,
    OversizeDocumentError,
)
from tests.documents.samples import GERMAN, STORY, json_lines, read, read_article, read_error, write


def one(tmp_path: Path, value: object, **options: object):
    return read_article(write(tmp_path / "a.jsonl", json_lines([value])), ReadOptions(**options))  # type: ignore[arg-type]


def test_the_text_is_the_title_a_blank_line_and_the_body(tmp_path: Path) -> None:
    article = one(tmp_path, {"title": "Two ministers\nto meet", "text": STORY})
    assert article.title == "Two ministers to meet"
    assert article.text == f"Two ministers to meet\n\n{STORY.strip()}"


@pytest.mark.parametrize(
    "value",
    [
        {"text": STORY, "title": "T", "outlet": "Example", "author": "Jane Doe", "url": "https://example.org/a",
         "published": "2025-05-21T10:15:00Z"},
        {"body": STORY, "headline": "T", "publisher": {"name": "Example"}, "authors": ["Jane Doe"],
         "link": "https://example.org/a#x", "date": "Wed, 21 May 2025 10:15:00 GMT"},
        {"content": STORY, "title": "T", "source": {"id": None, "name": "Example"}, "author": {"name": "Jane Doe"},
         "url": "https://example.org/a?utm_source=x", "publishedAt": "2025-05-21 10:15:00+00:00"},
        {"maintext": STORY, "title": "T", "source_domain": "Example", "authors": ["Jane Doe"],
         "url": "https://example.org/a", "date_publish": 1747822500},
        {"text": None, "body": STORY.split("\n\n"), "title": "T", "source": "Example", "byline": "Jane Doe",
         "link": "https://example.org/a", "published": "", "date": 1747822500000},
    ],
)  # fmt: skip
def test_the_keys_that_collections_use_are_known(tmp_path: Path, value: dict[str, object]) -> None:
    article = one(tmp_path, value)
    assert article.text == f"T\n\n{STORY.strip()}"
    assert (article.title, article.outlet, article.author, article.url) == (
        "T",
        "Example",
        "Jane Doe",
        "https://example.org/a",
    )
    assert article.published == "2025-05-21T10:15:00+00:00"


def test_keys_can_be_named(tmp_path: Path) -> None:
    article = one(
        tmp_path, {"texte": STORY, "journal": "Example", "title": "T"}, fields={"text": "texte", "outlet": "journal"}
    )
    assert (article.title, article.outlet) == ("T", "Example")


def test_a_date_that_cannot_be_read_is_no_date(tmp_path: Path) -> None:
    assert one(tmp_path, {"text": STORY, "published": "last Tuesday"}).published is None
    assert one(tmp_path, {"text": STORY, "published": "2025-02-31"}, published="2025-03-01").published == "2025-03-01"


def test_an_object_without_a_title_has_its_text_alone(tmp_path: Path) -> None:
    article = one(tmp_path, {"text": STORY})
    assert (article.title, article.text) == (None, STORY.strip())


@pytest.mark.parametrize("gap", ["\n", "\n\n", " "])
def test_a_title_that_the_body_repeats_is_not_repeated(tmp_path: Path, gap: str) -> None:
    title = "Two ministers to meet, or not"
    assert one(tmp_path, {"title": title, "text": f"{title}{gap}{STORY}"}).text == f"{title}\n\n{STORY.strip()}"


def test_a_short_title_that_begins_the_first_sentence_stays_there(tmp_path: Path) -> None:
    assert one(tmp_path, {"title": "The foreign minister", "text": STORY}).text.count("The foreign minister") == 2


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b'{"text": "broken', MalformedItemError),
        (b"[1, 2]", MalformedItemError),
        (b'"text"', MalformedItemError),
        (b"12", MalformedItemError),
        (b'{"title": "A headline"}', MalformedItemError),
        (b'{"text": 12}', MalformedItemError),
        (b'{"text": null}', MalformedItemError),
        (b"[" * 100_000, MalformedItemError),
        (b'{"n": ' + b"9" * 10_000 + b"}", MalformedItemError),
        (b'{"title": "A headline", "text": ""}', EmptyDocumentError),
        (b'{"title": "A headline", "text": " \\n"}', EmptyDocumentError),
        (b'{"text": "caf\xe9"}', EncodingError),
        (json.dumps({"text": GERMAN}).encode(), LanguageError),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_run_goes_on(tmp_path: Path, line: bytes, error: type) -> None:
    good = json_lines([{"text": STORY}])
    found = read(write(tmp_path / "a.jsonl", good + b"\n" + line + b"\n" + good))
    assert [type(document) for document in found] == [Document, error, Document]
    assert [document.item for document in found] == [1, 3, 4]
    assert isinstance(found[1], error)
    assert found[1].where.endswith("a.jsonl:3")


def test_a_headline_alone_is_no_article(tmp_path: Path) -> None:
    error = read_error(write(tmp_path / "a.jsonl", json_lines([{"title": "Two ministers to meet", "text": ""}])))
    assert "headline" in error.problem


def test_one_broken_line_in_a_thousand(tmp_path: Path) -> None:
    lines = json_lines({"text": STORY, "url": f"https://example.org/{number}"} for number in range(999)).splitlines(
        keepends=True
    )
    lines.insert(500, b'{"text": "broken\n')
    found = read(write(tmp_path / "a.jsonl.gz", gzip.compress(b"".join(lines))))
    assert len(found) == 1000
    assert [document.item for document in found if not isinstance(document, Document)] == [501]
    assert len({document.article.id for document in found if isinstance(document, Document)}) == 999


def test_the_cap_holds_for_each_line_and_not_for_the_file(tmp_path: Path) -> None:
    lines = [{"text": STORY}, {"text": STORY * 10}, {"text": STORY}]
    found = read(write(tmp_path / "a.jsonl", json_lines(lines)), options=ReadOptions(max_bytes=len(STORY) + 200))
    assert [type(document) for document in found] == [Document, OversizeDocumentError, Document]
    assert found[1].item == 2


def test_a_line_as_large_as_the_cap_is_read(tmp_path: Path) -> None:
    line = json_lines([{"text": STORY}])
    for ending in (b"\n", b"\r\n", b""):
        path = write(tmp_path / "a.jsonl", line.rstrip() + ending)
        assert isinstance(read(path, options=ReadOptions(max_bytes=len(line.rstrip())))[0], Document)


def test_articles_come_before_the_file_has_been_read() -> None:
    class Pipe(io.RawIOBase):
        """A pipe whose second line never comes."""

        def __init__(self) -> None:
            self.given = json_lines([{"text": STORY}])

        def readable(self) -> bool:
            return True

        def readinto(self, buffer) -> int:
            assert self.given, "read further than the article asked for"
            data, self.given = self.given[: len(buffer)], self.given[len(buffer) :]
            buffer[: len(data)] = data
            return len(data)

    documents = read_documents(["-"], stdin=io.BufferedReader(Pipe()))
    first = next(documents)
    assert isinstance(first, Document)
    assert first.item == 1


def test_what_is_no_json_lines_file_is_one_error(tmp_path: Path) -> None:
    assert isinstance(read_error(write(tmp_path / "a.jsonl", b"%PDF-1.4\n1\n2\n3\n")), BinaryDocumentError)
    assert isinstance(read_error(write(tmp_path / "a.jsonl", b"\x00\n" * 100)), BinaryDocumentError)
    assert isinstance(read_error(write(tmp_path / "a.jsonl", '{"text": "x"}\n'.encode("utf-16"))), EncodingError)
    assert isinstance(read_error(write(tmp_path / "a.jsonl", b"")), EmptyDocumentError)


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    assert one(tmp_path, {"text": STORY}) == read_article(
        write(tmp_path / "b.jsonl", b"\xef\xbb\xbf" + json_lines([{"text": STORY}]))
    )


@given(
    lines=st.lists(
        st.one_of(
            st.binary(max_size=40).filter(lambda line: b"\n" not in line and b"\x00" not in line),
            st.sampled_from(
                [b"", b"{}", b'{"text": "The talks are over, she said."}', b"[", b'{"text": "\\ud83d so it is"}']
            ),
        ),
        max_size=6,
    )
)
def test_every_line_gives_one_document_or_one_error(lines: list[bytes]) -> None:
    stream = io.BytesIO(b'{"text": "The talks are over, the minister said."}\n' + b"\n".join(lines))
    found = list(read_documents(["-"], stdin=stream))
    assert [document.item for document in found] == [1] + [
        number for number, line in enumerate(lines, start=2) if line.strip()
    ]

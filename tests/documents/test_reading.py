"""Paths: files, folders, standard input; what cannot be read is an error among the articles."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from dateline.documents import Document, ReadOptions, read_documents
from dateline.errors import (
    BinaryDocumentError,
    DocumentError,
    EmptyDocumentError,
    MissingDocumentError,
    OversizeDocumentError,
    UnreadableDocumentError,
    UnsupportedDocumentError,
)
from tests.documents.samples import STORY, json_lines, page, paragraphs, read, read_article, read_error, write


def places(found: list[Document | DocumentError], root: Path) -> list[str]:
    return [document.path.removeprefix(f"{root}/") for document in found]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    b, a = write(tmp_path / "b.txt", STORY), write(tmp_path / "a.txt", STORY)
    assert places(read(b, tmp_path / "missing.txt", a), tmp_path) == ["b.txt", "missing.txt", "a.txt"]


def test_folders_are_read_by_name_and_only_what_is_known(tmp_path: Path) -> None:
    known = "b.txt a/z.html a/b/c.text c.jsonl c.ndjson.gz B.TXT e.xhtml f.htm.gz"
    for name in f"{known} .hidden.txt .git/x.txt d.pdf notes.md".split():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        content = page(paragraphs()).encode() if "htm" in name else STORY.encode()
        content = json_lines([{"text": STORY}]) if "json" in name else content
        write(tmp_path / name, gzip.compress(content) if name.endswith("gz") else content)
    found = read(tmp_path)
    assert places(found, tmp_path) == [
        "B.TXT", "a/b/c.text", "a/z.html", "b.txt", "c.jsonl", "c.ndjson.gz", "e.xhtml", "f.htm.gz",
    ]  # fmt: skip
    assert all(isinstance(document, Document) for document in found)
    assert [document.item for document in found] == [None, None, None, None, 1, 1, None, None]


@pytest.mark.parametrize("given", ["news", "news/", "./news", "../here/news"])
def test_a_path_is_shown_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    (tmp_path / "here" / "news").mkdir(parents=True)
    write(tmp_path / "here" / "news" / "a.txt", STORY)
    monkeypatch.chdir(tmp_path / "here")
    assert [document.path for document in read(given)] == [f"{given.rstrip('/')}/a.txt"]


def test_a_named_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    assert read_article(write(tmp_path / ".hidden.txt", STORY)).text == STORY
    assert read_article(write(tmp_path / "story", STORY)).text == STORY
    assert read_article(write(tmp_path / "notes.md", STORY)).text == STORY
    assert read_article(write(tmp_path / "page.php", page(paragraphs()))).title == "Two ministers to meet, or not"
    assert read_article(write(tmp_path / "lines.data", json_lines([{"text": STORY}]))).text == STORY.strip()
    assert read_article(write(tmp_path / "story.bin", gzip.compress(STORY.encode()))).text == STORY


@pytest.mark.parametrize("name", ["a.json", "a.xml", "a.csv", "a.warc.gz", "a.eml"])
def test_files_of_other_formats_are_named(tmp_path: Path, name: str) -> None:
    assert isinstance(read_error(write(tmp_path / name, STORY)), UnsupportedDocumentError)


def test_links_between_folders_do_not_lead_in_circles(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    (tmp_path / "again").symlink_to(tmp_path)
    assert len(read(tmp_path)) == 1


def test_a_link_to_nothing_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert isinstance(read_error(tmp_path), MissingDocumentError)


@pytest.mark.parametrize("path", ["nowhere.txt", "nowhere/", "a\x00b.txt"])
def test_a_missing_path_is_named(path: str) -> None:
    assert isinstance(read_error(path), MissingDocumentError)


def test_a_path_below_a_file_is_missing(tmp_path: Path) -> None:
    assert isinstance(read_error(write(tmp_path / "a.txt", STORY) / "b.txt"), MissingDocumentError)


def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", b"%PDF-1.4")
    assert isinstance(read_error(tmp_path), MissingDocumentError)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY).chmod(0)
    assert isinstance(read_error(tmp_path / "a.txt"), UnreadableDocumentError)


def test_a_file_that_the_system_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", STORY)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    error = read_error(path)
    assert isinstance(error, UnreadableDocumentError)
    assert "permission denied" in str(error)


def test_a_large_file_is_refused_without_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("the file was opened"))
    assert isinstance(read_error(path), OversizeDocumentError)


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.html.gz", "bomb.jsonl.gz", "bomb"])
def test_a_small_file_that_unpacks_to_a_large_one_is_refused_in_little_memory(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, gzip.compress(b"so it is " * 4_000_000))
    read_error(write(tmp_path / "warm-up.txt", b""))
    tracemalloc.start()
    error = read_error(path, ReadOptions(max_bytes=100_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(error, OversizeDocumentError)
    assert peak < 4_000_000


def test_standard_input_is_capped_too() -> None:
    assert isinstance(read_error("-", ReadOptions(max_bytes=100), STORY.encode()), OversizeDocumentError)


def test_the_cap_can_be_raised(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", STORY)
    assert isinstance(read_error(path, ReadOptions(max_bytes=len(STORY.encode()) - 1)), OversizeDocumentError)
    assert read_article(path, ReadOptions(max_bytes=len(STORY.encode()))).text == STORY


@pytest.mark.parametrize(
    "data", [b"plain text", gzip.compress(STORY.encode())[:-20], b"\x1f\x8b", gzip.compress(b"\x00" * 99)]
)
def test_damaged_and_binary_archives_are_named(tmp_path: Path, data: bytes) -> None:
    assert isinstance(read_error(write(tmp_path / "a.txt.gz", data)), BinaryDocumentError)


def test_what_a_damaged_archive_still_holds_is_read(tmp_path: Path) -> None:
    # Numbers keep the archive from being one block that is lost as a whole.
    lines = json_lines({"text": STORY, "id": os.urandom(3000).hex()} for _ in range(30))
    found = read(write(tmp_path / "a.jsonl.gz", gzip.compress(lines)[:-20_000]))
    assert isinstance(found[0], Document)
    assert isinstance(found[-1], BinaryDocumentError)


@pytest.mark.parametrize(
    ("data", "title", "count"),
    [
        (STORY.encode(), None, 1),
        (page(paragraphs()).encode(), "Two ministers to meet, or not", 1),
        (b"\n\n" + page(paragraphs()).encode(), "Two ministers to meet, or not", 1),
        (json_lines([{"text": STORY, "title": "T"}] * 3), "T", 3),
        (b"\n" + json_lines([{"text": STORY, "title": "T"}]), "T", 1),
        (gzip.compress(json_lines([{"text": STORY, "title": "T"}] * 2)), "T", 2),
        (gzip.compress(STORY.encode()), None, 1),
        (b"{The minister} said that so it was, and went on: it is so, and it will be so.", None, 1),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes, title: str | None, count: int) -> None:
    found = read("-", stdin=data)
    assert len(found) == count
    assert all(isinstance(document, Document) and document.article.title == title for document in found)
    assert all(document.path == "-" and document.item is not None for document in found)


def test_a_text_from_standard_input_is_kept_to_the_character() -> None:
    assert read_article("-", stdin=b"\xef\xbb\xbf\r\n  The talks are over,\r\nshe said.\r\n").text == (
        "\r\n  The talks are over,\r\nshe said.\r\n"
    )


def test_a_broken_first_line_does_not_make_one_text_of_the_stream() -> None:
    found = read("-", stdin=b'{"text": "broken\n' + json_lines([{"text": STORY}]))
    assert [document.item for document in found] == [1, 2]
    assert isinstance(found[1], Document)


def test_nothing_on_standard_input_is_named() -> None:
    error = read_error("-", stdin=b"")
    assert isinstance(error, EmptyDocumentError)
    assert error.where == "-:1"


def test_an_article_does_not_depend_on_its_company(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.txt", STORY), write(tmp_path / "b.html", page(paragraphs()))
    assert read(a, b) == [*read(a), *read(b)]


def test_errors_are_values_and_say_what_to_do(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"%PDF-1.4")
    write(tmp_path / "b.html", page())
    write(tmp_path / "c.jsonl", b"{")
    found = read(tmp_path, tmp_path / "missing", tmp_path / "d.csv")
    assert all(isinstance(error, DocumentError) and error.problem and error.next_step for error in found)


def test_reading_is_lazy(tmp_path: Path) -> None:
    documents = read_documents([str(write(tmp_path / "a.txt", STORY)), str(tmp_path / "b.txt")])
    next(documents)
    write(tmp_path / "b.txt", STORY)
    assert isinstance(next(documents), Document)


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, dateline.documents;"
        "heavy = {'lxml', 'trafilatura', 'py3langid', 'numpy', 'charset_normalizer', 'spacy'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr.strip() == ""
    )


def test_reading_a_page_prints_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", "<html><body><p>")
    code = f"from dateline.documents import read_documents; list(read_documents([{str(path)!r}]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""

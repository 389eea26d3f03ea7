"""Plain text: the article's text is the decoded file, to the character."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.documents import ReadOptions, article_from_text
from dateline.errors import (
    BinaryDocumentError,
    EmptyDocumentError,
    EncodingError,
    LanguageError,
    OversizeDocumentError,
    UsageError,
)
from tests.documents.samples import GERMAN, STORY, read_article, read_error, write

SENTENCES = st.lists(
    st.sampled_from(
        [
            "The minister said that the talks had been postponed.",
            "“It was not us who asked for them,” he told the newspaper.",
            "Officials of both sides were said to be in touch — by telephone.",
            "Nothing of this has been confirmed by the ministry in Genève.",
        ]
    ),
    min_size=1,
    max_size=12,
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", " ", "\t", "\r\n\r\n", "\u2028", "\u00a0", "  \n"])


@st.composite
def stories(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(["", " ", "\n", "\r\n"]))
    for sentence in draw(SENTENCES):
        text += sentence + draw(BREAKS)
    return text


@given(text=stories(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_the_text_is_the_decoded_file(text: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "story.txt", text.encode(encoding))
        assert read_article(path).text == text


@given(text=stories())
def test_reading_twice_gives_the_same_article(text: str) -> None:
    assert article_from_text(text) == article_from_text(text)


def test_newlines_of_every_kind_are_kept_and_the_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbfThe talks are over.\r\nThe minister said so.\rThat was all.\n")
    assert read_article(path).text == "The talks are over.\r\nThe minister said so.\rThat was all.\n"


def test_a_compressed_text_reads_like_the_text(tmp_path: Path) -> None:
    plain = read_article(write(tmp_path / "a.txt", STORY))
    assert read_article(write(tmp_path / "b.txt.gz", gzip.compress(STORY.encode()))) == plain


def test_options_supply_what_the_text_lacks() -> None:
    article = article_from_text(STORY, ReadOptions(published="2025-05-21", outlet="The Daily Example"))
    assert (article.published, article.outlet) == ("2025-05-21", "The Daily Example")


def test_options_do_not_overrule_the_text() -> None:
    article = article_from_text("Published: 20 May 2025\n\n" + STORY, ReadOptions(published="2025-05-21"))
    assert article.published == "2025-05-20"


def test_the_id_depends_on_text_outlet_and_day() -> None:
    one = article_from_text(STORY, ReadOptions(published="2025-05-21T10:00:00+00:00", outlet="A"))
    assert one.id == article_from_text(STORY, ReadOptions(published="2025-05-21", outlet="A")).id
    assert one.id != article_from_text(STORY, ReadOptions(published="2025-05-21", outlet="B")).id


@pytest.mark.parametrize(
    "legacy",
    [
        "The café in Genève was closed, the minister’s aide said.",
        "“It costs £10 or €12,” he said – no more than that…",
        "Mr. Müller and Ms. Peña met in São Paulo, where it was 30° on the day.",
    ],
)
def test_windows_1252_is_read_where_it_makes_sense(tmp_path: Path, legacy: str) -> None:
    assert read_article(write(tmp_path / "a.txt", legacy.encode("cp1252"))).text == legacy


@pytest.mark.parametrize(
    ("data", "position"),
    [
        ("“So it is,” she said in Genève. ".encode() * 3 + b"and \xe2\x80 more of it", 115),
        (b"The minister said \xff\xfe\xfa on Tuesday that it was so.", 18),
        (b"The caf\xc3 is closed, the minister's aide said.", 7),
        (b"A stray \x80 in the middle of it, he said.", 8),
        (b"One \x81 that no one knows, he said to them.", 4),
    ],
)
def test_damaged_utf8_is_named_with_its_place(tmp_path: Path, data: bytes, position: int) -> None:
    error = read_error(write(tmp_path / "a.txt", data))
    assert isinstance(error, EncodingError)
    assert f"byte {position} " in error.problem
    assert "UTF-8" in error.next_step


def test_a_text_cut_off_inside_its_declared_encoding_is_named(tmp_path: Path) -> None:
    error = read_error(write(tmp_path / "a.txt", STORY.encode("utf-16")[:-1]))
    assert isinstance(error, EncodingError)
    assert "byte-order mark" in error.problem


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 and so on",
        b"PK\x03\x04 and so on",
        b"\x7fELF and so on",
        b"\x89PNG\r\n\x1a\n and so on",
        b"The text\x00 goes on",
        b"\x01\x02\x03\x04\x05 text",
    ],
)
def test_what_is_no_text_is_named_as_that(tmp_path: Path, data: bytes) -> None:
    assert isinstance(read_error(write(tmp_path / "a.txt", data)), BinaryDocumentError)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u200b\u00a0\n".encode(), b"---\n12345\n"])
def test_a_file_without_words_is_empty(tmp_path: Path, data: bytes) -> None:
    assert isinstance(read_error(write(tmp_path / "a.txt", data)), EmptyDocumentError)


def test_german_is_named_with_its_language(tmp_path: Path) -> None:
    error = read_error(write(tmp_path / "a.txt", GERMAN))
    assert isinstance(error, LanguageError)
    assert error.language == "de"
    assert error.reason == "language"


def test_a_legacy_encoding_of_another_script_is_named_by_its_language(tmp_path: Path) -> None:
    text = "Министр иностранных дел заявил во вторник, что правительство попросило о встрече с соседней страной."
    error = read_error(write(tmp_path / "a.txt", text.encode("cp1251")))
    assert isinstance(error, LanguageError)


def test_a_text_beyond_the_cap_is_not_read() -> None:
    with pytest.raises(OversizeDocumentError):
        article_from_text(STORY, ReadOptions(max_bytes=100))


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(EncodingError):
        article_from_text("The minister said so.\ud83d")


@pytest.mark.parametrize(
    "options",
    [{"published": "yesterday"}, {"max_bytes": 0}, {"fields": {"texts": "body"}}, {"published": "2025-02-30"}],
)
def test_options_that_cannot_be_meant_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        ReadOptions(**options)  # type: ignore[arg-type]

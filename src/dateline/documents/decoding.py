"""Bytes -> text: by declaration, as UTF-8, or in a legacy encoding where that is beyond doubt.

A wrong guess is worse than none: it would store mojibake as what was said. So bytes are read in a legacy encoding
only where they make sense in it, and a UTF-8 file with a few broken bytes is an error that names the first of them.
"""

from __future__ import annotations

import codecs
import re

from dateline.documents.options import Origin
from dateline.errors import BinaryDocumentError, EncodingError

GZIP_MAGIC = b"\x1f\x8b"
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"PAR1", "a Parquet file"),
    (GZIP_MAGIC, "a gzip archive"),
)
# What the WHATWG makes of names that pages declare: Latin-1 means Windows-1252 there, and so on.
_WEB_NAMES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_NEXT_BINARY = "save the article as text, HTML or JSON Lines"
_NEXT_ENCODING = "save the file as UTF-8"
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65536


def check_is_text(data: bytes, origin: Origin) -> None:
    """Raise unless ``data``, the beginning of a file, can be text.

    Raises:
        BinaryDocumentError: it is a known binary format, or holds NUL bytes or mostly control characters.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise BinaryDocumentError(origin.path, f"this is {name}, not text", _NEXT_BINARY, item=origin.item)
    if _mark(data) in {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}:
        return
    if b"\x00" in data:
        raise BinaryDocumentError(origin.path, "the bytes are no text (NUL bytes)", _NEXT_BINARY, item=origin.item)
    if len(_CONTROLS.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) // 20:
        raise BinaryDocumentError(
            origin.path, "the bytes are no text (control characters)", _NEXT_BINARY, item=origin.item
        )


def decode(data: bytes, origin: Origin, *, declared: str | None = None) -> str:
    """The text of ``data`` without its byte-order mark, otherwise unchanged.

    ``declared`` is the name of an encoding that the document itself gives; a byte-order mark overrules it.

    Raises:
        BinaryDocumentError: the bytes are no text.
        EncodingError: they are no text in the encoding that they declare, or in none beyond doubt.
    """
    check_is_text(data, origin)
    mark = _mark(data)
    if mark is not None:
        length = len(next(bom for bom, name in _MARKS if name == mark))
        return _strict(data[length:], mark, origin, "its byte-order mark", length)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        first_broken = error.start
    else:
        # Pages that declare Latin-1 and are valid UTF-8 with accents in it are UTF-8; the other way round does
        # not happen by chance. Where all is ASCII every declaration but the escaping ones means the same.
        encoding = _python_name(declared)
        if encoding is None or not data.isascii() or encoding.startswith(("utf", "cp125", "iso8859")):
            return text
        return _strict(data, encoding, origin, "its declaration")
    encoding = _python_name(declared)
    if encoding is not None and encoding != "utf-8":
        return _strict(data, encoding, origin, "its declaration")
    if encoding is not None or _is_broken_utf8(data):
        raise _broken(origin, first_broken, "UTF-8")
    return _decode_legacy(data, origin, first_broken)


def _mark(data: bytes) -> str | None:
    return next((name for bom, name in _MARKS if data.startswith(bom)), None)


def _python_name(declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):  # an encoding that nobody knows says nothing
        return None
    return _WEB_NAMES.get(name, name)


def _strict(data: bytes, encoding: str, origin: Origin, said_by: str, offset: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _broken(origin, offset + error.start, f"{encoding}, which {said_by} says it is") from None
    except LookupError:  # codecs that are no text encodings: base64 and the like
        raise _broken(origin, 0, f"{encoding}, which {said_by} says it is") from None


def _broken(origin: Origin, position: int, encoding: str) -> EncodingError:
    return EncodingError(
        origin.path,
        f"byte {position} is not valid {encoding}",
        f"{_NEXT_ENCODING}, or repair it there",
        item=origin.item,
    )


_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"  # well-formed, near enough
)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether enough of the bytes beyond ASCII are UTF-8 that the rest must be damage."""
    sequences = _SEQUENCE.findall(data)
    stray = sum(byte >= 0x80 for byte in data) - sum(map(len, sequences))
    # Legacy text forms such sequences by accident, but rarely.
    return bool(sequences) and len(sequences) * 10 >= stray


def _decode_legacy(data: bytes, origin: Origin, position: int) -> str:
    """The text of bytes that are no UTF-8 at all."""
    if _reads_as_western(data):
        return data.decode("cp1252")
    beyond = sum(byte >= 0x80 for byte in data)
    # An English text has few such bytes. Where they are few and make no sense as Western European, they are
    # damage; where they are many, the text is in another script, and naming its language helps more.
    if beyond * 5 < len(data):
        raise _broken(origin, position, "UTF-8")
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 60 ms that only legacy files need

    best = from_bytes(data[: 4 * _SAMPLE]).best()
    if best is None:
        raise _broken(origin, position, "UTF-8 or any other encoding that was tried")
    return _strict(data, best.encoding, origin, "its look")


_CAPITALS = "ŠŒŽŸÀ-ÖØ-Þ"
_SMALL = "šœžß-öø-þ"
_LETTERS = f"A-Za-z{_CAPITALS}{_SMALL}"
_MARKS_OF_PRINT = "‚„…†‡‰‹‘’“”•–—˜™›\u00a0¡¢£¥§©ª«®°±²³´¶·¹º»¼½¾¿×÷€"
_WESTERN = re.compile(f"[\x00-\x7f{_CAPITALS}{_SMALL}{_MARKS_OF_PRINT}]*")
# What damaged UTF-8 looks like when it is read as Windows-1252: a capital inside a word, a sign of currency without
# a number, several accents in a row, or a letter with an accent and no word around it.
_IMPLAUSIBLE = re.compile(
    f"[a-z{_SMALL}][{_CAPITALS}]"
    r"|(?<!\d)(?<!\d )[€£¥¢](?! ?\d)"
    f"|[{_CAPITALS}{_SMALL}]{{3}}"
    f"|[{_CAPITALS}{_SMALL}][™‚„†‡‰]"
    f"|(?<![{_LETTERS}])(?![àéèóÀÉÈÓ])[{_CAPITALS}{_SMALL}](?![{_LETTERS}])"
)


def _reads_as_western(data: bytes) -> bool:
    """Whether the bytes read as English in Windows-1252, accents and curly quotes included."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = sum(not character.isascii() for character in text)
    return beyond * 5 < len(text) and _WESTERN.fullmatch(text) is not None and _IMPLAUSIBLE.search(text) is None

"""Sentences written for Dateline with their attributions annotated, as TOML that a person can write.

A file holds ``[[sentence]]`` tables (``id``, ``form``, ``register``, ``region``, ``text``), each with
``[[sentence.attribution]]`` tables: ``id``, ``parent`` where there is one, ``source`` and ``content`` as lists,
``cue``, ``kind``, ``polarity`` and ``quote``. A span is given by its words; where they stand in the text more
than once, ``{ text = "said", nth = 2 }`` tells which, counted from 1.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

from dateline.errors import CorpusError
from dateline.model.attribution import Kind, Polarity, Quote, RoleSpans
from dateline.model.spans import Span, Spans, check_spans, contains

_NEXT_STEP: Final = "correct the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAttribution:
    """One annotated attribution; ``parent`` is the id of the smallest one whose content holds its cue."""

    id: str
    parent: str | None
    spans: RoleSpans
    kind: Kind
    polarity: Polarity
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSentence:
    """A text of one or a few sentences, the form it was written for, and all of its attributions."""

    id: str
    form: str
    register: str
    region: str
    text: str
    attributions: tuple[GoldAttribution, ...]


def read_sentences(path: Path) -> tuple[GoldSentence, ...]:
    """The annotated sentences of a file, in its order.

    Raises:
        CorpusError: the file is no TOML, or an annotation does not fit its text.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CorpusError(f"{path} holds no annotated sentences: {error}", _NEXT_STEP) from error
    return tuple(_sentence(path, table) for table in tables)


def _sentence(path: Path, table: dict[str, Any]) -> GoldSentence:
    name = f"{path}: sentence {table.get('id')!r}"
    try:
        text = table["text"]
        found = tuple(_attribution(text, row) for row in table.get("attribution", ()))
        sentence = GoldSentence(
            id=table["id"],
            form=table["form"],
            register=table["register"],
            region=table["region"],
            text=text,
            attributions=found,
        )
        _check_parents(found)
    except (KeyError, ValueError, TypeError) as error:
        raise CorpusError(f"{name}: {error}", _NEXT_STEP) from error
    return sentence


def _attribution(text: str, row: dict[str, Any]) -> GoldAttribution:
    spans = RoleSpans(
        tuple(_locate(text, part) for part in row["source"]),
        (_locate(text, row["cue"]),),
        tuple(_locate(text, part) for part in row["content"]),
    )
    for role in (spans.source, spans.cue, spans.content):
        check_spans(role)
    if not spans.content:
        raise ValueError(f"attribution {row['id']!r} has no content")
    for key, allowed in (("kind", get_args(Kind)), ("polarity", get_args(Polarity)), ("quote", get_args(Quote))):
        if row[key] not in allowed:
            raise ValueError(f"attribution {row['id']!r}: {key} {row[key]!r} is none of {', '.join(allowed)}")
    return GoldAttribution(
        id=row["id"],
        parent=row.get("parent"),
        spans=spans,
        kind=row["kind"],
        polarity=row["polarity"],
        quote=row["quote"],
    )


def _locate(text: str, part: str | dict[str, Any]) -> Span:
    """Where the words of a span stand; ValueError where they do not, or where it is not said which."""
    words, nth = (part, None) if isinstance(part, str) else (part["text"], part["nth"])
    places = list(_occurrences(text, words))
    if not places:
        raise ValueError(f"{words!r} does not stand in the text")
    if nth is None and len(places) > 1:
        raise ValueError(f"{words!r} stands in the text {len(places)} times: say which with nth")
    if nth is not None and not 1 <= nth <= len(places):
        raise ValueError(f"{words!r} stands in the text {len(places)} times, not {nth}")
    return places[(nth or 1) - 1]


def _occurrences(text: str, words: str) -> Iterator[Span]:
    """The places of a run of whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        inside_before = at > 0 and text[at - 1].isalnum() and words[0].isalnum()
        inside_after = end < len(text) and text[end].isalnum() and words[-1].isalnum()
        if not inside_before and not inside_after:
            yield at, end
        at = text.find(words, at + 1)


def _check_parents(found: tuple[GoldAttribution, ...]) -> None:
    """ValueError unless each parent is the smallest attribution whose content holds the child's cue."""
    for child in found:
        cue = child.spans.cue[0]
        around = [a for a in found if a is not child and contains(a.spans.content, cue)]
        smallest = min(around, key=lambda a: _size(a.spans.content), default=None)
        expected = None if smallest is None else smallest.id
        if child.parent != expected:
            raise ValueError(f"attribution {child.id!r} has the parent {child.parent!r}; its cue is in {expected!r}")


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)

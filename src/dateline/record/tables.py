"""The tables of a record, the same for every database; what is special to one stands in its own module.

Keys are hashes of content, or ids local to an extraction, never numbers that count arrivals: the same
articles end in the same rows whatever order they came in and however often the reading was interrupted.
In every table ``start`` and ``end`` are characters of ``article.text``, end exclusive; ``first_day`` and
``last_day`` are ISO dates, both included.

The tables of small rows whose key is most of the row are without rowid in SQLite, or each key would be
kept twice.

``migrations/`` creates these tables; a test holds the two against each other.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    true,
)

metadata: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _text(name: str, *, required: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not required)


def _number(name: str, *, required: bool = True) -> Column[int]:
    return Column(name, Integer, nullable=not required)


def _of_extraction() -> Column[str]:
    return Column("extraction_id", Text, ForeignKey("extraction.id", ondelete="CASCADE"), primary_key=True)


def _key(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def _place(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)


def _of_attribution() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["extraction_id", "attribution_id"], ["attribution.extraction_id", "attribution.id"], ondelete="CASCADE"
    )


article: Final = Table(
    "article",
    metadata,
    _key(),
    # FTS5 finds its rows by integers only; this one is a hash of the id.
    Column("key", BigInteger, nullable=False, unique=True),
    Column("first_version", Text, ForeignKey("article.id"), nullable=False),
    _number("version"),
    Column("is_latest", Boolean, nullable=False),
    _text("title"),
    _text("outlet"),
    _text("author"),
    Column("url", Text, index=True),
    _text("language", required=True),
    _text("published"),
    # As printed, for "published since"; and in UTC, to sort by.
    _text("published_day"),
    Column("published_at", Text, index=True),
    _text("dateline_place"),
    _text("dateline_country"),
    _text("dateline_date"),
    Column("metadata", JSON, nullable=False),
    _text("read_at", required=True),
    _text("text", required=True),
)

reading: Final = Table(
    "reading",
    metadata,
    Column("article_id", Text, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True, index=True),
    _place("item"),  # 0 where the path holds one article, since keys hold no null
    _text("read_at", required=True),
)

generator: Final = Table(
    "generator",
    metadata,
    _key(),
    _text("version", required=True),
    _text("weights", required=True),
    _text("rules", required=True),
)

extraction: Final = Table(
    "extraction",
    metadata,
    _key(),
    Column("article_id", Text, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("generator_id", Text, ForeignKey("generator.id"), nullable=False),
    Column("is_current", Boolean, nullable=False),
    _text("extracted_at", required=True),
    Column("payload", JSON, nullable=False),
)
Index(
    "uq_extraction_current",
    extraction.c.article_id,
    unique=True,
    sqlite_where=extraction.c.is_current == true(),
    postgresql_where=extraction.c.is_current == true(),
)

actor: Final = Table(
    "actor",
    metadata,
    _of_extraction(),
    _key(),
    _number("ordinal"),
    _text("name", required=True),
    _text("words", required=True),
    _text("type", required=True),
    _text("country"),
    _text("sector"),
    _text("office"),
    _text("wikidata"),
)

mention: Final = Table(
    "mention",
    metadata,
    _of_extraction(),
    _key(),
    _number("ordinal"),
    _number("start"),
    _number("end"),
    _text("type", required=True),
    _text("actor"),
    Column("named", Boolean, nullable=False),
)

timex: Final = Table(
    "timex",
    metadata,
    _of_extraction(),
    _key(),
    _number("ordinal"),
    _number("start"),
    _number("end"),
    _text("text", required=True),
    _text("first_day"),
    _text("last_day"),
    _text("granularity"),
    _text("edtf"),
    _text("type"),
    _text("value"),
)

attribution: Final = Table(
    "attribution",
    metadata,
    _of_extraction(),
    _key(),
    Column("key", BigInteger, nullable=False, unique=True),  # as in article
    _number("ordinal"),
    _text("parent"),
    _text("kind"),
    _text("polarity"),
    _text("quote", required=True),
    _text("source_type"),
    Column("anonymous", Boolean, nullable=False),
    _text("part", required=True),
    _text("voice"),
    _text("speaker"),
    _text("speaker_words", required=True),
    _text("source_words", required=True),
    _text("chain", required=True),
    Column("inferred", Boolean, nullable=False),
    _text("addressees", required=True),
    _text("source_text"),
    _text("cue_text", required=True),
    _text("content_text", required=True),
    _number("start"),
)

attribution_span: Final = Table(
    "attribution_span",
    metadata,
    _key("extraction_id"),
    _key("attribution_id"),
    _key("role"),  # source, cue, content, quoted, anonymity
    _place("ordinal"),
    _number("start"),
    _number("end"),
    _text("words_of"),
    _of_attribution(),
    sqlite_with_rowid=False,
)

attribution_actor: Final = Table(
    "attribution_actor",
    metadata,
    _key("extraction_id"),
    _key("attribution_id"),
    _key("role"),  # source, addressee
    _place("ordinal"),
    _text("actor", required=True),
    _of_attribution(),
    sqlite_with_rowid=False,
)

chain_link: Final = Table(
    "chain_link",
    metadata,
    _key("extraction_id"),
    _key("attribution_id"),
    _place("position"),
    Column("is_source", Boolean, nullable=False),
    _text("actor"),
    _text("name", required=True),
    _text("words", required=True),
    _text("source_type"),
    Column("inferred", Boolean, nullable=False),
    _of_attribution(),
    sqlite_with_rowid=False,
)

event: Final = Table(
    "event",
    metadata,
    _of_extraction(),
    _key(),
    _number("ordinal"),
    _number("trigger_start"),
    _number("trigger_end"),
    _number("start"),
    _number("end"),
    _text("category", required=True),
    _text("mode"),
    Column("contexts", JSON, nullable=False),
    _text("stage", required=True),
    _text("factuality", required=True),
    _text("status", required=True),
    _text("denies"),
    _text("contact"),
    _text("proposition"),
    _text("date_basis"),
    _text("time"),
    Column("first_day", Text, index=True),
    _text("last_day"),
    _text("place"),
    _text("country"),
    _text("attribution"),
    _text("initiator"),
    _text("form"),
    _text("duration"),
    Column("duration_min", Float),
    Column("duration_max", Float),
    _text("within"),
    _text("trigger_text", required=True),
    _text("clause_text", required=True),
    _text("actor_names", required=True),
    _text("recipient_names", required=True),
    _text("initiator_name"),
)

event_actor: Final = Table(
    "event_actor",
    metadata,
    _key("extraction_id"),
    _key("event_id"),
    _key("role"),  # actor, recipient
    _place("ordinal"),
    _text("actor", required=True),
    ForeignKeyConstraint(["extraction_id", "event_id"], ["event.extraction_id", "event.id"], ondelete="CASCADE"),
    sqlite_with_rowid=False,
)

precedent: Final = Table(
    "precedent",
    metadata,
    _of_extraction(),
    _key(),
    _number("ordinal"),
    _number("start"),
    _number("end"),
    _text("claim", required=True),
    _text("category"),
    _text("form"),
    Column("actors", JSON, nullable=False),
    Column("restrictions", JSON),  # null in records of before
    _text("since_text"),
    _text("since_first_day"),
    _text("since_last_day"),
    _text("attribution"),
)

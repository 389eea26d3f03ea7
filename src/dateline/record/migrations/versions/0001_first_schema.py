"""The first schema: articles, generators, extractions and their flat rows, and SQLite's full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, in an order that foreign keys allow."""
    _article()
    _reading()
    _generator()
    _extraction()
    _actor()
    _mention()
    _timex()
    _attribution()
    _attribution_span()
    _attribution_actor()
    _chain_link()
    _event()
    _event_actor()
    _precedent()
    if op.get_bind().dialect.name == "sqlite":
        _search()


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("first_version", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_latest", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("author", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published", sa.Text()),
        sa.Column("published_day", sa.Text()),
        sa.Column("published_at", sa.Text()),
        sa.Column("dateline_place", sa.Text()),
        sa.Column("dateline_country", sa.Text()),
        sa.Column("dateline_date", sa.Text()),
        sa.Column("metadata", sa.JSON(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["first_version"], ["article.id"], name="fk_article_first_version"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("key", name="uq_article_key"),
    )
    op.create_index("ix_article_published_at", "article", ["published_at"])
    op.create_index("ix_article_url", "article", ["url"])


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_reading_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "path", "item", name="pk_reading"),
    )
    op.create_index("ix_reading_path", "reading", ["path"])


def _generator() -> None:
    op.create_table(
        "generator",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("weights", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_generator"),
    )


def _extraction() -> None:
    op.create_table(
        "extraction",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("generator_id", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("extracted_at", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_extraction_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["generator_id"], ["generator.id"], name="fk_extraction_generator_id"),
        sa.PrimaryKeyConstraint("id", name="pk_extraction"),
    )
    op.create_index("ix_extraction_article_id", "extraction", ["article_id"])
    op.create_index(
        "uq_extraction_current",
        "extraction",
        ["article_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1"),
        postgresql_where=sa.text("is_current"),
    )


def _actor() -> None:
    op.create_table(
        "actor",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("country", sa.Text()),
        sa.Column("sector", sa.Text()),
        sa.Column("office", sa.Text()),
        sa.Column("wikidata", sa.Text()),
        sa.ForeignKeyConstraint(
            ["extraction_id"], ["extraction.id"], name="fk_actor_extraction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("extraction_id", "id", name="pk_actor"),
    )


def _mention() -> None:
    op.create_table(
        "mention",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text()),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["extraction_id"], ["extraction.id"], name="fk_mention_extraction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("extraction_id", "id", name="pk_mention"),
    )


def _timex() -> None:
    op.create_table(
        "timex",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Text()),
        sa.Column("last_day", sa.Text()),
        sa.Column("granularity", sa.Text()),
        sa.Column("edtf", sa.Text()),
        sa.Column("type", sa.Text()),
        sa.Column("value", sa.Text()),
        sa.ForeignKeyConstraint(
            ["extraction_id"], ["extraction.id"], name="fk_timex_extraction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("extraction_id", "id", name="pk_timex"),
    )


def _attribution() -> None:
    op.create_table(
        "attribution",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("parent", sa.Text()),
        sa.Column("kind", sa.Text()),
        sa.Column("polarity", sa.Text()),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("source_type", sa.Text()),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text()),
        sa.Column("speaker", sa.Text()),
        sa.Column("speaker_words", sa.Text(), nullable=False),
        sa.Column("source_words", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.Column("addressees", sa.Text(), nullable=False),
        sa.Column("source_text", sa.Text()),
        sa.Column("cue_text", sa.Text(), nullable=False),
        sa.Column("content_text", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["extraction_id"], ["extraction.id"], name="fk_attribution_extraction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("extraction_id", "id", name="pk_attribution"),
        sa.UniqueConstraint("key", name="uq_attribution_key"),
    )


def _attribution_span() -> None:
    op.create_table(
        "attribution_span",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("attribution_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words_of", sa.Text()),
        sa.ForeignKeyConstraint(
            ["extraction_id", "attribution_id"],
            ["attribution.extraction_id", "attribution.id"],
            name="fk_attribution_span_extraction_id_attribution_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("extraction_id", "attribution_id", "role", "ordinal", name="pk_attribution_span"),
        sqlite_with_rowid=False,
    )


def _attribution_actor() -> None:
    op.create_table(
        "attribution_actor",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("attribution_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["extraction_id", "attribution_id"],
            ["attribution.extraction_id", "attribution.id"],
            name="fk_attribution_actor_extraction_id_attribution_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("extraction_id", "attribution_id", "role", "ordinal", name="pk_attribution_actor"),
        sqlite_with_rowid=False,
    )


def _chain_link() -> None:
    op.create_table(
        "chain_link",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("attribution_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_source", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.Text()),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("source_type", sa.Text()),
        sa.Column("inferred", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["extraction_id", "attribution_id"],
            ["attribution.extraction_id", "attribution.id"],
            name="fk_chain_link_extraction_id_attribution_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("extraction_id", "attribution_id", "position", name="pk_chain_link"),
        sqlite_with_rowid=False,
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text()),
        sa.Column("contexts", sa.JSON(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("factuality", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("denies", sa.Text()),
        sa.Column("contact", sa.Text()),
        sa.Column("proposition", sa.Text()),
        sa.Column("date_basis", sa.Text()),
        sa.Column("time", sa.Text()),
        sa.Column("first_day", sa.Text()),
        sa.Column("last_day", sa.Text()),
        sa.Column("place", sa.Text()),
        sa.Column("country", sa.Text()),
        sa.Column("attribution", sa.Text()),
        sa.Column("initiator", sa.Text()),
        sa.Column("form", sa.Text()),
        sa.Column("duration", sa.Text()),
        sa.Column("duration_min", sa.Float()),
        sa.Column("duration_max", sa.Float()),
        sa.Column("within", sa.Text()),
        sa.ForeignKeyConstraint(
            ["extraction_id"], ["extraction.id"], name="fk_event_extraction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("extraction_id", "id", name="pk_event"),
    )
    op.create_index("ix_event_first_day", "event", ["first_day"])


def _event_actor() -> None:
    op.create_table(
        "event_actor",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["extraction_id", "event_id"],
            ["event.extraction_id", "event.id"],
            name="fk_event_actor_extraction_id_event_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("extraction_id", "event_id", "role", "ordinal", name="pk_event_actor"),
        sqlite_with_rowid=False,
    )


def _precedent() -> None:
    op.create_table(
        "precedent",
        sa.Column("extraction_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("category", sa.Text()),
        sa.Column("form", sa.Text()),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("since_text", sa.Text()),
        sa.Column("since_first_day", sa.Text()),
        sa.Column("since_last_day", sa.Text()),
        sa.Column("attribution", sa.Text()),
        sa.ForeignKeyConstraint(
            ["extraction_id"], ["extraction.id"], name="fk_precedent_extraction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("extraction_id", "id", name="pk_precedent"),
    )


def _search() -> None:
    """FTS5 over articles and over what current attributions claim; neither keeps a copy of the text."""
    tokenizer = "tokenize = 'porter unicode61 remove_diacritics 2'"
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5("
        f"title, text, content = 'article', content_rowid = 'key', {tokenizer})"
    )
    op.execute(
        "CREATE VIEW current_content AS SELECT attribution.key AS key, attribution.content_text AS content_text"
        " FROM attribution JOIN extraction ON extraction.id = attribution.extraction_id WHERE extraction.is_current"
    )
    op.execute(
        "CREATE VIRTUAL TABLE content_search USING fts5("
        f"content_text, content = 'current_content', content_rowid = 'key', {tokenizer})"
    )

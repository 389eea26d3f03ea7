"""Events tell their words and the names of who took part, so that lists and views need no joins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COLUMNS = ("trigger_text", "clause_text", "actor_names", "recipient_names")


def upgrade() -> None:
    """Add the columns, and fill them for the events that a record has."""
    for name in _COLUMNS:
        op.add_column("event", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("event", sa.Column("initiator_name", sa.Text()))
    op.add_column("precedent", sa.Column("restrictions", sa.JSON()))
    _fill_words()
    _fill_names()


def _fill_words() -> None:
    text = (
        "(SELECT substr(article.text, event.{start} + 1, event.{end} - event.{start})"
        " FROM extraction JOIN article ON article.id = extraction.article_id"
        " WHERE extraction.id = event.extraction_id)"
    )
    trigger = text.format(start="trigger_start", end="trigger_end")
    clause = text.format(start='"start"', end='"end"')
    op.execute(f"UPDATE event SET trigger_text = {trigger}, clause_text = {clause}")
    op.execute(
        "UPDATE event SET initiator_name = (SELECT actor.name FROM actor"
        " WHERE actor.extraction_id = event.extraction_id AND actor.id = event.initiator)"
    )


def _fill_names() -> None:
    bind = op.get_bind()
    rows = bind.execute(
        sa.text(
            "SELECT event_actor.extraction_id, event_actor.event_id, event_actor.role,"
            " coalesce(actor.name, event_actor.actor) AS name"
            " FROM event_actor LEFT JOIN actor"
            " ON actor.extraction_id = event_actor.extraction_id AND actor.id = event_actor.actor"
            " ORDER BY event_actor.extraction_id, event_actor.event_id, event_actor.role, event_actor.ordinal"
        )
    ).all()
    names: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        names.setdefault((row.extraction_id, row.event_id, row.role), []).append(row.name)
    for (extraction, event, role), several in names.items():
        column = "actor_names" if role == "actor" else "recipient_names"
        update = sa.text(f"UPDATE event SET {column} = :names WHERE extraction_id = :extraction AND id = :event")
        bind.execute(update, {"names": "; ".join(several), "extraction": extraction, "event": event})

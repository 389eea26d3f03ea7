"""What Alembic runs: the revisions, over the connection and inside the transaction of the caller."""

from __future__ import annotations

from alembic import context

from dateline.record.migrations.scope import is_ours
from dateline.record.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=is_ours,
)
context.run_migrations()

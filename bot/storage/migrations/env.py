"""What Alembic runs: the steps, on the connection `bot.storage.migrate` hands over."""

from __future__ import annotations

from alembic import context

from bot.storage.apart import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

"""When a case was last spoken of, for that is done once a day.

Going up reads it off the reminders that were sent, as it was done before; going down forgets it.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.add_column("cases", sa.Column("spoken_at", INSTANT))
    op.execute(sa.text("UPDATE cases SET spoken_at = (SELECT max(sent_at) FROM reminders WHERE case_id = cases.id)"))


def downgrade() -> None:
    op.drop_column("cases", "spoken_at")

"""Finding: what a check saw, and how bad that is. The words, with the mend, are in words/selftest.j2 under `check`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Level(StrEnum):
    """How bad a finding is. Broken: something does not work, or soon will not. Worth knowing: it works, with a price
    that a host should have chosen."""

    WELL = "well"
    WORTH_KNOWING = "worth_knowing"
    BROKEN = "broken"


SEVERITY: Final = {
    # Settings
    "setting": Level.BROKEN,
    "setting_unknown": Level.WORTH_KNOWING,
    "settings_open": Level.WORTH_KNOWING,
    "contact": Level.WORTH_KNOWING,
    "keys": Level.WORTH_KNOWING,
    # Telegram
    "token_none": Level.BROKEN,
    "token_refused": Level.BROKEN,
    "telegram_out": Level.BROKEN,
    "joining": Level.WORTH_KNOWING,
    "webhook_foreign": Level.WORTH_KNOWING,
    "webhook_unset": Level.WORTH_KNOWING,
    "webhook_gone": Level.BROKEN,
    "webhook_other": Level.BROKEN,
    "webhook_failing": Level.BROKEN,
    "webhook_kinds": Level.WORTH_KNOWING,
    "pending": Level.WORTH_KNOWING,
    "updates": Level.BROKEN,
    "updates_never": Level.BROKEN,
    "clock": Level.BROKEN,
    "operators_none": Level.WORTH_KNOWING,
    "operator_unseen": Level.WORTH_KNOWING,
    # The support group
    "groups_none": Level.WORTH_KNOWING,
    "group_unseen": Level.BROKEN,
    "group_moved": Level.WORTH_KNOWING,
    "rights": Level.BROKEN,
    "rights_short": Level.WORTH_KNOWING,
    "privacy_mode": Level.WORTH_KNOWING,
    # The database
    "database": Level.WORTH_KNOWING,
    "database_out": Level.BROKEN,
    "database_memory": Level.WORTH_KNOWING,
    "database_old": Level.WORTH_KNOWING,
    "database_behind": Level.BROKEN,
    "database_newer": Level.BROKEN,
    "database_shut": Level.BROKEN,
    "database_open": Level.WORTH_KNOWING,
    "writing": Level.BROKEN,
    "outbox": Level.BROKEN,
    "parked": Level.WORTH_KNOWING,
    # The machine
    "disk": Level.WORTH_KNOWING,
    "disk_full": Level.BROKEN,
    "versions": Level.BROKEN,
    "zones": Level.WORTH_KNOWING,
    "zones_none": Level.BROKEN,
    "fonts": Level.BROKEN,
    "catalogue": Level.WORTH_KNOWING,
    "port_taken": Level.BROKEN,
    # The rules
    "policy": Level.WORTH_KNOWING,
    "unfinished": Level.BROKEN,
}
"""What each finding means where it is not well. What is not here always is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw. `facts` are what its words mention, as JSON takes them."""

    check: str
    well: bool
    facts: dict[str, Any]

    @property
    def level(self) -> Level:
        """How bad it is."""
        return Level.WELL if self.well else SEVERITY[self.check]

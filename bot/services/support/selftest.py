"""Self-test: /selftest, anywhere in the group. What `checks` finds, one line each, with the mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from bot.domain.ticket import Remark, Ticket
from bot.services.checks.table import look
from bot.services.support.floor import Everywhere, Floor


async def selftest(floor: Floor, remark: Remark, ticket: Ticket | None) -> None:
    """Looks at everything now; nothing of it holds up a buyer."""
    if floor.bench is None:
        return
    found = [seen.finding for seen in await look(floor.bench)]
    findings = [{"check": one.check, "well": one.well, "level": one.level, **one.facts} for one in found]
    post = floor.line(remark, ticket, "selftest", findings=findings)
    await floor.answer(remark, ticket, replace(post, template="selftest"))


EVERYWHERE: Final[Mapping[str, Everywhere]] = {"selftest": selftest}

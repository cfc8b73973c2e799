"""remaining(found, phase) → the ways outside the dispute that are left in this stage, the one to take first first.

One at a time: each waits for the other (POLICY F2).
"""

from __future__ import annotations

from bot.domain.assessment import Assessment, Fallback
from bot.domain.stages import Phase


def remaining(found: Assessment, phase: Phase) -> tuple[Fallback, ...]:
    """In the order of use; an appeal only once, a new dispute only after a cancelled one."""
    gone = set()
    if phase is not Phase.REFUSED:
        gone.add("appeal")
    if phase is not Phase.CANCELLED:
        gone.add("reopen_dispute")
    return tuple(route for route in found.fallbacks if route.route not in gone)

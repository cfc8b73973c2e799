"""What Telegram says of the bot: who it is, how updates come, whom it can reach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from bot.services.checks.bench import Absent, Bench, Me, Webhook
from bot.services.checks.finding import Finding

_DEAF: Final = timedelta(minutes=2)
_FRESH: Final = timedelta(hours=1)
_DRIFT: Final = timedelta(seconds=30)
_MANY: Final = 100


async def token(bench: Bench) -> Sequence[Finding]:
    """Whether Telegram knows the bot."""
    if isinstance(bench.me, Me):
        return [Finding("token", well=True, facts={"name": bench.me.name, "username": bench.me.username})]
    if bench.me is Absent.NOT_GIVEN and bench.given is not None and bench.given.faulty("BOT_TOKEN"):
        return []
    return [Finding(bench.me, well=False, facts={"address": bench.settings.bot_api_url})]


async def joining(bench: Bench) -> Sequence[Finding]:
    """Whether it can be added to a group at all."""
    if not isinstance(bench.me, Me) or bench.me.joins:
        return []
    return [Finding("joining", well=False, facts={})]


async def delivery(bench: Bench) -> Sequence[Finding]:
    """Whether updates come the way that is set, and whether they pile up."""
    if bench.instruments is None or not isinstance(bench.me, Me):
        return []
    seen = await bench.instruments.webhook()
    if seen is None:
        return [Finding("unfinished", well=False, facts={"what": delivery.__name__})]
    found = [_address(bench, seen)]
    age = bench.clock() - seen.failed_at if seen.failed_at is not None else None
    if bench.settings.webhook_url is not None and age is not None and age < _FRESH:
        minutes = max(0, int(age.total_seconds() // 60))
        found.append(Finding("webhook_failing", well=False, facts={"error": seen.error, "minutes": minutes}))
    if bench.settings.webhook_url is not None and seen.url and seen.lacking:
        found.append(Finding("webhook_kinds", well=False, facts={"kinds": list(seen.lacking)}))
    return [*found, Finding("pending", seen.pending < _MANY, {"count": seen.pending})]


def _address(bench: Bench, seen: Webhook) -> Finding:
    """Only the host of an address is told: what follows it may be a secret."""
    wanted, host = bench.settings.webhook_url, urlsplit(seen.url).hostname or ""
    if wanted is None:
        return Finding("webhook_foreign", False, {"host": host}) if seen.url else Finding("polling", True, {})
    if not seen.url:
        return Finding("webhook_unset" if bench.given is not None else "webhook_gone", False, {})
    if seen.url != wanted and not seen.url.startswith(f"{wanted}/"):
        return Finding("webhook_other", False, {"host": host, "wanted": urlsplit(wanted).hostname or ""})
    return Finding("webhook", True, {"host": host})


async def updates(bench: Bench) -> Sequence[Finding]:
    """Whether Telegram answers the question for updates, where the bot asks."""
    if bench.instruments is None or bench.settings.webhook_url is not None:
        return []
    at = bench.instruments.heard_at()
    if at is None:
        return [Finding("updates_never", well=False, facts={})]
    age = bench.clock() - at
    return [Finding("updates", age < _DEAF, {"seconds": round(age.total_seconds())})]


async def clock(bench: Bench) -> Sequence[Finding]:
    """Our clock against Telegram's: reminders go by ours."""
    ahead = bench.instruments.ahead() if bench.instruments is not None else None
    if ahead is not None:
        return [Finding("clock", abs(ahead) < _DRIFT, {"seconds": round(ahead.total_seconds())})]
    return [Finding("clock_unknown", well=True, facts={})] if bench.given is None else []


async def hosts(bench: Bench) -> Sequence[Finding]:
    """Whether anybody is told of what fails."""
    if bench.settings.operator_ids or (bench.given is not None and bench.given.faulty("OPERATOR_IDS")):
        return []
    return [Finding("operators_none", well=False, facts={})]


async def operators(bench: Bench) -> Sequence[Finding]:
    """Whether those who are told can be: nobody can who never wrote to the bot."""
    if bench.instruments is None or not isinstance(bench.me, Me) or not bench.settings.operator_ids:
        return []
    seen = [(one, await bench.instruments.reachable(one)) for one in bench.settings.operator_ids]
    unseen = [
        Finding("operator_unseen", well=False, facts={"number": one, "username": bench.me.username})
        for one, reachable in seen
        if reachable is False
    ]
    return unseen or [Finding("operators", well=True, facts={"count": len(seen)})]

"""The support groups: whether the bot is in them, hears what is said there, and may do what it has to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from bot.services.checks.bench import Bench, Me, Rights
from bot.services.checks.finding import Finding


async def helpers(bench: Bench) -> Sequence[Finding]:
    """Whether a buyer can ask a human at all."""
    if bench.groups is not None or (bench.given is not None and bench.given.faulty("SUPPORT_CHAT_ID")):
        return []
    return [Finding("groups_none", well=False, facts={})]


async def rights(bench: Bench) -> Sequence[Finding]:
    """In each support group: whether the bot is in it, and may do what it has to."""
    if bench.groups is None or bench.instruments is None or not isinstance(bench.me, Me):
        return []
    found: list[Finding] = []
    for group in bench.groups.all:
        seen = await bench.instruments.rights(group.chat_id)
        if seen is None:
            found.append(Finding("group_unseen", well=False, facts={"group": group.chat_id}))
        else:
            found += judged(seen, group.chat_id, bench.me)
    return found


def judged(seen: Rights, group_id: int, me: Me) -> list[Finding]:
    """What the rights in one group mean."""
    lacking = [name for name in ("topics", "pin") if seen.forum and not getattr(seen, name)]
    lacking += ["delete"] if not seen.delete else []
    facts = {**asdict(seen), "group": group_id, "lacking": lacking}
    able = seen.member and "topics" not in lacking
    short = able and seen.forum and bool(lacking)
    found = [Finding("rights_short" if short else "rights", able and not short, facts)]
    if seen.moved is not None:
        found.append(Finding("group_moved", well=False, facts={"title": seen.title, "group": seen.moved}))
    if seen.member and not seen.administrator and not me.reads_all:
        found.append(Finding("privacy_mode", well=False, facts={"title": seen.title}))
    return found

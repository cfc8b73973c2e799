"""Alarms: a buyer waits too long, or their last day is near and nobody has answered. When: `domain/alarm`."""

from __future__ import annotations

from typing import Any

from bot.domain.alarm import alarm
from bot.domain.ticket import Standing, Ticket
from bot.services.scene import Scene
from bot.services.support.deadline import deadline
from bot.services.support.floor import Floor
from bot.services.support.queue import hours, link
from bot.storage.changes import Post


async def look(floor: Floor, ticket: Ticket, scene: Scene) -> None:
    """Says it in the topic; where nobody has the case in General too; to the hosts where it lasts. Once for each cause,
    whoever else goes round."""
    if ticket.waiting_since is None:
        return
    found = alarm(ticket, deadline(scene), floor.promised, scene.now)
    if found is None:
        return
    group = floor.group(ticket)
    facts: dict[str, Any] = {
        "case_id": ticket.case_id,
        "issue": str(scene.case.issue or ""),
        "waits": hours(found.waiting),
        "left": hours(found.left) if found.left is not None else None,
        "late": found.late,
        "who": ticket.taken_name if ticket.taken_by is not None else "",
        "by": ticket.taken_by,
        "link": "",
    }
    linked = {**facts, "link": link(ticket)}
    posts = [Post(group.chat_id, "alarm", facts, group.language, urgent=True, ticket_id=ticket.case_id)]
    if ticket.standing is Standing.OPEN:
        posts.append(Post(group.chat_id, "alarm", linked, group.language, urgent=True))
    if found.hosts:
        posts += [Post(host, "alarm", linked, group.language) for host in floor.hosts]
    await floor.store.crew.alarm(ticket, *posts)

"""Following: what a turn of the buyer means for the topic of their case: its card and its name say what is so now,
and proof that was sent to the bot stands there too.

Pure, and for a chat without a ticket nothing at all. What the clock alone changes is the affair of `rounds`.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.ticket import Standing
from bot.services.scene import Scene, Turn
from bot.services.support import topics


def followed(before: Scene, turn: Turn) -> Turn:
    """The turn, and what brings the topic of its case up to date where it changed something that is said there."""
    after, group = turn.scene, turn.scene.group
    was, record = before.record, after.record
    if group is None or record is None or was is None or was.id != record.id or was.ticket is None:
        return turn
    ticket = record.ticket or was.ticket
    if ticket.standing is Standing.CLOSED or _same(before, after):
        return turn
    carried, known = {post.facts.get("source") for post in turn.posts}, {file.unique_id for file in was.files}
    new = (file for file in turn.add_files if file.unique_id not in known and file.message_id not in carried)
    late = [topics.late(group, record.id, file, after.now) for file in new]
    return replace(turn, posts=(*turn.posts, *late, *topics.anew(group, record.id)))


def _same(before: Scene, after: Scene) -> bool:
    """Nothing changed that card or name speak of."""
    one, other = before.buyer, after.buyer
    return before.record == after.record and (one.zone, one.language) == (other.zone, other.language)

"""Clockwork: what of a topic the clock alone changes: the time left in its name, and the stage on its card.

Both are steps of `rounds`. What is queued twice is one post, and who sends it looks again whether anything changed, so
several processes do it once.
"""

from __future__ import annotations

from bot.domain.ticket import Ticket
from bot.services.advice import advise
from bot.services.scene import Scene
from bot.services.support import topics
from bot.services.support.card import says
from bot.services.support.floor import Floor
from bot.services.support.names import name_of


async def rename(floor: Floor, ticket: Ticket, scene: Scene) -> None:
    """The name of the topic says how much time is left."""
    if ticket.topic_id is not None and name_of(scene, ticket).told != ticket.topic_name:
        await floor.store.post(topics.name_again(floor.group(ticket), ticket.case_id))


async def redraw(floor: Floor, ticket: Ticket, scene: Scene) -> None:
    """The card says what the calendar has come to."""
    if ticket.card_id is not None and says(scene, advise(scene)) != ticket.card_says:
        await floor.store.post(topics.card_again(floor.group(ticket), ticket.case_id))

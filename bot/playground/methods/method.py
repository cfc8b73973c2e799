"""A row of the table of methods, and the parameters that many rows share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.parameters import Parameters
from bot.playground.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API: its name, what carries it out, and the parameters it understands."""

    name: str
    run: Callable[[World, Parameters], Any]
    understands: frozenset[str]


def method(name: str, run: Callable[[World, Parameters], Any], understands: str = "") -> Method:
    """A row; `understands` lists the parameters with spaces between."""
    return Method(name, run, frozenset(understands.split()))


WHERE = "chat_id message_thread_id "
SENDING = (
    WHERE + "disable_notification protect_content message_effect_id reply_parameters reply_to_message_id "
    "allow_sending_without_reply reply_markup allow_paid_broadcast "
)
CAPTION = "caption parse_mode caption_entities show_caption_above_media "

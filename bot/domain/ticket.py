"""Ticket: a case in the hands of people, and Remark: what one of them wrote in its topic.

A ticket has no state of its own to fall out of step: whether it is open, taken or closed is read off what happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where a ticket stands."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class Ending(StrEnum):
    """How a case ended, as the volunteer who closed it says."""

    WON = "won"
    PART = "part"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


PAYING: frozenset[Ending] = frozenset({Ending.WON, Ending.PART})
"""Those by which money came."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """One case in the support group. `name` is the buyer's, shown to volunteers only once somebody took the case."""

    case_id: int
    chat_id: int
    group_id: int
    name: str = ""
    taken_by: int | None = None
    taken_name: str = ""
    ending: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    topic_id: int | None = None
    """The topic in the group; None: there is none (yet, or any more), and the next message makes one."""
    card_id: int | None = None
    """The message that holds the case card."""
    taken_at: datetime | None = None
    waiting_since: datetime | None = None
    """The buyer's first message that nobody has answered yet; None: none waits."""
    answered_at: datetime | None = None
    """The first answer there was."""
    alarmed_at: datetime | None = None
    """When the group was last told that this one is late."""
    amount: str | None = None
    """What came of it, as whoever closed it says: a decimal number, in `currency`."""
    currency: str | None = None
    helped: bool | None = None
    """Whether it helped, as the buyer says."""
    topic_name: str | None = None
    """What the name of the topic says, as Telegram was last told it: `Name.told`."""
    card_says: str | None = None
    """What the card last said of that which the calendar alone can change."""

    @property
    def standing(self) -> Standing:
        """Closed goes before taken: who had it is kept for a reopening."""
        if self.closed_at is not None:
            return Standing.CLOSED
        return Standing.OPEN if self.taken_by is None else Standing.TAKEN


def opened(ticket: Ticket) -> Ticket:
    """The same, not closed (any more): what was said of its end counts no longer."""
    return replace(ticket, closed_at=None, ending=None, amount=None, currency=None, helped=None)


class Side(StrEnum):
    """Who wrote what stands in a topic."""

    BUYER = "buyer"
    VOLUNTEER = "volunteer"
    CARD = "card"  # ours: the case card
    LINE = "line"  # ours: anything else about the case, where no topic says whose it is


@dataclass(frozen=True, slots=True)
class Relay:
    """One message that stands in both chats: in the topic, and with the buyer (0 for the card: the buyer has none)."""

    case_id: int
    topic_message_id: int
    buyer_message_id: int
    side: Side


RELAYED: frozenset[str] = frozenset(
    {"text", "photo", "live_photo", "video", "document", "voice", "sticker", "location", "venue", "contact"}
    | {"animation", "audio", "video_note"}
)
"""The kinds of message that are carried between a buyer and a volunteer, by Telegram's names."""
REFUSED: Mapping[str, str] = {"poll": "poll", "dice": "game", "game": "game"}
"""Those about which more can be said than that they cannot be carried."""
CAPTIONED: frozenset[str] = frozenset({"photo", "live_photo", "video", "document", "voice", "animation", "audio"})
"""Those under which a line of ours can stand."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A message in a support group, or a tap there, as a plain value. `at` is aware, UTC."""

    update_id: int
    at: datetime
    group_id: int
    topic_id: int
    """0: General, where no case is."""
    message_id: int
    by: int
    name: str
    language: str
    kind: str
    """"text", or Telegram's name of what else it is."""
    text: str = ""
    """Text or caption, without the command."""
    html: str = ""
    """The same as Telegram HTML, where it has any formatting."""
    command: str = ""
    reply_to: int = 0
    edited: bool = False
    case_id: int = 0
    """The case that the button is about; 0: nothing was tapped, or it is about none."""
    username: str = ""
    """Of who wrote it, without the @; empty: none."""
    to: int = 0
    """The person whose message it replies to, or who is mentioned by name only; 0: nobody."""
    to_name: str = ""
    query_id: str = ""
    """Of a tap, which `kind` calls "tap"."""
    file_id: str = ""
    """Of what an album can hold: a photo, a video or a document."""
    album: str = ""
    """What all parts of one album have in common; "": it is none."""
    anonymous: bool = False
    """In the name of the group itself, which only its administrators can do. All of them are one person then."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """A sign that a person put on a message in a private chat or in a group, or took away from it ("")."""

    update_id: int
    chat_id: int
    message_id: int
    emoji: str
    by: int = 0
    """Who did; 0: somebody in the name of the group itself."""

"""Recent: how the last turn left a chat, so that the next one need not read it again.

What is remembered may be out of date: another process may have served the chat meanwhile, or the update may have had
its effect before. The commit finds out, by the revision and by the update's number; then the chat is dropped here, and
the turn is made anew from what is stored.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from bot.domain.buyer import Buyer, Record
from bot.storage.changes import Snapshot
from bot.storage.shown import Mark, marked

_CHATS: Final = 500  # some kilobytes each


class Recent:
    """The chats served last, each with its current case."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, Snapshot] = OrderedDict()

    def get(self, chat_id: int) -> Snapshot | None:
        return self._chats.get(chat_id)

    def put(self, buyer: Buyer, record: Record | None) -> None:
        """Remembers a chat as a commit left it. A record that is not the current case says nothing about it."""
        if buyer.case_id != (record.id if record else None):
            self.drop(buyer.chat_id)
            return
        self._chats[buyer.chat_id] = Snapshot(buyer, record, seen=False)
        self._chats.move_to_end(buyer.chat_id)
        if len(self._chats) > _CHATS:
            self._chats.popitem(last=False)

    def mark(self, chat_id: int, mark: Mark) -> None:
        """The buyer has seen something."""
        known = self._chats.get(chat_id)
        if known is not None and known.buyer is not None:
            self._chats[chat_id] = Snapshot(marked(known.buyer, mark), known.record, seen=False)

    def drop(self, chat_id: int) -> None:
        self._chats.pop(chat_id, None)

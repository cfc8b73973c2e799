"""Canvas: puts one screen into one chat, and answers one tap. Makes the calls; `show.py` decides when and how often.

A screen is edited in place while it is the last thing in the chat; below anything newer it is sent anew, and the
keyboard of the old one goes. One that is to be kept is never edited again. A picture or a file can't be put into a
message that has none, nor taken out of one: it is always sent anew, and kept.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import structlog
from telegram.error import TelegramError

from bot.domain.buyer import Buyer
from bot.domain.screen import Screen, Toast
from bot.rendering.agenda import CalendarFile
from bot.rendering.bubbles import Bubble
from bot.rendering.picture import Drawn
from handlers.calls import Calls
from handlers.desk import Words
from handlers.errors import Fault, code, place, trouble
from handlers.keyboard import caption, message
from handlers.pace import Pace

_log = structlog.get_logger(__name__)

_REMEMBERED: Final = 10_000  # chats whose screen is known without asking the database
_TAP_PATIENCE: Final = 5.0
_TAP_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap to be answered; with no toast the button just stops spinning."""

    query_id: str
    toast: Toast | None = None
    language: str = ""


class Canvas:
    """Knows where the last screen of a chat is, and keeps to Telegram's pace."""

    def __init__(self, calls: Calls, words: Words, pace: Pace) -> None:
        self._calls, self._words, self._pace = calls, words, pace
        self._slots: OrderedDict[int, tuple[int, int | None]] = OrderedDict()

    async def paint(self, buyer: Buyer, screen: Screen, below: int) -> int | None:
        """Shows the screen not above the message `below`. The message to edit next comes back; None: a kept one."""
        chat_id, language = buyer.chat_id, buyer.language
        seen, slot = self._slots.get(chat_id, (-1, None))
        former = slot if seen >= buyer.shown else buyer.screen_id  # another process may have shown more since
        there = former is not None and former >= below and not screen.attached
        current = former if there else None
        if current is not None and not await self._edit(chat_id, current, screen, language):
            current = None
        if current is None:
            current = await self.send(chat_id, screen, language)
            if former is not None:
                await self._strip(chat_id, former)
        slot = None if screen.stays else current
        self._remember(buyer, slot)
        return slot

    def _remember(self, buyer: Buyer, slot: int | None) -> None:
        chat_id = buyer.chat_id
        self._slots[chat_id] = buyer.revision, slot
        self._slots.move_to_end(chat_id)
        if len(self._slots) > _REMEMBERED:
            self._slots.popitem(last=False)

    async def send(self, chat_id: int, screen: Screen, language: str) -> int:
        """Sends a new message and says which one it became."""
        await self._pace.turn(chat_id)
        bubble = self._words.bubble(screen, language)
        sent = None
        if bubble.picture is not None:
            sent = await self._send_picture(chat_id, bubble, bubble.picture)
        elif bubble.file is not None:
            sent = await self._send_file(chat_id, bubble, bubble.file)
            bubble = bubble if sent is not None else self._words.bubble(replace(screen, file=None), language)
        if sent is None:
            sent = await self._calls.call("sendMessage", chat_id=chat_id, **message(bubble))
        return int(sent["message_id"])

    async def _send_picture(self, chat_id: int, bubble: Bubble, picture: Drawn) -> Any:
        """The photo as it was sent. None where there is none: the words below it say the same."""
        png = await self._made("picture", chat_id, partial(self._words.draw, picture))
        if png is None:
            return None
        return await self._taken("picture", chat_id, self._calls.send_photo(png, chat_id=chat_id, **caption(bubble)))

    async def _send_file(self, chat_id: int, bubble: Bubble, file: CalendarFile) -> Any:
        """The document as it was sent. None where there is none: then other words are needed."""
        ics = await self._made("file", chat_id, partial(self._words.write, file))
        if ics is None:
            return None
        sending = self._calls.send_document(ics, file.name, chat_id=chat_id, **caption(bubble))
        return await self._taken("file", chat_id, sending)

    @staticmethod
    async def _made(what: str, chat_id: int, make: Callable[[], bytes]) -> bytes | None:
        """What goes above the words, made beside the loop; None where it can't be made."""
        try:
            return await asyncio.to_thread(make)
        except Exception as error:
            _log.error(f"{what}_failed", chat=chat_id, error=code(error), at=place(error))
            return None

    @staticmethod
    async def _taken(what: str, chat_id: int, sending: Awaitable[Any]) -> Any:
        """The message as it was sent; None where Telegram does not take what goes above the words."""
        try:
            return await sending
        except TelegramError as error:
            if trouble(error).fault is not Fault.REFUSED:
                raise
            _log.error(f"{what}_refused", chat=chat_id, error=code(error))
            return None

    async def _edit(self, chat_id: int, message_id: int, screen: Screen, language: str) -> bool:
        """Whether the message now shows the screen; False: it is not there any more."""
        await self._pace.turn(chat_id)
        bubble = self._words.bubble(screen, language)
        try:
            await self._calls.call("editMessageText", chat_id=chat_id, message_id=message_id, **message(bubble))
        except TelegramError as error:
            fault = trouble(error).fault
            if fault is Fault.MISSING:
                return False
            if fault is not Fault.SAME:
                raise
        return True

    async def _strip(self, chat_id: int, message_id: int) -> None:
        """Takes the keyboard from a screen that has a successor. If it fails, its buttons are stale: no harm."""
        try:
            await self._calls.call(
                "editMessageReplyMarkup", patience=_TAP_PATIENCE, chat_id=chat_id, message_id=message_id
            )
        except TelegramError as error:
            _log.debug("keyboard_stays", chat=chat_id, error=code(error))

    async def answer(self, chat_id: int, tap: Tap) -> None:
        """Stops the button spinning. Tried a few times, then given up: the screen itself is the real answer."""
        try:
            text = None if tap.toast is None else self._words.toast(tap.toast, tap.language)
        except Exception as error:
            _log.error("toast_failed", chat=chat_id, error=code(error), at=place(error))
            text = None
        alert = True if text and tap.toast is not None and tap.toast.alert else None
        for _ in range(_TAP_TRIES):
            try:
                await self._calls.call(
                    "answerCallbackQuery",
                    patience=_TAP_PATIENCE,
                    callback_query_id=tap.query_id,
                    text=text,
                    show_alert=alert,
                )
            except TelegramError as error:
                what = trouble(error)
                if what.fault is Fault.LATE:
                    return
                _log.warning("tap_unanswered", chat=chat_id, fault=what.fault)
                if what.fault not in (Fault.AGAIN, Fault.WAIT):
                    return
                await asyncio.sleep(min(_TAP_PATIENCE, what.seconds or 0.25))
            else:
                return

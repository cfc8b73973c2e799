"""How fast a bot may send: 30 a second in all, about one a second to a chat, 20 a minute to a group.

Off until `strict` is set; a pause asked for by `throttle` counts always. Times are instants of the stand-in's clock.
"""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from math import ceil

from bot.playground import limits
from bot.playground.refusals import too_many_requests

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


class Floods:
    """Remembers when the bot sent what. `burst`: messages a private chat takes at once before Telegram objects."""

    def __init__(self, *, strict: bool = False, burst: int = 3) -> None:
        self.strict = strict
        self.burst = burst
        self._paused: dict[int | None, datetime] = {}
        self._sent: deque[datetime] = deque()
        self._by_chat: dict[int, deque[datetime]] = {}

    def throttle(self, chat_id: int | None, until: datetime) -> None:
        """Refuse everything sent to this chat until then; None: to any chat."""
        self._paused[chat_id] = until

    def paused(self, now: datetime) -> dict[int | None, datetime]:
        """Which chats are refused what is sent to them, and until when."""
        self._paused = {chat: until for chat, until in self._paused.items() if now < until}
        return dict(self._paused)

    def shift(self, span: timedelta) -> None:
        """The clock was moved back by so much: a pause still lasts as long as it was asked for."""
        self._paused = {chat: until - span for chat, until in self._paused.items()}

    def clear(self) -> None:
        """No pauses any more."""
        self._paused.clear()

    def check(self, chat_id: int, now: datetime) -> None:
        """Count one message, or refuse it with 429 and the seconds to wait."""
        if self._paused:
            paused = self.paused(now)
            until = max((paused[chat] for chat in (chat_id, None) if chat in paused), default=None)
            if until is not None:
                raise too_many_requests(max(1, ceil((until - now).total_seconds())))
        if not self.strict:
            return
        here = self._by_chat.setdefault(chat_id, deque())
        group = chat_id < 0
        self._count(here, now, *((MINUTE, limits.PER_GROUP_MINUTE) if group else (SECOND * self.burst, self.burst)))
        self._count(self._sent, now, SECOND, limits.PER_SECOND)
        here.append(now)
        self._sent.append(now)

    @staticmethod
    def _count(sent: deque[datetime], now: datetime, window: timedelta, most: int) -> None:
        while sent and sent[0] <= now - window:
            sent.popleft()
        if len(sent) >= most:
            raise too_many_requests(max(1, ceil((sent[0] + window - now).total_seconds())))

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
        self._paused: dict[int, datetime] = {}
        self._sent: deque[datetime] = deque()
        self._by_chat: dict[int, deque[datetime]] = {}

    def throttle(self, chat_id: int, until: datetime) -> None:
        """Refuse everything sent to this chat until then."""
        self._paused[chat_id] = until

    def check(self, chat_id: int, now: datetime) -> None:
        """Count one message, or refuse it with 429 and the seconds to wait."""
        if self._paused:
            until = self._paused.get(chat_id)
            if until is not None and now < until:
                raise too_many_requests(max(1, ceil((until - now).total_seconds())))
            self._paused.pop(chat_id, None)
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

"""Transcript: what a chat showed, written as a script that can be played again.

It listens to the stand-in from the first word on, because a bot that edits in place leaves no history behind. What the
bot did is written down when somebody acts again, when the clock is moved, or when the text is asked for: by then the
bot has come to rest. What happens in a group stands in the transcript of the buyer whose topic it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from bot.playground.chats import Chat, User
from bot.playground.lines import BOT, MARGIN, Edits, Line, Sends, Taps, Time, written
from bot.playground.pointers import name_button
from bot.playground.records import placed, sent, shown, without_keys
from bot.playground.telegram import Telegram
from bot.playground.world import JSON

Key = tuple[int, int]
"""A chat, and a message in it."""


@dataclass(slots=True)
class Log:
    """One buyer's transcript as it grows. `time`: the moment last written; `seen`: each message as it was last written;
    `changed`: which were not yet; `album`: the album that the last line stands for."""

    buyer: User
    at: datetime
    time: datetime
    lines: list[str] = field(default_factory=list)
    seen: dict[Key, str] = field(default_factory=dict)
    changed: set[Key] = field(default_factory=set)
    album: tuple[str, Sends] | None = None


class Transcripts:
    """One for every buyer of a stand-in, from now on."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._logs: dict[int, Log] = {}
        self._topics: dict[tuple[int, int | None], int] = {}
        self._last: int | None = None
        telegram.subscribe(self._hear)

    def lines(self, buyer: int) -> list[str]:
        """What was done and shown so far; raises KeyError for who has not said anything."""
        log = self._logs[buyer]
        return [*log.lines, *(line for _, _, lines in self._news(log) for line in lines)]

    def text(self, buyer: int, about: str) -> str:
        """The whole transcript as a script; raises KeyError for who has not said anything."""
        lines, log = self.lines(buyer), self._logs[buyer]
        helping = [user.first_name for user in self._telegram.users.values() if user.volunteer]
        volunteers = [f"volunteers {', '.join(helping)}"] if helping else []
        head = [f"at {log.at:%Y-%m-%dT%H:%M}", f"language {log.buyer.language_code}", *volunteers, about, ""]
        return "\n".join(line.rstrip() for line in [*head, *lines]) + "\n"

    def _hear(self, change: JSON) -> None:
        hears = _HEARS.get(change["kind"])
        if hears is not None:
            hears(self, change)

    def _message(self, change: JSON) -> None:
        chat, message = self._telegram.chats[change["chat"]], change["message"]
        if message["from_bot"]:
            self._touch(chat, message)
            return
        line = sent(chat, message, self._telegram.files)
        log = self._log(chat, message)
        if line is None or log is None:
            return
        album = message.get("media_group_id")
        if album is not None and log.album is not None and log.album[0] == album:
            line = replace(log.album[1], count=log.album[1].count + 1)
            log.lines.pop()
        else:
            self._catch_up(log)
        log.lines.append(written(line))
        log.album = (album, line) if album and isinstance(line, Sends) else None

    def _edit(self, change: JSON) -> None:
        chat, message = self._telegram.chats[change["chat"]], change["message"]
        if message["from_bot"]:
            self._touch(chat, message)
            return
        person, thread = message["from"], message.get("message_thread_id")
        mine = [one["message_id"] for one in self._room(chat, thread) if one["from"]["id"] == person["id"]]
        above = len(mine) - 1 - mine.index(message["message_id"])
        line = Edits(message.get("text", message.get("caption", "")), above)
        self._write(chat, message, placed(line, chat, thread, person))

    def _tap(self, change: JSON) -> None:
        tap = change["tap"]
        chat = self._telegram.chats[tap["chat"]]
        message = chat.messages.get(tap["message_id"])
        if message is None:
            return
        thread = message.get("message_thread_id")
        named = name_button(self._room(chat, thread), tap["message_id"], tap["data"], tap["label"])
        if named is not None:
            person = self._telegram.users[tap["user"]].card()
            self._write(chat, message, placed(Taps(*named), chat, thread, person))

    def _clock(self, _: JSON) -> None:
        now = self._minute()
        for log in self._logs.values():
            if now != log.time:
                self._catch_up(log)
                if log.lines[-1:] == [written(Time(log.time))]:
                    log.lines.pop()  # nothing happened at that moment
                log.lines.append(written(Time(now)))
                log.time = now

    def _minute(self) -> datetime:
        """Now, to the minute; rounded up, so that what falls due within it is due when it is played again. A clock that
        was just set and runs is a moment further than it was set."""
        return (self._telegram.clock() + timedelta(seconds=58)).replace(second=0, microsecond=0)

    def _touch(self, chat: Chat, message: JSON) -> None:
        log = self._log(chat, message)
        if log is not None:
            log.changed.add((chat.id, message["message_id"]))

    def _write(self, chat: Chat, message: JSON, line: Line) -> None:
        log = self._log(chat, message)
        if log is not None:
            self._catch_up(log)
            log.lines.append(written(line))

    def _log(self, chat: Chat, message: JSON) -> Log | None:
        """The transcript a message belongs to. A topic is of the buyer who acted last before it was first seen."""
        if chat.owner is not None:
            if message["from"]["id"] == chat.owner.id:
                self._last = chat.owner.id
            now = self._telegram.clock()
            return self._logs.setdefault(chat.owner.id, Log(chat.owner, now, now))
        if self._last is None:
            return None
        return self._logs[self._topics.setdefault((chat.id, message.get("message_thread_id")), self._last)]

    def _room(self, chat: Chat, thread: int | None) -> list[JSON]:
        return [one for one in self._telegram.messages(chat.id) if one.get("message_thread_id") == thread]

    def _catch_up(self, log: Log) -> None:
        """Writes down what the bot has changed since the last act."""
        for key, text, lines in self._news(log):
            log.seen[key] = text
            log.lines.extend(lines)
        log.changed.clear()
        log.album = None

    def _news(self, log: Log) -> list[tuple[Key, str, list[str]]]:
        """What was not written yet: which message, how it looks now, its lines. The buyer's chat goes before groups."""
        news = []
        for key in sorted(log.changed, key=lambda key: (key[0] < 0, key)):
            chat = self._telegram.chats[key[0]]
            message = chat.messages.get(key[1])
            if message is None:
                continue
            text, before = shown(chat, message), log.seen.get(key)
            lines: list[str] = []
            if text and (before is None or text not in (before, without_keys(before))):
                mark = f"{BOT:<{MARGIN}}" if before is None else f"{BOT}  ~ "
                lines = [(" " * MARGIN if row else mark) + line for row, line in enumerate(text.split("\n"))]
            news.append((key, text, lines))
        return news


_HEARS: Final[Mapping[str, Callable[[Transcripts, JSON], None]]] = {
    "message": Transcripts._message,
    "edit": Transcripts._edit,
    "tap": Transcripts._tap,
    "clock": Transcripts._clock,
}

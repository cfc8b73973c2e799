"""Terminal: the playground without a page, for SSH and screen readers. Lines in, plain lines out.

No cursor is moved, nothing is drawn or coloured, and what was printed is never changed: an edit is printed again and
called one. Its own words are in `terminal.toml`; how a message becomes plain text is in `plain.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.playground import plain
from bot.playground.lines import ScriptFault, line_of
from bot.playground.player import Player, Stuck
from bot.playground.pointers import topic_name
from bot.playground.refusals import ImpossibleError
from bot.playground.world import JSON

_SPAN: Final = re.compile(r"(\d{1,6})\s*([mhdw])")
_SPANS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
Travels = Callable[[Mapping[str, Any]], Awaitable[JSON]]
"""Carries out an order to move the clock, as `POST /play/time` takes it."""


def words(language: str) -> Mapping[str, str]:
    """The terminal's own words; English where a language is not there."""
    tables: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / "terminal.toml").read_text("utf-8"))
    return tables.get(language, tables["en"])


class Terminal:
    """The chat of one buyer. `write` prints a text, `width` says how wide the lines are now."""

    def __init__(
        self, player: Player, travels: Travels, language: str, write: Callable[[str], object], width: Callable[[], int]
    ) -> None:
        self._player, self._travels, self._write, self._width = player, travels, write, width
        self._telegram = player.telegram
        self._words = words(language)
        self._news: dict[tuple[int, int], str] = {}
        self._printed: dict[tuple[int, int], str] = {}
        self._notes: list[str] = []
        self._buttons: list[tuple[JSON, JSON]] = []
        self._telegram.subscribe(self._hear)

    async def run(self, typed: AsyncIterator[str]) -> None:
        """Until /quit, or until nothing more can be typed."""
        self._say("hello", name=self._telegram.person(self._player.buyer).first_name)
        self._write("")
        async for line in typed:
            if line.strip() == "/quit":
                return
            try:
                await self._take(line.strip())
            except (ImpossibleError, Stuck, ScriptFault) as reason:
                self._say("failed", reason=reason)

    async def _take(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        act = _COMMANDS.get(command)
        if not line:
            self._repeat()
        elif act is not None:
            await act(self, rest.strip())
        elif line.isdecimal() and 0 < int(line) <= len(self._buttons):
            await self._tap(*self._buttons[int(line) - 1])
        else:
            await self._says(line)

    async def _says(self, text: str) -> None:
        self._telegram.says_at_length(self._player.buyer, text)
        await self._answered()

    async def _photo(self, caption: str) -> None:
        self._telegram.sends_photo(self._player.buyer, caption=caption or None)
        await self._answered()

    async def _tap(self, message: JSON, button: JSON) -> None:
        if "copy_text" in button:
            self._letter(button["copy_text"]["text"])
        elif "callback_data" not in button:
            self._write(str(button.get("url", "")))
        else:
            who, chat = self._player.buyer, message["chat"]["id"]
            self._telegram.taps(
                who, message["message_id"], button["callback_data"], chat=chat, label=str(button["text"])
            )
            await self._answered()

    async def _wait(self, span: str) -> None:
        found = _SPAN.fullmatch(span)
        if span == "next":
            await self._travels({"to": "next"})
        elif found:
            await self._travels({"move": timedelta(**{_SPANS[found[2]]: int(found[1])}).total_seconds()})
        else:
            self._say("wait")
            return
        self._say("now", moment=f"{self._telegram.clock():%Y-%m-%d %H:%M}")
        await self._answered()

    async def _as(self, line: str) -> None:
        """Somebody of the group acts, in a line as scripts have it: `/as Vera (A1) I am looking into it`."""
        act = line_of(line)
        if act is not None:
            await self._player.play(act)
            self._print_news()

    async def _answered(self) -> None:
        await self._player.settle()
        self._print_news()

    def _hear(self, change: JSON) -> None:
        kind = change["kind"]
        if kind in ("message", "edit") and change["message"]["from_bot"]:
            self._news.setdefault((change["chat"], change["message"]["message_id"]), kind)
        elif kind == "answer" and change.get("text"):
            key = "alert" if change.get("show_alert") else "toast"
            self._notes.append(self._words[key].format(text=change["text"]))

    def _print_news(self) -> None:
        news, notes = self._news, self._notes
        self._news, self._notes = {}, []
        for note in notes:
            self._write(plain.wrapped(note, self._width()))
        printed = bool(notes)
        buttons: list[tuple[JSON, JSON]] = []
        for chat, number in sorted(news):
            message = self._telegram.message(chat, number)
            album = self._album(message) if message else []
            if message and album[0] is message and not self._is_known(message):
                self._message(news[chat, number], album, buttons)
                printed = True
        if buttons:
            self._buttons = buttons
        if not printed:
            self._say("nothing")

    def _album(self, message: JSON) -> list[JSON]:
        album = message.get("media_group_id")
        same = [one for one in self._telegram.messages(message["chat"]["id"]) if one.get("media_group_id") == album]
        return same if album else [message]

    def _is_known(self, message: JSON) -> bool:
        """It was printed before with the same words; an old screen that loses its buttons says nothing new."""
        key, text = (message["chat"]["id"], message["message_id"]), str(message.get("text", message.get("caption", "")))
        known = self._printed.get(key) == text and not message.get("reply_markup", {}).get("inline_keyboard")
        self._printed[key] = text
        return known

    def _message(self, kind: str, album: list[JSON], buttons: list[tuple[JSON, JSON]]) -> None:
        message, name = album[-1], self._telegram.me.first_name
        chat = self._telegram.chats[message["chat"]["id"]]
        topic = topic_name(chat.topics, message.get("message_thread_id"))
        head = "group" if chat.owner is None else "speaks" if kind == "message" else "edited"
        self._say(head, name=name, topic=topic)
        carried = plain.attachment(album)
        if carried:
            what, more = carried
            self._write(f"({' '.join(filter(None, (self._words[what], more)))})")
        for part in plain.parts(album[0]):
            if part.letter:
                self._letter(part.text)
            else:
                self._write(plain.wrapped(part.text, self._width()))
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            entries = []
            for button in row:
                buttons.append((message, button))
                entries.append(f"{len(buttons)} {button['text']}")
            self._write(plain.row(entries, self._width()))
        self._write("")

    def _repeat(self) -> None:
        if not self._buttons:
            self._say("no_buttons")
        for number, (_, button) in enumerate(self._buttons, 1):
            self._write(f"{number} {button['text']}")

    def _letter(self, text: str) -> None:
        """Not wrapped: what is copied must have no line breaks of the terminal's."""
        self._write(f"{self._words['letter']}\n\n{text}\n\n{self._words['letter_end']}")

    def _say(self, key: str, **facts: Any) -> None:
        self._write(plain.wrapped(self._words[key].format(**facts), self._width()))


_COMMANDS: Final[Mapping[str, Callable[[Terminal, str], Awaitable[None]]]] = {
    "/photo": Terminal._photo,
    "/say": Terminal._says,
    "/wait": Terminal._wait,
    "/as": Terminal._as,
}

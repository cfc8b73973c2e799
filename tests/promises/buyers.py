"""Buyers: people in long, real conversations, who do the next thing when they have seen the answer to the last.

What they do follows from what they are shown and from how much they have done, never from wording or from the clock, so
the same conversation can be played again elsewhere and must look the same.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from bot.playground.telegram import Telegram

SENTENCES = (
    "My parcel never came, ordered 6 weeks ago, paid 24.90 USD",
    "2 of 4 plates are broken, I paid 31.50 EUR",
    "посылка пришла, но цвет не тот, заплатила 1990 руб",
    "the phone is fine but the charger is dead, 120 usd",
)
DISPUTES = (
    "The dress came with a hole, ordered 3 weeks ago, came a week ago, paid 24 usd, dispute opened yesterday",
    "Товар не пришёл, заказала месяц назад, заплатила 1990 руб, спор открыт 2 дня назад",
)
NEWS = (
    "the seller offers 5",
    "the seller refused yesterday, and AliExpress asked me for evidence",
    "продавец отказал",
    "AliExpress предложил вернуть 7",
    "the money is here",
)
_ANSWERS = ("y", "go", "done", "h:", "a:", "s:", "ty", "tc:", "got")
"""Which of the buttons leads on, the best first."""
_OPEN = ("hap", "v:timeline", "v:card", "v:told", "end")
"""What a buyer with a dispute looks for, where it is shown."""
_TOLD = ("ev:", "shelf:", "ta:", "ts:", "ended:", "undo:", "reopen")
"""Buttons that tell, or take back, what happened."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a buyer does: `says` words, `taps` a button, `sends` a photo. One update each."""

    kind: str
    value: str = ""


@dataclass(slots=True)
class Person:
    """One buyer of a Telegram."""

    telegram: Telegram
    id: int
    acts: list[Act] = field(default_factory=list)
    update_id: int | None = None
    """The number of the update that the last one made."""
    _to_say: list[str] = field(default_factory=list)

    @property
    def seen(self) -> tuple[str, list[str]]:
        """The newest message of the bot: its text, and what its buttons do."""
        shown = self._shown()
        if shown is None:
            return ("", [])
        return (str(shown.get("text", shown.get("caption"))), [key for key, _ in _buttons(shown)])

    def next(self) -> Act:
        """What they do now."""
        number = len(self.acts)
        keys = self.seen[1]
        if not number:
            return Act("says", "/start")
        if number == 1:
            return Act("says", DISPUTES[self.id % len(DISPUTES)])
        if "s:evidence" in keys and self.acts[-1].kind != "sends":
            return Act("sends")
        chance = random.Random(f"{self.id}:{number}")
        if "b" in keys and "x" in keys and chance.random() < 0.15:
            return Act("taps", "b")
        for wanted in _ANSWERS:
            if found := [key for key in keys if key.startswith(wanted)]:
                return Act("taps", found[0])
        told = [key for key in keys if key.startswith(_TOLD)]
        if told and chance.random() < 0.8:
            return Act("taps", chance.choice(told))
        if (told or "hap" in keys) and chance.random() < 0.4:
            return Act("says", NEWS[(self.id + number) % len(NEWS)])
        if (looks := [key for key in _OPEN if key in keys]) and chance.random() < 0.7:
            return Act("taps", chance.choice(looks))
        if keys and chance.random() < 0.5:
            return Act("taps", chance.choice(keys))
        new = self.acts[-1].kind == "says" and number > 1
        return Act("says", "/new" if new else SENTENCES[(self.id + number) % len(SENTENCES)])

    def do(self, act: Act) -> None:
        """Does it, and remembers."""
        match act.kind:
            case "says":
                self.telegram.says(self.id, act.value)
            case "sends":
                self.telegram.sends_photo(self.id, 200_000 + len(self.acts))
            case _:
                shown = self._shown()
                assert shown is not None
                data = next(data for key, data in _buttons(shown) if key == act.value)
                self.telegram.taps(self.id, shown["message_id"], data)
        self.update_id = self.telegram.updates.last_id
        self.acts.append(act)

    @property
    def photos(self) -> int:
        """How many they have sent. Each is looked at once, which is a turn of its own."""
        return sum(act.kind == "sends" for act in self.acts)

    def _shown(self) -> dict[str, Any] | None:
        of_bot = [message for message in self.telegram.messages(self.id) if message["from"]["is_bot"]]
        return of_bot[-1] if of_bot else None


def _buttons(message: dict[str, Any]) -> list[tuple[str, str]]:
    """What each button does, without the case, the step and the message it belongs to; and its data."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    datas = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
    return [(_deed(data), data) for data in datas]


def _deed(data: str) -> str:
    action, _, _, *rest = data.split(":")
    if action in _OF_A_FILE:
        rest[0] = "file"
    return _FILE.sub("file", ":".join([action, *rest]))


_OF_A_FILE = frozenset({"mv", "rm", "mk", "mt", "mc", "mu", "md"})
_FILE = re.compile(r"(?<=v:)file\.\d+")
"""Messages have other numbers in another life."""

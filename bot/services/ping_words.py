"""Ping words: the buttons of a ping, typed. A ping is no screen, so nothing that is open knows its words.

They count for the newest ping of the chat that still stands; where none does, for the newest one while it is the last
thing that was said, as a tap on it would. What the open screen takes for itself never comes here (`turn.claimed`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Final

from bot.domain.pings import DONE
from bot.domain.reminders import DRAFT
from bot.domain.screen import Button
from bot.reading.choices import bare
from bot.reading.replies import replies
from bot.services import snoozes
from bot.services.pings import Ping, keys, reminders_since, standing
from bot.services.scene import Feature, Scene, Tongue, Turn
from bot.storage.pings import Said
from bot.storage.store import Store

_LONGEST: Final = 60
_EVENING_BEFORE: Final = timedelta(days=1)
"""A ping may come before the day it is about."""
_OF: Final[Mapping[str, frozenset[str]]] = {
    "did": frozenset(f"did_{done.label}" for done in DONE.values()),
    "not": frozenset({"not_yet"}),
    "later": frozenset({"later_ping"}),
    "stop": frozenset({"stop_these"}),
    "open": frozenset({"open_this_case", "go_on"}),
}
"""The labels of a ping's buttons, by what they mean."""


def called(scene: Scene, text: str) -> frozenset[str]:
    """The labels of a ping's buttons that these words may be; none for any other words. Nothing is read for it."""
    if len(text) > _LONGEST:
        return frozenset()
    return _words(scene.tongue).get(bare(text), frozenset())


@lru_cache(maxsize=2)
def _words(tongue: Tongue) -> Mapping[str, frozenset[str]]:
    """A ping stays in the language it was sent in, so the labels of all languages count."""
    words = {word: _OF[meaning] for word, meaning in replies().items()}
    for label in frozenset().union(*_OF.values()):
        for language in tongue.languages:
            word = bare(tongue.label(Button(label, ""), language))
            words[word] = words.get(word, frozenset()) | {label}
    return words


@dataclass(frozen=True, slots=True)
class _Known:
    """A ping as the rules see it now, where its case is still there."""

    case_id: int
    ping: Ping
    stands: bool

    def button(self, labels: frozenset[str]) -> str | None:
        """The data of its button that is called so."""
        rows = keys(self.case_id, self.ping.kind, self.ping.due_on)
        return next((data for row in rows for label, data in row if label in labels), None)


async def meant(store: Store, scene: Scene, labels: frozenset[str], looked_at: datetime | None) -> str | None:
    """The data of the button that is meant; None where no ping has it. `looked_at`: when the buyer last did anything.
    Of several cases in one message it is asked which."""
    said = await store.unanswered(scene.buyer.chat_id)
    for sent_at, group in groupby(said, key=lambda one: one.sent_at):
        last = sent_at == said[0].sent_at and (looked_at is None or sent_at > looked_at)
        known = [one for row in group if (one := await _known(store, scene, row))]
        candidates = [one for one in known if one.stands] or (known if last else [])
        if candidates:
            return _chosen(scene, candidates, labels, last=last)
    return None


def _chosen(scene: Scene, candidates: Sequence[_Known], labels: frozenset[str], *, last: bool) -> str | None:
    buttons = {one.case_id: data for one in reversed(candidates) if (data := one.button(labels))}
    here = scene.record.id if scene.record else None
    if len(buttons) > 1 and not last and here in buttons:
        return buttons[here]  # the buyer has opened one of them since
    if len(buttons) > 1:
        return scene.lasting_for(0, "which")
    return next(iter(buttons.values()), None)


async def _known(store: Store, scene: Scene, said: Said) -> _Known | None:
    here = scene.record is not None and scene.record.id == said.case_id
    record = scene.record if here else await store.record(scene.buyer.chat_id, said.case_id)
    if record is None:
        return None
    there, day = replace(scene, record=record), scene.buyer.day_at(said.sent_at)
    if said.kind == DRAFT:
        one = standing(there, Ping(DRAFT, day))
    else:
        since = day - _EVENING_BEFORE - (snoozes.LONGEST if said.snoozed_until else timedelta())
        one = next((one for one in reminders_since(there, since) if one.kind == said.kind), None)
    stands = one is not None and not record.case.mutes(said.kind)
    return _Known(record.id, Ping(said.kind, one.due_on if one else day), stands)


def which(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Several cases were spoken of at once: one has to be opened first."""
    return Turn(scene.but(view="cases").noticing("which_ping"))


FEATURE: Final = Feature(actions={"which": which})

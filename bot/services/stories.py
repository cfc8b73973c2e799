"""Stories: whole sentences, the first one and those added later, mined for what they say.

What is understood waits for a yes (`recap`); what is not is kept as the buyer's own words.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.ask import Refusal
from bot.domain.case import Case, Stage
from bot.domain.dialogue import hear
from bot.domain.room import WORDS_KEPT
from bot.reading.numeric import written_order
from bot.reading.sentence import mine, wants_abuse
from bot.services.answers import day_first, mirrored
from bot.services.own_words import overheard
from bot.services.scene import Scene, Turn


def begin(scene: Scene, text: str) -> Turn:
    """The first free message: one sentence is enough to begin."""
    if wants_abuse(text):
        return Turn(scene.but(view="home").noticing("abuse"))
    scene = told_order(scene, text)
    heard = dict(_mined(scene, text))
    begun = scene.begun(None if "stage" in heard else Stage.NOT_OPENED, notes=notes_of(text))
    currency, *others = heard.get("currency") or (None,)
    paid_in = begun.with_case(Case(currency=None if others else currency))  # an offer in another one is asked for again
    begun = begun.with_case(begun.case.but(telling=overheard(paid_in, text)))
    if not heard:
        notice = "long_and_unclear" if len(text) > WORDS_KEPT else "sentence_unclear"
        return Turn(waiting(begun, "family").noticing(notice))
    return Turn(begun.with_case(hear(begun.case, heard)))


def more(scene: Scene, text: str) -> Turn:
    """A sentence where a choice was asked: what it says is added to what is known."""
    if wants_abuse(text):
        return Turn(scene.noticing("abuse"))
    known = scene.case
    heard = {name: values for name, values in _mined(scene, text).items() if name == "issue" or not known.knows(name)}
    case = known.but(notes=known.notes or notes_of(text))
    if not heard:
        return Turn(scene.with_case(case).noticing("refused", refusal=Refusal.NOT_AN_OPTION))
    return Turn(scene.with_case(hear(case, heard)).but(notice={}))


def _mined(scene: Scene, text: str) -> Mapping[str, tuple[str, ...]]:
    language, today = scene.buyer.language, scene.local_day
    heard = mine(text, language, today, scene.buyer.day_first)
    if not any(mirrored(readings) for readings in heard.values()):
        return heard
    first = mine(text, language, today, True)
    return {name: day_first(one, first.get(name, ())) if mirrored(one) else one for name, one in heard.items()}


def notes_of(text: str) -> str:
    """A buyer's own words as they are kept: at most WORDS_KEPT characters."""
    return text.replace("\x00", "").strip()[:WORDS_KEPT]


def waiting(scene: Scene, name: str) -> Scene:
    """The scene in which words were no answer yet: an edit of them may still become one."""
    heard = {**scene.case.heard, name: scene.case.heard.get(name, ())}
    return scene.with_case(scene.case.but(heard=heard))


def told_order(scene: Scene, text: str) -> Scene:
    """Whoever writes 15/04 puts the day first, and 6/15 the month: so the next date need not be asked about."""
    order = written_order(text)
    return scene if order is None else scene.but(day_first=order)

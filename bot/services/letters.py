"""Letters: which are at hand for a case, and each with its copy buttons, in its reader's language and the buyer's."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.buyer import Buyer
from bot.domain.claim_letters import COACH_LETTERS, Addressee, claim_facts
from bot.domain.letters import letter_facts, requested
from bot.domain.screen import Button, Screen
from bot.services.advice import advise
from bot.services.coaching import coached, disputed
from bot.services.scene import Feature, Scene


def offered(scene: Scene) -> tuple[str, ...]:
    """The keys of all letters at hand; once there is a dispute, what the coach would send comes first."""
    if not disputed(scene):
        return advise(scene).letters
    found = coached(scene)
    return tuple(dict.fromkeys((*found.coaching.letters, *found.advice.letters)))


def screen(scene: Scene, _: str = "") -> Screen:
    """Which letter?"""
    keys = offered(scene)
    rows = tuple((Button("letter_name", scene.lasting("v", f"letter.{key}"), {"key": key}),) for key in keys)
    return Screen("letters", scene.facts(), (*rows, (Button("back", scene.lasting("v", "card")),)))


def letter(scene: Scene, argument: str) -> Screen:
    """One letter, and the way back to all of them."""
    if argument not in offered(scene):
        return screen(scene)
    return replace(written(scene, argument), rows=((Button("back", scene.lasting("v", "letters")),),))


def written(scene: Scene, key: str) -> Screen:
    """One letter ready to copy, without a way on."""
    advice = advise(scene)
    facts = letter_facts(advice.case, advice.assessment, requested(advice.remedies), scene.today, advice.held)
    if key in COACH_LETTERS:
        facts = {**facts, **claim_facts(advice.case, coached(scene).coaching)}
    screen_facts = {**scene.facts(), **facts, "letter_key": key}
    return Screen("letter", screen_facts, copy=key, copy_language=_pen(scene.buyer, key))


def _pen(buyer: Buyer, key: str) -> str:
    """A seller is written to in the language chosen; the dispute form takes English only (POLICY section 5)."""
    reader = _READERS.get(key, Addressee.SELLER)
    return buyer.seller_language if reader is Addressee.SELLER else "en"


_READERS: Final = {"dispute_form": Addressee.PLATFORM, **COACH_LETTERS}


FEATURE: Final = Feature(views={"letters": screen, "letter": letter})

"""Letters: which are at hand for a case, and each with its copy buttons, in its reader's language and the buyer's."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.domain.addressees import COACH_LETTERS, written_in
from bot.domain.claim_letters import claim_facts
from bot.domain.enclosures import ROUTE_LETTERS, enclosed
from bot.domain.letters import letter_facts, requested
from bot.domain.screen import Button, Screen
from bot.domain.stages import Phase
from bot.services.coaching import Coached, coached, disputed
from bot.services.scene import Feature, Scene


def offered(scene: Scene, found: Coached) -> tuple[str, ...]:
    """The keys of all letters at hand; what the coach would send comes first. When all is lost
    on the platform the letters of the other ways follow, in their order: who came to the end of one needs them."""
    lost = found.coaching.at.phase is Phase.LOST
    if not (lost or disputed(scene) or scene.case.history):
        return found.advice.letters
    ways = (ROUTE_LETTERS[way.route] for way in found.coaching.routes) if lost and found.coaching.letters else ()
    return tuple(dict.fromkeys((*found.coaching.letters, *ways, *found.advice.letters)))


def screen(scene: Scene, _: str = "") -> Screen:
    """Which letter?"""
    found = coached(scene)
    keys = offered(scene, found)
    rows = tuple((Button("letter_name", scene.lasting("v", f"letter.{key}"), {"key": key}),) for key in keys)
    return Screen("letters", scene.facts(advice=found.advice), (*rows, (Button("back", scene.lasting("v", "card")),)))


def letter(scene: Scene, argument: str) -> Screen:
    """One letter, and the way back to all of them."""
    found = coached(scene)
    if argument not in offered(scene, found):
        return screen(scene)
    said = written(scene, argument, found)
    facts = {**said.facts, "advice": found.advice}
    return replace(said, facts=facts, rows=((Button("back", scene.lasting("v", "letters")),),))


def written(scene: Scene, key: str, found: Coached) -> Screen:
    """One letter ready to copy, without a way on."""
    advice, coaching = found.advice, found.coaching
    first = coaching.letters[:1] == (key,)
    asked = requested(advice.remedies) or coaching.claim
    facts = letter_facts(advice.case, advice.assessment, asked, scene.today, advice.held, advice.numbered)
    if key in COACH_LETTERS:
        facts = {**facts, **claim_facts(advice.case, coaching)}
    enclosures = coaching.evidence if first else enclosed(advice.case, key)
    screen_facts = {**scene.facts(), **facts, "letter_key": key, "enclosures": enclosures}
    pen, *beside = written_in(key, scene.buyer.language, scene.buyer.seller_language)
    return Screen("letter", screen_facts, copy=key, copy_language=pen, copy_beside=beside[0] if beside else None)


FEATURE: Final = Feature(views={"letters": screen, "letter": letter})

"""The result: verdict, remedy, letter; and what can be looked at behind it. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from bot.domain.case_json import from_json, to_json
from bot.domain.claims import FormChoice, RemedyKind
from bot.domain.dialogue import relevant
from bot.domain.eligibility import Verdict, assess
from bot.domain.evidence import limits
from bot.domain.issues import ISSUES
from bot.domain.policy import Policy
from bot.domain.screen import Button, Rows, Screen
from bot.services import coach, letters, reminders, zones
from bot.services.advice import Advice, advise
from bot.services.coaching import coached, disputed
from bot.services.scene import Feature, Scene, Turn


def deadline(scene: Scene) -> date | None:
    """The safe last day as far as it is known already: shown on every step, because it is why the buyer is here."""
    case = relevant(scene.case)
    if case.issue is None or not (case.protection_ends_on or case.delivered_on):
        return None
    return _deadline(
        to_json(case.but(heard={}, told={}, notes=None, item=None, detail=None)), scene.today, scene.policy
    )


@lru_cache(maxsize=4096)
def _deadline(answers: str, today: date, policy: Policy) -> date | None:
    """Kept, because it is asked on every step and seldom changes."""
    found = assess(from_json(answers), policy, today)
    return found.safe_last_day if found.verdict in _RUNNING_OUT else None


_RUNNING_OUT: Final = frozenset({Verdict.TOO_EARLY, Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS})


def screen(scene: Scene, _: str = "") -> Screen:
    """What the case comes to: the verdict, or once there is a dispute the coach's advice."""
    return coach.screen(scene) if disputed(scene) else whole(scene)


def whole(scene: Scene, _: str = "") -> Screen:
    """The verdict, and below it the first letter, ready to copy. Both stay in the chat.

    A dispute that ended may have ended well: then there is nothing to ask for, so no letter is put forward."""
    found = coached(scene)
    advice = found.advice
    verdict = Screen("result", {**_facts(scene, advice), "asks_zone": zones.asked(scene)}, keep=True)
    rows = (*reminders.row(scene), *zones.row(scene), *_menu(scene, advice))
    if not advice.letters or advice.assessment.verdict is Verdict.DECIDED:
        return replace(verdict, rows=rows)
    letter = letters.written(scene, advice.letters[0], found)
    facts = {**letter.facts, "notice": {}}  # the verdict says it
    return replace(letter, facts=facts, rows=rows, keep=True, before=(verdict,))


def card(scene: Scene) -> Screen:
    """The case on one small screen: where it stands, and everything that can be opened."""
    advice = advise(scene)
    whole = (Button("whole_result", scene.press("v", "case")),)
    *menu, last = _menu(scene, advice)
    bell = (Button("reminders", scene.lasting("rem")),)
    return Screen("card", _facts(scene, advice), (whole, *menu, bell, last))


def _menu(scene: Scene, advice: Advice) -> Rows:
    """What is behind the result; lasting, because the result stays in the chat."""
    look = [Button(name, scene.lasting("v", name)) for name in ("why", "where", "proof")]
    if len(advice.remedies) > 1 or (advice.remedy and advice.remedy.steps):
        look.append(Button("options", scene.lasting("v", "options")))
    if advice.letters:
        look.append(Button("letters", scene.lasting("v", "letters")))
    if advice.assessment.fallbacks:
        look.append(Button("routes", scene.lasting("v", "routes")))
    look.append(Button("timeline", scene.lasting("v", "timeline")))
    look.append(Button("add_to_calendar", scene.lasting("ics")))
    rows = tuple(tuple(look[i : i + 2]) for i in range(0, len(look), 2))
    change = Button("change_answer", scene.lasting("v", "change"))
    human = (Button("human", scene.lasting("human")),)
    happened = (Button("happened", scene.lasting("hap"), {}, "primary" if disputed(scene) else None),)
    return (happened, *rows, human, (change, Button("cases", scene.lasting("v", "cases"))))


def _page(name: str) -> Any:
    """A view that shows one side of the result and leads back to the card."""

    def view(scene: Scene, _: str = "") -> Screen:
        return Screen(name, _facts(scene, advise(scene)), ((Button("back", scene.lasting("v", "card")),),))

    return view


def _facts(scene: Scene, advice: Advice) -> dict[str, Any]:
    issue = advice.case.issue
    return scene.facts(
        case=advice.case,
        advice=advice,
        assessment=advice.assessment,
        remedy=advice.remedy,
        form=_form(advice),
        limits=limits(scene.policy, scene.today),
        pitfalls=ISSUES[issue].pitfalls if issue else (),
    )


def _form(advice: Advice) -> Mapping[str, str] | None:
    """What to choose on the form; None where there is no dispute to open."""
    issue = advice.case.issue
    if issue is None or ISSUES[issue].form_reason is None or advice.assessment.verdict not in _FORM:
        return None
    choice = ISSUES[issue].form_choice
    back = advice.remedy is not None and advice.remedy.kind in _GOODS_BACK
    return {
        "choice": FormChoice.RETURN_GOODS if back or choice is None else choice,
        "reason": str(ISSUES[issue].form_reason),
    }


_FORM: Final = frozenset({*_RUNNING_OUT, Verdict.RUNNING})
_GOODS_BACK: Final = frozenset({RemedyKind.RETURN_REFUND, RemedyKind.REPLACEMENT, RemedyKind.FREE_RETURN})


def viewed(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Open a screen by its name."""
    return Turn(scene.but(view=arguments[0].replace(".", ":"), notice={}))


FEATURE: Final = Feature(
    actions={"v": viewed},
    views={
        "result": whole,
        **{name: _page(name) for name in ("why", "where", "options", "routes")},
    },
)

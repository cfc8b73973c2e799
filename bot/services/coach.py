"""The coach on the screen: what the last thing that happened means, the one thing to do, by when, and what to answer.

All of it is worked out by `domain/coach`. The advice stays in the chat with its letter below it; the card says it in
short.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.domain.advice import Do
from bot.domain.assessment import Fallback
from bot.domain.coach import Coaching
from bot.domain.history import Event
from bot.domain.screen import Button, Rows, Screen
from bot.domain.stages import Phase
from bot.services import letters, reminders, zones
from bot.services.coaching import Coached, coached, stage_key
from bot.services.scene import Feature, Scene


def screen(scene: Scene, _: str = "") -> Screen:
    """The advice, and below it the letter to send, ready to copy. Both stay in the chat."""
    found = coached(scene)
    first = _first(found.coaching)  # what is said once, and not again with each news
    asks_zone = first and zones.asked(scene)
    advice = Screen("coach", {**facts(scene, found), "asks_zone": asks_zone}, keep=True)
    keys = found.coaching.letters
    happened, *rest = menu(scene)
    rows = (happened, *((*reminders.row(scene), *zones.row(scene)) if first else ()), *rest)
    if not keys:
        return replace(advice, rows=rows)
    letter = letters.written(scene, keys[0], found)
    silent = {**letter.facts, "notice": {}}  # the advice says it
    return replace(letter, facts=silent, rows=rows, keep=True, before=(advice,))


def card(scene: Scene) -> Screen:
    """The dispute on one small screen: where it stands, what to do, and everything that can be opened."""
    found = coached(scene)
    whole = (Button("whole_advice", scene.press("v", "coach")), Button("whole_result", scene.press("v", "result")))
    look = [_look(scene, name) for name in ("letters", "timeline", "proof", "options", "where")]
    if found.coaching.routes:
        look.append(_look(scene, "routes"))
    look.append(Button("add_to_calendar", scene.lasting("ics")))
    if scene.case.history:
        look.append(Button("what_you_told", scene.lasting("v", "told")))
    rows = (
        _happened(scene),
        whole,
        *(tuple(look[i : i + 2]) for i in range(0, len(look), 2)),
        (Button("human", scene.lasting("human")), Button("end", scene.lasting("end"))),
        (Button("reminders", scene.lasting("rem")),),
        (Button("change_answer", scene.lasting("v", "change")), _look(scene, "cases")),
    )
    return Screen("coach_card", facts(scene, found), rows)


def menu(scene: Scene) -> Rows:
    """What is wanted after an advice; the card has the rest. Lasting, because the advice stays in the chat."""
    more = Button("more", scene.lasting("v", "card"))
    return (
        _happened(scene),
        (_look(scene, "letters"), _look(scene, "timeline")),
        (Button("human", scene.lasting("human")), more),
    )


def _happened(scene: Scene) -> tuple[Button, ...]:
    return (Button("happened", scene.lasting("hap"), {}, "primary"),)


def _look(scene: Scene, name: str) -> Button:
    return Button(name, scene.lasting("v", name))


def facts(scene: Scene, found: Coached) -> dict[str, Any]:
    """What the advice and the card mention."""
    coaching = found.coaching
    return scene.facts(
        case=found.advice.case,
        advice=found.advice,
        assessment=found.advice.assessment,
        coaching=coaching,
        at=coaching.at,
        stage=stage_key(found.advice),
        needed=_needed(found),
        asking=_ASKING,
        silence=_silent(coaching),
        showing=_showing(found),
        shown=coaching.do in _SHOWN_NOW,
        ways=_ways(coaching),
        first=_first(coaching),
        differ=tuple(scene.policy.conflicts[key] for key in coaching.conflicts),
    )


def _silent(coaching: Coaching) -> bool:
    """What silence means is worth a line: its day is to come, and no reason or risk has said the same."""
    return not coaching.at.over and _SAID.get(coaching.at.phase) not in (*coaching.why, *coaching.risk)


def _showing(found: Coached) -> bool:
    """How well the case can be shown matters: proof can still be added, now or with the next step."""
    phase, do = found.coaching.at.phase, found.coaching.do
    if stage_key(found.advice) == "ended":
        return False
    return (phase in _ASKING and do not in _PROVED) or do in _SHOWN_ANEW or phase is Phase.PARCEL_AWAITED


_PROVED: Final = frozenset({Do.ACCEPT, Do.REPORT_PHISHING, Do.TELL_TRUTH, Do.DO_NOTHING})
"""What needs no proof."""
_SHOWN_NOW: Final = frozenset({Do.UPLOAD_EVIDENCE, Do.EDIT_WITH_NEW_FACT, Do.OPEN_NOW, Do.APPEAL})
"""What is done with proof; beside everything else it is for those who read on."""
_SHOWN_ANEW: Final = frozenset({Do.OPEN_NOW, Do.APPEAL})
"""What begins with showing the case."""


def _ways(coaching: Coaching) -> tuple[Fallback, ...]:
    """The next ways where the dispute has no further one; none beside a trick, or before an appeal they do not know."""
    appeal = coaching.do is Do.APPEAL
    ended = coaching.at.phase in (Phase.LOST, Phase.CANCELLED) and coaching.do is not Do.REPORT_PHISHING
    known = appeal and coaching.routes[:1] != () and coaching.routes[0].route == "appeal"
    return coaching.routes[:_MOST_WAYS] if ended or known else ()


_MOST_WAYS: Final = 3


def _first(coaching: Coaching) -> bool:
    """Nothing has happened yet since the dispute was opened: it is the first advice."""
    return coaching.event in (None, Event.DISPUTE_OPENED)


def _needed(found: Coached) -> tuple[str, ...]:
    """The answers without which an offer or a return cannot be weighed."""
    coaching, remedy = found.coaching, found.advice.remedy
    unweighed = coaching.offer is not None and coaching.offer.fair is None and remedy is not None
    deciding = coaching.at.phase not in (Phase.RETURN_DUE, Phase.RETURN_SENT)
    back = deciding and coaching.returning is not None and coaching.returning.cost is None
    return (*(remedy.needs if unweighed and remedy else ()), *(("return_price",) if back else ()))


_ASKING: Final = frozenset({Phase.WAITING_FOR_SELLER, Phase.NEGOTIATION, Phase.PLATFORM_LOOKS, Phase.PROPOSAL})
"""Where the buyer's own request still counts."""
_SAID: Final[Mapping[Phase, str]] = {
    Phase.WAITING_FOR_SELLER: "silence_executes",
    Phase.NEGOTIATION: "platform_comes_by_itself",
    Phase.PLATFORM_LOOKS: "decided_on_what_is_there",
    Phase.PROPOSAL: "silence_may_accept",
    Phase.RETURN_DUE: "late_return_loses",
    Phase.LOST: "platform_is_done",
}
"""The reason or the risk that says the same as what silence means in this stage: it is said once."""


FEATURE: Final = Feature(views={"coach": screen})

"""The summary: every answer, each can be changed; then the result is one tap away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.ask import Part
from bot.domain.dialogue import QUESTIONS, relevant
from bot.domain.screen import Button, Screen
from bot.services.advice import advise
from bot.services.coaching import disputed
from bot.services.scene import Feature, Scene, Turn


@dataclass(frozen=True, slots=True)
class Line:
    """One answer on the summary; `value` None: the buyer does not know."""

    field: str
    part: Part
    value: Any


def lines(scene: Scene) -> Iterator[Line]:
    """The answers that count, in the order in which they were asked."""
    case = relevant(scene.case)
    for question in QUESTIONS:
        if question.field == "family" or (question.field == "affected" and case.quantity == 1):
            continue
        value = getattr(case, question.field)
        if value is not None or (question.applies(case) and question.field in case.unknown):
            yield Line(question.field, question.part, value)


def screen(scene: Scene) -> Screen:
    """Everything at a glance, before the verdict."""
    rows = (
        (Button("show_result", scene.press("go"), {}, "primary"),),
        (Button("change_answer", scene.press("v", "change")),),
        (Button("human", scene.lasting("human")),),
        (Button("back", scene.press("b")), Button("cancel", scene.press("x"))),
    )
    return Screen("summary", scene.facts(lines=tuple(lines(scene))), rows)


def change(scene: Scene, _: str = "") -> Screen:
    """Which answer shall be changed, or added?"""
    case = relevant(scene.case)
    fields = [line.field for line in lines(scene)]
    extra = [q.field for q in QUESTIONS if q.on_request and q.applies(case) and q.field not in fields]
    keys = [Button("change_field", scene.press("c", name), {"field": name}) for name in fields]
    keys += [Button("add_field", scene.press("c", name), {"field": name}) for name in extra]
    pairs = tuple(tuple(keys[i : i + 2]) for i in range(0, len(keys), 2))
    return Screen(
        "change", scene.facts(lines=tuple(lines(scene))), (*pairs, (Button("back", scene.press("v", "card")),))
    )


def reviewed(scene: Scene, _: tuple[str, ...]) -> Turn:
    """Show my result: the answers are right as they stand. What was said of a dispute is gone through first."""
    before = scene.case.told
    after = scene.with_case(scene.case.but(reviewed=True))
    told = advise(after).told()
    news = disputed(after) and after.case.telling
    after = after.with_case(after.case.but(told=told)).but(view="telling" if news else "case", notice={})
    # Lists, as the store gives them back.
    changed = {name: [before[name], value] for name, value in told.items() if before.get(name, value) != value}
    if changed:
        after = after.noticing("changed", changed=changed)
    return Turn(after, events=(("reviewed", told),))


FEATURE = Feature(actions={"go": reviewed}, views={"change": change})

"""The calendar: one month of days to tap, for those who would rather not type. Typing always works as well."""

from __future__ import annotations

from calendar import Calendar
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from bot.domain.ask import Day, Direction, Refusal
from bot.domain.bounds import DAYS
from bot.domain.dialogue import advance, pending
from bot.domain.screen import Button, Screen, Toast
from bot.services import intake, questions
from bot.services.scene import Feature, Scene, Turn

_YEARS_BACK: Final = 12
_MONTHS_AHEAD: Final = 12


def opened(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Pick a day: the month named, or the one of the best hint."""
    month = _month(arguments[0]) if arguments else _hint(scene)
    if month is None:
        return Turn(scene, toast=Toast("stale"))
    return Turn(scene.but(view=f"calendar:{month:%Y-%m}", notice={}))


def picked(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """A day: echoed before it counts, because small squares are easily missed."""
    question = pending(scene.case)
    if question is None or not isinstance(question.asks, Day):
        return Turn(scene.but(view="case"), toast=Toast("stale"))
    if isinstance(refusal := advance(scene.case, question.field, arguments[0]), Refusal):
        return Turn(scene.noticing("refused", refusal=refusal))
    heard = {**scene.case.heard, question.field: (arguments[0],)}
    return Turn(scene.with_case(scene.case.but(heard=heard)).but(view="case", notice={}))


def blank(scene: Scene, _: tuple[str, ...]) -> Turn:
    """A square without a day."""
    return Turn(scene, toast=Toast("no_day"), same_step=True)


def typed(scene: Scene, text: str) -> Turn:
    """A date typed over the calendar counts as if it were typed at the question."""
    return intake.typed(scene.but(view="case"), text)


def screen(scene: Scene, argument: str) -> Screen:
    """One month; days that cannot be an answer are blank."""
    question = pending(scene.case)
    if question is None or not isinstance(question.asks, Day):
        return questions.screen(scene)
    first = _month(argument) or _hint(scene)
    today = scene.local_day
    past_only = question.asks.direction is Direction.PAST
    weeks = tuple(
        tuple(_square(scene, day, day.month == first.month and not (past_only and day > today)) for day in week)
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )
    names = tuple(
        Button("weekday", scene.press("nop"), {"day": day}) for day in Calendar().monthdatescalendar(2024, 1)[0]
    )
    back = Button("back", scene.press("b"))
    facts = scene.facts(question=question, month=first)
    return Screen("calendar", facts, (_turns(scene, first, past_only), names, *weeks, (back,)))


def _square(scene: Scene, day: date, open_: bool) -> Button:
    if open_:
        return Button("day_number", scene.press("day", day.isoformat()), {"day": day})
    return Button("blank", scene.press("nop"))


def _turns(scene: Scene, first: date, past_only: bool) -> tuple[Button, ...]:
    """Year back, month back, month on, year on, where there is something to see."""
    today = scene.local_day
    spans = (("year_back", -12), ("month_back", -1), ("month_on", 1), ("year_on", 12))
    targets = ((label, first + relativedelta(months=months)) for label, months in spans)
    lowest = today - relativedelta(years=_YEARS_BACK)
    highest = today if past_only else today + relativedelta(months=_MONTHS_AHEAD)
    return tuple(
        Button(label, scene.press("cal", f"{month:%Y-%m}"), {"day": month})
        for label, month in targets
        if lowest <= month <= highest
    )


def _month(text: str) -> date | None:
    """The first of a month such as 2026-05; None for one in which no order has a day."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if DAYS[0] <= first < DAYS[1] else None


def _hint(scene: Scene) -> date:
    """The month to open on: that of the latest date already known, or this one."""
    case = scene.case
    known = [day for day in (case.ordered_on, case.shipped_on, case.delivered_on) if day]
    return max(known, default=scene.local_day).replace(day=1)


FEATURE: Final = Feature(
    actions={"cal": opened, "day": picked, "nop": blank},
    views={"calendar": screen},
    typed={"calendar": typed},
)

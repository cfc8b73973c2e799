"""The calendar: one month of days to tap, for those who would rather not type. Typing always works as well.

It serves every question about a day. Which one, is told by the view it was opened from; that and the month are the
argument of its own view: "telling.2026-05".
"""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from dateutil.relativedelta import relativedelta

from bot.domain.ask import Asked, Day, Direction, Refusal
from bot.domain.bounds import DAYS
from bot.domain.dialogue import advance
from bot.domain.screen import Button, Screen, Toast
from bot.services import happenings, inquiries, intake, own_words, questions
from bot.services.scene import Feature, Scene, Turn, View

_YEARS_BACK: Final = 12
_MONTHS_AHEAD: Final = 12


class Asker(NamedTuple):
    """A view that asks for days."""

    asked: Callable[[Scene], Asked | None]
    takes: Callable[[Scene, str], Turn]
    """What a picked day leads to: echoed before it counts, because small squares are easily missed."""
    typed: Callable[[Scene, str], Turn]
    screen: View
    hint: Callable[[Scene], date]
    """A day of the month to open on."""
    back: str
    """The action that leads back to it."""


def opened(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Pick a day: the month named, or the one of the best hint."""
    place = _place(scene)
    month = _month(arguments[0]) if arguments else _asker(place).hint(scene)
    if month is None:
        return Turn(scene, toast=Toast("stale"))
    return Turn(scene.but(view=f"calendar:{place}.{month:%Y-%m}", notice={}))


def picked(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """A day."""
    place = _place(scene)
    if _day_asked(scene, place) is None:
        return Turn(scene.but(view=place), toast=Toast("stale"))
    return _asker(place).takes(scene, arguments[0])


def blank(scene: Scene, _: tuple[str, ...]) -> Turn:
    """A square without a day."""
    return Turn(scene, toast=Toast("no_day"), same_step=True)


def typed(scene: Scene, text: str) -> Turn:
    """A date typed over the calendar counts as if it were typed at the question."""
    place = _place(scene)
    return _asker(place).typed(scene.but(view=place), text)


def screen(scene: Scene, argument: str) -> Screen:
    """One month; days that cannot be an answer are blank."""
    place = _place(scene)
    asker, question = _asker(place), _day_asked(scene, place)
    if question is None:
        return asker.screen(scene.but(view=place), "")
    first = _month(argument.rpartition(".")[2]) or asker.hint(scene).replace(day=1)
    lowest, highest = _bounds(question, scene.local_day)
    weeks = tuple(
        tuple(_square(scene, day, day.month == first.month and lowest <= day <= highest) for day in week)
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )
    names = tuple(
        Button("weekday", scene.press("nop"), {"day": day}) for day in Calendar().monthdatescalendar(2024, 1)[0]
    )
    back = Button("back", scene.press(asker.back))
    facts = scene.facts(question=question, month=first)
    return Screen("calendar", facts, (_turns(scene, first, lowest, highest), names, *weeks, (back,)))


def _square(scene: Scene, day: date, open_: bool) -> Button:
    if open_:
        return Button("day_number", scene.press("day", day.isoformat()), {"day": day})
    return Button("blank", scene.press("nop"))


def _turns(scene: Scene, first: date, lowest: date, highest: date) -> tuple[Button, ...]:
    """Year back, month back, month on, year on, where there is something to see."""
    spans = (("year_back", -12), ("month_back", -1), ("month_on", 1), ("year_on", 12))
    targets = ((label, first + relativedelta(months=months)) for label, months in spans)
    return tuple(
        Button(label, scene.press("cal", f"{month:%Y-%m}"), {"day": month})
        for label, month in targets
        if lowest.replace(day=1) <= month <= highest
    )


def _bounds(question: Asked, today: date) -> tuple[date, date]:
    """The first and the last day that can be an answer."""
    direction = question.asks.direction if isinstance(question.asks, Day) else Direction.ANY
    lowest = today if direction is Direction.FUTURE else today - relativedelta(years=_YEARS_BACK)
    return lowest, today if direction is Direction.PAST else today + relativedelta(months=_MONTHS_AHEAD)


def _place(scene: Scene) -> str:
    """The view that asks: the one that is open, or the one the calendar was opened from."""
    name, _, argument = scene.buyer.view.partition(":")
    place = argument.rpartition(".")[0] if name == "calendar" else scene.buyer.view
    return place if place.partition(":")[0] in ASKERS else "case"


def _asker(place: str) -> Asker:
    return ASKERS[place.partition(":")[0]]


def _day_asked(scene: Scene, place: str) -> Asked | None:
    """The question that is open there, if it asks for a day."""
    question = _asker(place).asked(scene.but(view=place))
    return question if question is not None and isinstance(question.asks, Day) else None


def _heard(scene: Scene, text: str) -> Turn:
    """A day picked for the question the case is at."""
    place = _place(scene)
    question = questions.current(scene.but(view=place))
    if question is None:
        return Turn(scene.but(view="case"), toast=Toast("stale"))
    if isinstance(refusal := advance(scene.case, question.field, text), Refusal):
        return Turn(scene.noticing("refused", refusal=refusal))
    heard = {**scene.case.heard, question.field: (text,)}
    return Turn(scene.with_case(scene.case.but(heard=heard)).but(view=place, notice={}))


def _month(text: str) -> date | None:
    """The first of a month such as 2026-05; None for one in which no order has a day."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if DAYS[0] <= first < DAYS[1] else None


def _hint(scene: Scene) -> date:
    """The latest date already known, or today."""
    case = scene.case
    known = [day for day in (case.ordered_on, case.shipped_on, case.delivered_on) if day]
    return max(known, default=scene.local_day)


ASKERS: Final[Mapping[str, Asker]] = {
    "case": Asker(questions.current, _heard, intake.typed, questions.screen, _hint, "b"),
    "telling": Asker(
        inquiries.asked,
        happenings.picked_day,
        own_words.typed_answer,
        inquiries.screen,
        lambda scene: scene.local_day,
        "hap",
    ),
}

FEATURE: Final = Feature(
    actions={"cal": opened, "day": picked, "nop": blank},
    views={"calendar": screen},
    typed={"calendar": typed},
)

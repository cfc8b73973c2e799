"""How each step of the dialogue looks: home, a question, the recap, a doubt. No words, no decisions.

The step itself is computed by `domain/dialogue`; the summary and the result have files of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from bot.domain.ask import Choice, Count, Country, Currency, Day, Direction, Files, Part, Share, Text
from bot.domain.case import Case
from bot.domain.case_json import parse
from bot.domain.dialogue import QUESTIONS, ROWS, Question, doubt, pending, unanswered
from bot.domain.doubts import Doubt
from bot.domain.screen import Button, Rows, Screen
from bot.services import proof, result, summary
from bot.services.scene import Scene

_PAST_DAYS: Final = (0, 1, 7, 14, 30, 60)
_FUTURE_DAYS: Final = (0, 3, 7, 14, 30)
_SHARES: Final = ("0.2", "0.5", "0.8", "1")
_COUNTS: Final = 5
_ORDER: Final = {question.field: place for place, question in enumerate(QUESTIONS)}
_SHORT: Final = frozenset({"payment"})
"""Choices whose words are short enough for two in a row."""
_CURRENCIES: Final = {"ru": ("RUB", "USD", "EUR", "KZT", "BYN", "UAH"), "": ("USD", "EUR", "GBP", "BRL", "PLN", "ILS")}
_COUNTRIES: Final = {
    "ru": ("RU", "UA", "BY", "KZ", "UZ", "DE"),
    "": ("US", "GB", "ES", "BR", "DE", "FR", "PL", "IL"),
}


def screen(scene: Scene, _: str = "") -> Screen:
    """The step the case is at: the question the buyer was sent to, recap, doubt, question, summary or result, whichever
    comes first."""
    case = scene.case
    if question := sent_to(scene):
        return asked(scene, question)
    if case.recap:
        return recap(scene)
    if found := doubt(case, scene.today):
        return doubted(scene, found)
    if question := pending(case):
        return asked(scene, question)
    return result.screen(scene) if case.reviewed else summary.screen(scene)


def current(scene: Scene) -> Question | None:
    """The question that is open: the one the buyer was sent to, else the first without an answer."""
    return sent_to(scene) or pending(scene.case)


def sent_to(scene: Scene) -> Question | None:
    """The one question the buyer was sent to by name, "case:ordered_on", while it waits for an answer."""
    view, _, field = scene.buyer.view.partition(":")
    question = ROWS.get(field) if view == "case" else None
    return question if question is not None and unanswered(question, scene.case) else None


def home(scene: Scene, _: str = "") -> Screen:
    """The two ways in, and what is already there."""
    rows: list[tuple[Button, ...]] = []
    if scene.record:
        rows.append((Button("continue_case", scene.lasting("open"), {"number": scene.record.number}, "primary"),))
    rows.append((Button("something_wrong", scene.press("new"), {}, None if scene.record else "primary"),))
    rows.append((Button("have_dispute", scene.press("run")),))
    rows.append((Button("cases", scene.lasting("v", "cases")), Button("help", scene.lasting("v", "help"))))
    rows.append((*languages(scene), Button("settings", scene.lasting("v", "settings"))))
    return Screen("home", scene.facts(), tuple(rows))


def languages(scene: Scene, most: int = 2) -> tuple[Button, ...]:
    """The other languages, by their own names."""
    others = [code for code in scene.tongue.languages if code != scene.buyer.language]
    return tuple(Button("language", scene.press("lang", code), {"code": code}) for code in others[:most])


def asked(scene: Scene, question: Question) -> Screen:
    """One question, with its readings first where there are some."""
    readings = tuple(parse(question.field, text) for text in scene.case.heard.get(question.field, ()))
    parts = tuple(Part)
    facts = {
        "question": question,
        "step": parts.index(question.part) + 1,
        "steps": len(parts),
        "deadline": result.deadline(scene),
    }
    if isinstance(question.asks, Files):
        return proof.asked(scene, facts, navigation(scene, question))
    rows = _readings(scene, question, readings) if readings else _answers(scene, question)
    facts |= {"readings": readings, "currency": _currency(scene.case)}
    return Screen("question", scene.facts(**facts), (*rows, navigation(scene, question)))


def navigation(scene: Scene, question: Question) -> tuple[Button, ...]:
    """Back · Skip · Cancel, on every step in the same order. With files there, "nothing yet" is no answer."""
    row = [Button("back", scene.press("b"))]
    filed = isinstance(question.asks, Files) and scene.record is not None and scene.record.files
    if question.skip and not filed:
        row.append(Button(f"skip_{question.skip}", scene.press("s", question.field)))
    return (*row, Button("cancel", scene.press("x")))


def _readings(scene: Scene, question: Question, readings: tuple[Any, ...]) -> Rows:
    label = "yes_reading" if len(readings) == 1 else "reading"
    known = {"field": question.field, "currency": _currency(scene.case)}
    rows = tuple(
        (Button(label, scene.press("h", question.field, str(index)), {**known, "value": value}, "primary"),)
        for index, value in enumerate(readings)
    )
    return (*rows, (Button("no_reading", scene.press("re", question.field)),))


def _answers(scene: Scene, question: Question) -> Rows:
    """The quick answers a kind of question offers; typing works for all of them."""
    name = question.field

    def button(label: str, value: str, **facts: Any) -> Button:
        return Button(label, scene.press("a", name, value), facts)

    match question.asks:
        case Choice(options):
            keys = tuple(
                Button("option", scene.press("a", name, value), {"field": name, "value": value})
                for value in options(scene.case)
            )
            return _in_rows(keys, 2 if name in _SHORT else 1)
        case Day(direction):
            today = scene.local_day
            spans = _PAST_DAYS if direction is Direction.PAST else _FUTURE_DAYS
            sign = -1 if direction is Direction.PAST else 1
            days = tuple(
                button("quick_day", _iso(today, sign * n), day=today + timedelta(sign * n), today=today) for n in spans
            )
            return (*_in_rows(days, 2), (Button("pick_day", scene.press("cal")),))
        case Currency():
            return _in_rows(tuple(button("code", code, code=code) for code in _by_language(_CURRENCIES, scene)), 3)
        case Country():
            return _in_rows(tuple(button("country", code, code=code) for code in _by_language(_COUNTRIES, scene)), 2)
        case Count(highest):
            most = min(_COUNTS, highest(scene.case))
            return (tuple(button("number", str(n), number=n) for n in range(1, most + 1)),)
        case Share():
            return _in_rows(tuple(button("share", share, share=parse(name, share)) for share in _SHARES), 2)
        case Text(limit) if name == "detail" and 0 < len(scene.case.notes or "") <= limit:
            return ((Button("first_words", scene.press("own")),),)
        case _:
            return ()


def _iso(today: date, days: int) -> str:
    return (today + timedelta(days)).isoformat()


def _by_language(table: Mapping[str, tuple[str, ...]], scene: Scene) -> tuple[str, ...]:
    return table.get(scene.buyer.language, table[""])


def _in_rows(buttons: tuple[Button, ...], width: int) -> Rows:
    return tuple(buttons[i : i + width] for i in range(0, len(buttons), width))


def recap(scene: Scene) -> Screen:
    """What one sentence said, for one common yes."""
    case = scene.case
    heard = sorted(((name, values) for name, values in case.heard.items() if values), key=lambda one: _ORDER[one[0]])
    lines = tuple((name, tuple(parse(name, text) for text in values)) for name, values in heard)
    rows = (
        (Button("recap_right", scene.press("y"), {}, "primary"),),
        (Button("recap_wrong", scene.press("n")),),
        (Button("cancel", scene.press("x")),),
    )
    currency = _currency(case)
    shown = any(isinstance(value, Decimal) for _, values in lines for value in values)
    return Screen("recap", scene.facts(lines=lines, currency=currency, currency_shown=shown), rows)


def _currency(case: Case) -> str | None:
    """The currency of the amounts shown: the one answered, or the one heard and not yet confirmed."""
    return case.currency or next(iter(case.heard.get("currency", ())), None)


def doubted(scene: Scene, found: Doubt) -> Screen:
    """Two answers that can hardly both be right: which one shall be changed?"""
    rows = tuple((Button("change_field", scene.press("c", name), {"field": name}),) for name in found.fields)
    right = Button("doubt_is_right", scene.press("r", found.key))
    return Screen("doubt", scene.facts(doubt=found), (*rows, (right,), (Button("cancel", scene.press("x")),)))

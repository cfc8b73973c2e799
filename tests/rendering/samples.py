"""Sample facts for every template, worked out from what the template does with them.

A fact that goes through `day` is a date, through `money` an amount, one that is counted in a plural is a number, one
that is compared with "paypal" is once "paypal", one that is only printed is the nastiest text we know. So a new entry
is tested the moment it is written, and nobody keeps a list. Where a fact chooses among entries of a catalogue, all of
them are tried. What cannot be seen in the template stands in KNOWN, and facts that belong together in TOGETHER.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from jinja2 import nodes

from bot.domain.ask import Choice
from bot.domain.buyer import Record
from bot.domain.case import Case, Proof
from bot.domain.claims import Shot
from bot.domain.dialogue import QUESTIONS, ROWS, Question
from bot.domain.issues import ISSUES, Issue
from bot.rendering.catalogues import TEMPLATES
from bot.rendering.words import words
from bot.services.support.resuming import SCREENS


def _options(row: Question) -> tuple[str, ...]:
    """Every answer a choice can have, whatever was answered before."""
    if not isinstance(row.asks, Choice):
        return ()
    cases = (Case(), *(Case(family=ISSUES[issue].family, issue=issue) for issue in Issue))
    return tuple(dict.fromkeys(option for case in cases for option in row.asks.options(case)))


DAY: Final = date(2026, 3, 14)
TODAY: Final = date(2026, 3, 9)
AMOUNT: Final = Decimal("1234.50")
CASE: Final = Case(
    issue=Issue.DAMAGED,
    item="a red dress",
    price=AMOUNT,
    part_price=Decimal(5000),
    currency="USD",
).but(**dict.fromkeys((row.field for row in QUESTIONS if row.field.endswith("_on")), DAY))
HOSTILE: Final = '<b>"Tom & Jerry\'s"</b>'
MISSING: Final = object()
BRANDS: Final = ("American Express", "Mastercard", "PayPal", "Visa")
"""Written alike in every language, so no translator is asked."""

_BY_FILTER: Final[Mapping[str, tuple[Any, ...]]] = {
    "day": (DAY,),
    "day_long": (DAY,),
    "ago": (DAY,),
    "money": (AMOUNT,),
    "number": (1234, 0, 1),
    "percent": (Decimal("0.25"),),
    "length": (("a",),),
    "day_short": (DAY,),
    "month": (DAY,),
    "month_year": (DAY,),
    "weekday": (DAY,),
    "iso_day": ("2026-03-14",),
    "decimal": ("1234.50",),
    "abs": (5, 1, 21),
    "country": ("DE", "QQ"),
    "language_name": ("ru", "en"),
}
_COUNTS: Final = (5, 0, 1, 2, 21)

KNOWN: Final[Mapping[str, tuple[Any, ...]]] = {
    "currency": ("USD", None),
    "today": (TODAY,),
    "day": (DAY, TODAY),
    "at": (datetime(2026, 3, 14, 7, 59, tzinfo=UTC),),
    "hour": (7,),
    "minute": (5,),
    "hours": (30, 0, 1, 2, 21, 100),
    "until": (9,),
    "number": (3,),
    "shots": (tuple(Shot), ()),
    "case": (CASE, CASE.but(issue=Issue.DELIVERED_NOT_RECEIVED), CASE.but(issue=Issue.MISSING_QUANTITY)),
    "record": (Record(1, 1, 2, CASE), Record(1, 1, 2, CASE.but(item=None)), Record(1, 1, 2, Case())),
}
"""By the fact's name, for what a template does not show."""

_ANSWERS: Final[list[dict[str, Any]]] = [
    *({"field": name, "value": DAY} for name in ("ordered_on", "protection_ends_on")),
    *({"field": name, "value": AMOUNT, "currency": "USD"} for name in ("price", "part_price")),
    *({"field": name, "value": 2} for name in ("quantity", "affected")),
    *({"field": name, "value": HOSTILE} for name in ("item", "detail", "order_number")),
    {"field": "function_lost", "value": Decimal("0.5")},
    {"field": "country", "value": "DE"},
    {"field": "currency", "value": "EUR"},
    {"field": "item", "value": None},
    {"field": "evidence", "value": tuple(Proof)},
    {"field": "evidence", "value": ()},
    *({"field": row.field, "value": option} for row in QUESTIONS for option in _options(row)),
]
_CHANGES: Final = {
    "verdict": ("open", "closed"),
    "safe_last_day": ("2026-03-14", None),
    "opens_on": (None, "2026-03-14"),
    "remedy": ("full_refund", "partial_refund"),
    "amount": ("1234.50", "1234.5"),
}
_PLACES: Final[list[dict[str, Any]]] = [{"place": place} for place in (*SCREENS, *ROWS)]
TOGETHER: Final[Mapping[str, list[dict[str, Any]]]] = {
    "answers.value": _ANSWERS,
    "labels.option": [facts for facts in _ANSWERS if isinstance(ROWS[facts["field"]].asks, Choice) and facts["value"]],
    "labels.reading": [facts for facts in _ANSWERS if facts["field"] != "evidence"],
    "labels.yes_reading": [facts for facts in _ANSWERS if facts["field"] != "evidence"],
    "canned.text_ask_for": [
        {"remedy": "partial_refund", "amount": AMOUNT, "currency": code} for code in ("USD", "RUB")
    ],
    "files.these": [{"numbers": numbers} for numbers in ([1], [1, 2], list(range(1, 6)), list(range(1, 22)))],
    "files.placed": [
        {"kind": kind, "number": 3, "shot": shot, "line": 2, "count": count}
        for kind, shot, count in (("photo", Shot.PARCEL_LABEL, 3), ("video", Shot.UNBOXING, 1), ("document", None, 21))
    ],
    "notices.noted": _ANSWERS,
    "notices.forgotten": [
        {"gone": gone, "left": count, "topics": count, "in_topics": count, "alone": count}
        for gone in ({}, {"cases": 1, "files": 60, "reminders": 5, "talks": 1, "messages": 2})
        for count in (0, 1, 5)
    ],
    "notices.changed": [{"changed": _CHANGES, "currency": "USD"}],
    "answers.place": _PLACES,
    "labels.place_of_case": _PLACES,
    "support.handed": _PLACES,
    "changes.value": [
        {"name": name, "value": value, "currency": "USD"} for name, pair in _CHANGES.items() for value in pair
    ],
}
"""Facts of one entry that make sense only together."""


class Uses(dict[str, list[Any]]):
    """Fact → values worth trying, the usual one first."""

    def saw(self, name: str, *values: Any) -> None:
        known = self.setdefault(name, [])
        known.extend(value for value in values if not any(value is k or value == k for k in known))


@cache
def catalogues() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (TEMPLATES / "words").glob("*.j2")))


@cache
def macros(catalogue: str) -> Mapping[str, nodes.Macro]:
    """The entries of one catalogue. A macro whose name begins with an underscore is a part of others."""
    source = (TEMPLATES / "words" / f"{catalogue}.j2").read_text(encoding="utf-8")
    tree = words("en").environment.parse(source)
    return {macro.name: macro for macro in tree.find_all(nodes.Macro)}


def entries() -> list[tuple[str, str]]:
    """Every entry there is, as (catalogue, key)."""
    return [(catalogue, key) for catalogue in catalogues() for key in macros(catalogue) if not key.startswith("_")]


def samples(catalogue: str, key: str) -> Iterator[dict[str, Any]]:
    """Facts for one entry: first the usual ones, then each fact once with each other value it may have."""
    if together := TOGETHER.get(f"{catalogue}.{key}"):
        yield from together
        return
    uses = _uses_of(catalogue, key)
    choices = {name: _choices(name, seen) for name, seen in uses.items()}
    usual = {name: values[0] for name, values in choices.items() if values[0] is not MISSING}
    yield usual
    for name, values in choices.items():
        for value in values[1:]:
            rest = {other: kept for other, kept in usual.items() if other != name}
            yield rest if value is MISSING else {**rest, name: value}


def _choices(name: str, seen: list[Any]) -> list[Any]:
    known = KNOWN.get(name, ())
    if known:
        return [*known, *(value for value in seen if value is MISSING or value in (None, ""))]
    values = [value for value in seen if value is not MISSING and value is not None]
    return [*(values or [HOSTILE]), *(value for value in seen if value is MISSING or value is None)]


@cache
def _uses_of(catalogue: str, key: str) -> Uses:
    macro = macros(catalogue)[key]
    uses = Uses()
    if macro.args:
        _look(macro, macro.args[0].name, catalogue, uses)
    return uses


def _look(tree: nodes.Node, facts: str, catalogue: str, uses: Uses) -> None:
    """Notes how `tree` uses each fact."""
    for node in tree.iter_child_nodes():
        if (name := _fact(node, facts)) is not None:
            uses.saw(name)
        match node:
            case nodes.Filter(node=inner, name=filtered) if inner and (name := _fact(inner, facts)):
                uses.saw(name, *_BY_FILTER.get(filtered, ()))
                if filtered == "default":
                    uses.saw(name, MISSING)
            case nodes.Filter(name="tg_time", args=[moment, *_]) if name := _fact(moment, facts):
                uses.saw(name, DAY)
            case nodes.Test(node=inner, name="defined" | "none" as tested) if name := _fact(inner, facts):
                uses.saw(name, HOSTILE, MISSING if tested == "defined" else None)
            case nodes.Compare(expr=left, ops=[nodes.Operand(expr=right)]):
                _look_at_comparison(left, right, facts, uses)
            case nodes.If(test=inner) | nodes.CondExpr(test=inner) | nodes.Not(node=inner):
                _look_at_truth(inner, facts, uses)
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                _look_at_truth(left, facts, uses)
                _look_at_truth(right, facts, uses)
            case nodes.Call(node=nodes.Name(name="ngettext"), args=[_, _, number]) if name := _fact(number, facts):
                uses.saw(name, *_COUNTS)
            case nodes.Call(
                node=nodes.Getattr(node=nodes.Name(name=owner), attr="get"), args=[nodes.Const(value=name), *_]
            ):
                if owner == facts:
                    uses.saw(name, MISSING)
            case nodes.Call(node=nodes.Name(name="say" | "plain"), args=[nodes.Const(value=other), chosen, *_]):
                _look_at_choice(str(other), chosen, facts, uses)
            case nodes.Call(node=nodes.Name(name=called), args=[nodes.Name(name=passed)]):
                if passed == facts and called in macros(catalogue):
                    inner_macro = macros(catalogue)[called]
                    _look(inner_macro, inner_macro.args[0].name, catalogue, uses)
        _look(node, facts, catalogue, uses)


def _look_at_comparison(left: nodes.Node, right: nodes.Node, facts: str, uses: Uses) -> None:
    if name := _fact(left, facts):
        match right:
            case nodes.Const(value=int() as number) if not isinstance(right.value, bool):
                uses.saw(name, number + 1, number, max(number - 1, 0))
            case nodes.Const(value=value):
                uses.saw(name, value)
            case nodes.Tuple(items=items) | nodes.List(items=items):
                uses.saw(name, *(item.value for item in items if isinstance(item, nodes.Const)))


def _look_at_choice(catalogue: str, chosen: nodes.Node, facts: str, uses: Uses) -> None:
    """A fact that says which entry of another catalogue is meant: `say("issues", "family_" ~ f.value)`."""
    prefix = ""
    if isinstance(chosen, nodes.Concat) and len(chosen.nodes) == 2 and isinstance(chosen.nodes[0], nodes.Const):
        prefix, chosen = str(chosen.nodes[0].value), chosen.nodes[1]
    if name := _fact(chosen, facts):
        keys = [key for key in macros(catalogue) if key.startswith(prefix) and not key.startswith("_")]
        uses.saw(name, *(key.removeprefix(prefix) for key in keys))


def _look_at_truth(node: nodes.Node, facts: str, uses: Uses) -> None:
    if name := _fact(node, facts):
        uses.saw(name, None)


def _fact(node: nodes.Node, facts: str) -> str | None:
    """The name of the fact a node stands for: `f.name` or `f["name"]`."""
    match node:
        case nodes.Getattr(node=nodes.Name(name=owner), attr=str() as name) if owner == facts and name != "get":
            return name
        case nodes.Getitem(node=nodes.Name(name=owner), arg=nodes.Const(value=str() as name)) if owner == facts:
            return name
        case _:
            return None

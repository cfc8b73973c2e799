"""Sample facts for every template, worked out from what the template does with them.

A fact that goes through `day` is a date, through `money` an amount, one that is counted in a plural is a number, one
that is compared with "paypal" is once "paypal", one that is only printed is the nastiest text we know. So a new entry
is tested the moment it is written, and nobody keeps a list. Facts whose values cannot be seen in the template (keys
of other entries, lists) stand in KNOWN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final

from jinja2 import nodes

from bot.rendering.catalogues import TEMPLATES
from bot.rendering.words import words

HOSTILE: Final = '<b>"Tom & Jerry\'s"</b>'
DAY: Final = date(2026, 3, 14)
TODAY: Final = date(2026, 3, 9)
AMOUNT: Final = Decimal("1234.50")
MISSING: Final = object()

_BY_FILTER: Final[Mapping[str, tuple[Any, ...]]] = {
    "day": (DAY,),
    "day_long": (DAY,),
    "ago": (DAY,),
    "money": (AMOUNT,),
    "number": (1234, 0, 1),
    "percent": (Decimal("0.25"),),
    "length": (("a",),),
    "round": (AMOUNT,),
}
_COUNTS: Final = (5, 0, 1, 2, 21)

KNOWN: Final[Mapping[str, tuple[Any, ...]]] = {
    "currency": ("USD", None),
    "today": (TODAY,),
    "at": (datetime(2026, 3, 14, 7, 59, tzinfo=UTC),),
}
"""By the fact's name, for what a template does not show. A fact of one entry only: "catalogue.key.name"."""


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
    uses = _uses_of(catalogue, key)
    choices = {name: _choices(f"{catalogue}.{key}.{name}", name, seen) for name, seen in uses.items()}
    usual = {name: values[0] for name, values in choices.items() if values[0] is not MISSING}
    yield usual
    for name, values in choices.items():
        for value in values[1:]:
            rest = {other: kept for other, kept in usual.items() if other != name}
            yield rest if value is MISSING else {**rest, name: value}


def _choices(path: str, name: str, seen: list[Any]) -> list[Any]:
    known = KNOWN.get(path) or KNOWN.get(name) or ()
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

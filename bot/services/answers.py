"""What typed words mean as an answer to one question: the bridge from `bot.reading` to the dialogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.domain import ask
from bot.domain.ask import Refusal
from bot.domain.screen import Button
from bot.reading.choices import choose
from bot.reading.countries import read_country
from bot.reading.counts import read_count, read_share
from bot.reading.dates import NoDay, read_day
from bot.reading.money import MoneyReading, NoMoney, read_money
from bot.reading.orders import NoOrder, read_order
from bot.reading.timers import read_timer
from bot.services.scene import Scene


@dataclass(frozen=True, slots=True)
class Understood:
    """Readings in stored form by field. `sure`: they count at once; otherwise the buyer is asked to confirm."""

    readings: Mapping[str, tuple[str, ...]]
    sure: bool


def understand(question: ask.Asked, text: str, scene: Scene) -> Understood | Refusal:
    """The readings of a typed answer, or why there is none."""
    name, language = question.field, scene.buyer.language
    match question.asks:
        case ask.Choice(options):
            return _choice(name, text, scene, options(scene.case))
        case ask.Day(direction):
            return _day(name, text, scene, direction)
        case ask.Money():
            return _money(name, text, scene)
        case ask.Currency():
            return _readings(name, read_money(f"1 {text}", language).currencies, Refusal.NOT_AN_OPTION)
        case ask.Count():
            return _count(name, text, scene)
        case ask.Share():
            return _readings(name, map(str, read_share(text, language).shares), Refusal.NO_SHARE)
        case ask.OrderNumber():
            found = read_order(text)
            refusal = _NO_ORDER.get(found.why, Refusal.NO_ORDER_NUMBER) if found.why else Refusal.NO_ORDER_NUMBER
            return _readings(name, found.numbers, refusal)
        case ask.Country():
            return _readings(name, read_country(text, language), Refusal.NO_COUNTRY)
        case ask.Text(limit):
            clean = " ".join(text.replace("\x00", "").split())
            return Understood({name: (clean,)}, sure=True) if len(clean) <= limit else Refusal.TEXT_TOO_LONG
        case ask.Files():
            return Refusal.WANTS_FILES


_NO_ORDER: Final = {NoOrder.CARD_NUMBER: Refusal.CARD_NUMBER, NoOrder.TRACKING_NUMBER: Refusal.TRACKING_NUMBER}
_NO_MONEY: Final = {
    NoMoney.NEGATIVE: Refusal.AMOUNT_TOO_SMALL,
    NoMoney.ZERO: Refusal.AMOUNT_TOO_SMALL,
    NoMoney.ABSURD: Refusal.AMOUNT_TOO_LARGE,
}
_NO_DAY: Final = {
    NoDay.OUT_OF_RANGE: Refusal.DATE_TOO_FAR,
    NoDay.LOOKS_LIKE_ORDER_NUMBER: Refusal.ORDER_NUMBER_HERE,
}


def _readings(name: str, values: Iterable[str], refusal: Refusal) -> Understood | Refusal:
    """One reading counts at once, several are asked about, none is a refusal."""
    found = tuple(values)
    return Understood({name: found}, sure=len(found) == 1) if found else refusal


def _choice(name: str, text: str, scene: Scene, options: tuple[str, ...]) -> Understood | Refusal:
    labels = {
        value: scene.tongue.label(Button("option", "", {"field": name, "value": value}), scene.buyer.language)
        for value in options
    }
    found = choose(text, labels)
    if not found.keys:
        return Refusal.NOT_AN_OPTION
    return Understood({name: found.keys}, sure=found.key is not None and not found.guessed)


def _day(name: str, text: str, scene: Scene, direction: ask.Direction) -> Understood | Refusal:
    """A typed date is always echoed before it counts."""
    buyer = scene.buyer
    left = read_timer(text, buyer.language, scene.local_day) if direction is ask.Direction.FUTURE else None
    if left:
        return Understood({name: (left.isoformat(),)}, sure=False)
    found = read_day(text, buyer.language, scene.local_day, buyer.day_first, direction)
    if not found.days:
        return _NO_DAY.get(found.why, Refusal.NO_DATE) if found.why else Refusal.NO_DATE
    days = tuple(day.isoformat() for day in found.days[:_MOST_DAYS])
    if mirrored(days):
        first = read_day(text, buyer.language, scene.local_day, True, direction).days
        days = day_first(days, tuple(day.isoformat() for day in first))
    return Understood({name: days}, sure=False)


def mirrored(readings: tuple[str, ...]) -> bool:
    """Whether these are the two days one date like 03/04 can be."""
    return len(readings) == 2 and readings[0][5:7] == readings[1][8:10] and readings[0][8:10] == readings[1][5:7]


def day_first(readings: tuple[str, ...], first: tuple[str, ...]) -> tuple[str, ...]:
    """Two mirrored readings with the one that puts the day first in front: so the choice tells the buyer's order."""
    return first + tuple(one for one in readings if one not in first)


_MOST_DAYS: Final = 31


def _money(name: str, text: str, scene: Scene) -> Understood | Refusal:
    """An amount, and for the price its currency; other amounts must be in the order's own."""
    found = _sum(text, scene) if name == "price" else in_the_orders_currency(text, scene)
    if isinstance(found, Refusal):
        return found
    readings: dict[str, tuple[str, ...]] = {name: tuple(_plain(amount) for amount in found.amounts)}
    if name == "price" and found.currencies:
        readings["currency"] = found.currencies
    return Understood(readings, sure=all(len(values) == 1 for values in readings.values()))


def in_the_orders_currency(text: str, scene: Scene) -> MoneyReading | Refusal:
    """The sum that was typed, in the currency of the order, or why there is none."""
    found = _sum(text, scene)
    if isinstance(found, Refusal):
        return found
    other = found.currency and scene.case.currency and found.currency != scene.case.currency
    return Refusal.OTHER_CURRENCY if other else found


def _sum(text: str, scene: Scene) -> MoneyReading | Refusal:
    found = read_money(text, scene.buyer.language)
    if found.amounts:
        return found
    return _NO_MONEY.get(found.why, Refusal.NO_AMOUNT) if found.why else Refusal.NO_AMOUNT


def _plain(amount: Decimal) -> str:
    return format(amount, "f")


def _count(name: str, text: str, scene: Scene) -> Understood | Refusal:
    """A number; "2 of 4" answers how many there were as well, "all" means every one that was ordered."""
    found = read_count(text, scene.buyer.language)
    if found.whole and scene.case.quantity:
        return Understood({name: (str(scene.case.quantity),)}, sure=True)
    if found.count is None:
        return Refusal.NO_COUNT
    if name == "quantity" and found.of:
        return Understood({"quantity": (str(found.of),), "affected": (str(found.count),)}, sure=True)
    return Understood({name: (str(found.count),)}, sure=True)

"""What typed words mean as an answer to one question: the bridge from `bot.reading` to the dialogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import ask
from bot.domain.ask import Refusal
from bot.domain.dialogue import Question
from bot.domain.screen import Button
from bot.reading.choices import choose
from bot.reading.counts import read_count, read_share
from bot.reading.countries import read_country
from bot.reading.dates import Direction, read_day
from bot.reading.money import read_currency, read_money
from bot.reading.orders import read_order_number
from bot.services.scene import Scene


@dataclass(frozen=True, slots=True)
class Understood:
    """Readings in stored form by field. `sure`: they count at once; otherwise the buyer is asked to confirm."""

    readings: Mapping[str, tuple[str, ...]]
    sure: bool


def understand(question: Question, text: str, scene: Scene) -> Understood | Refusal:
    """The readings of a typed answer, or why there is none."""
    name, language = question.field, scene.buyer.language
    match question.asks:
        case ask.Choice(options):
            return _choice(question, text, scene, options(scene.case))
        case ask.Day(direction):
            return _day(name, text, scene, direction)
        case ask.Money():
            return _money(name, text, scene)
        case ask.Currency():
            return _one(name, read_currency(text, language), Refusal.NOT_AN_OPTION)
        case ask.Count():
            return _one(name, read_count(text, language), Refusal.NO_COUNT)
        case ask.Share():
            return _one(name, read_share(text, language), Refusal.NO_SHARE)
        case ask.OrderNumber():
            return _one(name, read_order_number(text), Refusal.NO_ORDER_NUMBER)
        case ask.Country():
            return _one(name, read_country(text, language), Refusal.NO_COUNTRY)
        case ask.Text(limit):
            clean = " ".join(text.replace("\x00", "").split())
            return Understood({name: (clean,)}, sure=True) if len(clean) <= limit else Refusal.TEXT_TOO_LONG
        case ask.Files():
            return Refusal.WANTS_FILES

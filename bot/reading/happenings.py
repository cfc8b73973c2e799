from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.history import Event


@dataclass(frozen=True, slots=True)
class Heard:
    events: tuple[Event, ...]
    on: date | None
    amount: Decimal | None
    currency: str | None
    answer_by: date | None


def hear_happenings(text: str, language: str, today: date, day_first: bool | None) -> tuple[Heard, ...]:
    return ()

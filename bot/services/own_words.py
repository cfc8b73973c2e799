"""Own words: what a buyer types of a dispute, understood, and turned into what is being told or into an answer."""

from __future__ import annotations

from typing import Final

from bot.domain.ask import Money, Refusal
from bot.domain.bounds import MOST_TOLD
from bot.domain.history import Event
from bot.domain.inquiry import Inquiry
from bot.domain.money import part
from bot.domain.telling import Telling
from bot.reading.choices import read_unknown, read_yes
from bot.reading.counts import read_part
from bot.reading.happenings import Heard, hear_happenings
from bot.reading.money import NoMoney, read_money
from bot.reading.sentence import wants_abuse
from bot.services import happenings, inquiries
from bot.services.answers import Understood, understand
from bot.services.happenings import at, fitting
from bot.services.scene import Feature, Scene, Turn

MOST_AT_ONCE: Final = 4
"""So many things of one message are asked about; who tells more at once is asked again in the end."""


def heard(scene: Scene, text: str) -> tuple[Telling, ...]:
    """What the words say has happened, not yet confirmed."""
    found = hear_happenings(text, scene.buyer.language, scene.local_day, scene.buyer.day_first)
    return tuple(_telling(scene, one) for one in found[:MOST_AT_ONCE])


def _telling(scene: Scene, one: Heard) -> Telling:
    """An amount in another currency than the order's is asked for again; a share is one of what was paid."""
    currency = scene.case.currency
    amount = one.amount if currency is None or one.currency in (None, currency) else None
    if one.share is not None:
        amount = part(scene.case, one.share)
    return fitting(scene, Telling(one.events, one.on, amount, one.answer_by))


def overheard(scene: Scene, text: str) -> tuple[Telling, ...]:
    """What a first sentence surely says has happened in the dispute, beyond what the form asks for anyway."""
    return tuple(one for one in heard(scene, text) if one.event is not None and one.event not in _OF_THE_FORM)


_OF_THE_FORM: Final = frozenset(
    {
        Event.DISPUTE_OPENED,
        Event.DISPUTE_ENDED,
        Event.PARCEL_ARRIVED,
        Event.ITEM_DIED,
        Event.SELLER_SILENT,
        Event.MONEY_ARRIVED,
        Event.REFUND_NOT_SEEN,
    }
)


def typed(scene: Scene, text: str) -> Turn:
    """Own words where anything may be told."""
    if wants_abuse(text):
        return Turn(scene.noticing("abuse"))
    if not scene.case.reviewed or len(scene.case.history) >= MOST_TOLD:
        return happenings.open_(scene)
    found = heard(scene, text)
    if not found:
        return Turn(scene.but(view="happened").noticing("happening_unclear"))
    return at(scene, found)


def typed_answer(scene: Scene, text: str) -> Turn:
    """Own words while something is being told: yes or no to it, the answer to its question, or another story."""
    if not scene.case.telling:
        return typed(scene, text)
    first = scene.case.telling[0]
    agreed = read_yes(text)
    asked = inquiries.asked(scene)
    if not first.sure or asked is None:
        if agreed is None or first.event is None:
            return typed(scene, text)
        return (happenings.confirmed if agreed else happenings.mistaken)(scene, ())
    if agreed is not None and len(first.readings) == 1:
        return happenings.chosen(scene, (asked.field, "0")) if agreed else happenings.again(scene, (asked.field,))
    if read_unknown(text):
        return happenings.skipped(scene, (asked.field,))
    if more := _more_news(scene, text):
        return at(scene, (*scene.case.telling, *more)[:MOST_AT_ONCE])
    found = _shared(asked, text, scene) or understand(asked, text, scene)
    if found is Refusal.AMOUNT_TOO_SMALL and read_money(text, scene.buyer.language).why is NoMoney.ZERO:
        return happenings.answered(scene, (asked.field, "0"))
    if isinstance(found, Refusal):
        return Turn(scene.noticing("refused", refusal=found))
    return happenings.take(scene, asked, found)


def _more_news(scene: Scene, text: str) -> tuple[Telling, ...]:
    """What surely is something else that happened, and no answer: it is gone through afterwards."""
    known = {one.event for one in scene.case.telling}
    return tuple(one for one in heard(scene, text) if one.event is not None and one.event not in known)


def _shared(asked: Inquiry, text: str, scene: Scene) -> Understood | None:
    """A share typed where an amount is asked for; worked out, it is echoed before it counts."""
    share = read_part(text, scene.buyer.language) if isinstance(asked.asks, Money) else None
    amount = part(scene.case, share) if share else None
    return Understood({asked.field: (f"{amount:f}",)}, sure=False) if amount else None


FEATURE: Final = Feature(
    typed={"happened": typed, "telling": typed_answer, "coach": typed, "card": typed},
)

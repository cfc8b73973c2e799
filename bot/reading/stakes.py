"""Stakes: the sum that each act of a story is about: "offered me $5 of 20" is about 5.

A sum belongs to the last act before it in its sentence, else to the act that follows. A bare number is money only
right behind its act, when it counts nothing ("10 days"). What was paid is no offer, and what was got is money only
where the words leave nothing else: "got 12.50 back", but not "got 6 of 10" nor "received it, 44 usd in all".
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from bot.reading import money
from bot.reading.cues import ENDS, small_words
from bot.reading.shares import Part, parts
from bot.reading.told import Story, Told

_BARE: Final = frozenset({"offers", "puts", "accepts", "agrees", "decides_for", "money_arrived", "asks_payment"})
_TAKING: Final = _BARE | {
    "offers_zero",
    "offers_return",
    "offers_coupon",
    "accepts_return",
    "shows_refund",
    "asks_outside",
    "refund_not_seen",
    "gets",
}
_SHARING: Final = frozenset(
    {"offers", "puts", "accepts", "agrees", "decides_for", "decided_for", "money_arrived", "shows_refund"}
)
_MOST: Final = 40
_NEAR: Final = 4  # words between an act and a bare number
_FAR: Final = 14
_CLOSE: Final = 2
_BESIDE: Final = 3
_DOTTED: Final = "en"  # languages whose decimal mark is a full stop


class Stake(NamedTuple):
    """What an act is about; None where no sum is told."""

    amount: Decimal | None = None
    currency: str | None = None
    at: tuple[int, int] = (0, 0)
    """Where the text says it: it says no day."""
    share: Decimal | None = None
    """The part of the price (0 to 1) it is about, where no sum is told."""

    @property
    def told(self) -> bool:
        """Whether the words say how much."""
        return self.amount is not None or self.share is not None


class _Sum(NamedTuple):
    first: int
    last: int
    sum: money.Sum


def stakes(tale: Story, told: Sequence[Told], numbers: Sequence[money.Sum], language: str) -> list[Stake]:
    """The sum of each act, in their order."""
    sums = _placed(tale, numbers)
    shares = parts(tale)[:_MOST]
    met: list[Stake] = []
    used: set[int] = set()
    for at, one in enumerate(told):
        end = next((other.first for other in told[at + 1 :] if other.act in _TAKING), len(tale.words))
        begin = max((other.last for other in told[:at]), default=0)
        found = _of(tale, one, sums, used, begin, end) if one.act in _TAKING else None
        if found is not None:
            used.add(found.first)
        met.append(_stake(found, sums, language) if found else _part(tale, one, shares, end))
    return met


def _placed(tale: Story, numbers: Sequence[money.Sum]) -> list[_Sum]:
    starts = [word.start for word in tale.words]
    ends = [word.end for word in tale.words]
    paid = [hit for hit in tale.hits if (hit.cue.topic, hit.cue.key) == ("sum", "price")]
    met: list[_Sum] = []
    for one in numbers[:_MOST]:
        first, last = bisect(ends, one.start), bisect_left(starts, one.end)
        price = any(last == hit.first or hit.last <= first <= hit.last + 1 for hit in paid)
        sane = any(amount <= money.most(one.currencies) for amount in one.amounts)
        if first < last and not one.negative and not price and sane:
            met.append(_Sum(first, last, one))
    return met


def _of(tale: Story, told: Told, sums: Sequence[_Sum], used: set[int], begin: int, end: int) -> _Sum | None:
    here = tale.sentences[told.first]
    fits = _got if told.act == "gets" else _counts
    mine = [one for one in sums if tale.sentences[one.first] == here and one.first not in used]
    behind = [one for one in mine if told.first <= one.first < min(end, told.last + _FAR) and fits(tale, told, one)]
    if behind:
        return behind[0]
    ahead = [one for one in mine if begin <= one.first < told.first and one.sum.currencies]
    if told.act == "gets":
        ahead = [one for one in ahead if told.first - one.last <= 1 and not tale.comma(one.last, told.first)]
    return ahead[-1] if ahead else None


def _counts(tale: Story, told: Told, one: _Sum) -> bool:
    """Whether it is money: it has a currency, or stands right behind the act and counts nothing else."""
    if one.sum.currencies:
        return True
    if told.act not in _BARE or one.first > told.last + _NEAR:
        return False
    if tale.folded[one.sum.end :].lstrip().startswith("%"):
        return False
    after = tale.words[one.last].text if one.last < len(tale.words) else "."
    apart = one.last >= len(tale.words) or tale.words[one.last].start > one.sum.end + 1
    return apart or not any(one.sum.amounts) or after in ENDS or after in small_words("after_sums")


def _got(tale: Story, told: Told, one: _Sum) -> bool:
    """Whether it is money that was got, and not how many pieces, or what the thing in the parcel costs."""
    between = [word.text for word in tale.words[told.last : one.first]]
    if len(between) > _CLOSE or tale.comma(told.last, one.first) or any(word[0].isdigit() for word in between):
        return False
    if one.sum.currencies:
        return small_words("for").isdisjoint(between)
    back = [hit for hit in tale.hits if (hit.cue.topic, hit.cue.key) == ("sum", "back")]
    return any(hit.first in (told.first, one.last) for hit in back)


def _part(tale: Story, told: Told, shares: Sequence[Part], end: int) -> Stake:
    """The share behind the act, in its sentence; nothing at all is an amount of zero."""
    for one in shares if told.act in _SHARING else ():
        reach = min(end, told.last + (_BESIDE if one.near else _FAR))
        if told.first <= one.first < reach and tale.sentences[one.first] == tale.sentences[told.first]:
            return Stake(share=one.share) if one.share else Stake(Decimal(0))
    return Stake()


def _stake(found: _Sum, sums: Sequence[_Sum], language: str) -> Stake:
    """The amount when it has one reading, and the currency of the sum or the only one of the story."""
    amounts = found.sum.amounts
    currencies = found.sum.currencies or tuple({code for one in sums for code in one.sum.currencies})
    amount = amounts[0] if len(amounts) == 1 else amounts[-1] if language == _DOTTED else None
    return Stake(amount, currencies[0] if len(currencies) == 1 else None, (found.sum.start, found.sum.end))

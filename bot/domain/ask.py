"""What counts as an answer: the kinds of question, the parts of the form, and the refusals each can give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.domain.case import Case


class Part(StrEnum):
    """The four parts of the form: what the header counts."""

    PROBLEM = "problem"
    DATES = "dates"
    ORDER = "order"
    PROOF = "proof"


class Refusal(StrEnum):
    """Why something was not taken as an answer. The words, with what to do instead, are in words/refusals.j2."""

    NOT_AN_OPTION = "not_an_option"
    NO_DATE = "no_date"
    DATE_TOO_FAR = "date_too_far"
    BEFORE_THE_ORDER = "before_the_order"
    NO_SUCH_TIMER = "no_such_timer"
    ORDER_NUMBER_HERE = "order_number_here"
    NO_AMOUNT = "no_amount"
    AMOUNT_TOO_SMALL = "amount_too_small"
    AMOUNT_TOO_LARGE = "amount_too_large"
    NO_COUNT = "no_count"
    COUNT_OUT_OF_RANGE = "count_out_of_range"
    NO_SHARE = "no_share"
    NO_ORDER_NUMBER = "no_order_number"
    CARD_NUMBER = "card_number"
    TRACKING_NUMBER = "tracking_number"
    OTHER_CURRENCY = "other_currency"
    NO_COUNTRY = "no_country"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_EMPTY = "text_empty"
    WANTS_FILES = "wants_files"
    TOO_MANY_FILES = "too_many_files"


class Direction(StrEnum):
    """Which way from today a day may lie: most answers happened, the end of protection may be to come."""

    PAST = "past"
    FUTURE = "future"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words. `options` may depend on what was answered before."""

    options: Callable[[Case], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Day:
    direction: Direction = Direction.PAST


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency of the order."""


@dataclass(frozen=True, slots=True)
class Currency:
    """A three-letter currency code."""


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number from 1 to `highest`."""

    highest: Callable[[Case], int]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, more than 0 and at most 1."""


@dataclass(frozen=True, slots=True)
class Text:
    limit: int


@dataclass(frozen=True, slots=True)
class OrderNumber:
    """15 to 17 digits."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country, kept as its two letters."""


@dataclass(frozen=True, slots=True)
class Files:
    """Photos, videos, documents; ended by Done, never by a timer."""


AnswerKind = Choice | Day | Money | Currency | Count | Share | Text | OrderNumber | Country | Files


class Asked(Protocol):
    """A question, wherever it is asked: the field that the answer goes into, and what counts as one."""

    @property
    def field(self) -> str: ...

    @property
    def asks(self) -> AnswerKind: ...

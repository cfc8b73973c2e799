"""LETTERS: which texts fit a case, and the facts they are written from.

The words are templates/letters/<key>.j2, in the seller's language. A letter says only what the buyer told us: a fact
that is None is left out. Dates are the platform's, given as the reason and never as an ultimatum (POLICY C14).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.domain.assessment import Assessment, Verdict
from bot.domain.case import Case, Loss, Proof, Replied
from bot.domain.citing import Cited, cited
from bot.domain.claims import RemedyKind as Kind
from bot.domain.issues import ISSUES, IssueFacts
from bot.domain.lines import Numbered
from bot.domain.remedies import Remedy

ITEM_LIMIT: Final = 60  # characters; a listing's title is longer than any seller needs
DETAIL_LIMIT: Final = 160  # what the question takes

_WRITABLE: Final = frozenset(
    {Verdict.TOO_EARLY, Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS, Verdict.NOT_VALID}
)
_FILED: Final = frozenset({Verdict.OPEN, Verdict.CLOSING_SOON, Verdict.DEPENDS, Verdict.RUNNING})
_GONE: Final = frozenset({Verdict.CLOSED, Verdict.DECIDED})
_ALIVE: Final = frozenset(Verdict) - _GONE
_NO_REQUEST: Final = frozenset({Kind.WAIT, Kind.FALLBACK})

Fact = str | int | date | Decimal | bool | tuple[tuple[str, int], ...] | tuple[Cited, ...] | None


@dataclass(frozen=True, slots=True)
class Letter:
    """One text: the template's name, the verdicts under which it can be sent, and the cases it does not fit."""

    key: str
    verdicts: frozenset[Verdict]
    unless: Callable[[IssueFacts], bool] | None = None


LETTERS: Final = (
    Letter("first_message", _WRITABLE),
    Letter("dispute_form", _FILED, unless=lambda facts: facts.form_reason is None),
    Letter("goodwill", _GONE),
    Letter("reply_cancel", frozenset({Verdict.RUNNING})),
    Letter("reply_wait", _ALIVE, unless=lambda facts: facts.arrived is True),
    Letter("reply_confirm", _ALIVE),
    Letter("reply_paypal", _ALIVE),
)


def letters(case: Case, assessment: Assessment) -> tuple[str, ...]:
    """The keys of the letters that fit, the one to send first first. None without a problem to write about."""
    if case.issue is None:
        return ()
    facts = ISSUES[case.issue]
    return tuple(
        row.key for row in LETTERS if assessment.verdict in row.verdicts and not (row.unless and row.unless(facts))
    )


def requested(remedies: tuple[Remedy, ...]) -> Remedy | None:
    """The remedy a letter asks for: the best that is a request at all."""
    return next((remedy for remedy in remedies if remedy.kind not in _NO_REQUEST), None)


def letter_facts(
    case: Case,
    assessment: Assessment,
    remedy: Remedy | None,
    today: date,
    files: Sequence[Proof] = (),
    numbered: Sequence[Numbered] = (),
) -> Mapping[str, Fact]:
    """What every letter may mention; all keys are always there. Amounts are the opening ones, and absent without a
    currency: a bare number could be read in the seller's. `files` has one entry for each file, and `numbered` has them
    by their numbers; without files the kinds of proof are named uncounted."""
    early = assessment.verdict is Verdict.TOO_EARLY
    arrived = case.issue is not None and ISSUES[case.issue].arrived is not False
    ends_on, opens_on, last_day = case.protection_ends_on, assessment.opens_on, assessment.safe_last_day
    filed = assessment.verdict in _FILED and last_day is not None
    return {
        "issue": case.issue.value if case.issue else None,
        "arrived": arrived,
        "early": early,
        "running": assessment.verdict is Verdict.RUNNING,
        "decided": assessment.verdict is Verdict.DECIDED,
        **request_facts(case, remedy),
        "currency": case.currency,
        "affected": case.affected,
        "quantity": case.quantity,
        "lost": case.function_lost is not None,
        "order_number": order_number(case.order_number),
        "item": item_name(case.item),
        "detail": own_words(case.detail),
        "ordered_on": case.ordered_on,
        "shipped_on": case.shipped_on,
        "delivered_on": case.delivered_on,
        "protection_ends_on": ends_on if early else None,
        "opens_on": opens_on if early and opens_on and not (ends_on and ends_on < opens_on) else None,
        "overdue_since": ends_on if not arrived and ends_on is not None and ends_on < today else None,
        "last_day": last_day if filed and last_day is not None and last_day > today else None,
        "file_today": filed and last_day is not None and last_day <= today,
        "contacted_on": case.seller_contacted_on,
        "silent": case.replied is Replied.SILENT,
        "tracking": case.tracking.value if case.tracking else None,
        "proofs": _counted(files) or tuple((proof.value, 0) for proof in dict.fromkeys(case.evidence or ())),
        "cited": cited(numbered),
    }


def request_facts(case: Case, remedy: Remedy | None) -> Mapping[str, Fact]:
    """What is asked for, and how the sum comes about."""
    priced = case.currency is not None and remedy is not None
    return {
        "ask": remedy.kind.value if remedy else None,
        "amount": remedy.opening_amount if remedy and priced else None,
        "method": remedy.method.value if remedy and remedy.method and remedy.method is not Loss.WHOLE else None,
        "one_part": remedy is not None and remedy.kind is Kind.PARTIAL_REFUND and remedy.method is Loss.PART,
        "part_price": case.part_price if priced else None,
        "repair_price": case.repair_price if priced else None,
    }


def _counted(files: Sequence[Proof]) -> tuple[tuple[str, int], ...]:
    """Each kind with its number of files, in the order of Proof."""
    count = Counter(files)
    return tuple((proof.value, count[proof]) for proof in Proof if count[proof])


def item_name(text: str | None) -> str | None:
    """The buyer's name for the thing on one short line; None when empty."""
    return _one_line(text, ITEM_LIMIT)


def own_words(text: str | None) -> str | None:
    """What the buyer wrote of the problem on one line, ready to stand in quotation marks; None when empty."""
    return (_one_line(text, DETAIL_LIMIT) or "").strip(_AROUND) or None


def _one_line(text: str | None, limit: int) -> str | None:
    """The text without control or direction marks, cut at a word; None when nothing is left."""
    visible = "".join(" " if unicodedata.category(char) in _INVISIBLE else char for char in text or "")
    line = " ".join(visible.split())
    if len(line) > limit:
        line = line[:limit].rsplit(" ", 1)[0].rstrip(" ,.;:-") + "…"
    return line or None


def order_number(text: str | None) -> str | None:
    """The order number's digits, or None when it is not one (AliExpress: 15 to 17 digits, older ones fewer)."""
    digits = re.sub(r"\D", "", text or "", flags=re.ASCII)
    return digits if 8 <= len(digits) <= 20 else None


# Controls, formats, surrogates, private and unassigned code points, line and paragraph separators.
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_AROUND: Final = " .\"'“”„«»‘’"

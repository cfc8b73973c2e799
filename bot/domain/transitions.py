"""NEXT: stage × event → stage, total. A person can read it: one line for each event, one column for each stage.

A number is the stage the event leads to, written as in POLICY section 6; where it is the column's own, the clock of the
stage begins anew. A point: it can happen there, and changes neither stage nor clock. A dash: it cannot happen there;
told all the same, it changes nothing, on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from bot.domain.history import Event
from bot.domain.stages import STAGES, Phase

_GRID: Final = """
                             0  1  2  3  4  4a 5  5a 6  6a 7  8  9  10 X  $
dispute_opened               1  .  -  .  .  .  .  .  .  .  -  -  -  -  1  -
buyer_edited                 -  1  -  1  .  .  4  4  .  -  -  -  -  -  -  -
buyer_sent_evidence          -  .  -  .  4  .  4  4  .  .  -  .  .  -  -  -
buyer_accepted_refund        -  7  7  7  7  7  7  7  .  .  .  .  -  -  -  .
buyer_accepted_return        -  6  6  6  6  6  6  6  .  .  -  -  -  -  -  -
buyer_accepted_nothing       -  8  8  8  8  8  8  8  8  -  -  .  -  -  -  -
buyer_cancelled              .  X  X  X  X  X  X  X  X  -  -  -  -  -  .  -
buyer_appealed               -  -  -  -  -  -  -  -  -  -  9  9  .  -  -  -
buyer_missed_timer           .  .  .  4  .  .  .  .  8  .  .  10 .  .  .  .
return_shipped               -  .  6a .  .  -  .  -  6a .  .  .  .  .  .  .
seller_accepted              .  2  .  2  2  2  2  2  .  .  .  -  -  -  -  -
seller_offered_amount        .  3  .  3  .  .  .  .  .  .  .  .  .  .  .  .
seller_offered_resend        .  3  .  3  .  .  .  .  .  .  .  .  .  .  .  .
seller_asked_return          .  3  .  3  .  .  .  .  .  .  .  .  .  .  .  .
seller_asked_cancel          .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
seller_asked_wait            .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
seller_asked_confirm         .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
seller_asked_outside         .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
seller_asked_evidence        .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
seller_offered_coupon        .  3  .  3  .  .  .  .  .  .  .  .  .  .  .  .
seller_refused               .  3  -  .  .  .  .  .  .  .  .  .  .  .  .  .
seller_silent                .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
platform_stepped_in          -  4  -  4  .  4  .  4  -  -  -  -  -  -  -  -
platform_asked_evidence      4  4  -  4  4  4  4  4  .  .  -  .  .  -  -  -
platform_asked_parcel_paper  4  4  -  4  4  4  4  4  .  .  -  .  .  -  -  -
platform_proposed_amount     5  5  .  5  5  5  5  5  .  .  .  .  .  -  -  -
platform_proposed_zero       5  5  .  5  5  5  5  5  .  .  .  .  .  -  -  -
platform_proposed_return     5  5  .  5  5  5  5  5  .  .  .  .  .  -  -  -
platform_proposed_wait       5a 5a .  5a 5a 5a 5a 5a -  -  -  -  -  -  -  -
decided_for                  7  7  7  7  7  7  7  7  7  7  .  7  7  7  7  .
decided_return               6  6  6  6  6  6  6  6  .  .  -  6  6  -  -  -
decided_against              8  8  8  8  8  8  8  8  8  8  8  .  10 .  .  -
dispute_ended                8  8  7  8  8  8  8  8  8  8  .  .  .  .  .  .
still_pending                -  4  .  4  .  .  .  .  .  .  .  -  .  -  -  -
two_proposals                5  5  .  5  5  5  .  5  -  -  -  -  -  -  -  -
other_offered                .  3  .  3  .  .  .  .  .  .  .  .  .  .  .  .
parcel_arrived               .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
item_died                    .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
label_refused                .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
return_arrived               -  .  6a .  .  -  .  -  6a 6a .  .  .  .  .  -
return_not_paid              6a 6a 6a 6a 6a 6a 6a 6a 6a 6a .  .  .  .  .  -
refund_not_seen              .  7  7  7  7  7  7  7  7  7  .  7  7  7  .  7
money_arrived                .  $  $  $  $  $  $  $  $  $  $  $  $  $  $  .
suspicious_mail              .  .  .  .  .  .  .  .  .  .  .  .  .  .  .  .
window_ran_out               10 -  -  -  -  -  -  -  -  -  -  -  -  -  10 -
seller_time_ran_out          -  4  -  -  -  -  -  -  -  -  -  -  -  -  -  -
still_under_way              -  4a -  4a -  -  -  -  -  -  -  -  -  -  -  -
negotiation_ran_out          -  -  -  4  -  -  -  -  -  -  -  -  -  -  -  -
delivery_time_ran_out        -  -  -  -  -  4  -  -  -  -  -  -  -  -  -  -
evidence_time_ran_out        -  -  -  -  .  -  -  -  -  -  -  -  -  -  -  -
proposed_amount_applied      -  -  -  -  -  -  7  -  -  -  -  -  -  -  -  -
proposed_return_applied      -  -  -  -  -  -  6  -  -  -  -  -  -  -  -  -
proposed_zero_applied        -  -  -  -  -  -  8  -  -  -  -  -  -  -  -  -
waiting_ran_out              -  -  -  -  -  -  -  4  -  -  -  -  -  -  -  -
return_time_ran_out          -  -  -  -  -  -  -  -  8  -  -  -  -  -  -  -
return_check_ran_out         -  -  -  -  -  -  -  -  -  .  -  -  -  -  -  -
agreement_carried_out        -  -  7  -  -  -  -  -  -  -  -  -  -  -  -  -
agreed_return_due            -  -  6  -  -  -  -  -  -  -  -  -  -  -  -  -
refund_time_ran_out          -  -  -  -  -  -  -  -  -  -  .  -  -  -  -  -
appeal_time_ran_out          -  -  -  -  -  -  -  -  -  -  -  10 -  -  -  -
appeal_answer_ran_out        -  -  -  -  -  -  -  -  -  -  -  -  .  -  -  -
"""
_HAPPENS, _CANNOT = ".", "-"


def _read(grid: str) -> Iterator[tuple[tuple[Phase, Event], str]]:
    """Every cell. Raises for a column, a line or a cell that is missing, doubled or not known."""
    head, *lines = grid.strip().splitlines()
    by_number = {row.number: phase for phase, row in STAGES.items()}
    columns = [by_number[number] for number in head.split()]
    events = [line.split()[0] for line in lines]
    if columns != list(Phase) or events != list(Event):
        raise ValueError("the grid has one column for each stage and one line for each event, in their order")
    for line in lines:
        event, *cells = line.split()
        for phase, cell in zip(columns, cells, strict=True):
            if cell not in (*by_number, _HAPPENS, _CANNOT):
                raise ValueError(f"{event}: no stage is numbered {cell}")
            yield (phase, Event(event)), cell


_CELLS: Final = dict(_read(_GRID))
_NUMBERED: Final = {row.number: phase for phase, row in STAGES.items()}

NEXT: Final[Mapping[tuple[Phase, Event], Phase]] = MappingProxyType(
    {(phase, event): _NUMBERED.get(cell, phase) for (phase, event), cell in _CELLS.items()}
)
"""Where each event leads from each stage."""

STARTS: Final[frozenset[tuple[Phase, Event]]] = frozenset(pair for pair, cell in _CELLS.items() if cell in _NUMBERED)
"""The pairs that begin the stage, or its clock, anew."""

POSSIBLE: Final[frozenset[tuple[Phase, Event]]] = frozenset(pair for pair, cell in _CELLS.items() if cell != _CANNOT)
"""The pairs that can happen: what to offer a buyer to tell."""

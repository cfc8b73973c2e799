"""Evidence: which kinds of proof serve which shot, how large a file may be, what is still worth having.

The shot list of a problem is in `issues`; how to take each shot is said by templates/words/shots.j2 under its key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from bot.domain.buyer import File
from bot.domain.case import Case, Loss, Proof
from bot.domain.claims import Shot
from bot.domain.issues import ISSUES
from bot.domain.policy import Policy

_MEGABYTE: Final = 1024 * 1024
_PICTURE: Final = (Proof.PHOTO, Proof.VIDEO)
_SCREEN: Final = (Proof.SCREENSHOT,)
_PAPER: Final = (Proof.OFFICIAL_LETTER,)
_FILM: Final = frozenset({Proof.VIDEO})
_ANY_PICTURE: Final = frozenset(Proof) - _FILM
_ANY_PAPER: Final = frozenset({Proof.OFFICIAL_LETTER, Proof.RECEIPT, Proof.CHAT, Proof.TRACKING})

SERVES: Final[Mapping[Shot, tuple[Proof, ...]]] = MappingProxyType(
    {
        Shot.ORDER_DATES: _SCREEN,
        Shot.ORDER_ADDRESS: _SCREEN,
        Shot.TRACKING_PAGE: (Proof.TRACKING, Proof.SCREENSHOT),
        Shot.SELLER_CHAT: (Proof.CHAT, Proof.SCREENSHOT),
        Shot.CARRIER_LETTER: _PAPER,
        Shot.POLICE_REPORT: _PAPER,
        Shot.CUSTOMS_NOTICE: _PAPER,
        Shot.PARCEL_OUTSIDE: _PICTURE,
        Shot.PARCEL_LABEL: _PICTURE,
        Shot.INNER_PACKING: _PICTURE,
        Shot.UNBOXING: (Proof.VIDEO,),
        Shot.EVERYTHING_RECEIVED: _PICTURE,
        Shot.WHOLE_ITEM: _PICTURE,
        Shot.CLOSE_UP: _PICTURE,
        Shot.BESIDE_LISTING: _PICTURE,
        Shot.CHOSEN_VARIANT: _SCREEN,
        Shot.LISTING: _SCREEN,
        Shot.SIZE_CHART: _SCREEN,
        Shot.FLAT_WITH_RULER: _PICTURE,
        Shot.SIZE_LABEL: _PICTURE,
        Shot.FAULT_VIDEO: (Proof.VIDEO,),
        Shot.MEASUREMENT: (Proof.PHOTO, Proof.VIDEO, Proof.SCREENSHOT),
        Shot.GENUINENESS: (Proof.SCREENSHOT, Proof.OFFICIAL_LETTER),
        Shot.CAPACITY_TEST: (Proof.SCREENSHOT, Proof.VIDEO),
        Shot.SIGNS_OF_USE: _PICTURE,
        Shot.UNUSED_STATE: _PICTURE,
        Shot.PART_PRICE: (Proof.SCREENSHOT, Proof.RECEIPT),
        Shot.REPAIR_QUOTE: (Proof.RECEIPT, Proof.SCREENSHOT, Proof.OFFICIAL_LETTER),
        Shot.RETURN_QUOTE: (Proof.RECEIPT, Proof.SCREENSHOT),
        Shot.ORDER_LOG: _SCREEN,
    }
)

# A figure is believed when its source can be seen.
_FIGURE: Final[Mapping[Loss, Shot]] = MappingProxyType(
    {Loss.COUNT: Shot.EVERYTHING_RECEIVED, Loss.PART: Shot.PART_PRICE, Loss.REPAIR: Shot.REPAIR_QUOTE}
)


def shots(case: Case, method: Loss | None = None) -> tuple[Shot, ...]:
    """The shot list of this case, most convincing first; with the proof of the figure when its method is known, and
    with what volunteers asked for."""
    if case.issue is None:
        return ()
    listed = ISSUES[case.issue].shots
    more = [_FIGURE[method]] if method is not None and method in _FIGURE else []
    if case.return_price:
        more.append(Shot.RETURN_QUOTE)
    more += [shot for shot in Shot if shot in case.requested and shot not in more]
    return listed + tuple(shot for shot in more if shot not in listed)


def wanted(case: Case, method: Loss | None = None, matched: Set[Shot] | None = None) -> tuple[Shot, ...]:
    """The shots still missing that can be had. `matched` are those there is a file for; None: no files are known, and
    a kind of proof the buyer holds is taken to serve every shot it can serve."""
    return tuple(shot for shot in missing(case, method, matched) if shot not in case.without)


def missing(case: Case, method: Loss | None = None, matched: Set[Shot] | None = None) -> tuple[Shot, ...]:
    """The same with those that the buyer can't have."""
    if matched is not None:
        return tuple(shot for shot in shots(case, method) if shot not in matched)
    kinds = frozenset(case.evidence or ())
    return tuple(shot for shot in shots(case, method) if not kinds.intersection(SERVES[shot]))


def held(case: Case, files: Iterable[File]) -> tuple[Proof, ...]:
    """What kind of proof each file is: what its line asks for, where it has one. Otherwise a picture of a parcel that
    never came is a screenshot, and any other paper counts as an official one until somebody has looked at it."""
    here = case.issue is not None and ISSUES[case.issue].arrived is True
    usual = (Proof.PHOTO if here else Proof.SCREENSHOT, Proof.VIDEO, Proof.OFFICIAL_LETTER)
    return tuple(next(proof for proof in (*_asked(file), *usual) if proof in could_be(file)) for file in files)


def _asked(file: File) -> tuple[Proof, ...]:
    return next((proofs for shot, proofs in SERVES.items() if shot == file.shot), ())


def serves(file: File, shot: Shot) -> bool:
    """Whether a file of this kind can be what the line asks for: a picture can be of anything but a film."""
    return not could_be(file).isdisjoint(SERVES[shot])


def could_be(file: File) -> frozenset[Proof]:
    """The kinds of proof this file can be, by its type alone."""
    if file.kind == "photo" or file.mime.startswith("image/"):
        return _ANY_PICTURE
    if file.kind == "video" or file.mime.startswith("video/"):
        return _FILM
    return _ANY_PAPER


def refused_above(kind: Proof, size: int, policy: Policy, on: date) -> int | None:
    """The limit of the dispute form, in megabytes, that a file of `size` bytes is over: it would block the whole
    form. None: the file fits. Raises NoTermInForce for a day before the form had limits we know of."""
    limit = policy.term("video_size" if kind is Proof.VIDEO else "picture_size").in_force(on).value
    return limit if limit is not None and size > limit * _MEGABYTE else None


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file the dispute form takes, in megabytes."""

    picture: int
    video: int


def limits(policy: Policy, on: date) -> Limits:
    """The limits of the form on a day; the first that are known, for one before them."""
    terms = (policy.term(key) for key in ("picture_size", "video_size"))
    return Limits(*((term.latest(on) or term.since[0]).value or 0 for term in terms))


def picture_limit(policy: Policy, on: date) -> int:
    """The largest picture that the dispute form takes, in bytes."""
    return limits(policy, on).picture * _MEGABYTE


def _check() -> None:
    missing = [shot for shot in Shot if shot not in SERVES]
    idle = (
        set(Shot) - {shot for facts in ISSUES.values() for shot in facts.shots} - {*_FIGURE.values(), Shot.RETURN_QUOTE}
    )
    if missing or idle:
        raise ValueError(f"the shot list is not total: {[*missing, *idle]}")


_check()

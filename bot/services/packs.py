"""Packs: the evidence pack in the chat. For whom, in which language, as a PDF or with the files; the job `pack` makes
and sends it. What is in it is said by `bot.services.pack`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.domain.case import Case, Payment
from bot.domain.pack import Reader
from bot.domain.screen import Button, Screen
from bot.services.pack import languages_for
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import Job

KIND: Final = "pack"
PDF: Final = "pdf"
ZIP: Final = "zip"
"""The PDF, and the files beside it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the buyer asked for."""

    reader: Reader
    language: str
    form: str


def readers(case: Case) -> tuple[Reader, ...]:
    """For whom there may be a pack, those who can decide about this payment first."""
    return tuple(sorted(Reader, key=lambda reader: case.payment is not None and case.payment not in _PAID[reader]))


_PAID: Final = {
    Reader.PLATFORM: frozenset(Payment),
    Reader.PAYPAL: frozenset({Payment.PAYPAL}),
    Reader.CARD: frozenset({Payment.CARD, Payment.VISA, Payment.MASTERCARD, Payment.AMEX}),
}


def screen(scene: Scene, argument: str) -> Screen:
    """For whom? And then, in which language and with the files or without?"""
    if scene.case.issue is None:
        return Screen("pack_nothing", scene.facts(), ((Button("back", scene.press("v", "case")),),))
    if argument in set(Reader):
        return _forms(scene, Reader(argument))
    rows = tuple(
        (Button("pack_for", scene.lasting("v", f"pack.{one}"), {"reader": one}),) for one in readers(scene.case)
    )
    return Screen("pack", scene.facts(), (*rows, (Button("back", scene.lasting("v", "card")),)))


def _forms(scene: Scene, reader: Reader) -> Screen:
    rows = tuple(
        tuple(
            Button("pack_as", scene.press("pk", reader, language, form), {"form": form, "code": language})
            for form in (PDF, ZIP)
        )
        for language in languages_for(reader, scene.buyer)
    )
    back = (Button("back", scene.lasting("v", "pack")),)
    return Screen("pack_form", scene.facts(reader=reader), (*rows, back))


def asked(scene: Scene, arguments: tuple[str, ...]) -> Turn:
    """Make it. Raises ValueError for what is not offered."""
    reader, language, form = Reader(arguments[0]), arguments[1], arguments[2]
    if scene.case.issue is None or language not in languages_for(reader, scene.buyer) or form not in (PDF, ZIP):
        raise ValueError("no such pack")
    facts = {"reader": str(reader), "language": language, "form": form}
    job = Job(KIND, facts, key=f"{scene.buyer.step}")
    return Turn(scene.but(view=_UNDER_WAY, notice={}), jobs=(job,))


def under_way(scene: Scene, _: str = "") -> Screen:
    """It comes below, in about a minute. True before it came and afterwards, for it stays above."""
    return Screen("packing", scene.facts(), ((Button("back", scene.lasting("v", "card")),),))


def order(facts: Mapping[str, Any]) -> Order:
    """What the facts of a job tell."""
    return Order(Reader(facts["reader"]), facts["language"], facts["form"])


_UNDER_WAY: Final = "packing"

FEATURE: Final = Feature(actions={"pk": asked}, views={"pack": screen, _UNDER_WAY: under_way})

"""The evidence pack: what of the open case goes into it for one reader. The document is made by bot.rendering.pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from bot.domain.account import account
from bot.domain.addressees import written_in
from bot.domain.buyer import Buyer, File
from bot.domain.cards import CARD_ROUTES
from bot.domain.claim_letters import claim_facts
from bot.domain.enclosures import letters_of
from bot.domain.file_names import file_name
from bot.domain.letters import letter_facts, requested
from bot.domain.lines import Numbered, numbered
from bot.domain.money import paid
from bot.domain.pack import MOST_EXHIBITS, Exhibit, Kind, Pack, Reader
from bot.services.coaching import Coached, coached
from bot.services.scene import Scene


def pack_of(
    scene: Scene, reader: Reader, language: str | None = None, names: Mapping[int, str] = MappingProxyType({})
) -> Pack:
    """The pack of the open case. `language` None: the reader's usual one. `names` are those of prepared files, by
    number. Raises ValueError for a case without a problem: there is nothing to show."""
    found = coached(scene)
    case = found.advice.case
    if case.issue is None or scene.record is None:
        raise ValueError("a pack needs a case with a problem")
    language = language or languages_for(reader, scene.buyer)[0]
    letter = letter_to(reader, found)
    method = found.advice.remedy.method if found.advice.remedy else None
    files = numbered(case, scene.record.files, method)
    return Pack(
        reader=reader,
        language=language,
        made_on=scene.local_day,
        number=scene.record.number,
        order_number=case.order_number,
        facts=_facts(scene, found),
        timeline=account(case),
        letter=letter,
        letter_language=written_in(letter, language, scene.buyer.seller_language)[0],
        exhibits=tuple(_exhibit(one, names) for one in files[:MOST_EXHIBITS]),
    )


def languages_for(reader: Reader, buyer: Buyer) -> tuple[str, ...]:
    """The languages a pack is offered in, the usual one first: AliExpress reads what sellers are written in, PayPal and
    the bank are the buyer's own; English is read everywhere."""
    usual = buyer.seller_language if reader is Reader.PLATFORM else buyer.language
    return tuple(dict.fromkeys((usual, _ENGLISH)))


def letter_to(reader: Reader, found: Coached) -> str:
    """The letter that goes with it."""
    if reader is not Reader.CARD:
        return _LETTERS[reader]
    ways = [route.route for route in (*found.coaching.routes, *found.advice.assessment.fallbacks)]
    card = next((way for way in ways if way in CARD_ROUTES), CARD_ROUTES[-1])
    return letters_of(card, ways)[0]


_ENGLISH: Final = "en"
_LETTERS: Final = {Reader.PLATFORM: "dispute_form", Reader.PAYPAL: "paypal_claim"}


def _facts(scene: Scene, found: Coached) -> dict[str, Any]:
    advice, coaching = found.advice, found.coaching
    case = advice.case
    asked = requested(advice.remedies) or coaching.claim
    letters = letter_facts(case, advice.assessment, asked, scene.today, advice.held, advice.numbered)
    claims = claim_facts(case, coaching)
    own = {
        "price": case.price,
        "shipping_price": case.shipping_price,
        "tax": case.tax,
        "total": paid(case),
        "shipping_method": case.shipping_method,
        "payment": case.payment.value if case.payment else None,
        "country": case.country,
        "promised_on": case.protection_ends_on,
    }
    return {**claims, **letters, **own}


def _exhibit(one: Numbered, names: Mapping[int, str]) -> Exhibit:
    kind = _kind(one.file)
    name = names.get(one.number) or _name(one, kind)
    return Exhibit(one.number, one.shot.value if one.shot else None, one.file.caption, kind, name)


def _kind(file: File) -> Kind:
    mime = file.mime.split("/")[0]
    if file.kind == "photo" or mime == "image":
        return Kind.PICTURE
    return Kind.VIDEO if file.kind in _FILMS or mime == "video" else Kind.DOCUMENT


def _name(one: Numbered, kind: Kind) -> str:
    """Where nobody prepared the file yet: its number, its shot, and an end that fits."""
    known = _ENDINGS.get(one.file.mime) or _ENDINGS[kind]
    own = one.file.name.rpartition(".")[2].lower()
    return file_name(one.number, one.shot, own if _ENDING.fullmatch(own) and kind is Kind.DOCUMENT else known)


_FILMS: Final = frozenset({"video", "animation", "video_note"})
_ENDINGS: Final = {
    "video/quicktime": "mov",
    "video/webm": "webm",
    Kind.PICTURE: "jpg",
    Kind.VIDEO: "mp4",
    Kind.DOCUMENT: "pdf",
}
_ENDING: Final = re.compile("[a-z0-9]{2,5}")

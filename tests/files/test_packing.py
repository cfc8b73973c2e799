"""The evidence pack in the chat: whose it is, what is in it, and what it says of what is not."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from bot.domain.case import Case, Payment
from bot.domain.pack import Reader
from bot.playground.samples import pictures
from bot.services.packs import readers
from tests.conversation import Conversation
from tests.engines import EACH_ENGINE
from tests.files.desk import deletes_the_case_at, evidence, presses, returned, tries


async def orders(talk: Conversation, reader: str, form: str) -> None:
    await presses(talk, "v", f"pack.{reader}")
    await talk.taps(form)


def text(data: bytes) -> str:
    """What is written on all pages."""
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


@pytest.mark.parametrize(
    ("payment", "first"),
    [
        (Payment.PAYPAL, [Reader.PLATFORM, Reader.PAYPAL, Reader.CARD]),
        (Payment.VISA, [Reader.PLATFORM, Reader.CARD, Reader.PAYPAL]),
        (None, [Reader.PLATFORM, Reader.PAYPAL, Reader.CARD]),
    ],
)
def test_who_can_decide_about_this_payment_is_offered_first(payment: Payment | None, first: list[Reader]) -> None:
    assert list(readers(Case(payment=payment))) == first


@EACH_ENGINE
async def test_a_pack_comes_as_one_document_with_every_picture_in_it(database: str) -> None:
    async with evidence(database=database) as talk:
        for name in ("torn-parcel", "blurred"):
            talk.telegram.sends_photo(talk.buyer, pictures()[name], caption=f"this is {name}")
        await talk.settle()
        await orders(talk, "platform", "English, PDF")

    (pack,) = returned(talk)
    assert pack.name.endswith(".pdf")
    assert "For the AliExpress dispute" in pack.caption
    assert "this is torn-parcel" in text(pack.data)
    assert len([image for page in PdfReader(BytesIO(pack.data)).pages for image in page.images]) == 2
    assert tries(talk, "sendChatAction") > 0
    assert "about a minute" in talk.messages[-2]["text"]
    assert not talk.telegram.complaints


async def test_with_the_zip_come_the_pictures_by_their_names() -> None:
    async with evidence() as talk:
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        await orders(talk, "paypal", "English, PDF and ZIP")

    pdf, bundle = returned(talk)
    assert "For PayPal" in pdf.caption
    with ZipFile(BytesIO(bundle.data)) as files:
        assert files.namelist() == [pdf.name, "1-close-up.jpg"]
        assert files.read(pdf.name) == pdf.data


async def test_one_picture_that_is_lost_or_broken_does_not_stop_the_pack() -> None:
    """It says so below the pack and in the place of the picture."""
    async with evidence() as talk:
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        gone = talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        talk.telegram.sends_document(talk.buyer, b"\xff\xd8\xffbroken", "x.jpg", "image/jpeg")
        talk.telegram.sends_video(talk.buyer)
        talk.telegram.files.lose(gone["photo"][-1]["file_id"])
        await talk.settle()
        await orders(talk, "card", "English, PDF")

    (pack,) = returned(talk)
    written = " ".join(text(pack.data).split())
    assert "Not shown in it: 2, 3." in pack.caption
    assert "attach them beside it: 4." in pack.caption
    assert written.count("It can't be shown here") == 2
    assert "This is sent as a file of its own" in written


async def test_the_pack_is_made_in_the_language_that_was_chosen() -> None:
    async with evidence("ru") as talk:
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        await orders(talk, "paypal", "Русский, PDF")

    (pack,) = returned(talk)
    assert "Доказательства" in text(pack.data)


async def test_what_has_no_font_is_said_below_the_pack() -> None:
    async with evidence() as talk:
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"], caption="สวัสดี")
        await talk.settle()
        await orders(talk, "platform", "English, PDF")

    (pack,) = returned(talk)
    assert "a script I have no font for" in pack.caption


async def test_two_taps_are_one_pack() -> None:
    async with evidence() as talk:
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        await presses(talk, "v", "pack.platform")
        for _ in range(2):
            talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], "English, PDF")
        await talk.settle()

    assert len(returned(talk)) == 1


async def test_sixty_photos_of_a_phone_are_one_pack_within_the_limit_of_a_file() -> None:
    async with evidence() as talk:
        for shade in range(60):
            talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"] + bytes([shade]))
        await talk.settle()
        await orders(talk, "platform", "English, PDF")

    (pack,) = returned(talk)
    assert len(pack.data) < 50 * 1024 * 1024
    assert len([image for page in PdfReader(BytesIO(pack.data)).pages for image in page.images]) == 60


async def test_of_a_case_that_was_deleted_no_pack_is_sent() -> None:
    async with evidence() as talk:
        talk.telegram.sends_photo(talk.buyer, pictures()["torn-parcel"])
        await talk.settle()
        await presses(talk, "v", "pack.platform")
        talk.telegram.taps(talk.buyer, talk.messages[-1]["message_id"], "English, PDF")
        await deletes_the_case_at(talk, "getFile")

    assert returned(talk) == []

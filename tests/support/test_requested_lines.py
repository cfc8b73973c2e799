"""What volunteers ask for is a line of the case's list, whatever the list of its problem says."""

from __future__ import annotations

from bot.domain.buyer import Record
from bot.domain.claims import Shot
from bot.domain.evidence import shots, wanted
from bot.domain.lines import matched
from tests.conversation import Conversation
from tests.support.desk import asks, desk, pushes, volunteer


async def _record(talk: Conversation) -> Record:
    record = await talk.app.store.record(talk.buyer, 1)
    assert record is not None
    return record


async def _asked_for_the_size_label(talk: Conversation) -> None:
    """Of a vase that came broken, which has none on its list."""
    await asks(talk)
    await volunteer(talk, "/ask")
    await pushes(talk, "Size label")
    await talk.taps("Send it now")


async def test_what_was_asked_for_stays_on_its_line_when_more_files_come() -> None:
    async with desk() as talk:
        await _asked_for_the_size_label(talk)
        asked = await _record(talk)
        assert Shot.SIZE_LABEL in shots(asked.case)
        assert not matched(asked.case, asked.files)

        await talk.sends("photo")
        await talk.taps("‹ Back")
        await talk.sends("photo")

        record = await _record(talk)
        assert [file.shot for file in record.files] == ["size_label", "close_up"]
        assert matched(record.case, record.files) == {Shot.SIZE_LABEL, Shot.CLOSE_UP}


async def test_what_cannot_be_had_is_wanted_no_more() -> None:
    async with desk() as talk:
        await _asked_for_the_size_label(talk)
        await talk.taps("I can’t")

        record = await _record(talk)
        assert Shot.SIZE_LABEL in record.case.without
        assert Shot.SIZE_LABEL not in wanted(record.case, matched=matched(record.case, record.files))

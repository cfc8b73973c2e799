"""Assigning: a case goes to a colleague, by a reply to one of their messages, by name or by a button."""

from __future__ import annotations

import pytest

from tests.conversation import Conversation
from tests.support.desk import GROUP, MAX, VERA, asks, card, desk, lines, said, volunteer


async def holder(talk: Conversation) -> str:
    found = await talk.app.store.ticket(1)
    assert found is not None
    return found.taken_name


async def test_a_reply_to_a_colleagues_message_gives_them_the_case() -> None:
    async with desk() as talk:
        await asks(talk)
        number = await volunteer(talk, "I know such vases", MAX)
        await volunteer(talk, "/assign", reply_to=number)

        assert "Taken by Max" in card(talk)
        assert lines(talk)[-1].startswith("Vera gives the case to Max.")
        assert talk.screen.startswith("Max, a volunteer, has taken your case")


@pytest.mark.parametrize("typed", ["@max_helps", "MAX", "max"])
async def test_somebody_who_has_written_in_the_group_is_known_by_name(typed: str) -> None:
    async with desk() as talk:
        await asks(talk)
        person = talk.telegram.person(MAX)
        person.first_name, person.username = "Max" if typed == "MAX" else "Max Bauer", "max_helps"
        talk.telegram.says(MAX, "good morning", chat=GROUP)
        await talk.settle()
        await volunteer(talk, f"/assign {typed}")

        assert (await holder(talk)).startswith("Max")


async def test_a_name_nobody_has_is_said_to_be_so() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/assign Max")

        assert lines(talk)[-1].startswith("I know nobody here called Max.")
        assert await holder(talk) == ""


async def test_a_message_of_the_bot_is_no_colleague() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/assign", reply_to=said(talk)[0]["message_id"])

        assert lines(talk)[-1].startswith("To whom?")
        assert await holder(talk) == ""


async def test_without_a_name_the_colleagues_are_offered_as_buttons() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "I am here", MAX)
        await volunteer(talk, "/assign")
        talk.telegram.taps(VERA, said(talk)[-1]["message_id"], "Max", chat=GROUP)
        await talk.settle()

        assert await holder(talk) == "Max"


async def test_a_case_can_be_taken_from_one_colleague_and_given_to_another_and_all_see_it() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/take")
        await volunteer(talk, "/assign Vera", MAX)
        assert lines(talk)[-1] == "Vera has it already."
        await volunteer(talk, "/assign Max", MAX)

        assert await holder(talk) == "Max"
        assert lines(talk)[-1].endswith("Vera had this case in hand.")
        found = await talk.app.store.ticket(1)
        assert found is not None
        assert found.taken_at == talk.clock.now


async def test_who_answers_in_the_case_of_a_colleague_is_told_whose_it_is_once() -> None:
    async with desk() as talk:
        await asks(talk)
        await volunteer(talk, "/take")
        for words in ("one", "two"):
            await volunteer(talk, f"/r {words}", MAX)
            assert talk.screen == f"Max, a volunteer:\n{words}"

        assert [line for line in lines(talk) if "Your answer went out" in line] == [
            "Vera has this case. Your answer went out all the same."
        ]


async def test_a_note_is_kept_with_the_case_and_shown_below_the_card() -> None:
    async with desk() as talk:
        await asks(talk)
        heard = len(talk.messages)
        await volunteer(talk, "/note the seller is known for this", MAX)
        again = talk.telegram.updates.last_id
        assert again is not None
        talk.telegram.duplicate(again)
        await talk.settle()
        await volunteer(talk, "/case")

        assert lines(talk)[-1] == "Notes of the volunteers\n• 22 May 2026, Max: the seller is known for this"
        kept = await talk.app.store.timeline(talk.buyer, 1)
        assert [(one.kind, one.facts) for one in kept if one.kind == "note"] == [
            ("note", {"by": "Max", "text": "the seller is known for this"})
        ]
        assert len(talk.messages) == heard

        await volunteer(talk, "/note")
        assert lines(talk)[-1] == "Write what to note after /note."

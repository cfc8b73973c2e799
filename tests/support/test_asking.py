"""Asking for a human: what is needed, what is shown before anything is shared, and what the volunteers get."""

from __future__ import annotations

from tests.conversation import conversation
from tests.engines import EACH_ENGINE
from tests.support.desk import GROUP, asks, card, desk, lines, name, prepare, said, topics


async def test_without_a_group_the_buyer_is_told_kindly_and_shown_what_to_do_instead() -> None:
    async with conversation() as talk:
        await talk.says("/human")

        assert "Nobody answers in person" in talk.screen
        assert talk.buttons == ["Help", "‹ Back"]


async def test_nothing_reaches_the_group_before_the_buyer_agrees() -> None:
    async with desk() as talk:
        await talk.sends("photo")
        await talk.says("/human")

        assert "They will see" in talk.screen
        assert "The vase I ordered" in talk.screen
        assert "1 file you sent" in talk.screen
        assert topics(talk) == []

        await talk.taps("‹ Back")

        assert topics(talk) == []


async def test_a_case_needs_a_problem_and_a_sentence_before_a_topic_opens() -> None:
    async with conversation(prepare=prepare, support=GROUP) as talk:
        await talk.says("/human")
        assert "Tell me first what went wrong" in talk.screen

        await talk.taps("Something is wrong")
        await talk.taps("Broken or bad quality")
        await talk.says("/human")
        assert "what kind of problem" in talk.screen
        assert "one sentence" in talk.screen

        await talk.says("it is in two pieces")
        assert "one sentence" not in talk.screen
        assert "Yes, share it and ask" not in talk.buttons
        assert topics(talk) == []


@EACH_ENGINE
async def test_the_topic_tells_the_case_at_a_glance(database: str) -> None:
    async with desk(database_url=database) as talk:
        await talk.sends("photo")
        await talk.sends("document")
        await asks(talk)

        assert name(talk) == "#1 · Damaged on the way · EN · 7d · 1/5"
        assert lines(talk)[0] == card(talk)
        for told in ("You can open a dispute now", "Sat 30 May 2026", "Full refund", "The vase I ordered", "15 May"):
            assert told in card(talk)
        assert lines(talk)[1:] == ["1 · Fault close up", "2"]
        assert talk.telegram.chats[GROUP].pinned == [said(talk)[0]["message_id"]]


async def test_pictures_arrive_as_albums_of_ten_at_most() -> None:
    async with desk() as talk:
        for _ in range(12):
            await talk.sends("photo")
        await asks(talk)

        albums = [message["media_group_id"] for message in said(talk)[1:]]
        assert [albums.count(album) for album in dict.fromkeys(albums)] == [10, 2]


async def test_who_the_buyer_is_and_which_order_it_is_stays_hidden_until_somebody_takes_the_case() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("hello")

        everything = "\n".join([name(talk), *lines(talk)])
        assert "8015710859336916" not in everything
        assert "Ana" not in everything
        assert "hidden until /take" in card(talk)


async def test_asking_twice_opens_one_topic() -> None:
    async with desk() as talk:
        await asks(talk)
        await talk.says("/human")

        assert "You are talking to the volunteers" in talk.screen
        assert len(topics(talk)) == 1

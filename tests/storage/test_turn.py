"""A turn: load, decide, commit; all of it is saved or nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.buyer import Buyer, Record
from bot.domain.case import Case
from bot.domain.issues import Issue
from bot.domain.ticket import Ticket
from bot.storage.changes import Changes
from bot.storage.faults import StorageFault
from bot.storage.store import Store
from tests.storage.given import CHAT, GROUP, NOW, new_case, open_case, photo, post, reminder, take_turn, try_turn


async def test_a_stranger_is_nobody_yet(store: Store) -> None:
    snapshot = await store.load(CHAT, 1)

    assert (snapshot.buyer, snapshot.record, snapshot.seen) == (None, None, False)


async def test_what_was_saved_is_what_is_loaded(store: Store) -> None:
    buyer = Buyer(CHAT, "ru", "Europe/Riga", True, "zh", None, "ask", {"key": "too_late", "on": date(2026, 3, 1)}, 1, 3)
    answers = Case(issue=Issue.DAMAGED, price=Decimal("12.50"), ordered_on=date(2026, 1, 2), heard={"item": ("a", "b")})

    done = await store.commit(
        Changes(10, NOW, buyer, Record(0, CHAT, 0, answers), (photo("b", 9), photo("a", 8, caption="crack")))
    )
    snapshot = await store.load(CHAT, 10)

    assert done is not None
    assert snapshot.seen
    assert snapshot.buyer == done.buyer == replace(buyer, case_id=done.buyer.case_id, created_at=NOW, active_at=NOW)
    assert snapshot.record == done.record
    assert snapshot.record is not None
    assert snapshot.record.case == answers
    assert [file.unique_id for file in snapshot.record.files] == ["a", "b"]


async def test_cases_are_numbered_for_each_buyer_and_a_number_is_never_given_twice(store: Store) -> None:
    first = await open_case(store)
    other = await open_case(store, CHAT + 1)
    second = await open_case(store)
    await take_turn(store, forget_case=second.id)
    third = await open_case(store)

    assert [first.number, second.number, third.number, other.number] == [1, 2, 3, 1]
    assert third.id > second.id
    assert [record.number for record in await store.cases(CHAT)] == [1, 3]
    current = (await store.load(CHAT)).record
    assert current is not None
    assert current.id == third.id


async def test_a_stale_turn_saves_nothing_at_all(store: Store) -> None:
    record = await open_case(store)
    buyer = (await store.load(CHAT)).buyer
    assert buyer is not None
    await take_turn(store, view="result")
    before = await store.counts()

    late = Changes(
        77,
        NOW,
        replace(buyer, revision=buyer.revision + 1, view="elsewhere"),
        replace(record, case=Case(item="changed")),
        (photo("late"),),
        events=(("late", {}),),
        reminders=(reminder("late"),),
        posts=(post(),),
    )

    assert await store.commit(late) is None
    after = await store.load(CHAT, 77)
    assert not after.seen
    assert after.buyer is not None
    assert after.buyer.view == "result"
    assert after.record is not None
    assert (after.record.case, after.record.files) == (Case(), ())
    assert await store.counts() == before
    assert await store.timeline(CHAT, record.id) == []


async def test_an_update_has_its_effect_once(store: Store) -> None:
    await take_turn(store, update_id=5, view="first")

    assert await try_turn(store, update_id=5, view="second") is None
    snapshot = await store.load(CHAT, 5)
    assert snapshot.seen
    assert snapshot.buyer is not None
    assert (snapshot.buyer.view, snapshot.buyer.revision) == ("first", 1)


async def test_of_two_first_turns_one_wins(store: Store) -> None:
    turns = [store.commit(Changes(number, NOW, Buyer(CHAT, revision=1, view=str(number)))) for number in range(8)]

    done = [outcome for outcome in await asyncio.gather(*turns) if outcome is not None]

    assert len(done) == 1
    assert (await store.load(CHAT)).buyer == done[0].buyer


async def test_of_many_turns_at_one_revision_one_wins(store: Store) -> None:
    await take_turn(store)
    buyer = (await store.load(CHAT)).buyer
    assert buyer is not None
    turns = [store.commit(Changes(number, NOW, replace(buyer, revision=2), new_case())) for number in range(100, 120)]

    assert sum(outcome is not None for outcome in await asyncio.gather(*turns)) == 1
    assert len(await store.cases(CHAT)) == 1


async def test_one_failing_turn_does_not_hurt_its_neighbours(store: Store) -> None:
    """Turns that wait together share one transaction; each is undone alone."""

    def turn(chat: int) -> Changes:
        facts = {"bad": object()} if chat == 13 else {}
        return Changes(chat, NOW, Buyer(chat, revision=1), new_case(chat), posts=(post(facts=facts),))

    outcomes = await asyncio.gather(*(store.commit(turn(chat)) for chat in range(1, 31)), return_exceptions=True)

    assert [chat for chat, outcome in enumerate(outcomes, 1) if isinstance(outcome, TypeError)] == [13]
    assert (await store.counts())["buyers"] == 29
    assert (await store.load(13, 13)).buyer is None
    assert not (await store.load(13, 13)).seen


async def test_a_turn_can_not_touch_another_chats_case(store: Store) -> None:
    mine = await open_case(store)
    await take_turn(store, CHAT + 1)

    with pytest.raises(LookupError):
        await take_turn(store, CHAT + 1, record=replace(mine, chat_id=CHAT + 1))
    with pytest.raises(ValueError, match="own chat"):
        await take_turn(store, CHAT + 1, record=mine)
    await take_turn(store, CHAT + 1, forget_case=mine.id)

    assert await store.record(CHAT, mine.id) is not None
    assert await store.record(CHAT + 1, mine.id) is None
    assert await store.timeline(CHAT + 1, mine.id) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"add_files": (photo("a"),)},
        {"drop_files": ("a",)},
        {"events": (("e", {}),)},
        {"reminders": (reminder("k"),)},
        {"record": Record(4, CHAT, 1, Case()), "forget_case": 4},
    ],
)
async def test_a_turn_that_contradicts_itself_is_refused(store: Store, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="case"):
        await take_turn(store, **changes)

    assert (await store.load(CHAT)).buyer is None


async def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        await take_turn(store, at=NOW.replace(tzinfo=None))

    assert (await store.load(CHAT)).buyer is None


async def test_an_instant_comes_back_as_the_same_moment_in_utc(store: Store) -> None:
    there = datetime(2026, 3, 14, 23, 30, tzinfo=timezone(timedelta(hours=-8)))

    await take_turn(store, at=there)

    buyer = (await store.load(CHAT)).buyer
    assert buyer is not None
    assert buyer.active_at == there
    assert buyer.active_at.tzinfo == UTC


async def test_a_turn_without_an_update_is_no_sign_of_life(store: Store) -> None:
    await take_turn(store, update_id=1)
    await take_turn(store, at=NOW + timedelta(days=9))

    buyer = (await store.load(CHAT)).buyer
    assert buyer is not None
    assert (buyer.created_at, buyer.active_at) == (NOW, NOW)


@pytest.mark.parametrize("number", [2**31, 2**52 - 1, -1_002_345_678_901, 2**63 - 1])
async def test_ids_of_64_bits_fit(store: Store, number: int) -> None:
    await take_turn(store, number, update_id=abs(number), screen_id=abs(number))
    record = await open_case(store, number, add_files=(photo("a", abs(number), size=2**40),))

    snapshot = await store.load(number, abs(number))
    assert snapshot.seen
    assert snapshot.buyer is not None
    assert (snapshot.buyer.chat_id, snapshot.buyer.screen_id) == (number, abs(number))
    assert snapshot.record == record


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("плохой 😀 קנייה ｘ𝒳", "плохой 😀 קנייה ｘ𝒳"),
        ("a\0b", "ab"),
        ("я\0", "я"),
        ("half \ud83d of a face", "half \ufffd of a face"),
        ("\ud83d\ude00", "😀"),
        (
            "\\u0000 and \"quotes\" and 'these'; DROP TABLE buyers",
            "\\u0000 and \"quotes\" and 'these'; DROP TABLE buyers",
        ),
        ("x" * 100_000, "x" * 100_000),
    ],
)
async def test_any_text_can_be_kept(store: Store, said: str, kept: str) -> None:
    """Neither NUL nor half a surrogate pair reaches a driver, the rest comes back as it was."""
    await take_turn(
        store,
        notice={"key": said},
        record=new_case(item=said),
        add_files=(photo("a", caption=said),),
        events=(("said", {"text": said}),),
        posts=(post(facts={"text": [said]}),),
    )

    snapshot = await store.load(CHAT)
    assert snapshot.buyer is not None
    assert snapshot.record is not None
    assert snapshot.buyer.notice == {"key": kept}
    assert snapshot.record.case.item == kept
    assert snapshot.record.files[0].caption == kept
    assert (await store.timeline(CHAT, snapshot.record.id))[0].facts == {"text": kept}
    assert (await store.claim_posts(NOW, 1, timedelta(1)))[0].post.facts == {"text": [kept]}


async def test_facts_keep_their_types(store: Store) -> None:
    facts = {
        "on": date(2026, 3, 1),
        "at": NOW,
        "amount": Decimal("10.00"),
        "deep": [{"on": date(2026, 3, 2)}],
        "n": None,
    }

    await take_turn(store, notice=facts)

    buyer = (await store.load(CHAT)).buyer
    assert buyer is not None
    assert buyer.notice == facts
    assert str(buyer.notice["amount"]) == "10.00"


async def test_what_a_database_refuses_as_wrong_is_no_outage(store: Store) -> None:
    """Waiting mends nothing, so nobody may wait for it: it is one update's fault, and parked with it."""
    ghost = Ticket(404, CHAT, GROUP, "Ana", opened_at=NOW)

    with pytest.raises(Exception, match=r"(?i)foreign key") as refused:
        await store.remark(1, ghost, events=(("said", {}),))

    assert not isinstance(refused.value, StorageFault)
    assert (await take_turn(store)).buyer.revision == 1

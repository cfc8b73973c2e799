"""Evidence keeps the order of the chat, whatever order it arrived in."""

from __future__ import annotations

from bot.storage.store import Store
from tests.storage.given import CHAT, open_case, photo, take_turn


async def test_an_album_in_any_order_comes_back_in_the_order_of_the_chat(store: Store) -> None:
    record = await open_case(store)
    for message_id in (7, 3, 9, 1):
        await take_turn(store, add_files=(photo(f"p{message_id}", message_id, album="a"),))

    found = await store.record(CHAT, record.id)

    assert found is not None
    assert [file.message_id for file in found.files] == [1, 3, 7, 9]


async def test_the_same_photo_twice_is_one_piece_with_the_newer_words(store: Store) -> None:
    record = await open_case(store, add_files=(photo("a", 5, caption="old"), photo("b", 6)))

    done = await take_turn(store, record=record, add_files=(photo("a", 9, caption="new", shot="label"),))

    found = (await store.load(CHAT)).record
    assert found is not None
    assert found == done.record
    assert [(file.unique_id, file.message_id, file.caption, file.shot) for file in found.files] == [
        ("a", 5, "new", "label"),
        ("b", 6, "", None),
    ]


async def test_a_photo_can_be_taken_back(store: Store) -> None:
    await open_case(store, add_files=(photo("a"), photo("b")))

    await take_turn(store, drop_files=("a", "never there"))

    found = (await store.load(CHAT)).record
    assert found is not None
    assert [file.unique_id for file in found.files] == ["b"]


async def test_the_shelf_has_every_case_of_the_chat_with_its_own_files(store: Store) -> None:
    first = await open_case(store, add_files=(photo("a", 2), photo("b", 1)))
    second = await open_case(store)
    third = await open_case(store, add_files=(photo("a", 7),))
    await open_case(store, CHAT + 1, add_files=(photo("x"),))

    found = await store.shelf(CHAT)

    assert [(one.id, [file.message_id for file in one.files]) for one in found] == [
        (first.id, [1, 2]),
        (second.id, []),
        (third.id, [7]),
    ]

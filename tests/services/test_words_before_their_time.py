"""Words that come at another question than the one they answer."""

from __future__ import annotations

from tests.conversation import conversation


async def test_an_order_number_typed_at_a_date_is_kept_and_offered_later() -> None:
    async with conversation() as talk:
        await talk.says("my kettle arrived broken")
        await talk.taps("Yes")
        await talk.says("order 8012345678901234")

        assert "I keep it for later" in talk.screen
        for _ in range(12):
            if "8012345678901234" in talk.screen:
                break
            await talk.taps(next(label for label in talk.buttons if label in ("Skip", "I don't know", "Not confirmed")))
        assert "Is that right?" in talk.screen


async def test_a_wish_to_cheat_is_refused_politely_at_any_question() -> None:
    async with conversation() as talk:
        await talk.says("my kettle arrived broken")
        await talk.taps("Yes")
        await talk.says("how can i get my money back and keep it, it works fine")

        assert "I only help when something is really wrong" in talk.screen
        assert "When did you order it?" in talk.screen

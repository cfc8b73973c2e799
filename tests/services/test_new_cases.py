"""New cases: as many as there are problems, and not one more."""

from __future__ import annotations

from tests.conversation import conversation


async def test_asking_for_a_new_case_twice_leaves_one() -> None:
    """An open case in which nothing was told yet is used again instead of piling up under /cases."""
    async with conversation() as talk:
        await talk.says("/new")
        await talk.says("/new")
        await talk.says("/new")

        assert (await talk.app.store.counts())["cases"] == 1


async def test_a_new_case_leaves_the_one_before_as_it_was() -> None:
    """Whoever told something and starts another case finds both under /cases."""
    async with conversation() as talk:
        await talk.says("/new")
        await talk.taps("Broken or bad quality")
        await talk.says("/new")

        assert (await talk.app.store.counts())["cases"] == 2

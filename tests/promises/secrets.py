"""Secrets: what the people of a recorded run say and are called. Each word is one that nobody else would say."""

from __future__ import annotations

from typing import Final

from bot.playground.world import AUTHORISATION

BUYER: Final = 7_123_456_101
KEY: Final = "a2V5IG9mIGEgcmVjb3JkZWQgcnVuLCBubyBzZWNyZXQ="
NAME: Final = "Zephyrine"
USERNAME: Final = "zephyrine_q"
VOLUNTEER: Final = "Ottoline"
ITEM: Final = "mauvescarf"
SHOP: Final = "Glimmerhaus"
ORDER: Final = "8015710859336916"
WORD: Final = "quixotically"
CAPTION: Final = "splintered lid"
STREET: Final = "Marigoldgasse 17"
PLACE: Final = "Quito"
PROMISE: Final = "perchance tomorrow"
NOTE: Final = "yonder drawer"

SECRETS: Final = (
    *(NAME, USERNAME, VOLUNTEER, ITEM, SHOP, ORDER, WORD, PLACE, KEY),
    *("splintered", "Marigoldgasse", "perchance", "yonder", "5550100999", AUTHORISATION.split(":")[1]),
)

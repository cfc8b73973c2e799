"""The few colours of the examples. What colour says, shape says too."""

from __future__ import annotations

from typing import Final

TABLE: Final = "#efe5d6"
DESK: Final = "#dde7f0"
SHADE: Final = "#d9cdba"

INK: Final = "#22303f"
GREY: Final = "#8493a3"
SOFT: Final = "#c9d3dc"
PALE: Final = "#eef2f6"
WHITE: Final = "#ffffff"

ACCENT: Final = "#1f5fd0"
LIGHT: Final = "#cfe0fb"
RED: Final = "#d33c28"
ROSE: Final = "#f9d9d3"
GREEN: Final = "#0e8a61"
YELLOW: Final = "#f2c14e"

CARD: Final = "#d3a677"
CARD_DARK: Final = "#b4855a"
CARD_LIGHT: Final = "#e5c59f"
TAPE: Final = "#f0dfbd"

CLOTH: Final = "#4f8a8b"
CLOTH_DARK: Final = "#3a6b6c"
OTHER_CLOTH: Final = "#c8553d"
OTHER_CLOTH_DARK: Final = "#9c3f2d"
SKIN: Final = "#eebc92"
SKIN_DARK: Final = "#cf9468"

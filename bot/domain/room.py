"""Room: how much the bot keeps of one buyer. What does not fit is said, with what to do next; docs/delivery.md has the
whole list."""

from __future__ import annotations

from typing import Final

MOST_CASES: Final = 50
"""Nobody has so many orders gone wrong; the list stays one that can be read."""
MOST_FILES: Final = 60
"""Of one case: six albums. The form takes far fewer, and so does the pack."""
WORDS_KEPT: Final = 4_000
"""Characters of a buyer's own words in one case: what one message holds, with room for its cut."""
CAPTION_KEPT: Final = 4_096
"""Characters below one file: as many as Telegram lets anybody write."""
NAME_KEPT: Final = 100
"""Characters of a file's name; it is only shown."""
NOTE_KEPT: Final = 2_000
"""Characters of one note of a volunteer."""

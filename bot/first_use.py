"""First use: what is made when it is first needed, made before a buyer waits for it.

Templates, the data of each language, the tables of reading. Done in a thread, after the first request for updates.
`python -m bot.first_use` leaves templates and catalogues compiled for later processes, of which none may be able to.
"""

from __future__ import annotations

import gc
from datetime import UTC, date, datetime
from typing import Final

from bot.reading import clocks, places
from bot.reading.dates import read_day
from bot.reading.sentence import mine
from bot.rendering.catalogues import languages, seller_languages, translations
from bot.rendering.words import words

_ANY_DAY: Final = date(2026, 1, 1)


def prepare() -> None:
    """Returns when everything has been used once; blocks for a second when templates are new, else for a tenth."""
    for language in languages():
        words(language).prepare()
        mine("1", language, _ANY_DAY)
        read_day("1", language, _ANY_DAY)
        places.called("Europe/London", language)
    clocks.prepare(datetime.now(UTC))
    gc.freeze()  # as in `loading`: it stays


if __name__ == "__main__":
    prepare()
    for spoken in seller_languages():
        translations(spoken)

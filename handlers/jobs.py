"""Jobs: work on a buyer's files, each one row of a table; `workshop.py` says when and how often.

A job fetches what it needs, has it worked on in a process beside this one, and leaves nothing on the disk. What it
finds out goes into the case by a turn of its own; what it makes is sent.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from bot.domain.buyer import File
from bot.domain.looks import Look, Seen, to_text
from bot.rendering.pictures.faults import PictureFault
from bot.services.evidence import looked
from bot.storage.jobs import DueJob
from handlers.fetching import NoFile, fetch
from handlers.packing import pack
from handlers.preparing import prepare
from handlers.sketching import sketch
from handlers.tools import Tools

Work = Callable[[Tools, DueJob], Awaitable[None]]


async def _look(tools: Tools, due: DueJob) -> None:
    """A file is looked at, once."""
    record = await tools.store.record(due.chat_id, due.case_id)
    unique_id = str(due.facts["file"])
    file = next((one for one in record.files if one.unique_id == unique_id), None) if record else None
    if file is None or file.look:
        return
    text = to_text(await _seen(tools, file))
    await tools.told(due, partial(looked, unique_id=unique_id, text=text))


async def _seen(tools: Tools, file: File) -> Look:
    # Late: they load Pillow and what starts processes, which most buyers never need.
    from bot.rendering.pictures.examine import examine
    from bot.rendering.pictures.worker import aside

    async with tools.bench.folder() as folder:
        try:
            path = await fetch(tools.calls, file, folder)
            return await aside(examine, str(path))
        except NoFile as gone:
            return Look(gone.seen)
        except PictureFault:
            return Look(Seen.UNREADABLE)


JOBS: Final[Mapping[str, Work]] = {"look": _look, "prepare": prepare, "pack": pack, "sketch": sketch}

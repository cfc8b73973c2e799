"""Sketching: the job that shows a picture with its nine cells and its marks, in place of the one before or anew.

Whoever taps faster than pictures can be drawn asks for several: only the one of the newest marks is drawn.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from telegram.error import TelegramError

from bot.domain.lines import Numbered
from bot.domain.marks import MarkKind
from bot.rendering.pictures.faults import PictureFault
from bot.services.marking import found, preview, unsketched
from bot.services.preparing import Snag
from bot.storage.jobs import DueJob
from handlers.busy import busy
from handlers.errors import Fault, trouble
from handlers.fetching import NoFile, fetch
from handlers.hands import unless
from handlers.keyboard import caption
from handlers.tools import Tools

_GONE = (Fault.MISSING, Fault.REFUSED)


async def sketch(tools: Tools, due: DueJob) -> None:
    """The preview, with its keyboard. Says so where the picture can't be fetched or opened."""
    scene = await tools.seen(due)
    one = found(scene, int(due.facts["file"])) if scene is not None else None
    if scene is None or one is None:
        return
    screen = preview(one, MarkKind(due.facts["kind"]), due.case_id)
    below = caption(tools.words.bubble(screen, scene.buyer.language))
    message = int(due.facts["message"])
    if due.facts["keys"]:
        where = {"chat_id": due.chat_id, "message_id": message, "reply_markup": below["reply_markup"]}
        await unless((Fault.SAME, *_GONE), tools.calls.call("editMessageReplyMarkup", **where))
    elif one.file.marks == due.facts["marks"]:
        await _draw(tools, due, one, message, below)


async def _draw(tools: Tools, due: DueJob, one: Numbered, message: int, below: dict[str, Any]) -> None:
    # Late: they load Pillow and what starts processes, which most buyers never need.
    from bot.rendering.pictures.sketch import sketch as drawn
    from bot.rendering.pictures.worker import aside

    async with busy(tools.calls, due.chat_id, "upload_photo"), tools.bench.folder() as folder:
        out = folder / "sketch.jpg"
        try:
            path = await fetch(tools.calls, one.file, folder)
            await aside(drawn, str(path), str(out), one.file.marks)
        except NoFile as gone:
            await tools.told(due, partial(unsketched, one=one, snag=Snag(gone.seen.value)))
        except PictureFault:
            await tools.told(due, partial(unsketched, one=one, snag=Snag.UNREADABLE))
        else:
            if await tools.seen(due) is not None:
                await _put(tools, due.chat_id, message, out, below)


async def _put(tools: Tools, chat_id: int, message: int, path: Path, below: dict[str, Any]) -> None:
    """In place of the preview there is, or anew below everything where there is none."""
    await tools.pace.turn(chat_id)
    if message:
        words = {name: below[name] for name in ("caption", "parse_mode")}
        media = {"type": "photo", "media": "attach://picture", **words}
        where = {"chat_id": chat_id, "message_id": message, "reply_markup": below["reply_markup"]}
        try:
            await tools.calls.upload("editMessageMedia", {"picture": (path, "picture.jpg")}, media=media, **where)
        except TelegramError as error:
            if trouble(error).fault not in (Fault.SAME, *_GONE):
                raise
        else:
            return
    await tools.calls.upload("sendPhoto", {"photo": (path, "picture.jpg")}, chat_id=chat_id, **below)

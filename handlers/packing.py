"""Packing: the job that makes an evidence pack and sends it. What is in it is said by `bot/services/pack.py`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from bot.domain.file_names import file_name
from bot.domain.lines import Numbered
from bot.rendering.pictures.faults import PictureFault
from bot.rendering.pictures.workbench import ALL, ONE_FILE
from bot.services.advice import advise
from bot.services.pack import pack_of
from bot.services.packs import ZIP, Order, order
from bot.services.preparing import picture
from bot.services.scene import Scene
from bot.storage.changes import Post
from bot.storage.jobs import DueJob
from handlers.albums import MOST, Piece, send
from handlers.busy import busy
from handlers.fetching import NoFile, fetch
from handlers.tools import Tools

_SIDE: Final = 1600
"""Pixels of the longer side: 200 for each inch of a page."""
_QUALITY: Final = 85
_EACH: Final = 1024 * 1024
"""Bytes of such a picture, at most in all likelihood: as a file, in the PDF and in the ZIP."""
_SECONDS: Final = 120.0
"""For sixty pictures."""
_AT_ONCE: Final = 45 * 1024 * 1024
"""Bytes of one call."""


async def pack(tools: Tools, due: DueJob) -> None:
    """The pack as the buyer ordered it, and what could not be shown in it. Nothing is sent where the case was deleted
    in the meantime."""
    wanted, scene = order(due.facts), await tools.seen(due)
    if scene is None or scene.case.issue is None:
        return
    numbered = advise(scene).numbered
    room = min(ALL, ONE_FILE + 3 * _EACH * len(numbered))
    async with busy(tools.calls, due.chat_id), tools.bench.folder(room) as folder:
        pictures = {}
        for one in filter(lambda one: picture(one.file), numbered):
            if (path := await _shrunk(tools, one, folder)) is not None:
                pictures[one.number] = path
        paths, facts = await _written(scene, wanted, numbered, pictures, folder)
        if await tools.seen(due) is None:
            return
        post = Post(due.chat_id, "packed", facts, scene.buyer.language)
        await _send(tools, due.chat_id, paths, tools.words.post(post).text)


async def _shrunk(tools: Tools, one: Numbered, folder: Path) -> Path | None:
    """The picture for a page, with its marks. None: it can't be fetched or opened."""
    from bot.rendering.pictures.shrink import shrink
    from bot.rendering.pictures.worker import aside

    out = folder / f"{one.number}.jpg"
    try:
        path = await fetch(tools.calls, one.file, folder)
    except NoFile:
        return None
    try:
        await aside(shrink, str(path), str(out), _SIDE, _QUALITY, one.file.marks)
    except PictureFault:
        return None
    finally:
        path.unlink()
    return out


async def _written(
    scene: Scene, wanted: Order, numbered: Sequence[Numbered], pictures: Mapping[int, Path], folder: Path
) -> tuple[list[Path], dict[str, Any]]:
    """The files, and what is said of them."""
    from bot.rendering.pack.archive import archive
    from bot.rendering.pack.wording import worded
    from bot.rendering.pack.writing import write
    from bot.rendering.pictures.worker import aside

    names = {one.number: file_name(one.number, one.shot, "jpg") for one in numbered if one.number in pictures}
    alone = [one.number for one in numbered if not picture(one.file)]
    lost = [one.number for one in numbered if one.number not in pictures and one.number not in alone]
    made = pack_of(scene, wanted.reader, wanted.language, names)
    pages = await asyncio.to_thread(worded, made, lost)
    written = await aside(write, pages, pictures, folder, seconds=_SECONDS)
    paths = list(written.paths)
    if wanted.form == ZIP:
        files = {names[number]: path for number, path in pictures.items()}
        bundle = partial(archive, name=pages.name)
        zipped, _ = await aside(bundle, paths, files, folder, made.made_on, seconds=_SECONDS)
        paths.extend(zipped)
    facts = {
        "number": made.number,
        "reader": str(wanted.reader),
        "missing": lost,
        "alone": alone,
        "unshown": bool(written.unshown),
    }
    return paths, facts


async def _send(tools: Tools, chat_id: int, paths: Sequence[Path], caption: str) -> None:
    """In one album where they are small, else one by one; the caption is with the first."""
    pieces = [Piece("document", "" if at else caption, path=path, name=path.name) for at, path in enumerate(paths)]
    together = len(pieces) <= MOST and sum(path.stat().st_size for path in paths) <= _AT_ONCE
    for group in [pieces] if together else [[piece] for piece in pieces]:
        await tools.pace.turn(chat_id)
        await send(tools.calls, chat_id, group)

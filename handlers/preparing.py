"""Preparing: the job that sends an album of prepared files, and asks for the next. What it says is decided in
`bot/services/preparing.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from telegram.error import TelegramError

from bot.domain.evidence import picture_limit
from bot.domain.file_names import file_name
from bot.domain.lines import Numbered
from bot.domain.looks import Seen
from bot.rendering.pictures.faults import PictureFault
from bot.rendering.pictures.workbench import ONE_FILE
from bot.services.advice import advise
from bot.services.preparing import ALBUM, Snag, album, as_it_is, picture, progress, went
from bot.services.scene import Scene
from bot.storage.changes import Post
from bot.storage.jobs import DueJob
from handlers.albums import Piece, send
from handlers.busy import busy
from handlers.errors import Fault, trouble
from handlers.fetching import NoFile, fetch
from handlers.tools import Tools


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of one file: `piece` None: nothing that could be sent."""

    number: int
    piece: Piece | None
    snag: Snag | None = None


async def prepare(tools: Tools, due: DueJob) -> None:
    """One album, of ten files at most, all of which are on the disk at once. Nothing is sent where the case was deleted
    in the meantime."""
    so_far, scene = progress(due.facts), await tools.seen(due)
    if scene is None:
        return
    files = album(advise(scene).numbered, so_far.done)
    room = ONE_FILE + ALBUM * picture_limit(scene.policy, scene.today)
    async with busy(tools.calls, due.chat_id), tools.bench.folder(room) as folder:
        made = [await _made(tools, scene, one, folder) for one in files]
        if await tools.seen(due) is None:
            return
        made = await _sent(tools, due, made)
    snags = [(one.number, one.snag) for one in made if one.snag is not None]
    came = sum(one.piece is not None and one.snag is None for one in made)
    await tools.told(due, partial(went, so_far=so_far.and_then(files, came, snags)))


async def _made(tools: Tools, scene: Scene, one: Numbered, folder: Path) -> _Made:
    file, number = one.file, one.number
    limit = None
    if not picture(file):
        snag = as_it_is(scene, file)
        if file.kind == "video":
            limit = scene.policy.term("video_size").in_force(scene.today).value
        return _Made(number, Piece(file.kind, _caption(tools, scene, one, limit), file_id=file.file_id), snag)
    # Late: they load Pillow and what starts processes, which most buyers never need.
    from bot.rendering.pictures.prepare import prepare as ready
    from bot.rendering.pictures.worker import aside

    out = folder / f"{number}.ready"
    most = picture_limit(scene.policy, scene.today)
    try:
        path = await fetch(tools.calls, file, folder)
    except NoFile as gone:
        return _Made(number, None, _snag(gone.seen))
    try:
        done = await aside(ready, str(path), str(out), file.marks, most)
    except PictureFault:
        return _Made(number, None, await _reason(path))
    finally:
        path.unlink()
    name = file_name(number, one.shot, done.ending)
    return _Made(number, Piece("document", _caption(tools, scene, one), path=out, name=name))


def _caption(tools: Tools, scene: Scene, one: Numbered, limit: int | None = None) -> str:
    facts = {"number": one.number, "shot": one.shot, "limit": limit}
    return tools.words.post(Post(scene.buyer.chat_id, "prepared_file", facts, scene.buyer.language)).text


async def _reason(path: Path) -> Snag:
    """Why a picture could not be prepared."""
    from bot.rendering.pictures.examine import examine
    from bot.rendering.pictures.worker import aside

    try:
        return _snag((await aside(examine, str(path))).seen)
    except PictureFault:
        return Snag.UNREADABLE


def _snag(seen: Seen) -> Snag:
    return next((snag for snag in Snag if snag.value == seen.value), Snag.UNREADABLE)


async def _sent(tools: Tools, due: DueJob, made: list[_Made]) -> list[_Made]:
    """What was sent; one that Telegram has no longer is found by sending each alone."""
    pieces = [one.piece for one in made if one.piece is not None]
    try:
        if pieces:
            await tools.pace.turn(due.chat_id)
            await send(tools.calls, due.chat_id, pieces)
    except TelegramError as error:
        if trouble(error).fault is not Fault.REFUSED or not any(piece.file_id for piece in pieces):
            raise
        return [await _alone(tools, due, one) for one in made]
    return made


async def _alone(tools: Tools, due: DueJob, one: _Made) -> _Made:
    if one.piece is None:
        return one
    try:
        await tools.pace.turn(due.chat_id)
        await send(tools.calls, due.chat_id, (one.piece,))
    except TelegramError as error:
        if trouble(error).fault is not Fault.REFUSED or not one.piece.file_id:
            raise
        return _Made(one.number, None, Snag.LOST)
    return one

"""My data: everything that is kept of a buyer, as they get it: all rows for programs, and the cases to read.

The two files are made when they are sent, not when they are asked for; so what waits to be sent is an order and holds
nothing of theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.buyer import Buyer, Record
from bot.domain.lines import Numbered
from bot.domain.screen import Button, Screen
from bot.services import summary
from bot.services.listed import listed
from bot.services.scene import Feature, Scene, Turn
from bot.storage.changes import Post
from bot.storage.holdings import Row

PAUSE: Final = timedelta(minutes=1)
"""So long after the files were asked for they can be asked for again."""
VIEW: Final = "mydata"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One case, to be read."""

    record: Record
    answers: tuple[summary.Line, ...]
    files: tuple[tuple[Numbered, Row], ...]
    """Each with its row."""
    rows: Row
    """The same as it is stored, with what hangs on it."""


@dataclass(frozen=True, slots=True)
class Export:
    """Everything of one buyer at one moment."""

    made_at: datetime
    buyer: Buyer
    chapters: tuple[Chapter, ...]
    rows: Row
    """For programs: the names are those of the tables' columns and stay."""


def asked(scene: Scene, _: tuple[str, ...] | str = ()) -> Turn:
    """/mydata: both files are on their way; not twice within a minute."""
    now = int(scene.now.timestamp())
    if _too_soon(scene, now):
        return Turn(scene.noticing("mydata_soon"))
    chat_id, language = scene.buyer.chat_id, scene.buyer.language
    key = f"{VIEW}:{chat_id}:{now // int(PAUSE.total_seconds())}"
    post = Post(chat_id, VIEW, {}, language, urgent=True, key=key, errand=VIEW)
    return Turn(scene.but(view=f"{VIEW}:{now}", notice={}), posts=(post,))


def _too_soon(scene: Scene, now: int) -> bool:
    name, _, asked_at = scene.buyer.view.partition(":")
    return name == VIEW and asked_at.isdecimal() and 0 <= now - int(asked_at) < PAUSE.total_seconds()


def screen(scene: Scene, _: str = "") -> Screen:
    """They come below."""
    rows = (
        (Button("forget_all", scene.press("v", "forget"), {}, "danger"),),
        (Button("back", scene.press("v", "privacy")),),
    )
    return Screen("mydata", scene.facts(), rows)


def exported(scene: Scene, shelf: Sequence[Record], rows: Mapping[str, Sequence[Row]]) -> Export:
    """All of it, put together: what hangs on a case stands in it."""
    chapters = tuple(_chapter(replace(scene, record=record), rows) for record in shelf)
    told: Row = {
        "made_at": scene.now,
        "buyer": rows["buyers"][0] if rows["buyers"] else {},
        "cases": [one.rows for one in chapters],
        "messages": rows["outbox"],
        "updates_set_aside": rows["parked_updates"],
    }
    return Export(scene.now, scene.buyer, chapters, told)


def _chapter(scene: Scene, rows: Mapping[str, Sequence[Row]]) -> Chapter:
    record = scene.record
    if record is None:
        raise ValueError("a chapter is about a case")

    def of_case(table: str, key: str = "case_id") -> list[Row]:
        return [row for row in rows[table] if row[key] == record.id]

    files = listed(scene).numbered
    numbers = {one.file.unique_id: one.number for one in files}
    evidence = {row["unique_id"]: row for row in of_case("evidence")}
    told: Row = {
        **{name: value for row in of_case("cases", "id") for name, value in row.items()},
        "evidence": [{"number": numbers.get(row["unique_id"]), **row} for row in evidence.values()],
        "timeline": of_case("case_events"),
        "reminders": of_case("reminders"),
        "work_on_files": of_case("jobs"),
        "tickets": [{**row, "relays": of_case("relays")} for row in of_case("tickets")],
    }
    pairs = tuple((one, evidence[one.file.unique_id]) for one in files if one.file.unique_id in evidence)
    return Chapter(record, tuple(summary.lines(scene)), pairs, told)


FEATURE: Final = Feature(actions={VIEW: asked}, views={VIEW: screen}, commands={VIEW: asked})

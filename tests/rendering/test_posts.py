"""Messages that nobody asked for just now: reminders, notices. Each in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import cycle
from typing import Any

import pytest

from bot.domain.claims import Shot
from bot.domain.dialogue import ROWS
from bot.domain.issues import Issue
from bot.domain.looks import Flaw
from bot.domain.pack import Reader
from bot.domain.requests import REQUESTS
from bot.domain.ticket import Ticket
from bot.rendering.bubbles import post
from bot.rendering.catalogues import PSEUDO, TEMPLATES, languages
from bot.rendering.words import words
from bot.services.checks.finding import Level
from bot.services.support.card import card
from bot.services.support.ready import READY
from bot.services.support.resuming import SCREENS
from tests.rendering import markup
from tests.rendering.samples import HOSTILE, macros, samples
from tests.rendering.scenes import cases

_PINGS: list[dict[str, Any]] = [
    {"number": 2, "case": 5, "item": HOSTILE, "kind": kind, "due_on": "2026-03-14", "about_on": about}
    for kind in macros("reminders")
    for about in (None, "2026-03-17")
]
_EIGHTS = [_PINGS[at : at + 8] for at in range(0, len(_PINGS), 8)]
"""As many as one message holds."""

_SAID: dict[str, Any] = {
    "by": HOSTILE,
    "by_buyer": True,
    "said": HOSTILE,
    "amount": Decimal("12.50"),
    "currency": "USD",
    "other": HOSTILE,
    "was_open": True,
}
_NOTE = {"at": date(2026, 3, 14), "by": HOSTILE, "text": HOSTILE * 100}
_WAITS = {
    "case_id": 5,
    "issue": "damaged",
    "language": "ru",
    "left": 20,
    "waits": 0,
    "who": "Vera",
    "link": "https://t.me/c/1/2",
}
_FREE = {"left": None, "waits": None, "who": "", "link": "", "issue": ""}
_SUMS = [{"amount": Decimal("12.50"), "currency": code} for code in ("USD", None)]
_STATS: dict[str, Any] = {
    "opened": 5,
    "open": 3,
    "waiting": 1,
    "closed": 4,
    "helped": 1,
    "not_helped": 1,
    "median": 3,
    "worst": 60,
    "endings": [{"ending": ending, "count": 1, "sums": _SUMS} for ending in ("won", "part", "lost", "withdrawn", "")],
    "people": [{"name": HOSTILE, "count": 2}],
}
_QUIET: dict[str, Any] = {"endings": [], "people": [], "median": None, "worst": None}
_FACTS: dict[str, dict[str, Any]] = {
    "next": {"stage": "negotiation", "turn": "buyer", "day": date(2026, 3, 14)},
    "deadline": {"day": date(2026, 3, 14), "today": date(2026, 3, 14)},
    "proof": {"shots": list(Shot)[:3]},
    "too_early": {"day": date(2026, 3, 14)},
    "ask_for": {"remedy": "full_refund", "amount": Decimal("12.50"), "currency": "USD"},
    "post_return": {"day": date(2026, 3, 14)},
    "bank": {"day": date(2026, 3, 14)},
}
_CANNED = {name: {"hours": 24, **_FACTS.get(name, {})} for name in READY}

POSTS: dict[str, list[dict[str, Any]]] = {
    "reminder": [
        {"number": 2, "case": 5, "item": item, "kind": kind, "due_on": "2026-03-14", "late": late, **about}
        for kind in macros("reminders")
        for item, late, about in (
            (HOSTILE, True, {}),
            (
                None,
                False,
                {"about_on": "2026-03-17", "again": True, "lacking": list(Shot)[:3], "there": 2, "listed": 5},
            ),
        )
    ],
    "reminders": [
        {
            "pings": pings,
            "more": more,
            "late": late,
            "keys": [
                [["open_number", "open:5:0", {"number": 2, "item": item}]],
                [
                    ["numbered_did", "did:5:0:opens:260314", {"number": 2, "label": "opened"}],
                    ["open_numbered", "open:5:0", {"number": 2, "item": item}],
                ],
            ],
        }
        for item, more, late in ((HOSTILE, 3, True), (None, 0, False))
        for pings in _EIGHTS
    ],
    "file_hint": [
        {"number": 2, "flaw": flaw, "file": 3, "shot": shot, "other": 1, "keys": [[["proof", "v:5:0:proof"]]]}
        for flaw in Flaw
        for shot in (Shot.PARCEL_LABEL, None)
    ],
    "line": [
        {
            "key": key,
            "who": HOSTILE,
            "by": HOSTILE,
            "thing": "size_label",
            "field": "ordered_on",
            "on": "2026-05-03",
            "place": "letters",
            "ending": ending,
            "reason": reason,
            **more,
        }
        for key in macros("support")
        for more in ({}, _SAID)
        for ending, reason in (("won", "gone"), ("part", "refused"), ("lost", ""), ("withdrawn", ""))
    ],
    "topic": [
        {"number": 5, "issue": issue, "language": "ru", **more}
        for issue in ("", *map(str, Issue))
        for more in (
            {},
            {"days": 1, "hours": 0, "over": False, "there": 1, "listed": 5, "standing": "open"},
            {"days": 0, "hours": 0, "over": False, "there": 1, "listed": 5, "standing": "taken"},
            {"days": 12, "hours": None, "over": False, "there": 0, "listed": 0, "standing": "taken"},
            {"days": None, "hours": None, "over": True, "there": 0, "listed": 0, "standing": "closed"},
        )
    ],
    "from_buyer": [
        {"who": who, "language": "ru", "edited": edited, "text": HOSTILE, "html": html, **more}
        for who, edited, html in ((HOSTILE, True, ""), ("", False, "<b>bold</b>"))
        for more in ({}, {"filed": [{"number": 3, "shot": str(Shot.CLOSE_UP)}, {"number": 4, "shot": None}]})
    ],
    "file": [{"filed": [{"number": 3, "shot": str(shot)} for shot in Shot]}, {"filed": [{"number": 9, "shot": None}]}],
    "from_human": [
        {"who": HOSTILE, "edited": edited, "text": HOSTILE, "html": html}
        for edited, html in ((True, ""), (False, "<i>slanted</i>"))
    ],
    "human_took": [{"who": HOSTILE}],
    "human_closed": [
        {"ending": ending, **more} for ending in ("won", "part", "lost", "withdrawn", None) for more in ({}, _SAID)
    ],
    "notes": [{"notes": [_NOTE] * 8, "more": more} for more in (0, 3)],
    "queue": [{"lines": [_WAITS] * 25, "more": 3}, {"lines": [_WAITS | _FREE], "more": 0}, {"lines": [], "more": 0}],
    "alarm": [
        {**_WAITS, "left": left, "late": late, "by": 9, "who": who}
        for left, late, who in ((None, True, HOSTILE), (5, False, ""))
    ],
    "stats": [_STATS, _STATS | _QUIET],
    "canned_list": [{"items": [{"name": name, "number": 3, "told": told} for name, told in _CANNED.items()]}],
    "canned_preview": [
        {"name": name, "told": told, "pen": pen, "beside": "en", **keys}
        for name, told in _CANNED.items()
        for pen, keys in (("ru", {}), ("en", {"keys": [[["cancel", "drop:5"]]]}))
    ],
    "canned": [{"name": name, "told": told, "who": HOSTILE} for name, told in _CANNED.items()],
    "human_reopened": [{}],
    "human_barred": [{}],
    "handed": [{"who": HOSTILE, "place": place} for place in (*SCREENS, *ROWS)],
    "wanted": [{"who": HOSTILE, "thing": thing} for thing in REQUESTS],
    "human_unbarred": [{}],
    "human_away": [{}],
    "human_missed": [{}],
    "astray": [{"case": 17}],
    "group_gone": [{"reason": "Forbidden"}],
    "group_moved": [{"old": -1001, "number": -1001000000001}],
    "staff_help": [{}],
    "selftest": [
        {"findings": [{"check": check, "level": level, **facts}]}
        for check in macros("selftest")
        if check != "lacking"
        for level, facts in zip(cycle(Level), samples("selftest", check), strict=False)
    ],
    "support_group": [{"able": True}, {"able": False}],
    "group": [{"link": "https://t.me/recourse_bot"}],
    "group_number": [{"number": -1001000000001}],
    "stuck": [{}],
    "unshown": [{"screen": "card", "error": HOSTILE}],
    "unsent": [{"what": "reminder", "error": HOSTILE}],
    "parked": [{"update": 17, "error": HOSTILE}],
    "trouble": [{"update": 17}],
    "outage": [{}],
    "prepared": [
        {
            "came": came,
            "snags": {snag: list(range(1, 61)) for snag in macros("snags")} if came != 1 else {},
            "form": {"picture": 2, "video": 500},
            "keys": [[["evidence_pack", "v:5:0:pack"], ["dispute_text", "v:5:0:letter.dispute_form"]]],
        }
        for came in (0, 1, 60)
    ],
    "prepared_file": [{"number": 60, "shot": shot, "limit": limit} for shot in (*Shot, None) for limit in (None, 500)],
    "unfinished": [{"case": 5}],
    "mydata": [{}],
    "retention": [{"days": days, "notice_days": 14, "keys": [[["keep_data", "keep:0:0"]]]} for days in (30, 31, 3650)],
    "packed": [
        {"number": 3, "reader": reader, "missing": some, "alone": some, "unshown": bool(some)}
        for reader in Reader
        for some in ([], list(range(1, 61)))
    ],
    "unsketched": [
        {"number": 3, "shot": shot, "snag": snag} for shot in ("close_up", None) for snag in macros("snags")
    ],
}
_CAPTIONS = {"prepared_file", "packed", "mydata"}
"""Posts that go below a file."""

OPEN = Ticket(5, 7, -100, "Ana", opened_at=datetime(2026, 3, 9, tzinfo=UTC))
TAKEN = replace(OPEN, taken_by=9, taken_name=HOSTILE)
CLOSED = replace(OPEN, closed_at=datetime(2026, 3, 10, tzinfo=UTC), ending="lost")


def test_every_post_is_tried_here() -> None:
    assert {*POSTS, "ticket", "history"} == {path.stem for path in (TEMPLATES / "posts").glob("[!_]*.j2")}


@pytest.mark.parametrize("language", [*languages(), PSEUDO])
@pytest.mark.parametrize("template", POSTS)
def test_a_post_is_a_message_telegram_takes(template: str, language: str) -> None:
    for facts in POSTS[template]:
        shown = post(template, facts, language)

        assert markup.faults(shown.text) == []
        assert HOSTILE not in shown.text
        assert 0 < len(markup.visible(shown.text)) <= (1024 if template in _CAPTIONS else 4096)


@pytest.mark.parametrize("language", [*languages(), PSEUDO])
def test_a_case_card_is_a_message_telegram_takes(language: str) -> None:
    """For every example of the rules, open, taken and closed; nobody who has not taken a case sees whose it is."""
    for scene in cases():
        for ticket in (OPEN, TAKEN, CLOSED):
            shown = post("ticket", card(scene, ticket), language).text

            assert markup.faults(shown) == []
            assert HOSTILE not in shown
            assert 0 < len(markup.visible(shown)) <= 4096
            assert ("Ana" in shown) == (ticket.taken_by is not None)
            if scene.case.order_number and ticket.taken_by is None:
                assert scene.case.order_number not in shown


def test_a_late_reminder_says_that_it_is_late() -> None:
    late, in_time = (post("reminder", facts, "en").text for facts in POSTS["reminder"][:2])

    assert "This comes late" in late
    assert "This comes late" not in in_time
    assert words("en").plain("reminders", next(iter(macros("reminders")))) in late

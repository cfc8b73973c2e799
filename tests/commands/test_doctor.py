"""`python -m bot doctor`: each thing is broken for real, and named."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.commands.doctor import examined
from bot.playground.clocks import real_clock
from bot.playground.http import serving
from bot.playground.world import AUTHORISATION
from bot.rendering.words import words
from bot.services.checks.finding import Level
from bot.settings import read
from tests.commands import doctored
from tests.commands.doctored import GROUP, HOST, VERA, Host, found, wrong

BROKEN, NOTE = Level.BROKEN, Level.WORTH_KNOWING


async def test_where_nothing_is_wrong_nothing_is_said_to_be(host: Host) -> None:
    findings = await host.asks()

    assert wrong(findings) == {}
    assert findings["token"].facts == {"name": "Recourse", "username": "recourse_bot"}
    assert {"polling", "operators", "rights", "clock", "database", "writing", "outbox", "fonts", "zones"} <= set(
        findings
    )


async def test_the_doctor_sends_nothing_and_takes_no_update(host: Host) -> None:
    """What waited at Telegram still waits, and a bot that runs is not disturbed."""
    before = len(host.telegram.updates)
    await host.asks()

    assert {call.method for call in host.telegram.calls()} == {"getMe", "getChat", "getChatMember", "getWebhookInfo"}
    assert len(host.telegram.updates) == before > 0


async def test_every_setting_that_cannot_be_used_is_named_at_once_and_the_rest_is_still_looked_at(host: Host) -> None:
    (host.folder / ".env").write_text("OPERATER_IDS=1\nPOSTGRES_PASSWORD=x\n")
    (host.folder / ".env").chmod(0o644)
    findings = await host.asks(LISTEN="here", RETENTION_DAYS="soon", SUPPORT_CHAT_ID="help")

    assert wrong(findings) == {"setting": BROKEN, "setting_unknown": NOTE, "settings_open": NOTE}
    assert findings["setting_unknown"].facts == {"name": "OPERATER_IDS", "meant": "OPERATOR_IDS"}
    assert findings["token"].well


@pytest.mark.parametrize("name", ["HOST_CONTACT", "ENCRYPTION_KEYS", "OPERATOR_IDS", "SUPPORT_CHAT_ID"])
async def test_what_a_host_did_not_set_and_should_have_chosen_is_worth_knowing(host: Host, name: str) -> None:
    meant = {
        "HOST_CONTACT": "contact",
        "ENCRYPTION_KEYS": "keys",
        "OPERATOR_IDS": "operators_none",
        "SUPPORT_CHAT_ID": "groups_none",
    }
    assert await host.hears(**{name: ""}) == {meant[name]: NOTE}


@pytest.mark.parametrize(
    ("name", "value", "finding"),
    [
        ("BOT_TOKEN", "", "token_none"),
        ("BOT_TOKEN", "1000001:another", "token_refused"),
        ("BOT_API_URL", "http://127.0.0.1:9", "telegram_out"),
    ],
)
async def test_without_a_bot_that_telegram_knows_only_that_is_said_of_telegram(
    host: Host, name: str, value: str, finding: str
) -> None:
    assert await host.hears(**{name: value}) == {finding: BROKEN}


async def test_a_server_that_does_not_answer_is_not_waited_for_long(host: Host) -> None:
    hold = host.telegram.faults.hold(method="getMe")
    findings = await examined(read(host.env), str(host.folder / ".env"), patience=0.2)
    hold.release()

    assert wrong({seen.finding.check: seen.finding for seen in findings}) == {"telegram_out": BROKEN}


async def test_a_webhook_that_is_in_the_way_is_named_by_its_host_alone(host: Host) -> None:
    host.telegram.webhook = {"url": "https://old.example.org/secret", "max_connections": 40}
    findings = await host.asks()

    assert wrong(findings) == {"webhook_foreign": NOTE}
    assert findings["webhook_foreign"].facts == {"host": "old.example.org"}


@pytest.mark.parametrize(
    ("webhook", "said"),
    [
        ({}, {"webhook_unset": NOTE}),
        ({"url": "https://bot.example.org/telegram"}, {}),
        ({"url": "https://else.example.org/telegram"}, {"webhook_other": BROKEN}),
        ({"url": "https://bot.example.org/telegram", "minutes": 5}, {"webhook_failing": BROKEN}),
        ({"url": "https://bot.example.org/telegram", "minutes": 500}, {}),
        ({"url": "https://bot.example.org/telegram", "allowed": ["message"]}, {"webhook_kinds": NOTE}),
    ],
)
async def test_deliveries_that_go_elsewhere_or_fail_are_seen(
    host: Host, webhook: dict[str, object], said: dict[str, Level]
) -> None:
    given = dict(webhook)
    minutes, allowed = given.pop("minutes", None), given.pop("allowed", None)
    if isinstance(minutes, int):
        failed = {"last_error_date": doctored.minutes_ago(minutes), "last_error_message": "503"}
        given |= failed
    if isinstance(allowed, list):
        host.telegram.updates.allow(allowed)
    host.telegram.webhook = {**given, "max_connections": 40} if given else {}

    assert await host.hears(WEBHOOK_URL="https://bot.example.org", LISTEN="127.0.0.1:9") == said


async def test_updates_that_pile_up_at_telegram_are_counted(host: Host) -> None:
    for _ in range(100):
        host.telegram.says(HOST, "hello?")

    assert await host.hears() == {"pending": NOTE}


async def test_a_host_who_never_wrote_to_the_bot_is_named(host: Host) -> None:
    findings = await host.asks(OPERATOR_IDS=f"{HOST}, {VERA}, 777")

    assert wrong(findings) == {"operator_unseen": NOTE}


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (("can_manage_topics",), {"rights": BROKEN}),
        (("can_pin_messages",), {"rights_short": NOTE}),
        (("can_delete_messages",), {"rights_short": NOTE}),
    ],
)
async def test_a_right_that_is_missing_costs_what_it_costs(
    host: Host, lost: tuple[str, ...], said: dict[str, Level]
) -> None:
    host.telegram.withholds(VERA, GROUP, *lost)

    assert await host.hears() == said


async def test_an_ordinary_member_hears_little_unless_privacy_mode_is_off(host: Host) -> None:
    host.telegram.switches_topics(GROUP, on=False)
    host.telegram.demotes_bot(VERA, GROUP)
    with_privacy = await host.hears()
    host.telegram.reads_all = True

    assert with_privacy == {"privacy_mode": NOTE}
    assert await host.hears() == {}


async def test_a_bot_that_cannot_be_added_or_was_thrown_out_is_told(host: Host) -> None:
    host.telegram.joins_groups = False
    host.telegram.removes_bot(VERA, GROUP)

    assert await host.hears() == {"joining": NOTE, "group_unseen": BROKEN}


async def test_a_group_with_another_number_by_now_is_looked_at_there(host: Host) -> None:
    host.telegram.upgrades(GROUP, -1002000000002)
    findings = await host.asks()

    assert wrong(findings) == {"group_moved": NOTE}
    assert findings["group_moved"].facts["group"] == -1002000000002


async def test_a_clock_that_is_wrong_is_seen_without_sending_anything(tmp_path: Path) -> None:
    played = doctored.telegram(clock=lambda: real_clock() + timedelta(minutes=3))
    async with serving(played) as address:
        findings = await found(doctored.env(address, doctored.database(tmp_path)), tmp_path)

    assert wrong(findings) == {"clock": BROKEN}
    assert -182 <= findings["clock"].facts["seconds"] <= -178


async def test_the_port_is_free_or_ours_or_somebody_elses(host: Host) -> None:
    async def ours(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 503 Service Unavailable\r\nServer: Recourse\r\n\r\nok")
        writer.close()

    async def other(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nServer: nginx\r\n\r\nok")
        writer.close()

    said = {}
    for name, answers in (("port", ours), ("port_taken", other)):
        server = await asyncio.start_server(answers, "127.0.0.1", 0)
        place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        said[name] = await host.asks(LISTEN=place)
        server.close()
        await server.wait_closed()
        said["port_free"] = await host.asks(LISTEN=place.removeprefix("127.0.0.1"))

    assert [name for name, findings in said.items() if name not in findings] == []
    assert wrong(said["port_taken"]) == {"port_taken": BROKEN}
    assert AUTHORISATION not in str(said)


@pytest.mark.parametrize(
    ("megabytes", "said"), [(77_238, "77 GB of"), (1_200, "1200 MB of"), (1, "1 MB of the disk is")]
)
def test_room_on_the_disk_is_said_as_one_would_say_it(megabytes: int, said: str) -> None:
    assert said in words("en").plain("selftest", "disk", {"megabytes": megabytes, "well": True})

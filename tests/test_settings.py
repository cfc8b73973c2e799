"""Settings: what a host writes, and what they are told when it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsFault, load

NO_FILE = "there-is-no-such-file"


def test_nothing_set_is_every_default() -> None:
    assert load({}, NO_FILE) == Settings()


def test_every_fault_is_named_at_once_with_its_mend() -> None:
    """A host mends the file in one go."""
    wrong = {
        "BOT_TOKEN": "my token",
        "BOT_API_URL": "example.org",
        "OPERATOR_IDS": "me, you",
        "DEFAULT_LANGUAGE": "klingon",
        "REMINDER_TICK_SECONDS": "0",
        "LOG_LEVEL": "LOUD",
        "LOG_FORMAT": "xml",
    }

    with pytest.raises(SettingsFault) as told:
        load(wrong, NO_FILE)

    lines = str(told.value).splitlines()
    assert [line.split(":")[0] for line in lines] == list(wrong)
    assert all(line.endswith("See .env.example.") for line in lines)


def test_a_blank_setting_is_an_absent_one() -> None:
    """`.env.example` as it stands starts the playground."""
    assert load({"BOT_TOKEN": "  ", "OPERATOR_IDS": "", "LOG_LEVEL": " "}, NO_FILE) == Settings()


def test_what_is_set_is_read_as_it_is_meant() -> None:
    found = load(
        {
            "BOT_API_URL": "http://127.0.0.1:8081/",
            "OPERATOR_IDS": "700000000001, 2 3",
            "REMINDER_TICK_SECONDS": "5",
            "LOG_LEVEL": "debug",
        },
        NO_FILE,
    )

    assert found == Settings(
        bot_api_url="http://127.0.0.1:8081",
        operator_ids=(700_000_000_001, 2, 3),
        reminder_tick_seconds=5,
        log_level="DEBUG",
    )


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("-1001", -1001),
        ("en=-1001, RU = -1002", {"en": -1001, "ru": -1002}),
        ("ru=-1002", {"ru": -1002}),
    ],
)
def test_people_may_help_in_one_group_or_in_one_for_each_language(given: str, meant: int | dict[str, int]) -> None:
    assert load({"SUPPORT_CHAT_ID": given}, NO_FILE).support_chat_id == meant


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ("1001", "must be the number of a group"),
        ("help", "must be the number of a group"),
        ("en=-1001, ru=help", "must be the number of a group"),
        ("en=-1001, tlh=-1002", "tlh is no language of this bot, which speaks en, ru"),
        ("en=-1001, -1002", "-1002 is no language of this bot"),
        ("en=-1001, ru=-1001", "-1001 is named twice"),
        ("en=-1001, en=-1002", "en has two groups"),
    ],
)
def test_a_support_group_that_cannot_be_one_is_one_line_with_its_mend(given: str, fault: str) -> None:
    with pytest.raises(SettingsFault) as told:
        load({"SUPPORT_CHAT_ID": given}, NO_FILE)

    (line,) = str(told.value).splitlines()
    assert line.startswith(f"SUPPORT_CHAT_ID: {fault}")


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    """The file is taken as it stands: a dollar in a password is a dollar."""
    file = tmp_path / ".env"
    file.write_text("# mine\nDEFAULT_LANGUAGE='ru'\nDATABASE_URL=postgresql://u:pa${HOME}@h/n\n", "utf-8")

    found = load({"DEFAULT_LANGUAGE": "en"}, str(file))

    assert (found.default_language, found.database_url) == ("en", "postgresql://u:pa${HOME}@h/n")


def test_a_file_that_is_no_text_is_said_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"BOT_TOKEN=\xff\xfe\n")

    with pytest.raises(SettingsFault, match="cannot be read as text"):
        load({}, str(file))


def test_printed_settings_hold_no_secret() -> None:
    """Neither the token nor a database's password ends up in a log by accident."""
    printed = repr(load({"BOT_TOKEN": "1:secret", "DATABASE_URL": "postgresql://u:secret@h/n"}, NO_FILE))

    assert "secret" not in printed

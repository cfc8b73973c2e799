"""compose.yaml as Docker's own reader understands it: one bot, or two behind Caddy, and all of it shut in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import COMMANDS
from tests.packaging.dockerfile import ROOT
from tests.packaging.tool import said

_ENV = "BOT_TOKEN=1:a\nDATABASE_URL=sqlite:///data/recourse.db\nLISTEN=\nWEBHOOK_URL=\n"
_MANY = _ENV + "DOMAIN=bot.example.org\nPOSTGRES_PASSWORD=p\n"
_ABOVE_THE_BOT_S_OWN = 35
"""Seconds: ten for what is under way, ten for what is owed, some for the database; and a reserve."""

Services = dict[str, dict[str, Any]]


@pytest.fixture
def services(tmp_path: Path) -> Any:
    """Reads the file with a .env and a profile; gives the services that would run."""
    shutil.copy(ROOT / "compose.yaml", tmp_path)

    def read(env: str, *profile: str) -> Services:
        (tmp_path / ".env").write_text(env)
        folder = ("--project-directory", str(tmp_path), "--file", str(tmp_path / "compose.yaml"))
        told = json.loads(said("docker-compose", *folder, *profile, "config", "--format", "json"))
        found: Services = told["services"]
        return found

    return read


def test_without_a_profile_there_is_one_bot_with_one_volume(services: Any) -> None:
    """And nothing is open: it asks Telegram itself. What .env leaves blank does not hide where it must listen."""
    (name,) = found = services(_ENV)
    assert name == "bot"
    assert [volume["source"] for volume in found["bot"]["volumes"]] == ["data"]
    assert "ports" not in found["bot"]
    assert found["bot"]["environment"]["WEBHOOK_URL"] == ""
    assert found["bot"]["environment"]["LISTEN"] == "0.0.0.0:8080"


def test_many_are_two_bots_behind_caddy_with_a_database_that_is_migrated_first(services: Any) -> None:
    """They differ in nothing, and Telegram is told the address that Caddy answers."""
    found = services(_MANY, "--profile", "many")
    assert set(found) == {"bot", "second", "migrate", "postgres", "caddy"}
    assert found["second"].pop("profiles") == ["many"]
    assert found["bot"] == found["second"]
    assert found["bot"]["environment"]["WEBHOOK_URL"] == "https://bot.example.org/telegram"
    assert found["caddy"]["environment"]["REPLICAS"].split() == ["bot:8080", "second:8080"]
    assert found["migrate"]["command"][0] in COMMANDS
    assert found["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    assert found["second"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_only_caddy_can_be_reached_and_the_database_reaches_nothing(services: Any) -> None:
    """The database has no port, and a network without a way out."""
    found = services(_MANY, "--profile", "many")
    assert [name for name, service in found.items() if "ports" in service] == ["caddy"]
    assert list(found["postgres"]["networks"]) == ["inside"]
    assert "inside" not in found["caddy"]["networks"]


def test_every_service_is_shut_in_and_bounded(services: Any) -> None:
    """Read-only, without rights, so much memory, so many processes, so much log; and it comes back."""
    found = services(_MANY, "--profile", "many")
    for name, service in found.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "caddy" else []), name
        assert service["restart"] == ("on-failure:3" if name == "migrate" else "unless-stopped"), name
        assert int(service["mem_limit"]) > 0, name
        assert service["pids_limit"] > 0, name
        assert service["logging"]["options"].keys() == {"max-size", "max-file"}, name
    assert int(found["bot"]["stop_grace_period"].removesuffix("s")) >= _ABOVE_THE_BOT_S_OWN


def test_without_a_token_docker_says_what_to_do(services: Any) -> None:
    """Inside a container nobody would find the playground."""
    with pytest.raises(AssertionError, match="put the token from @BotFather into"):
        services("LOG_LEVEL=INFO\n")

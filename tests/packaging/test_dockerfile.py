"""The Dockerfile keeps the rules of its trade; what can be run of it is run in test_image.py."""

from __future__ import annotations

import json
import re

import pytest

from bot.__main__ import COMMANDS
from tests.packaging.dockerfile import ROOT, ignored, stages
from tests.packaging.tool import said

FINAL = stages()[-1]
SECRETS = [".env", ".env.example", ".git/config", "data/recourse.db"]
OTHERS = ["README.md", "tests/conftest.py", "docs/rules.md", "deploy/recourse.service", "bot/a.pyc"]
OTHERS += ["bot/__pycache__/app.cpython-311.pyc", "templates/__pycache__/ru-1.mo"]


def test_a_linter_of_dockerfiles_has_nothing_to_say() -> None:
    """hadolint, with no rule switched off."""
    assert said("hadolint", "--no-color", str(ROOT / "Dockerfile")) == ""
    assert "hadolint ignore" not in (ROOT / "Dockerfile").read_text()


def test_the_bot_runs_as_nobody_in_particular_and_hears_signals() -> None:
    """A number, so that a cluster can see that it is not root; no shell between Docker and the bot."""
    assert FINAL.all("USER") == ["10001:10001"]
    assert FINAL.all("STOPSIGNAL") == ["SIGTERM"]
    assert json.loads(FINAL.all("ENTRYPOINT")[0]) == ["python", "-m", "bot"]
    assert json.loads(FINAL.all("CMD")[0])[0] in COMMANDS
    health = FINAL.all("HEALTHCHECK")[0]
    assert json.loads(health[health.index("[") :]) == ["python", "-m", "bot", "healthy"]
    assert "healthy" in COMMANDS


def test_libraries_are_those_of_the_lock_by_their_hashes() -> None:
    """And nothing is built on the way."""
    (install,) = [run for stage in stages() for run in stage.all("RUN") if "pip " in run]
    assert "--require-hashes -r requirements.lock" in install
    assert "--only-binary :all:" in install


def test_images_are_named_by_their_release() -> None:
    """So that the same checkout makes the same image."""
    own = {stage.name for stage in stages()}
    bases = [stage.base for stage in stages() if stage.base not in own]
    assert bases
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+-[a-z-]+", base) for base in bases)


@pytest.mark.parametrize("path", [*SECRETS, *OTHERS])
def test_what_is_nobodys_business_stays_out_of_the_image(path: str) -> None:
    """No secrets, no data, no history; nothing that was made by another Python."""
    assert ignored(path)


@pytest.mark.parametrize("path", ["bot/__main__.py", "handlers/front.py", "templates/locales/ru.po", "LICENSE"])
def test_what_the_bot_needs_goes_into_the_image(path: str) -> None:
    """An allowed list: whatever is new at the top stays out until it is named."""
    assert not ignored(path)
    assert (ROOT / path).is_file()

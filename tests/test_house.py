"""The house is in order: what documents and settings say is what the code has."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from bot import RELEASE
from bot.__main__ import COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


def test_the_example_file_names_exactly_the_settings() -> None:
    """A host who copies .env.example sees every setting there is, with its default."""
    named = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    defaults = {field.name.upper(): field.default for field in fields(Settings)}
    assert set(named) == set(defaults)
    for name, default in named.items():
        given = defaults[name]
        assert default == ("" if given in (None, ()) else str(given)), name


def test_the_readme_lists_every_setting_and_every_command() -> None:
    """What a host can do is in the README."""
    readme = (ROOT / "README.md").read_text()
    for field in fields(Settings):
        assert f"`{field.name.upper()}`" in readme, field.name
    for command in COMMANDS:
        assert f"`python -m bot {command}" in readme, command


def test_the_release_is_named_alike_everywhere() -> None:
    """/metrics tells what runs."""
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == RELEASE


def test_no_lock_file_names_a_registry() -> None:
    """The project installs from whatever registry the machine has."""
    for path in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|^--(extra-)?index-url|^--find-links", path.read_text(), re.MULTILINE), path


def test_files_stay_short_enough_to_be_one_idea() -> None:
    """300 lines is where a file stops being one idea."""
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for folder in ("bot", "handlers", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > 300
    ]
    assert not long

"""`python -m bot restore`, as a host sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands import restore
from bot.storage import backup
from tests.commands import doctored


def test_a_restore_says_what_is_there_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words a host knows, so that it can be compared with what they remember."""
    url = f"sqlite:///{doctored.database(tmp_path)}"
    taken = backup.take(url, tmp_path / "backups", datetime.now(UTC))
    monkeypatch.setenv("DATABASE_URL", url)

    assert restore.main([str(taken.path)]) == 0

    said = capsys.readouterr().out
    assert "buyers 0, cases 0, reminders 0, messages that wait 0, screens to show again 0." in said
    assert "bot.db.before-restore" in said

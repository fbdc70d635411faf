"""What was typed is there at the next start, also after the program was killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fsp_desktop.services.profile import Profile
from fsp_desktop.store.record_store import RecordStore
from tests.services.real_workspace import KEY

WORDS = "She hopes to read stories in both languages."


@pytest.mark.skipif(sys.platform == "win32", reason="Linux and macOS only: kill -9")
def test_half_a_second_after_the_last_key_a_kill_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    typing = subprocess.run(
        [sys.executable, "-m", "tests.ui.visit_log.typing_process", str(folder), WORDS],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert typing.returncode == -9, typing.stderr.decode()
    store = RecordStore.open(Profile(folder).record_path, KEY)
    try:
        (visit,) = store.list_rows("visit")
    finally:
        store.close()
    assert visit.values["hopes"] == WORDS
    assert visit.values["draft"] is True

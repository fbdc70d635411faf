"""The desk finds its profile, speaks its person's language and opens the record."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fsp_desktop.app.compose import build_desk, install_language
from fsp_desktop.app.settings import Settings, load_settings
from fsp_desktop.domain.errors import LockedError
from fsp_desktop.language import words
from fsp_desktop.services.start_workspace import Beginning, start_workspace


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    words.install("en")


def test_a_desk_opens_what_was_begun_on_it(tmp_path: Path) -> None:
    desk = build_desk(str(tmp_path / "p"), {})
    assert not desk.ways_in().is_started
    beginning = Beginning("Team", "Lincoln", "Ana Reyes")
    started = start_workspace(desk.profile, "five brown goats", beginning, desk.clock)
    started.workspace.close()
    assert desk.ways_in().is_started
    assert not desk.ways_in().has_keyring
    with desk.open_with_recovery_code(started.recovery_code.upper()) as workspace:
        assert workspace.who.person_name == "Ana Reyes"
    with desk.open_with_passphrase("five brown goats") as workspace:
        assert workspace.who.school_name == "Lincoln"
    with pytest.raises(LockedError):
        desk.open_with_passphrase("five brown boats")
    with pytest.raises(LockedError):
        desk.open_with_keyring()


def test_the_language_is_the_chosen_one_then_the_settings_then_the_systems(tmp_path: Path) -> None:
    desk = build_desk(str(tmp_path), {})
    assert install_language(desk, None, {"LANG": "qps_ploc"}) == "qps-ploc"
    desk.choose_language("qps-ploc")
    again = build_desk(str(tmp_path), {})
    assert again.settings == Settings(ui_language="qps-ploc")
    assert load_settings(desk.profile.settings_path) == again.settings
    assert install_language(again, None, {"LANG": "en_US.UTF-8"}) == "qps-ploc"
    assert install_language(again, "en", {}) == "en"
    assert install_language(desk, None, {"LANG": "tlh_XX"}) == "en"


def test_building_a_desk_loads_nothing_heavy() -> None:
    script = (
        "import sys; from fsp_desktop.app.compose import build_desk; build_desk(None, {});"
        "print([n for n in ('sqlmodel', 'sqlalchemy', 'nacl', 'keyring', 'PySide6', 'sqlcipher3')"
        " if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"

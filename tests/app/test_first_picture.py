"""What is loaded before the lock screen, and before Today, is a short list, and stays one."""

from __future__ import annotations

import json
import subprocess
import sys

LOCK_SCREEN = """
import fsp_desktop.__main__, fsp_desktop.app.compose, fsp_desktop.app.gui, fsp_desktop.app.way_in
import fsp_desktop.services.ways_in
import fsp_desktop.ui.entrance.entrance, fsp_desktop.ui.entrance.unlock
"""
TODAY = """
import fsp_desktop.__main__, fsp_desktop.app.compose, fsp_desktop.app.gui, fsp_desktop.app.way_in
import fsp_desktop.services.ways_in
import fsp_desktop.ui.today.screen, fsp_desktop.ui.work, fsp_desktop.ui.shell.shell_actions
import fsp_desktop.services.unlock, fsp_desktop.services.show_today
"""
LATER = {
    "PySide6.QtNetwork", "PySide6.QtSvg", "babel", "dataclasses", "logging", "pydantic",
    "reportlab", "secretstorage", "keyring", "sqlalchemy", "sqlmodel",
}  # fmt: skip
LATER_THAN_THE_LOCK_SCREEN = {"cryptography", "hashlib", "hmac", "msgpack", "nacl", "sqlcipher3"}
STORE_OF_TODAY = {
    "access", "catalogue", "columns", "engine", "instance_lock", "journal", "late_parts",
    "migrations", "opening", "readings", "record_store", "sync_chains", "sync_ledger",
}  # fmt: skip
READINGS_OF_TODAY = {"agenda", "families", "follow_ups", "rows", "screens", "today"}
POSTPONED = {"errorhandler", "layout", "parser", "lib.enum_sig", "lib.pyi_generator", "lib.tool"}


def after(imports: str, show: str) -> set[str]:
    """Return what a new process has to show after some imports."""
    script = f"{imports}\nimport json, sys\nprint(json.dumps(sorted({show})))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_the_lock_screen_loads_nothing_that_opens_a_record() -> None:
    loaded = after(LOCK_SCREEN, "sys.modules")
    assert loaded & (LATER | LATER_THAN_THE_LOCK_SCREEN) == set()
    assert {name for name in loaded if name.startswith("fsp_desktop.store")} == set()


def test_today_loads_only_what_it_shows() -> None:
    loaded = after(TODAY, "sys.modules")
    assert loaded & LATER == set()
    parts = [name.split(".") for name in loaded if name.startswith("fsp_desktop.store.")]
    assert {part[2] for part in parts} <= STORE_OF_TODAY
    assert {part[3] for part in parts if part[2] == "readings" and part[3:]} <= READINGS_OF_TODAY
    assert "fsp_desktop.ui.shell.settings_page" not in loaded


def test_qt_comes_without_the_makers_of_its_documentation() -> None:
    home = "shibokensupport.signature."
    waiting = (
        "n for n, m in sys.modules.items()"
        f" if n.startswith({home!r}) and getattr(m, '_to_load', None) is not None"
    )
    assert after(LOCK_SCREEN, waiting) == {home + name for name in POSTPONED}


def test_a_wrong_call_of_qt_is_explained_as_ever() -> None:
    wrong = "QLabel(1, 2, 3)"
    tried = (
        "from PySide6.QtWidgets import QApplication, QLabel\napp = QApplication([])\n"
        f"try:\n    {wrong}\nexcept TypeError as error:\n    words = str(error)\n"
        "from PySide6.support.signature.lib import enum_sig, tool\n"
        "found = [words, enum_sig.ExactEnumerator.__name__, tool.build_brace_pattern.__name__]"
    )
    with_us, without = after(f"{LOCK_SCREEN}\n{tried}", "found"), after(tried, "found")
    assert with_us == without
    assert any("Supported signatures" in words for words in with_us)

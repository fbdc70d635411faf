"""The size of the text: keys and settings agree, and only offered sizes are ever kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from fsp_desktop.ui.shell.settings_page import SettingsScreen
from fsp_desktop.ui.theme.theme import TEXT_SIZES, theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.shell.shell import Shell
    from fsp_desktop.ui.shell.window import MainWindow


def press(shell: Any, key: str, times: int = 1) -> list[int]:
    kept = []
    for _time in range(times):
        shell.actions_book.action(key).trigger()
        kept.append(shell.hooks.settings.get("text_size"))
    return kept


def test_each_press_goes_to_the_next_offered_size_and_stops_at_the_last(shell: Shell) -> None:
    assert press(shell, "view.larger", 4) == [115, 130, 150, 150]
    assert press(shell, "view.smaller", 5) == [130, 115, 100, 90, 90]
    assert press(shell, "view.usual") == [100]
    assert theme().scale == 1.0


def test_a_size_between_two_offered_ones_comes_back_to_them(shell: Shell) -> None:
    theme().set_scale(1.21)
    assert press(shell, "view.larger")[0] in TEXT_SIZES


def test_the_settings_follow_the_keys_and_the_theme(shell: Shell) -> None:
    shell.go("settings")
    screen = cast("SettingsScreen", shell.screen("settings"))
    press(shell, "view.larger")
    assert screen._size.chosen() == "115"
    press(shell, "view.usual")
    assert screen._size.chosen() == "100"
    theme().set_mode("dark")
    assert screen._mode.chosen() == "dark"


def test_another_size_builds_the_page_anew_where_one_was(
    shell: Shell, window: MainWindow, qtbot: QtBot
) -> None:
    shell.go("families", family_id="f1")
    before = shell.header.height()
    theme().set_scale(1.5)
    qtbot.waitUntil(lambda: window.shell is not None and window.shell is not shell)
    assert window.shell.current().key == "families"
    assert window.shell.current().places == [{"family_id": "f1"}]
    assert window.shell.header.height() > before

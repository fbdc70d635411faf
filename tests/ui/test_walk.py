"""Every window is walked: words for screen readers, targets, focus, mirrored and longer words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from fsp_desktop.language import words
from fsp_desktop.ui.entrance.entrance import Entrance
from fsp_desktop.ui.entrance.services import Greeting, Opened
from fsp_desktop.ui.keys_help.keys_help import KeysHelp
from fsp_desktop.ui.palette.palette import Palette
from fsp_desktop.ui.shell.window import MainWindow
from tests.ui.made_up_pages import register_made_up_pages
from tests.ui.test_entrance import WORDS, FakeServices
from tests.ui.walking import cut_off, focusable, nameless, too_small, unmarked_focus

SIZES = [(1366, 690), (1024, 640)]
PLACES = ["welcome", "start", "join", "recover", "restore", "unlock", "sheet", "today", "settings"]


@pytest.fixture
def walk(window: MainWindow, hooks, runner, qtbot):
    """Bring a place up in a window that is shown."""

    def show(place: str, size: tuple[int, int] = SIZES[0]) -> QWidget:
        window.resize(*size)
        if place in {"today", "settings"}:
            shell = window.open_work(hooks, [register_made_up_pages])
            shell.go(place)
        else:
            window.show_entrance(_entrance(place, runner))
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        QApplication.processEvents()
        return window

    return show


def _entrance(place, runner) -> Entrance:
    greeting = Greeting("Rosa Delgado", "Cedar Grove") if place == "unlock" else None
    entrance = Entrance(runner, FakeServices, greeting)
    if place in {"start", "join", "recover", "restore"}:
        entrance.page().chosen.emit(place)
    if place == "sheet":
        entrance._on_opened(Opened("workspace", WORDS))
    return entrance


@pytest.mark.parametrize("place", PLACES)
def test_everything_the_keyboard_reaches_has_words_and_a_fair_target(walk, place):
    window = walk(place)
    assert list(focusable(window))
    assert nameless(window) == []
    assert too_small(window) == []


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("place", ["welcome", "join", "unlock", "sheet", "today", "settings"])
def test_the_keyboard_is_always_seen(walk, look, place, mode):
    look.set_mode(mode)
    assert unmarked_focus(walk(place)) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("place", PLACES)
def test_words_forty_percent_longer_and_mirrored_are_not_cut(walk, look, place, size):
    words.install(words.PSEUDO)
    look.set_direction("rtl")
    window = walk(place, size)
    assert window.size().toTuple() == size
    assert cut_off(window) == []


@pytest.mark.parametrize("place", ["welcome", "start", "unlock", "settings"])
def test_the_largest_text_that_the_smallest_window_takes_is_not_cut(walk, look, place):
    look.set_scale(1.3)
    assert cut_off(walk(place)) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_sentence_went_through_the_catalogue(walk, place):
    words.install(words.PSEUDO)
    window = walk(place)
    plain = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.isVisible() and any(map(str.isalpha, label.text())) and not _is_translated(label)
    ]
    assert set(plain) <= {"Cedar Grove", *WORDS.split()}


def _is_translated(label: QLabel) -> bool:
    whole = label.accessibleName() or label.text()
    return "\u200f[" in whole or "[" in whole


def test_the_navigation_stands_at_the_start_side(walk, look, window):
    look.set_direction("rtl")
    walk("today")
    shell = window.shell
    assert shell.navigation.x() > shell.stack.parentWidget().width() // 2
    assert shell.header.title.mapTo(window, shell.header.title.rect().center()).x() > 683


def test_palette_and_keys_page_are_walked_too(walk, window, qtbot):
    walk("today")
    for kind in (Palette, KeysHelp):
        box = kind(window.shell)
        window.shell.open_dialog(box)
        qtbot.waitUntil(box.isActiveWindow)
        assert nameless(box) == []
        assert too_small(box) == []
        box.reject()


@pytest.mark.parametrize("kind", [Palette, KeysHelp])
def test_palette_and_keys_page_fit_the_smallest_window(walk, look, window, qtbot, kind):
    words.install(words.PSEUDO)
    look.set_direction("rtl")
    walk("today", SIZES[1])
    box = kind(window.shell)
    window.shell.open_dialog(box)
    qtbot.waitUntil(box.isActiveWindow)
    assert window.geometry().contains(box.geometry())
    assert cut_off(box) == []
    box.reject()


def test_tab_reaches_everything_and_comes_round(walk, window, qtbot):
    walk("settings")
    wanted = set(focusable(window))
    start = QApplication.focusWidget()
    seen = set()
    for _step in range(60):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
        if QApplication.focusWidget() is start:
            break
    assert start in seen
    assert wanted <= seen


def test_the_walk_itself_finds_what_is_wrong(qtbot):
    from PySide6.QtWidgets import QToolButton

    top = QWidget()
    qtbot.addWidget(top)
    column = QVBoxLayout(top)
    bad = QToolButton()
    bad.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bad.setFixedSize(10, 10)
    column.addWidget(bad)
    cut = QLabel("These words do not fit")
    cut.setFixedWidth(20)
    column.addWidget(cut)
    top.show()
    assert nameless(top)
    assert too_small(top)
    assert cut_off(top)

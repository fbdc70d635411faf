"""The packet builder shows the real pages, says what is missing, and never prints with holes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from fsp_desktop.language import words
from fsp_desktop.services.print_packet import compose_welcome, glance, page_picture
from fsp_desktop.ui.packet_builder.screen import PacketScreen
from fsp_desktop.ui.paper.preview import PAUSE_MS
from fsp_desktop.ui.paper.text_sheet import TextSheet
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import cut_off, nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk

HIEROGLYPH = "\U00013000"


def open_packets(demo: DemoDesk, qtbot: QtBot, family: str | None = None) -> PacketScreen:
    place = {"family_id": demo.families[family]} if family else {}
    screen = demo.shell.screen("packets")
    assert isinstance(screen, PacketScreen)
    with qtbot.waitSignal(screen.pane.live.drawn, timeout=20_000):
        demo.shell.go("packets", **place)
    return screen


def change(screen: PacketScreen, qtbot: QtBot, act: object) -> None:
    with qtbot.waitSignal(screen.pane.live.drawn, timeout=20_000):
        act()  # type: ignore[operator]


def test_a_family_brings_its_languages_and_two_pages_stand_side_by_side(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    screen = open_packets(demo, qtbot, "Al-Hariri")
    assert screen.form.languages.chosen() == ["ar"]
    assert screen.subtitle() == "Al-Hariri family"
    assert "20 parts are drafts in Arabic" in screen.form.about.accessibleName()
    assert "0 of 20 checked" in screen.form.languages.chips.chips()[0].text()
    first, second = screen.pane.view.pages()[:2]
    assert first.y() == second.y()
    assert first.accessibleName().endswith("reads right to left")
    qtbot.waitUntil(
        lambda: screen.pane.view.drawn_count() == screen.pane.view.page_count(), timeout=20_000
    )


def test_the_invented_school_has_everything_filled_in(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot, "Ramírez Ortiz")
    assert screen.form.languages.chosen()[0] == "es"
    assert screen.form.gaps.isHidden()
    text = demo.ask(lambda: _text(screen))
    assert "555-0101" in text
    assert "8:30" in text


def _text(screen: PacketScreen) -> str:
    from fsp_desktop.services.print_packet import text_version

    return text_version(screen.pane.live.composed)


def test_parts_go_in_and_out_and_none_is_not_all(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    pages = screen.pane.live.printed.pages
    rows = screen.form.parts.rows
    change(screen, qtbot, lambda: [row.setChecked(False) for row in rows[3:]])
    assert screen.pane.live.printed.pages < pages
    assert screen.form.parts.counted_words.text() == "3 of 20"
    for row in rows[:3]:
        row.setChecked(False)
    assert "at least one part" in screen.pane.trouble.accessibleName()
    assert screen.pane.view.page_count() == 0
    screen.print_button.click()
    assert "not ready" in demo.shell.toasts.message()
    change(screen, qtbot, lambda: rows[0].setChecked(True))
    assert screen.pane.trouble.isHidden()


def test_keys_walk_the_parts(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    rows = screen.form.parts.rows
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    change(screen, qtbot, lambda: QTest.keyClick(rows[1], Qt.Key.Key_Space))
    assert "your_person" not in screen.form.parts.chosen()


def test_a_language_without_texts_says_so(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    change(screen, qtbot, lambda: screen.form.languages.add("mh"))
    assert screen.form.languages.chosen() == ["es", "mh"]
    change(screen, qtbot, lambda: screen.form.languages.chips.choose("es"))
    assert screen.form.languages.chosen() == ["mh"]
    assert "20 parts are missing in Marshallese" in screen.form.about.accessibleName()
    chip = next(one for one in screen.form.languages.chips.chips() if one.key == "mh")
    assert "in English only" in chip.text()


def test_letters_that_no_font_has_stop_the_printing_and_show_their_part(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    family = demo.families["Osman"]
    for child in demo.rows("student", family_id=family):
        demo.write("student", child.id, preferred_name=HIEROGLYPH, given_name=HIEROGLYPH)
    screen = demo.shell.screen("packets")
    assert isinstance(screen, PacketScreen)
    with qtbot.waitSignal(screen.pane.live.refused, timeout=20_000):
        demo.shell.go("packets", family_id=family)
    assert "No font here can write this part" in screen.pane.trouble.accessibleName()
    assert screen.pane.live.printed is None
    screen.pane.trouble.link.click()
    row = QApplication.focusWidget()
    assert row in screen.form.parts.rows
    change(screen, qtbot, screen._leave_family)
    assert screen.pane.trouble.isHidden()


def test_saving_writes_the_whole_file(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    screen = open_packets(demo, qtbot, "Petrenko")
    QTest.keyClick(screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = screen.findChild(QFileDialog)
    assert dialog is not None
    target = tmp_path / "packet.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    qtbot.waitUntil(lambda: "packet.pdf" in demo.shell.toasts.message())
    assert target.read_bytes() == screen.pane.live.printed.pdf


def test_a_text_version_can_be_heard(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot, "Al-Hariri")
    screen.pane.as_text.click()
    qtbot.waitUntil(lambda: bool(_sheets()))
    text = _sheets()[0].text.toPlainText()
    assert "555-0142" in text
    assert "مرحبًا" in text
    _sheets()[0].close()


def _sheets() -> list[TextSheet]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, TextSheet)]


def test_plus_and_minus_show_pages_larger_and_whole(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    view = screen.pane.view
    whole = view.pages()[0].width()
    QTest.keyClicks(view, "+")
    assert view.pages()[0].width() > whole
    assert view.pages()[1].y() > view.pages()[0].y()
    QTest.keyClicks(view, "-")
    assert view.pages()[0].width() == whole


def composed_in_turn(demo: DemoDesk, qtbot: QtBot, order: Any) -> Any:
    """Compose on the store thread, as the window does, without making the window wait."""
    made: list[Any] = []
    demo.runner.store(lambda: compose_welcome(demo.workspace, order)).then(made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    return made[0]


def test_the_first_pages_follow_a_change_at_once(demo: DemoDesk, qtbot: QtBot) -> None:
    """A change is on the glass after the pause and the work itself, with little on top."""
    screen = open_packets(demo, qtbot, "Al-Hariri")
    with qtbot.waitSignal(screen.pane.live.finished, timeout=20_000):
        screen.form.parts.rows[1].click()
    width, order = screen.pane.view.wanted_width(), screen.pane._wanted
    spent, alone = [], []
    for _round in range(3):
        begun = time.perf_counter()
        composed = composed_in_turn(demo, qtbot, order)
        quick = glance(composed, 2)
        assert page_picture(quick, 0, width).height > page_picture(quick, 1, width).width
        alone.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        with qtbot.waitSignal(screen.pane.live.glanced, timeout=20_000):
            screen.form.parts.rows[1].click()
        spent.append(time.perf_counter() - begun)
        with qtbot.waitSignal(screen.pane.live.finished, timeout=20_000):
            pass
    assert min(spent) <= PAUSE_MS / 1000 + 2.0 * min(alone) + 0.05


@pytest.mark.parametrize("size", [(1366, 740), (1024, 640)])
def test_nothing_is_cut_nameless_or_small(
    demo: DemoDesk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    demo.window.resize(*size)
    screen = open_packets(demo, qtbot, "Al-Hariri")
    assert nameless(screen) == []
    assert too_small(screen) == []
    assert cut_off(screen) == []

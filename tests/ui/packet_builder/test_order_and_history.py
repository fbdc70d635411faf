"""Parts in one's own order, editions, languages that stay, asking before two versions, what was given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from fsp_desktop.store.writes import Write
from fsp_desktop.ui.packet_builder.part_row import part_words
from fsp_desktop.ui.paper.given_sheet import GivenSheet
from fsp_desktop.ui.paper.paper_choice import PaperChoice
from fsp_desktop.ui.paper.two_versions import TwoVersionsSheet
from tests.ui.packet_builder.test_packet_screen import change, open_packets

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from fsp_desktop.ui.packet_builder.screen import PacketScreen
    from tests.ui.paper.demo_desk import DemoDesk


def ids(screen: PacketScreen) -> list[str]:
    return [row.part.id for row in screen.form.parts.rows]


def test_alt_and_arrows_move_a_part_and_the_pages_follow(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    usual = ids(screen)
    row = screen.form.parts.rows[2]
    row.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    change(screen, qtbot, lambda: QTest.keyClick(row, Qt.Key.Key_Down, alt))
    assert ids(screen)[3] == usual[2]
    assert row.hasFocus()
    printed = [section.id for section in screen.pane.live.composed.document.sections]
    assert printed == ids(screen)
    assert not screen.form.parts.in_order.isHidden()
    change(screen, qtbot, screen.form.parts.in_order.click)
    assert ids(screen) == usual


def test_the_cover_stays_first(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    rows = screen.form.parts.rows
    usual = ids(screen)
    for row in (rows[0], rows[1]):
        QTest.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert ids(screen) == usual


def test_dragging_moves_a_part_and_does_not_tick_it(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    usual = ids(screen)
    row = screen.form.parts.rows[1]
    here = QPoint(20, row.height() // 2)

    def drag() -> None:
        QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=here)
        for step in (12, row.height(), row.height() * 2):
            QTest.mouseMove(row, row.mapFrom(screen, row.mapTo(screen, here)) + QPoint(0, step))
        QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=here)

    change(screen, qtbot, drag)
    assert ids(screen).index(usual[1]) > 1
    assert row.isChecked()
    assert sorted(ids(screen)) == sorted(usual)


def test_the_first_days_edition_is_four_pages(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot, "Al-Hariri")
    change(screen, qtbot, screen.form.edition.segments()[1].click)
    assert screen.pane.live.printed.pages <= 4
    assert screen.pane.live.composed.about.kind == "first_day_packet"
    assert len(screen.form.parts.chosen()) < len(ids(screen))
    change(screen, qtbot, screen.form.edition.segments()[0].click)
    assert len(screen.form.parts.chosen()) == len(ids(screen))


def test_options_reach_the_paper(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    for key in ("large", "black", "even"):
        change(screen, qtbot, lambda key=key: screen.form.options.choose(key))  # type: ignore[misc]
    document = screen.pane.live.composed.document
    assert (document.large_print, document.ink, document.even_pages) == (True, "black", True)
    assert screen.pane.live.printed.pages % 2 == 0


def test_the_paper_is_remembered(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    assert screen.pane.paper.chosen() == "letter"
    screen.pane.paper.set_chosen("a4")
    change(screen, qtbot, lambda: screen.pane.paper.chosen_changed.emit("a4"))
    assert screen.pane.live.composed.document.page == "a4"
    assert PaperChoice(demo.shell).chosen() == "a4"


def test_a_family_does_not_take_a_chosen_language_away(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    change(screen, qtbot, lambda: screen.form.languages.add("so"))
    with qtbot.waitSignal(screen.pane.live.drawn, timeout=20_000):
        demo.shell.go("packets", family_id=demo.families["Al-Hariri"])
    # Spanish was only a proposal; Somali was chosen by a person.
    assert screen.form.languages.chosen() == ["ar", "so"]


def test_languages_with_as_many_drafts_are_told_together(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    change(screen, qtbot, lambda: screen.form.languages.add("vi"))
    said = screen.form.about.accessibleName()
    assert said.startswith("20 parts are drafts in Spanish and Vietnamese and print")
    assert said.count("Draft") == 1


def test_one_language_too_many_is_said_and_none_is_dropped(demo: DemoDesk, qtbot: QtBot) -> None:
    screen = open_packets(demo, qtbot)
    row = screen.form.languages
    for tag in ("so", "ar", "vi"):
        row.add(tag)
    assert row.chosen() == ["es", "so", "ar"]
    assert "Take one out first" in row.full.text()
    row.chips.choose("so")
    assert row.full.isHidden()


def test_who_checked_a_part_is_named() -> None:
    part = _Part({"es": "checked", "ar": "draft"}, {"es": ("Sara M.",)})
    assert part_words(part, ("es",)).why == "Checked by Sara M."
    assert part_words(part, ("es", "ar")).state == "draft"
    assert "Arabic" in part_words(part, ("es", "ar")).why


class _Part:
    def __init__(self, states: dict[str, str], checked_by: dict[str, tuple[str, ...]]) -> None:
        self.states, self.checked_by = states, checked_by


def save_to(screen: PacketScreen, target: Path, form: str) -> None:
    screen.save.click()
    dialog = screen.findChildren(QFileDialog)[-1]
    dialog.selectNameFilter(next(one for one in dialog.nameFilters() if form in one))
    dialog.fileSelected.emit(str(target))
    dialog.reject()


def test_every_form_of_saving_writes_what_it_says(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = open_packets(demo, qtbot, "Petrenko")
    change(screen, qtbot, screen.form.edition.segments()[1].click)
    for name, form in (("a.pdf", "PDF/A"), ("b.pdf", "booklet"), ("c.txt", "text")):
        with qtbot.waitSignal(screen.acts.given, timeout=20_000):
            save_to(screen, tmp_path / name, form)
        assert name in demo.shell.toasts.message()
    with pikepdf.open(tmp_path / "a.pdf") as archive, archive.open_metadata() as meta:
        assert meta["pdfaid:part"] == "2"
    with pikepdf.open(tmp_path / "b.pdf") as folded:
        assert folded.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        left, bottom, right, top = (float(edge) for edge in folded.pages[0].mediabox)
        assert right - left > top - bottom
    assert "Cedar Grove" in (tmp_path / "c.txt").read_text(encoding="utf-8")


def test_what_was_saved_is_kept_and_shown(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    screen = open_packets(demo, qtbot, "Petrenko")
    assert screen.form.given.isHidden()
    with qtbot.waitSignal(screen.acts.given, timeout=20_000):
        save_to(screen, tmp_path / "p.pdf", "PDF (*")
    qtbot.waitUntil(lambda: not screen.form.given.isHidden(), timeout=20_000)
    assert screen.form.given.text().startswith("Given 1 paper so far")
    screen.form.given.click()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, GivenSheet))
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    spoken = sheet.model.data(sheet.model.index(0, 0))
    assert "Rosa Delgado" in spoken
    assert "version" in spoken
    sheet.close()


def test_two_versions_are_asked_about_before_printing(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    family = demo.families["Petrenko"]
    child = demo.rows("student", family_id=family)[0]
    _write_twice(demo, child)
    screen = open_packets(demo, qtbot, "Petrenko")
    assert not screen.form.two_versions.isHidden()
    screen.save.click()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, TwoVersionsSheet))
    assert not screen.findChildren(QFileDialog)
    sheet.anyway.click()
    assert screen.findChildren(QFileDialog)
    screen.findChildren(QFileDialog)[-1].reject()


def _write_twice(demo: DemoDesk, row: Any) -> None:
    """Let two people change the preferred name without having seen each other's change."""
    store, who = demo.workspace.store, demo.workspace.person_id
    seen = dict(row.seen)

    def write() -> None:
        for name in ("Ola", "Olya"):
            store.save(
                [Write("student", row.id, {"preferred_name": name}, seen)], author=who, why="edit"
            )

    demo.ask(write)

"""Packets for several families: who is chosen, files made while one works, stopping, going on, reasons."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fsp_desktop.language import words
from fsp_desktop.services.print_batch import BatchOrder
from fsp_desktop.services.print_packet import PacketOrder
from fsp_desktop.ui.packet_batch.dialog import BatchDialog
from fsp_desktop.ui.packet_batch.far_workspace import far_workspace
from fsp_desktop.ui.packet_batch.result_sheet import BatchResultSheet
from fsp_desktop.ui.packet_batch.watcher import watcher_of
from fsp_desktop.ui.theme.theme import theme
from tests.ui.walking import nameless, too_small

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk

HIEROGLYPH = "\U00013000"
SHORT = PacketOrder(None, sections=("cover",))


def open_batch(demo: DemoDesk, qtbot: QtBot) -> BatchDialog:
    dialog = BatchDialog(demo.shell, packet=SHORT)
    demo.open_dialog(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.families.rows.rowCount() > 0)
    return dialog


def run(demo: DemoDesk, qtbot: QtBot, order: BatchOrder, folder: Path) -> Any:
    watcher = watcher_of(demo.shell)
    with qtbot.waitSignal(watcher.ended, timeout=60_000):
        watcher.begin(order, folder)
    return watcher.report


def test_families_are_chosen_by_newcomer_language_grade_and_hand(
    demo: DemoDesk, qtbot: QtBot
) -> None:
    dialog = open_batch(demo, qtbot)
    assert len(dialog.families.chosen()) == 9
    dialog.languages.choose("ar")
    assert dialog.families.chosen() == (demo.families["Al-Hariri"],)
    dialog.languages.choose("so")
    assert len(dialog.families.chosen()) == 2
    dialog.languages.choose("ar")
    dialog.languages.choose("so")
    dialog.families.select_row(0)
    dialog.families.ticked.emit(dialog.families.current_row())
    assert len(dialog.families.chosen()) == 8
    assert "8" in dialog.make.text()
    demo.write("family", demo.families["Htoo"], welcome_stage="packet_given")
    again = open_batch(demo, qtbot)
    assert len(again.families.chosen()) == 8
    again.who.choose_next()
    assert len(again.families.chosen()) == 9
    again.close()
    dialog.close()


def test_nothing_chosen_is_said(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = open_batch(demo, qtbot)
    for line in dialog.families.rows.rows():
        line.is_on = False
    dialog.begin()
    assert dialog.isVisible()
    assert "at least one family" in dialog.message.text()
    dialog.families.rows.rows()[0].is_on = True
    dialog.folder.setText("packets")
    dialog.begin()
    assert "folder" in dialog.message.text()
    dialog.folder.setText(str(tmp_path / "out"))
    with qtbot.waitSignal(watcher_of(demo.shell).ended, timeout=60_000):
        dialog.begin()
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1


def test_a_batch_says_how_far_it_is_and_keeps_what_was_given(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    watcher = watcher_of(demo.shell)
    step = watcher.banner.step
    watcher.banner.step = lambda done, total: (told.append((done, total)), step(done, total))  # type: ignore[method-assign,assignment]
    report = run(demo, qtbot, BatchOrder(packet=SHORT, workers=1), tmp_path)
    assert len(report.files) == 9 == len(list(tmp_path.glob("*.pdf")))
    assert not report.refused
    assert told[-1] == (9, 9)
    assert len(demo.rows("packet-given")) == 9
    assert "9 PDFs are in the folder" in watcher.banner.label.text()
    # The same once more makes nothing anew.
    assert len(run(demo, qtbot, BatchOrder(packet=SHORT, workers=1), tmp_path).kept) == 9


def test_one_file_a_language_has_a_list_on_top(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    report = run(demo, qtbot, BatchOrder(packet=SHORT, each="language"), tmp_path)
    assert "packets-ar.pdf" in report.files
    assert (tmp_path / "packets-ar.pdf").read_bytes().startswith(b"%PDF")


def test_a_family_that_cannot_be_printed_is_named_with_the_reason(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    for child in demo.rows("student", family_id=demo.families["Osman"]):
        demo.write("student", child.id, preferred_name=HIEROGLYPH, given_name=HIEROGLYPH)
    report = run(demo, qtbot, BatchOrder(packet=SHORT, workers=1), tmp_path)
    assert len(report.files) == 8
    assert [one.family_id for one in report.refused] == [demo.families["Osman"]]
    assert "1 family got none" in watcher_of(demo.shell).banner.label.text()
    sheet = BatchResultSheet(demo.shell, report, tmp_path)
    demo.open_dialog(sheet, qtbot)
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    spoken = sheet.model.data(sheet.model.index(0, 0))
    assert spoken.startswith("Osman, No font here can write the part “Hello” in ")
    assert nameless(sheet) == []
    sheet.close()


def test_a_stopped_batch_goes_on_where_it_was(demo: DemoDesk, qtbot: QtBot, tmp_path: Path) -> None:
    watcher = watcher_of(demo.shell)
    step = watcher.banner.step

    def stop_at_once(done: int, total: int) -> None:
        step(done, total)
        watcher.stop()

    watcher.banner.step = stop_at_once  # type: ignore[method-assign]
    report = run(demo, qtbot, BatchOrder(packet=SHORT, workers=1), tmp_path)
    if report.stopped:
        assert not watcher.banner.go_on.isHidden()
    watcher.banner.step = step  # type: ignore[method-assign]
    made = len(report.files)
    with qtbot.waitSignal(watcher.ended, timeout=60_000):
        watcher.banner.go_on.click()
    assert len(watcher.report.kept) == made
    assert made + len(watcher.report.files) == 9


def test_the_lock_ends_a_batch_and_the_folder_goes_on_later(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    bugs: list[object] = []
    demo.runner.on_bug = bugs.append
    watcher = watcher_of(demo.shell)
    begun = threading.Event()
    list_rows = demo.workspace.store.list_rows

    def told(*given: Any, **named: Any) -> Any:
        begun.set()
        return list_rows(*given, **named)

    demo.workspace.store.list_rows = told  # type: ignore[method-assign]
    watcher.begin(BatchOrder(packet=SHORT, workers=1), tmp_path)
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    demo.window.lock_now()
    demo.ask(demo.workspace.close)
    qtbot.waitUntil(lambda: demo.runner.is_idle, timeout=30_000)
    assert bugs == []
    assert not list(tmp_path.glob(".*.part"))


def test_a_folder_that_cannot_be_written_is_said(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert run(demo, qtbot, BatchOrder(packet=SHORT), tmp_path / "file" / "out") is None
    assert demo.shell.toasts.message()
    assert watcher_of(demo.shell).banner.isHidden()


def test_questions_of_a_batch_are_asked_on_the_store_thread(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    asked: list[str] = []
    store = demo.workspace.store
    list_rows = store.list_rows

    class Watched:
        def list_rows(self, *given: Any, **named: Any) -> Any:
            asked.append(threading.current_thread().name)
            return list_rows(*given, **named)

    far = far_workspace(demo.runner, demo.workspace)
    watched = type(far.store)(demo.runner, Watched())  # type: ignore[call-arg,arg-type]
    with qtbot.waitSignal(_Done(demo, lambda: watched.list_rows("family")).done, timeout=10_000):
        pass
    assert asked
    assert all(name.startswith("store") for name in asked)


class _Done:
    def __init__(self, demo: DemoDesk, work: Any) -> None:
        from PySide6.QtCore import QObject, Signal

        class Told(QObject):
            told = Signal()

        self._told = Told()
        self.done = self._told.told
        demo.runner.pool(work).then(lambda _rows: self.done.emit())


@pytest.mark.parametrize("size", [(1366, 740), (1024, 640)])
def test_everything_has_a_name_and_is_large_enough(
    demo: DemoDesk, qtbot: QtBot, size: tuple[int, int]
) -> None:
    words.install("qps-ploc")
    theme().set_direction("rtl")
    demo.window.resize(*size)
    dialog = open_batch(demo, qtbot)
    qtbot.waitUntil(lambda: too_small(dialog) == [])
    assert nameless(dialog) == []
    assert dialog.height() <= demo.window.height()
    dialog.close()

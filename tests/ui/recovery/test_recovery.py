"""The sheet is printed with its code, and can be checked on another day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from fsp_desktop.services.print_packet import draw, text_version
from fsp_desktop.services.print_recovery_sheet import SheetWords, compose_recovery_sheet
from fsp_desktop.services.unlock import new_recovery_code
from fsp_desktop.ui.recovery.check_dialog import RecoveryCheckDialog
from fsp_desktop.ui.recovery.printing import SheetPrinter

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from fsp_desktop.domain.errors import FspError
    from fsp_desktop.ui.runner import Runner
    from tests.ui.paper.demo_desk import DemoDesk

CODE = "maple cotton silver anchor bread candle delta eagle forest garden harbor island"


def words(language: str) -> SheetWords:
    return SheetWords(
        language=language, title="Recovery sheet", owner="Cedar Grove", promise="Keep it.",
        scan="The same words, to scan",
    )  # fmt: skip


def test_the_sheet_is_one_page_with_every_word_and_the_code() -> None:
    for language in ("en", "ar", "qps-ploc"):
        composed = compose_recovery_sheet(CODE, words(language))
        text = text_version(composed)
        assert all(word in text for word in CODE.split())
        assert "The same words, to scan" in text
        assert draw(composed).pages == 1


def test_the_sheet_goes_to_the_printer(runner: Runner, qtbot: QtBot, tmp_path: Path) -> None:
    page = QWidget()
    failures: list[FspError] = []
    done: list[bool] = []
    qtbot.addWidget(page)
    target = tmp_path / "sheet.pdf"
    device: Any = QPdfWriter(str(target))
    device.setPageSize(QPageSize(QSizeF(612, 792), QPageSize.Unit.Point))
    # A file has no range of pages, and its whole page is printed anyhow.
    device.fromPage = device.toPage = lambda: 0
    printer = SheetPrinter(runner, page, failures.append)
    printer.send(device, CODE, "Cedar Grove", lambda: done.append(True))
    qtbot.waitUntil(lambda: done == [True], timeout=20_000)
    assert failures == []
    assert target.read_bytes().startswith(b"%PDF")


def test_the_whole_sheet_can_be_checked_later(demo: DemoDesk, qtbot: QtBot) -> None:
    code = demo.ask(lambda: new_recovery_code(demo.workspace))
    demo.shell.hooks.settings.set("recovery_sheet", "unchecked")
    dialog = RecoveryCheckDialog(demo.shell)
    demo.open_dialog(dialog, qtbot)
    QTest.keyClicks(dialog.edit, " ".join(reversed(code.split())))
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.field.message.text() != "", timeout=20_000)
    assert demo.shell.hooks.settings.get("recovery_sheet") == "unchecked"
    dialog.edit.selectAll()
    QTest.keyClicks(dialog.edit, code)
    QTest.keyClick(dialog.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "opens your record" in demo.shell.toasts.message(), timeout=20_000)
    assert demo.shell.hooks.settings.get("recovery_sheet") == "printed"

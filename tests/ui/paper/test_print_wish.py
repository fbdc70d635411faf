"""The printer is set up as a document wishes, and a page keeps its shape on any sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from fsp_desktop.services.draw_pages import draw
from fsp_desktop.ui.paper.output import PrintRun, PrintWish, dress_printer
from tests.ui.paper.test_paper import PaperWriter, composed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.paper.demo_desk import DemoDesk


class TwoSided(QPrinter):
    """A printer that can print on both sides; a file cannot."""

    sides = QPrinter.DuplexMode.DuplexNone

    def setDuplex(self, duplex: QPrinter.DuplexMode) -> None:  # noqa: N802 - Qt's own name
        self.sides = duplex


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_paper_side_and_turn_are_offered(qtbot: QtBot, paper: str) -> None:
    printer = TwoSided(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dress_printer(printer, PrintWish(paper, is_turned=True, sides="short"))
    layout = printer.pageLayout()
    wanted = QPageSize.PageSizeId.A4 if paper == "a4" else QPageSize.PageSizeId.Letter
    assert layout.pageSize().id() == wanted
    assert layout.orientation() == QPageLayout.Orientation.Landscape
    assert layout.margins().isNull()
    assert printer.sides == QPrinter.DuplexMode.DuplexShortSide


def darkest(path: Path) -> tuple[int, int, int, int]:
    """Return the box around everything that is not white on the first page."""
    page: Any = pypdfium2.PdfDocument(path)[0]
    box = (
        page.render(scale=1).to_pil().convert("L").point(lambda grey: 255 * (grey < 200)).getbbox()
    )
    assert box is not None
    return tuple(box)  # type: ignore[return-value]


def test_a_turned_page_keeps_its_shape_on_an_upright_sheet(
    demo: DemoDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    folded = draw(composed(), form="booklet")
    target = tmp_path / "printed.pdf"
    device = PaperWriter(str(target))
    device.setResolution(72)
    device.setPageSize(QPageSize(QSizeF(612, 792), QPageSize.Unit.Point))
    ended: list[bool] = []
    PrintRun(demo.shell, device, folded, lambda: ended.append(True), demo.window).begin()
    qtbot.waitUntil(lambda: ended == [True], timeout=20_000)
    _left, top, _right, bottom = darkest(target)
    # 792 by 612 points on a sheet 612 wide stand in the middle, 473 points high at most.
    assert top >= 150
    assert bottom <= 792 - 150

"""Print a drawn document, or save it as PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from PySide6.QtCore import QMarginsF, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.shell import Shell

PRINT_DPI = 300
POINTS_PER_INCH = 72
Done = Callable[[], object]


@dataclass(frozen=True, slots=True)
class PrintWish:
    """How the pages lie on the printer's sheets.

    Attributes:
        paper: letter or a4.
        is_turned: The long side lies across, as for a sign-in sheet or a booklet.
        sides: long or short for printing on both sides, turned over at that edge; empty asks nothing.
    """

    paper: str = "letter"
    is_turned: bool = False
    sides: Literal["", "long", "short"] = ""


class SupportsPrinting(Protocol):
    """Who a print run works for: the window's work area, or a page before there is one."""

    runner: Runner

    def toast(self, words: str) -> None: ...

    def tell_failure(self, error: FspError) -> None: ...


def save_as_pdf(
    shell: Shell, over: QWidget, printed: Any, name: str, done: Done | None = None
) -> QFileDialog:
    """Ask where to, write the file in the pool, and say so; returns the dialog that asks."""
    path = str(Path(documents_folder()) / f"{name}.pdf")
    dialog = QFileDialog(over, _("Save as PDF"), path, "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.fileSelected.connect(lambda chosen: _write(shell, over, printed, Path(chosen), done))
    dialog.finished.connect(dialog.deleteLater)
    shell.open_dialog(dialog)
    return dialog


def _write(shell: Shell, over: QWidget, printed: Any, path: Path, done: Done | None) -> None:
    from fsp_desktop.services.print_packet import save_pdf

    job = shell.runner.pool(lambda: save_pdf(printed, path), owner=over)
    job.then(lambda _nothing: shell.toast(_("Saved: {name}").format(name=path.name)))
    if done is not None:
        job.then(lambda _nothing: done())
    job.failed(shell.tell_failure)


def print_pages(
    shell: Shell, over: QWidget, printed: Any, wish: PrintWish, done: Done | None = None
) -> None:
    """Ask for a printer and print; each page is drawn in the pool before it is sent.

    Args:
        shell: Whose runner and toasts are used.
        over: The page the dialog belongs to.
        printed: The document.
        wish: Offered as the printer's settings.
        done: Called when all pages were sent.
    """
    from PySide6.QtPrintSupport import QPrinter

    from fsp_desktop.ui.paper.printer_dialog import PrinterDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dress_printer(printer, wish)
    dialog = PrinterDialog(printer, over)
    dialog.setMinMax(1, printed.pages)
    dialog.accepted.connect(lambda: PrintRun(shell, printer, printed, done, over).begin())
    dialog.finished.connect(dialog.deleteLater)
    shell.open_dialog(dialog)


def dress_printer(printer: Any, wish: PrintWish) -> None:
    """Set a printer up as the document wishes; the person can still change it in the dialog."""
    from PySide6.QtPrintSupport import QPrinter

    size = QPageSize.PageSizeId.A4 if wish.paper == "a4" else QPageSize.PageSizeId.Letter
    turns = QPageLayout.Orientation
    lie = turns.Landscape if wish.is_turned else turns.Portrait
    # The page has its own margins: it is put on the whole sheet, so that nothing shrinks.
    printer.setPageLayout(QPageLayout(QPageSize(size), lie, QMarginsF()))
    printer.setFullPage(True)
    if wish.sides:
        modes = QPrinter.DuplexMode
        long_edge = wish.sides == "long"
        printer.setDuplex(modes.DuplexLongSide if long_edge else modes.DuplexShortSide)


class PrintRun(QObject):
    """Sends one document to a printer, page after page; one page is in memory at a time."""

    def __init__(
        self, shell: SupportsPrinting, device: Any, printed: Any, done: Done | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shell, self._device, self._printed, self._done = shell, device, printed, done
        self._painter = QPainter()
        first, last = device.fromPage(), device.toPage()
        self._pages = list(range((first or 1) - 1, last or printed.pages))

    def begin(self) -> None:
        """Open the printer and send the first page."""
        if not self._painter.begin(self._device):
            self._shell.tell_failure(FspError("program.printer_refused"))
            self.deleteLater()
            return
        self._next()

    def _next(self) -> None:
        printed, page = self._printed, self._pages[0]
        job = self._shell.runner.pool(lambda: _picture(printed, page), owner=self)
        job.then(self._send).failed(self._give_up)

    def _send(self, picture: Any) -> None:
        kind = QImage.Format.Format_RGBA8888
        image = QImage(picture.rgba, picture.width, picture.height, picture.width * 4, kind)
        sheet = QSize(self._device.width(), self._device.height())
        # A page never loses its shape, also where the person chose another paper in the dialog.
        place = QRect(QPoint(0, 0), image.size().scaled(sheet, Qt.AspectRatioMode.KeepAspectRatio))
        place.moveCenter(QRect(QPoint(0, 0), sheet).center())
        self._painter.drawImage(place, image)
        del self._pages[0]
        if self._pages:
            self._device.newPage()
            self._next()
            return
        self._painter.end()
        self._shell.toast(_("Sent to the printer."))
        if self._done is not None:
            self._done()
        self.deleteLater()

    def _give_up(self, error: FspError) -> None:
        self._painter.end()
        self._shell.tell_failure(error)
        self.deleteLater()


def _picture(printed: Any, page: int) -> Any:
    from fsp_desktop.services.print_packet import picture_at

    return picture_at(printed, page, PRINT_DPI / POINTS_PER_INCH)

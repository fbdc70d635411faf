"""Prints a recovery sheet on the road that every other page takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMarginsF, QObject
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _, current
from fsp_desktop.ui.runner import Runner


class SheetPrinter(QObject):
    """Draws the sheet in the pool and sends it to the printer the person chooses.

    Args:
        runner: Runs the drawing.
        over: The page the dialog belongs to.
        tell: Says a failure.
    """

    def __init__(self, runner: Runner, over: QWidget, tell: Callable[[FspError], object]) -> None:
        super().__init__(over)
        self.runner, self._over, self._tell = runner, over, tell

    def toast(self, words: str) -> None:
        """Say nothing more: the page itself shows that it was printed."""

    def tell_failure(self, error: FspError) -> None:
        """Say why nothing was printed."""
        self._tell(error)

    def begin(self, code: str, owner: str, done: Callable[[], object]) -> None:
        """Ask for a printer, and print."""
        # Printing is loaded only here; most days nobody prints a recovery sheet.
        from PySide6.QtPrintSupport import QPrinter

        from fsp_desktop.ui.paper.printer_dialog import PrinterDialog

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = PrinterDialog(printer, self._over.window())
        dialog.accepted.connect(lambda: self.send(printer, code, owner, done))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def send(self, printer: Any, code: str, owner: str, done: Callable[[], object]) -> None:
        """Draw the sheet for the paper of `printer`, and send it."""
        size = printer.pageLayout().pageSize().id()
        paper = "a4" if size == QPageSize.PageSizeId.A4 else "letter"
        # The page has its own margins: it is put on the whole sheet, so that nothing shrinks.
        printer.setPageMargins(QMarginsF(), QPageLayout.Unit.Point)
        if hasattr(printer, "setFullPage"):
            printer.setFullPage(True)
        job = self.runner.pool(lambda: _drawn(code, owner, paper), owner=self)
        job.then(lambda printed: self._print(printer, printed, done)).failed(self.tell_failure)

    def _print(self, printer: Any, printed: Any, done: Callable[[], object]) -> None:
        from fsp_desktop.ui.paper.output import PrintRun

        PrintRun(self, printer, printed, done, self).begin()


def _drawn(code: str, owner: str, paper: Any) -> Any:
    from fsp_desktop.services.print_packet import draw
    from fsp_desktop.services.print_recovery_sheet import SheetWords, compose_recovery_sheet

    words = SheetWords(
        language=current(),
        title=_("Recovery sheet"),
        owner=owner,
        promise=_(
            "With this sheet you can open your work if you forget your passphrase. "
            "So can anyone who finds it. Keep it away from the computer."
        ),
        scan=_("The same words, to scan"),
    )
    return draw(compose_recovery_sheet(code, words, paper=paper))

"""Print a drawn document, or save it as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.shell import Shell

PRINT_DPI = 300
POINTS_PER_INCH = 72


def save_as_pdf(shell: Shell, over: QWidget, printed: Any, name: str) -> None:
    """Ask where to, write the file in the pool, and say so."""
    from fsp_desktop.services.print_packet import save_pdf

    chosen, _kind = QFileDialog.getSaveFileName(
        over, _("Save as PDF"), f"{name}.pdf", "PDF (*.pdf)"
    )
    if not chosen:
        return
    path = Path(chosen) if chosen.lower().endswith(".pdf") else Path(f"{chosen}.pdf")
    shell.runner.pool(lambda: save_pdf(printed, path), owner=over).then(
        lambda _done: shell.toast(_("Saved: {name}").format(name=path.name))
    ).failed(shell.tell_failure)


def print_pages(shell: Shell, over: QWidget, printed: Any) -> None:
    """Ask for a printer and print; the pages are drawn in the pool before they are sent."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, over)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return
    shell.runner.pool(lambda: _pictures(printed), owner=over).then(
        lambda pictures: _send(shell, printer, pictures)
    ).failed(shell.tell_failure)


def _pictures(printed: Any) -> list[Any]:
    from fsp_desktop.services.print_packet import pictures_at

    return list(pictures_at(printed, PRINT_DPI / POINTS_PER_INCH))


def _send(shell: Shell, printer: Any, pictures: list[Any]) -> None:
    painter = QPainter()
    if not painter.begin(printer):
        shell.tell_failure(FspError("program.printer_refused"))
        return
    for number, one in enumerate(pictures):
        if number:
            printer.newPage()
        image = QImage(
            one.rgba, one.width, one.height, one.width * 4, QImage.Format.Format_RGBA8888
        )
        painter.drawImage(painter.viewport(), image)
    painter.end()
    shell.toast(_("Sent to the printer."))

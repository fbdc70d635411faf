"""The system's print dialog, opened without stopping the window."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog


class PrinterDialog(QPrintDialog):
    """A print dialog that opens like every other one.

    Qt gives `QPrintDialog.open` two arguments that no other dialog has; without this a plain
    `open()` fails.
    """

    def open(self) -> None:  # type: ignore[override]
        QDialog.open(self)

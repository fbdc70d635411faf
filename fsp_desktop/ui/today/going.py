"""Rows that are replaced: they still exist for a moment and must not be taken for the new ones."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

GOING = "going"


def drop(widget: QWidget) -> None:
    """Take a row away that was removed from its layout."""
    widget.setProperty(GOING, True)
    widget.hide()
    widget.deleteLater()

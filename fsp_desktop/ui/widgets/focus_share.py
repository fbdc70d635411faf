"""One stop for Tab in a group of choices of which one is taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton


def share_focus(buttons: Sequence[QAbstractButton]) -> None:
    """Let Tab stop at the taken one of several joined choices only; arrows walk among them."""
    taken = any(button.isChecked() for button in buttons)
    for button in buttons:
        stops = button.isChecked() or not taken
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)

"""The Qt palette of a scheme."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from fsp_desktop.ui.theme.tokens import Scheme

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "care",
    QPalette.ColorRole.Highlight: "pine_soft",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "pine",
    QPalette.ColorRole.LinkVisited: "pine",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "surface",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
    QPalette.ColorRole.Accent: "pine",
}


def make_palette(scheme: Scheme) -> QPalette:
    """Return the palette every plain Qt widget is painted with."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(scheme, name)))
    off = QColor(scheme.disabled)
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.WindowText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, off)
    return palette

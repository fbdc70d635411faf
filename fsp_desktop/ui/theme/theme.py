"""The theme of the moment: which colours, how large, which way round; changed without a restart."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLoggingCategory, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from fsp_desktop.ui.theme.colors import make_palette
from fsp_desktop.ui.theme.fonts import load_arabic_faces, load_ui_faces, make_font
from fsp_desktop.ui.theme.qss import make_style_sheet
from fsp_desktop.ui.theme.tokens import Scheme, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

Mode = Literal["system", "light", "dark"]
SMALLEST_SCALE, LARGEST_SCALE = 0.9, 1.5
TEXT_SIZES = (90, 100, 115, 130, 150)
"""The text sizes that are offered, in per cent of the design's."""


class Theme(QObject):
    """Holds the choices about looks and applies them to the whole program.

    Signals:
        changed: Colours, text size or direction changed; painted widgets repaint themselves.
        finished: The first picture is painted; icons and rings are here.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._scale = 1.0
        self._app: QApplication | None = None
        self._is_finished = False

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def is_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        hints = QGuiApplication.styleHints()
        return hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark

    @property
    def scheme(self) -> Scheme:
        return tokens().dark if self.is_dark else tokens().light

    @property
    def is_rtl(self) -> bool:
        return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def px(self, size: float) -> int:
        """Return a design length in pixels at the person's own text size."""
        return max(1, round(size * self._scale))

    def font(self, role: str = "body") -> QFont:
        """Return the font of a step of the type scale, such as `caption`, `title` or `voice`."""
        step = tokens().type[role]
        return make_font(self.px(step.size), step.weight, voice=role == "voice")

    def line_height(self, role: str = "body") -> int:
        return self.px(tokens().type[role].line)

    def color(self, role: str) -> QColor:
        return QColor(getattr(self.scheme, role))

    def icon(self, name: str, role: str = "ink2") -> QIcon:
        from fsp_desktop.ui.theme.icon_engine import icon

        return icon(name, role)

    def install(self, app: QApplication) -> None:
        """Give the program its fonts and colours; called once, before the first window.

        The marks and the focus ring come with `finish`, after the first picture: Qt's style classes
        take long to load, and a lock screen does without them.
        """
        self._app = app
        # A face without a script is expected here: the next face of the list has it.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        load_ui_faces()
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme)
        self._apply()

    def finish(self) -> None:
        """Add what the first picture can do without; the window calls it, and again does nothing."""
        if self._is_finished or self._app is None:
            return
        from fsp_desktop.ui.theme.focus_ring import FocusRing
        from fsp_desktop.ui.theme.style import FspStyle

        self._is_finished = True
        self._app.setStyle(FspStyle())
        self._ring = FocusRing(self._app)
        self.finished.emit()

    def when_finished(self, call: Callable[[], object]) -> None:
        """Make a call after the first picture, or now if that has long been painted."""
        if self._is_finished:
            call()
        else:
            self.finished.connect(call)

    @property
    def is_finished(self) -> bool:
        return self._is_finished

    def set_mode(self, mode: Mode) -> None:
        """Choose light, dark, or whatever the computer uses."""
        if mode != self._mode:
            self._mode = mode
            self._apply()

    def set_scale(self, scale: float) -> None:
        """Choose the text size, from 0.9 to 1.5 times the design's."""
        scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, scale))
        if scale != self._scale:
            self._scale = scale
            self._apply()

    @property
    def text_size(self) -> int:
        """The offered size that is nearest to the scale."""
        return min(TEXT_SIZES, key=lambda size: abs(size - self._scale * 100))

    def set_direction(self, direction: str) -> None:
        """Lay the window out for `"ltr"` or `"rtl"` text."""
        rtl = direction == "rtl"
        if rtl:
            load_arabic_faces()
        wanted = Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        if QGuiApplication.layoutDirection() != wanted:
            QGuiApplication.setLayoutDirection(wanted)
            self._apply()

    def _on_system_scheme(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        if self._app is None:
            return
        self._app.setFont(self.font("body"))
        self._app.setPalette(make_palette(self.scheme))
        self._change_sheet(self._app)
        self.changed.emit()

    def _change_sheet(self, app: QApplication) -> None:
        """Give all widgets the new rules.

        Putting one sheet in the place of another, Qt dresses each widget once for every widget
        above it. Taking the old one away first, it does so once.
        """
        if app.styleSheet():
            app.setStyleSheet("")
        app.setStyleSheet(make_style_sheet(self.scheme, self._scale, self.is_rtl))


@lru_cache(maxsize=1)
def theme() -> Theme:
    """Return the one theme of the program."""
    return Theme()

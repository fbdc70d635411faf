"""Key caps with the words of what they do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, key_width, paint_key, paint_text, text_width


class KeyCaps(QWidget):
    """One or more key caps and, after them, a word."""

    def __init__(self, keys: Sequence[str], words: str = "") -> None:
        super().__init__()
        self._keys = list(keys)
        self._words = words
        self.setAccessibleName(", ".join([*self._keys, words]) if words else ", ".join(self._keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        width = sum(key_width(key) + px(4) for key in self._keys)
        if self._words:
            width += text_width(self._words, theme().font("caption")) + px(2)
        return QSize(width, px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = Strip(self.rect())
        for key in self._keys:
            paint_key(painter, strip.start(key_width(key), theme().px(4)), key)
        paint_text(painter, strip.rest(), self._words, theme().font("caption"), "ink2")

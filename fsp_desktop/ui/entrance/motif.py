"""The green panel at the start side: the name, one promise, and the thread of two voices."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.theme.tokens import tokens
from fsp_desktop.ui.widgets.painting import bubble_path

WIDTH = 430
_EDGE = 44
_SPINE = 172
_HIGH = 356


class _Bubble(Frozen):
    voice: str
    x: int
    y: int
    wide: int
    high: int
    lines: tuple[int, ...]


_BUBBLES = (
    _Bubble("family", 0, 0, 188, 46, (112, 72)),
    _Bubble("school", 195, 58, 147, 34, (69,)),
    _Bubble("family", 0, 104, 229, 34, (117,)),
    _Bubble("both", 0, 150, 342, 56, (220, 141)),
    _Bubble("school", 130, 218, 212, 46, (129, 90)),
    _Bubble("family", 0, 276, 135, 34, (62,)),
    _Bubble("school", 166, 322, 176, 34, (86,)),
)


class Motif(QWidget):
    """Decoration with two sentences; the same in light and dark."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_("Two voices, one thread."))
        self.setAccessibleDescription(self._promise())

    def _promise(self) -> str:
        return _(
            "A place for what families tell us, what we tell them, and what we do together. "
            "It works without internet."
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().light.pine_ink))
        painter.drawRect(self.rect())
        self._paint_words(painter)
        top = self.height() - _EDGE - _HIGH
        room = self.height() - theme().px(250)
        if room >= _HIGH:
            self._paint_thread(painter, top)

    def _paint_words(self, painter: QPainter) -> None:
        px = theme().px
        wide = WIDTH - 2 * _EDGE
        painter.setPen(QColor(tokens().dark.ink))
        side = Qt.AlignmentFlag.AlignRight if theme().is_rtl else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextWordWrap)
        y = px(50)
        for text, role, gap in (
            ("FSP Desktop", "bodyStrong", 22),
            (_("Two voices, one thread."), "hero", 12),
            (self._promise(), "lead", 0),
        ):
            painter.setFont(theme().font(role))
            box = painter.boundingRect(QRect(_EDGE, y, wide, self.height()), flags, text)
            painter.drawText(QRect(_EDGE, y, wide, box.height()), flags, text)
            y += box.height() + px(gap)

    def _paint_thread(self, painter: QPainter, top: int) -> None:
        painter.setPen(QColor(255, 255, 255, 90))
        spine = self._x(_SPINE, 0)
        painter.drawLine(spine, top + 20, spine, top + _HIGH - 20)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = {
            "family": tokens().dark.family,
            "school": tokens().dark.school,
            "both": tokens().light.bg,
        }
        tails = {"family": "start", "school": "end", "both": "none"}
        for bubble in _BUBBLES:
            rect = QRectF(self._x(bubble.x, bubble.wide), top + bubble.y, bubble.wide, bubble.high)
            painter.setBrush(QColor(colors[bubble.voice]))
            painter.drawPath(bubble_path(rect, 10, tails[bubble.voice]))  # type: ignore[arg-type]
            self._paint_lines(painter, bubble, top)

    def _paint_lines(self, painter: QPainter, bubble: _Bubble, top: int) -> None:
        ink = QColor(tokens().light.pine_ink)
        ink.setAlpha(130)
        painter.setBrush(ink)
        for at, wide in enumerate(bubble.lines):
            x = self._x(bubble.x + 14, wide)
            painter.drawRoundedRect(QRectF(x, top + bubble.y + 13 + 11 * at, wide, 4), 2, 2)

    def _x(self, x: int, wide: int) -> int:
        return WIDTH - _EDGE - x - wide if theme().is_rtl else _EDGE + x

"""One item of the brief: its words, where they come from, and whether they are on the page."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fsp_desktop.language.words import _
from fsp_desktop.services.prepare_conference import BriefItem
from fsp_desktop.ui.conference.words import quoted, source_words
from fsp_desktop.ui.theme.fonts import load_faces_for, load_voice_faces
from fsp_desktop.ui.theme.marks import CHECK_SIDE, paint_check
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, paint_text

MOST_LINES = 4
SIDE = 14


def wrapped(text: str, font: QFont, width: int, most: int = MOST_LINES) -> list[str]:
    """Break a text into lines of a width; the last of `most` lines ends in an ellipsis if it must."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        layout = QTextLayout(paragraph, font)
        layout.beginLayout()
        while len(lines) < most and (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            begin = line.textStart()
            if len(lines) == most - 1:
                rest, mode = paragraph[begin:], Qt.TextElideMode.ElideRight
                lines.append(QFontMetrics(font).elidedText(rest, mode, width))
            else:
                lines.append(paragraph[begin : begin + line.textLength()].strip())
        layout.endLayout()
    return lines


class ItemRow(QAbstractButton):
    """A row that Space takes on or off the page, and Alt+Up or Down moves.

    Signals:
        move_asked: Carries -1 or 1.
        walk_asked: The keyboard wants the row before (-1) or after (1).
    """

    move_asked = Signal(int)
    walk_asked = Signal(int)

    def __init__(self, item: BriefItem, *, is_on_page: bool, is_first: bool = False) -> None:
        super().__init__()
        self.item = item
        self._words, self._source = quoted(item), source_words(item)
        self._has_line = not is_first
        self.setCheckable(True)
        self.setChecked(is_on_page)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        load_faces_for(self._words)
        if item.own_words:
            load_voice_faces()
        self.setAccessibleDescription(self._source)
        self._name()
        self.toggled.connect(self._name)

    def _name(self) -> None:
        state = _("on the page") if self.isChecked() else _("not on the page")
        self.setAccessibleName(f"{self._words}, {state}")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._line_high() * len(self._lines(width)) + theme().px(30)

    def sizeHint(self) -> QSize:
        wide = max(self.width(), theme().px(240))
        return QSize(theme().px(240), self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(46))

    def _font(self) -> QFont:
        return theme().font("voice" if self.item.own_words else "body")

    def _line_high(self) -> int:
        return QFontMetrics(self._font()).lineSpacing()

    def _lines(self, width: int) -> list[str]:
        return wrapped(self._words, self._font(), width - theme().px(2 * SIDE + CHECK_SIDE + 10))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 1, -1, -1), theme().color("sunken"))
        if self._has_line:
            painter.fillRect(px(SIDE), 0, self.width() - 2 * px(SIDE), 1, theme().color("line"))
        strip = Strip(self.rect().adjusted(px(SIDE), 0, -px(SIDE), 0))
        box = strip.start(px(CHECK_SIDE), px(10))
        box.setHeight(px(CHECK_SIDE))
        box.moveTop(px(6))
        paint_check(painter, box, self.isChecked())
        self._paint_words(painter, strip.rest())

    def _paint_words(self, painter: QPainter, rest: QRect) -> None:
        high, top = self._line_high(), theme().px(5)
        color = "ink" if self.isChecked() else "ink2"
        for line in self._lines(self.width()):
            where = QRect(rest.left(), top, rest.width(), high)
            paint_text(painter, where, line, self._font(), color)
            top += high
        lower = QRect(rest.left(), top, rest.width(), theme().px(18))
        paint_text(painter, lower, self._source, theme().font("caption"), "ink2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_asked.emit(step)
        else:
            self.walk_asked.emit(step)

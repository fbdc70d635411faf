"""Segments: a few choices joined into one control, of which exactly one is taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.focus_share import share_focus
from fsp_desktop.ui.widgets.painting import Strip, paint_text, text_width

Place = Literal["first", "middle", "last", "only"]


class _Segment(QAbstractButton):
    def __init__(self, key: str, words: str, icon: str | None, tone: str, place: Place) -> None:
        super().__init__()
        self.key = key
        self._icon = icon
        self._tone = tone
        self._place = place
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = theme().px
        width = text_width(self.text(), self._font(True)) + px(26)
        if self._icon:
            width += px(16 + 8)
        return QSize(width, px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken = self.isChecked()
        soft = {"pine": "pine_soft", "family": "family_soft", "school": "school_soft"}[self._tone]
        ink = {"pine": "pine_ink", "family": "family_ink", "school": "school_ink"}[self._tone]
        fill = soft if taken else ("sunken" if self.underMouse() else "surface")
        painter.setBrush(theme().color(fill))
        painter.setPen(QPen(theme().color("line_strong"), 1))
        painter.drawPath(self._outline())
        self._paint_contents(painter, ink if taken else "ink2", taken)

    def _paint_contents(self, painter: QPainter, color: str, taken: bool) -> None:
        px = theme().px
        font = self._font(taken)
        wide = text_width(self.text(), font) + (px(24) if self._icon else 0)
        spare = max(0, (self.width() - wide) // 2)
        strip = Strip(self.rect().adjusted(spare, 0, -spare, 0))
        if self._icon:
            side = strip.start(px(16), px(8))
            paint_icon(painter, self._icon, getattr(theme().scheme, color), side)
        paint_text(painter, strip.rest(), self.text(), font, color)

    def _font(self, taken: bool) -> QFont:
        font = theme().font("label")
        font.setWeight(QFont.Weight.DemiBold if taken else QFont.Weight.Normal)
        return font

    def _outline(self) -> QPainterPath:
        first = self._place in {"first", "only"}
        last = self._place in {"last", "only"}
        round_left, round_right = (last, first) if theme().is_rtl else (first, last)
        # Neighbours share one line: every segment but the rightmost draws its right edge outside itself.
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if round_right else 0.5, -0.5)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRoundedRect(rect, 6, 6)
        if not round_left:
            path.addRect(QRectF(rect.left(), rect.top(), rect.width() / 2, rect.height()))
        if not round_right:
            path.addRect(QRectF(rect.center().x(), rect.top(), rect.width() / 2, rect.height()))
        return path.simplified()


class Segmented(QWidget):
    """A row of joined choices.

    Args:
        words: What is being chosen, for screen readers.
        choices: (key, words), (key, words, icon) or (key, words, icon, tone).

    Signals:
        chosen_changed: The person took another choice; carries its key.
    """

    chosen_changed = Signal(str)

    def __init__(self, words: str, choices: Sequence[tuple[str, ...]], chosen: str = "") -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._segments = [_make(choice, at, len(choices)) for at, choice in enumerate(choices)]
        for segment in self._segments:
            self._group.addButton(segment)
            row.addWidget(segment)
        self.set_chosen(chosen or (choices[0][0] if choices else ""))
        self._group.buttonClicked.connect(self._on_clicked)

    def chosen(self) -> str:
        """Return the key that is taken."""
        segment = self._group.checkedButton()
        return segment.key if isinstance(segment, _Segment) else ""

    def set_chosen(self, key: str) -> None:
        """Show a choice as taken without telling anybody."""
        for segment in self._segments:
            if segment.key == key:
                segment.setChecked(True)
        share_focus(self._segments)

    def choose_next(self) -> None:
        """Take the next choice, as a key that flips between two does."""
        keys = [segment.key for segment in self._segments]
        self._segments[(keys.index(self.chosen()) + 1) % len(keys)].click()

    def segments(self) -> list[QAbstractButton]:
        return list(self._segments)

    def _on_clicked(self, segment: QAbstractButton) -> None:
        share_focus(self._segments)
        if isinstance(segment, _Segment):
            self.chosen_changed.emit(segment.key)


class SegTabs(Segmented):
    """Segments that turn the pages of one screen; Ctrl+PgUp and Ctrl+PgDn turn them too."""

    def turn(self, step: int) -> None:
        """Go to the next (1) or previous (-1) tab."""
        keys = [segment.key for segment in self._segments]
        self._segments[(keys.index(self.chosen()) + step) % len(keys)].click()


def _make(choice: tuple[str, ...], at: int, count: int) -> _Segment:
    place: Place = "middle"
    if count == 1:
        place = "only"
    elif at == 0:
        place = "first"
    elif at == count - 1:
        place = "last"
    icon = choice[2] if len(choice) > 2 and choice[2] else None
    tone = choice[3] if len(choice) > 3 else "pine"
    return _Segment(choice[0], choice[1], icon, tone, place)

"""Cards, banners and empty states."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fsp_desktop.ui.theme.icons import icon_pixmap
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.painting import paint_box
from fsp_desktop.ui.widgets.text import ElidedLabel, Label, hair_line


class IconLabel(QLabel):
    """An icon that follows the theme; decoration only, so screen readers pass over it."""

    def __init__(self, name: str, role: str = "ink2", size: int = 18) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        self._dress()
        theme().changed.connect(self._dress)

    def set_icon_name(self, name: str, role: str | None = None) -> None:
        self._name, self._role = name, role or self._role
        self._dress()

    def _dress(self) -> None:
        color = getattr(theme().scheme, self._role)
        side = theme().px(self._size)
        self.setPixmap(icon_pixmap(self._name, color, side, self.devicePixelRatioF()))
        self.setFixedWidth(side)


class Card(QFrame):
    """A box with a thin line and, if named, a heading with an icon; put things into `body`.

    Args:
        title: Heading; without one the card is just the box.
        icon: Icon before the heading.
        tone: `surface` for the usual card, `soft` for a quiet green one, `sunken` for a well.
        padding: Room around the body in pixels.
        gap: Room between the things in the body.
    """

    def __init__(
        self,
        title: str = "",
        icon: str | None = None,
        *,
        tone: Literal["surface", "soft", "sunken"] = "surface",
        padding: int = 12,
        gap: int = 8,
    ) -> None:
        super().__init__()
        self._tone = tone
        self._line: str | None = None
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        # A narrow card would be pushed out of its column by a long heading.
        self.heading = ElidedLabel(title, "bodyStrong")
        self.head_end = QHBoxLayout()
        self.head_end.setSpacing(px(8))
        if title:
            self.setAccessibleName(title)
            column.addLayout(self._head(icon))
            column.addWidget(hair_line())
        self.body = QVBoxLayout()
        self.body.setContentsMargins(px(padding), px(padding), px(padding), px(padding))
        self.body.setSpacing(px(gap))
        column.addLayout(self.body, 1)

    def set_line(self, role: str | None) -> None:
        """Choose the colour of the edge, such as `pine` for the chosen one of several."""
        self._line = role
        self.update()

    def add_line(self) -> None:
        """Put a hair line across the body."""
        self.body.addWidget(hair_line())

    def _head(self, icon: str | None) -> QHBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(12), px(9), px(12), px(9))
        row.setSpacing(px(8))
        if icon:
            row.addWidget(IconLabel(icon, "ink"))
        row.addWidget(self.heading, 1)
        row.addLayout(self.head_end)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        fill = {"surface": "surface", "soft": "pine_soft", "sunken": "sunken"}[self._tone]
        line = self._line or (None if self._tone == "soft" else "line")
        width = 2 if self._line else 1
        paint_box(QPainter(self), self.rect(), fill, line, 10, width)


class Banner(QFrame):
    """One sentence with at most one act; it never stands in the way.

    Signals:
        acted: The link was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        words: str,
        act: str = "",
        *,
        kind: Literal["info", "family", "care", "plain"] = "family",
        icon: str = "info",
        flush: bool = False,
    ) -> None:
        super().__init__()
        self._kind, self._flush = kind, flush
        ink = {"info": "pine_ink", "family": "family_ink", "care": "care_ink", "plain": "ink2"}[
            kind
        ]
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(5), px(12), px(5))
        row.setSpacing(px(8))
        self.label = Label(words, "body", ink, wrap=True)
        self.link = Button(act, "link")
        row.addWidget(IconLabel(icon, ink))
        row.addWidget(self.label, 1)
        row.addWidget(self.link)
        # Not before it has its place: it would flash up as a window of its own.
        self.link.setVisible(bool(act))
        self.setMinimumHeight(px(38))
        self.setAccessibleName(words)
        self.link.clicked.connect(self.acted)

    def set_words(self, words: str, act: str | None = None) -> None:
        self.label.setText(words)
        self.setAccessibleName(words)
        if act is not None:
            self.link.setText(act)
            self.link.setVisible(bool(act))

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, line = {
            "info": ("pine_soft", None),
            "family": ("family_soft", "family_line"),
            "care": ("care_soft", "care"),
            "plain": ("sunken", "line"),
        }[self._kind]
        if self._flush:
            painter = QPainter(self)
            painter.fillRect(self.rect(), theme().color(fill))
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color(line or "line"))
        else:
            paint_box(QPainter(self), self.rect(), fill, line, 10)


class EmptyState(QWidget):
    """What a list shows while there is nothing: an icon, one sentence, one button.

    Signals:
        acted: The button was pressed.
    """

    acted = Signal()

    def __init__(self, icon: str, words: str, act: str = "", more: str = "") -> None:
        super().__init__()
        self.label = Label(words, "bodyStrong", wrap=True)
        self.more = Label(more, "note", "ink2", wrap=True)
        self.button = Button(act, "plain")
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(6))
        column.addStretch(1)
        mark = IconLabel(icon, "ink2", 24)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.label, self.more):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(px(6))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.more.setVisible(bool(more))
        self.button.setVisible(bool(act))
        self.setAccessibleName(words)
        self.button.clicked.connect(self.acted)

    def set_words(self, words: str, act: str = "") -> None:
        self.label.setText(words)
        self.setAccessibleName(words)
        self.button.setText(act)
        self.button.setVisible(bool(act))


class Footer(QFrame):
    """The pinned bar under a form with one finishing act: a sentence at the start, buttons at the end."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.mark = IconLabel("circle-check", "ok")
        self.sentence = ElidedLabel("", "note", "ink2")
        self.end = QHBoxLayout()
        self.end.setSpacing(px(12))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 1, px(20), 0)
        row.setSpacing(px(8))
        row.addWidget(self.mark)
        row.addWidget(self.sentence, 1)
        row.addLayout(self.end)
        self.setFixedHeight(px(50))

    def say(self, words: str, *, icon: str = "circle-check", tone: str = "ok") -> None:
        """Tell how things stand, such as that everything typed is on disk."""
        self.mark.set_icon_name(icon, tone)
        self.sentence.setText(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        painter.fillRect(0, 0, self.width(), 1, theme().color("line"))

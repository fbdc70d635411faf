"""The coach's panel below a word: what could stand there instead. It never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.coach import Hint, advice
from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.painting import paint_box
from fsp_desktop.ui.widgets.text import Label

WIDE = 470


class HintPanel(QFrame):
    """One hint.

    Signals:
        used: The person takes the coach's words.
        kept: The person keeps their own word, here.
        stopped: The person wants no tips for this word any more.
    """

    used = Signal()
    kept = Signal()
    stopped = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.hint: Hint | None = None
        self.words = Label("", "body", wrap=True)
        self.use = Button(_("Use it"), "primary", keys=_("Alt Enter"), small=True)
        self.keep = Button(_("Keep mine"), "plain", small=True)
        self.stop = Button(_("Stop tips for this word"), "quiet", small=True)
        self._build()
        for button in (self.use, self.keep, self.stop):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.use.clicked.connect(self.used)
        self.keep.clicked.connect(self.kept)
        self.stop.clicked.connect(self.stopped)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def _build(self) -> None:
        px = theme().px
        acts = QHBoxLayout()
        acts.setSpacing(px(8))
        for button in (self.use, self.keep, self.stop):
            acts.addWidget(button)
        acts.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self.words)
        right.addLayout(acts)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(10), px(12), px(10))
        row.setSpacing(px(8))
        row.addWidget(IconLabel("lightbulb", "coach"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    def show_hint(self, hint: Hint, word: QRect) -> None:
        """Show a hint beside a word, whose place is given in the window's coordinates."""
        self.hint = hint
        self.words.setText(advice(hint))
        self.use.setVisible(bool(hint.say))
        self.stop.setVisible(hint.kind != "privacy")
        over = self._over
        wanted = max(theme().px(WIDE), self.minimumSizeHint().width())
        width = min(wanted, over.width() - theme().px(16))
        self.setFixedWidth(width)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(width))
        self.move(self._place(over, word))
        if not self.isVisible():
            self.show()
            announce(self, self.words.text())
        self.raise_()

    def _place(self, over: QWidget, word: QRect) -> QPoint:
        gap, edge = theme().px(6), theme().px(8)
        x = word.right() - self.width() + theme().px(24) if theme().is_rtl else word.left() - gap
        y = word.bottom() + gap
        if y + self.height() > over.height() - edge:
            y = word.top() - gap - self.height()
        x = max(edge, min(x, over.width() - self.width() - edge))
        return QPoint(x, max(edge, y))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), "raised", "line_strong", 10)

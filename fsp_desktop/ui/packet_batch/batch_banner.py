"""A line above the page while packets are being made, and after."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.progress import SPOKEN_STEP
from fsp_desktop.ui.widgets.text import Label


class BatchBanner(QFrame):
    """Says how far a batch is; it never stands in the way.

    Signals:
        stop_asked: The person wants it to stop.
        go_on_asked: The person wants a stopped batch to go on.
        result_asked: The person wants to see what was made.
    """

    stop_asked = Signal()
    go_on_asked = Signal()
    result_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._spoken = -1
        self._tone = "pine_soft"
        self.setAccessibleName(_("Packets being made"))
        self.mark = IconLabel("printer", "ink2")
        self.label = Label("", "body", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(px(160))
        self.stop = Button(_("Stop"), "plain", small=True)
        self.go_on = Button(_("Go on"), "plain", small=True)
        self.show_result = Button(_("Show"), "plain", small=True)
        self.away = IconButton("x", _("Put this line away"), "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(4), px(12), px(4))
        row.setSpacing(px(10))
        row.addWidget(self.mark)
        row.addWidget(self.label, 1)
        for part in (self.bar, self.stop, self.go_on, self.show_result, self.away):
            row.addWidget(part)
        self.setMinimumHeight(px(40))
        self.stop.clicked.connect(self.stop_asked)
        self.go_on.clicked.connect(self.go_on_asked)
        self.show_result.clicked.connect(self.result_asked)
        self.away.clicked.connect(self.hide)

    def begin(self) -> None:
        """A batch begins; how many packets it has is not known yet."""
        self._spoken = -1
        self._tone = "pine_soft"
        self.mark.set_icon_name("printer", "ink2")
        self.label.setText(_("Getting the packets ready. You can keep working."))
        self.bar.setAccessibleName(self.label.text())
        self.bar.setRange(0, 0)
        self._offer(is_busy=True)
        self.show()

    def step(self, done: int, total: int) -> None:
        """Say which packet is being made."""
        words = _("Making PDF {n} of {count}. You can keep working.")
        self.label.setText(words.format(n=done, count=total))
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        quarter = done * 100 // max(1, total) // SPOKEN_STEP
        if quarter != self._spoken:
            self._spoken = quarter
            announce(self, self.label.text())

    def tell_stopping(self) -> None:
        """The packet under way is still finished."""
        self.label.setText(_("Stopping after this packet…"))
        self.stop.hide()

    def tell_end(self, words: str, *, has_trouble: bool, can_go_on: bool) -> None:
        """Say what became of it."""
        self._tone = "family_soft" if has_trouble else "pine_soft"
        self.mark.set_icon_name("triangle-alert" if has_trouble else "circle-check", "ink2")
        self.label.setText(words)
        self._offer(is_busy=False)
        self.go_on.setVisible(can_go_on)
        announce(self, words)
        self.update()

    def _offer(self, *, is_busy: bool) -> None:
        for part in (self.bar, self.stop):
            part.setVisible(is_busy)
        for part in (self.show_result, self.away):
            part.setVisible(not is_busy)
        self.go_on.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color(self._tone))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))

"""Work under way in words, with a thin bar; it never covers the page."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.text import Label

SHOW_AFTER_MS = 300
SPOKEN_STEP = 25


class Progress(QWidget):
    """Says what is being made and how far it is.

    It comes up only when the work takes longer than 300 ms, and speaks at each quarter.

    Signals:
        stop_asked: The person wants the work to end.
    """

    stop_asked = Signal()

    def __init__(self, *, can_stop: bool = False) -> None:
        super().__init__()
        self._label = Label("", "note")
        self._note = Label("", "caption", "ink2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = Button(_("Stop"), "plain", small=True)
        self.stop.setVisible(can_stop)
        self._spoken = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self.show)
        self._build()
        self.stop.clicked.connect(self.stop_asked)
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        head = QHBoxLayout()
        head.addWidget(self._label, 1)
        head.addWidget(self.stop)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._note)

    def begin(self, words: str = "", note: str = "") -> None:
        """Start; the length is not known yet."""
        self._label.setText(words or _("Opening…"))
        self._bar.setAccessibleName(self._label.text())
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._bar.setRange(0, 0)
        self._spoken = -1
        self._timer.start()

    def step(self, done: int, total: int, words: str = "") -> None:
        """Show how far it is."""
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        if words:
            self._label.setText(words)
        quarter = 0 if total <= 0 else done * 100 // total // SPOKEN_STEP
        if quarter != self._spoken and self.isVisible():
            self._spoken = quarter
            announce(self, self._label.text())

    def end(self) -> None:
        """The work is over."""
        self._timer.stop()
        self.hide()

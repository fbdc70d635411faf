"""A drop-down whose entries keep a stable key; the visible words are never compared or stored."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy

from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import OWN_FOCUS
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, paint_box, paint_text, text_width


class Combo(QComboBox):
    """A drop-down of the design.

    Signals:
        chosen_changed: The person took another entry; carries its key.
    """

    chosen_changed = Signal(str)

    def __init__(
        self, words: str, choices: Iterable[tuple[str, str]] = (), icon: str | None = None
    ) -> None:
        super().__init__()
        self._icon = icon
        self.setAccessibleName(words)
        view = QListView()
        view.setAccessibleName(words)
        self.setView(view)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_FOCUS, True)
        self.set_choices(choices)
        self.activated.connect(lambda at: self.chosen_changed.emit(str(self.itemData(at))))

    def set_choices(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer (key, words) pairs."""
        self.blockSignals(True)
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.blockSignals(False)
        self.updateGeometry()

    def chosen(self) -> str:
        key = self.currentData()
        return "" if key is None else str(key)

    def set_chosen(self, key: str) -> None:
        """Show an entry as taken without telling anybody."""
        self.setCurrentIndex(self.findData(key))

    def sizeHint(self) -> QSize:
        px = theme().px
        font = theme().font("note")
        widest = max((text_width(self.itemText(at), font) for at in range(self.count())), default=0)
        extra = px(18 + 8) if self._icon else 0
        return QSize(min(px(320), widest + px(50)) + extra, px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme().px(110)), theme().px(34))

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change an answer that happens to pass under the pointer.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = theme().px
        focused = self.hasFocus()
        line, width = ("focus", 2) if focused else ("line_strong", 1)
        fill = "surface" if self.isEnabled() else "sunken"
        paint_box(painter, self.rect(), fill, line, 6, width)
        strip = Strip(self.rect().adjusted(px(11), 0, -px(11), 0))
        scheme = theme().scheme
        paint_icon(painter, "chevron-down", scheme.ink2, strip.end(px(16), px(8)))
        if self._icon:
            paint_icon(painter, self._icon, scheme.ink, strip.start(px(18), px(8)))
        words, color = self.currentText(), "ink"
        if self.currentIndex() < 0:
            words, color = self.placeholderText(), "ink3"
        font = theme().font("label" if self._icon else "note")
        paint_text(painter, strip.rest(), words, font, color)

"""The bar above each page: its title, the search box, New and the lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.action_book import shown_keys
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.painting import Strip, key_width, paint_box, paint_key, paint_text
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

HEIGHT = 48


class SearchBox(QAbstractButton):
    """Looks like a search field and opens the palette, where the typing happens."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Search or jump to…"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(330), theme().px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = theme().px
        line = "ink2" if self.underMouse() else "line_strong"
        paint_box(painter, self.rect(), "surface", line)
        strip = Strip(self.rect().adjusted(px(10), 0, -px(10), 0))
        cap = shown_keys("Ctrl+K")
        paint_key(painter, strip.end(key_width(cap), px(8)), cap)
        paint_icon(painter, "search", theme().scheme.ink2, strip.start(px(16), px(8)))
        paint_text(painter, strip.rest(), _("Search or jump to…"), theme().font("note"), "ink2")


class Header(QWidget):
    """Title at the start, tools at the end.

    Signals:
        back_asked: The person wants the page before.
        find_asked: The search box was opened.
        new_asked: New was pressed.
        lock_asked: The lock was pressed.
    """

    back_asked = Signal()
    find_asked = Signal()
    new_asked = Signal()
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", _("Back"))
        # The role of the first page's title: asking for the style then would load all about styles.
        self.title = Label("", "page")
        self.subtitle = ElidedLabel("", "body", "ink2")
        self.search = SearchBox()
        self.new = Button(_("New"), "primary", icon="plus", keys=shown_keys("Ctrl+N"))
        self.lock = IconButton("lock", _("Hide everything and lock"))
        self._build()
        self.back.clicked.connect(self.back_asked)
        self.search.clicked.connect(self.find_asked)
        self.new.clicked.connect(self.new_asked)
        self.lock.clicked.connect(self.lock_asked)
        theme().changed.connect(self._fit)

    def _build(self) -> None:
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), 0, px(20), 1)
        row.setSpacing(px(10))
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addWidget(self.subtitle, 1)
        row.addWidget(self.search)
        row.addWidget(self.new)
        row.addWidget(self.lock)
        self.back.hide()
        self._fit()

    def show_title(self, title: str, subtitle: str, role: str, with_back: bool) -> None:
        """Show the title of a page; `role` is the type step, `title` or `page`."""
        if self.title.property("role") != role:
            self.title.setProperty("role", role)
            self.title.setStyleSheet("")
            self.style().unpolish(self.title)
            self.style().polish(self.title)
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.back.setVisible(with_back)

    def _fit(self) -> None:
        self.setFixedHeight(theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))

"""What the pages of the way in share: a narrow column, a heading, a line for what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.text import Label

WIDTH = 600


class EntrancePage(QWidget):
    """A page of the way in.

    Signals:
        back_asked: The person wants the page before.
        opened: A record is open; carries `Opened`.
    """

    back_asked = Signal()
    opened = Signal(object)

    def __init__(self, heading: str, *, with_back: bool = True, top: int = 62) -> None:
        super().__init__()
        px = theme().px
        inner = QWidget()
        inner.setObjectName("plain")
        inner.setMaximumWidth(px(WIDTH + 12))
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(px(6), px(top), px(6), px(24))
        self.column.setSpacing(px(12))
        self.head = QHBoxLayout()
        self.head.setSpacing(px(12))
        self.back = IconButton("arrow-left", _("Back"))
        self.back.setVisible(with_back)
        self.heading = Label(heading, "greeting", wrap=True)
        self.head.addWidget(self.back)
        self.head.addWidget(self.heading, 1)
        self.column.addLayout(self.head)
        self.message = FieldMessage()
        self.message.hide()
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(66), 0, px(24), 0)
        row.addWidget(area)
        self.back.clicked.connect(self.back_asked)

    def begin(self) -> None:
        """Start afresh; called each time the page comes up."""
        self.message.hide()

    def say_error(self, words: str) -> None:
        """Tell what went wrong beside the fields; what was typed stays."""
        self.message.show_error(words)
        announce(self, words, urgent=True)

    def tell_failure(self, error: FspError) -> None:
        """Tell a known failure in plain words."""
        from fsp_desktop.language.labels import error_sentence

        self.say_error(error_sentence(error.code, error.detail))

    def go_button(self, words: str) -> Button:
        """Return the page's main button."""
        from fsp_desktop.language.words import _

        button = Button(words, "primary", keys=_("Enter"))
        button.setDefault(True)
        return button

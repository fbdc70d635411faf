"""A field with its label above and its hint or error below; and the fields themselves."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.ui.theme.icons import icon_pixmap, paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.text import Label, repolish

EDGES = 23
"""Height that a field of several lines needs besides its lines: borders, padding and margins."""


class LineField(QLineEdit):
    """One line of text, with an icon at its start side if given."""

    def __init__(self, words: str, placeholder: str = "", *, icon: str | None = None) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self._icon = icon
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        if self._icon is None:
            return
        room = theme().px(26)
        rtl = theme().is_rtl
        self.setTextMargins(0 if rtl else room, 0, room if rtl else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon is None:
            return
        side = theme().px(18)
        left = self.width() - theme().px(10) - side if theme().is_rtl else theme().px(10)
        where = self.rect()
        where.setLeft(left)
        where.setWidth(side)
        paint_icon(QPainter(self), self._icon, theme().scheme.ink2, where)


class GrowingText(QPlainTextEdit):
    """Several lines of text that grow with what is written; Tab goes on to the next field.

    Signals:
        edited: The person changed the text (not sent when the text is set by the program).
        left: The keyboard left the field.
    """

    edited = Signal()
    left = Signal()

    def __init__(
        self, words: str, placeholder: str = "", *, least: int = 48, most: int = 240
    ) -> None:
        super().__init__()
        self._least, self._most = least, most
        self._quiet = False
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._on_changed)
        self._fit()

    def set_text(self, text: str) -> None:
        """Show a text without telling that it was edited; one goes on where one was.

        Where nothing stood before, that is the end of the text.
        """
        if text == self.toPlainText():
            return
        self._quiet = True
        was_empty, place = self.document().isEmpty(), self.textCursor().position()
        self.setPlainText(text)
        cursor = self.textCursor()
        if was_empty:
            cursor.movePosition(QTextCursor.MoveOperation.End)
        else:
            cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._quiet = False

    def begin_with(self, text: str) -> None:
        """Show the text of another record; one goes on writing at its end."""
        self.set_text(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def text(self) -> str:
        return self.toPlainText()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _on_changed(self) -> None:
        self._fit()
        if not self._quiet:
            self.edited.emit()

    def _fit(self) -> None:
        layout, block = self.document().documentLayout(), self.document().firstBlock()
        wanted = float(theme().px(EDGES))
        # Measured, since lines of several scripts differ; and only what can be seen, since a pasted
        # book has tens of thousands of paragraphs.
        while block.isValid() and wanted < theme().px(self._most):
            wanted += layout.blockBoundingRect(block).height()
            block = block.next()
        high = max(theme().px(self._least), min(theme().px(self._most), math.ceil(wanted)))
        if high != self.height():
            self.setFixedHeight(high)


class OwnWordsField(GrowingText):
    """A field for a family member's own words: serif, with the marigold bar; never corrected."""

    def __init__(self, words: str, placeholder: str = "") -> None:
        super().__init__(words, placeholder, least=48, most=240)
        self.setProperty("voice", True)
        self._dress()
        theme().changed.connect(self._dress)

    def _dress(self) -> None:
        self.setFont(theme().font("voice"))
        self._fit()


class FieldMessage(QWidget):
    """The line under a field: a hint, or what is wrong with an icon."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = QLabel()
        self._mark.setVisible(False)
        self._label = Label("", "caption", "ink2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)

    def show_hint(self, text: str) -> None:
        self._mark.setVisible(False)
        self._label.set_tone("ink2")
        self._label.setText(text)
        self.setVisible(bool(text))

    def show_error(self, text: str) -> None:
        self._mark.setPixmap(icon_pixmap("triangle-alert", theme().scheme.care, theme().px(16)))
        self._mark.setVisible(True)
        self._label.set_tone("care")
        self._label.setText(text)
        self.setVisible(True)

    def text(self) -> str:
        return self._label.text()


class Field(QWidget):
    """A label, an editor and what is said about it.

    Args:
        label: The question; `&` marks its Alt letter.
        editor: The widget that takes the answer; it gets the label as its accessible name.
        hint: One sentence below, which an error replaces while there is one.
    """

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        self.label = Label(label, "label")
        self.label.setBuddy(editor)
        self.message = FieldMessage()
        if not editor.accessibleName():
            editor.setAccessibleName(label.replace("&", ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        column.addWidget(self.label)
        column.addWidget(editor)
        column.addWidget(self.message)
        if editor.sizePolicy().verticalPolicy() != QSizePolicy.Policy.Expanding:
            column.addStretch(1)
        self.clear_error()

    def set_error(self, text: str) -> None:
        """Say what is wrong beside the field; the text in it stays."""
        self.editor.setProperty("wrong", True)
        self.editor.setAccessibleDescription(text)
        repolish(self.editor)
        self.message.show_error(text)

    def clear_error(self) -> None:
        """Take the error away and show the hint again."""
        if self.editor.property("wrong"):
            self.editor.setProperty("wrong", False)
            repolish(self.editor)
        self.editor.setAccessibleDescription(self._hint)
        self.message.show_hint(self._hint)

    def set_hint(self, text: str) -> None:
        self._hint = text
        self.clear_error()

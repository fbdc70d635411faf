"""A text whose fill-ins are chips: each is one piece, which can be moved or deleted, never cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from fsp_desktop.ui.theme.fonts import load_faces_for
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.words import place_words
from fsp_desktop.ui.widgets.painting import text_width

_FILL_IN = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_OBJECT, _NAME = "\ufffc", QTextFormat.Property.UserProperty + 1
_CHIP_TYPE = QTextFormat.ObjectTypes.UserObject + 1


class _ChipPainter(QPyTextObject):
    """Draws a fill-in inside a line of text."""

    def intrinsicSize(self, doc: QTextDocument, pos: int, fmt: QTextFormat) -> QSizeF:
        px = theme().px
        font = theme().font("note")
        return QSizeF(text_width(_words_of(fmt), font) + px(14), px(20))

    def drawObject(
        self, painter: QPainter, rect: QRectF, doc: QTextDocument, pos: int, fmt: QTextFormat
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Its words stand on the line of the words around it.
        box = rect.adjusted(1.5, 0, -1.5, -3)
        painter.setBrush(theme().color("sunken"))
        painter.setPen(QPen(theme().color("line_strong"), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(theme().font("note"))
        painter.setPen(theme().color("ink"))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), _words_of(fmt))
        painter.restore()


def _words_of(fmt: QTextFormat) -> str:
    return place_words(str(fmt.property(_NAME)))


class FillInText(QTextEdit):
    """Shows and edits a text with {fill_ins}.

    Args:
        words: Name for screen readers.

    Signals:
        edited: The person changed the text.
        left: The keyboard left the field.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self._known: tuple[str, ...] = ()
        self._is_quiet = False
        self._painter = _ChipPainter(self)
        self.document().documentLayout().registerHandler(_CHIP_TYPE, self._painter)
        self.setAccessibleName(words)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme().font("body"))
        self.textChanged.connect(self._on_changed)
        theme().changed.connect(self._dress)

    # --- the text ------------------------------------------------------------------------------

    def set_places(self, known: Sequence[str]) -> None:
        """Say which fill-ins there are; only these become chips."""
        self._known = tuple(known)

    def set_direction(self, *, is_rtl: bool) -> None:
        """Write from right to left, or from left to right, whatever the window does."""
        option = QTextOption()
        way = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(way)
        option.setAlignment(Qt.AlignmentFlag.AlignLeading)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)

    def set_text(self, text: str) -> None:
        """Show a text without telling that it was edited."""
        self.set_pieces([(text, False)])

    def set_pieces(self, pieces: Sequence[tuple[str, bool]]) -> None:
        """Show a text some pieces of which are underlined: what has changed."""
        self._is_quiet = True
        load_faces_for("".join(text for text, _is_changed in pieces))
        self.clear()
        cursor = QTextCursor(self.document())
        for text, is_changed in pieces:
            self._put(cursor, text, self._look(is_changed=is_changed))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        self.document().clearUndoRedoStacks()
        self.setCurrentCharFormat(self._look())
        self._is_quiet = False
        self._tell_reader()

    def text(self) -> str:
        """Return the text with its fill-ins in braces."""
        return self._between(0, self.document().characterCount() - 1)

    def missing(self) -> tuple[str, ...]:
        """Return the fill-ins that the text lacks."""
        kept = set(_FILL_IN.findall(self.text()))
        return tuple(name for name in self._known if name not in kept)

    def insert_place(self, number: int) -> None:
        """Put in the fill-in of this number, counted from 1, where the cursor is."""
        if 1 <= number <= len(self._known) and not self.isReadOnly():
            self.insert_name(self._known[number - 1])

    def insert_name(self, name: str) -> None:
        """Put in a fill-in where the cursor is."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._put_chip(cursor, name, self._look())
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_missing_in(self) -> None:
        """Put every fill-in that is missing at the end of the text."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for name in self.missing():
            if cursor.position():
                cursor.insertText(" ", self._look())
            self._put_chip(cursor, name, self._look())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    # --- pieces --------------------------------------------------------------------------------

    def _put(self, cursor: QTextCursor, text: str, look: QTextCharFormat) -> None:
        end = 0
        for match in _FILL_IN.finditer(text):
            if match[1] not in self._known:
                continue
            cursor.insertText(text[end : match.start()], look)
            self._put_chip(cursor, match[1], look)
            end = match.end()
        cursor.insertText(text[end:], look)

    @staticmethod
    def _put_chip(cursor: QTextCursor, name: str, look: QTextCharFormat) -> None:
        chip = QTextCharFormat(look)
        chip.setObjectType(_CHIP_TYPE)
        chip.setProperty(_NAME, name)
        chip.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        cursor.insertText(_OBJECT, chip)
        cursor.setCharFormat(look)

    def _look(self, *, is_changed: bool = False) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFont(theme().font("body"))
        look.setForeground(theme().color("ink"))
        if is_changed:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(QColor(theme().color("family")))
            look.setFontWeight(600)
        return look

    def _between(self, first: int, last: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        said = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        if _OBJECT not in said:
            return said
        # Positions of Qt count UTF-16 units; only the chips are looked up.
        names = iter(self._names(first, last))
        return re.sub(_OBJECT, lambda _found: f"{{{next(names, '')}}}", said)

    def _names(self, first: int, last: int) -> list[str]:
        names = []
        cursor = QTextCursor(self.document())
        for position in range(first, last):
            if self.document().characterAt(position) == _OBJECT:
                cursor.setPosition(position + 1)
                names.append(str(cursor.charFormat().property(_NAME) or ""))
        return names

    # --- what the person does ------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere Ctrl with a digit goes to a page; while one types it puts in a fill-in.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._digit(event):
            event.accept()
            return True
        return super().event(event)

    def _digit(self, event: QKeyEvent) -> int:
        is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        number = event.key() - Qt.Key.Key_0.value
        return (
            number if is_ctrl and 1 <= number <= len(self._known) and not self.isReadOnly() else 0
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._digit(event):
            self.insert_place(self._digit(event))
            return
        super().keyPressEvent(event)
        if event.text() == "}":
            self._make_chip_of_typed()

    def _make_chip_of_typed(self) -> None:
        """Make a chip of a fill-in that was typed letter by letter."""
        cursor = self.textCursor()
        block = cursor.block()
        before = block.text()[: cursor.positionInBlock()]
        match = re.search(r"\{([a-z][a-z0-9_ ]*)\}$", before)
        name = match[1].replace(" ", "_") if match else ""
        if match and name in self._known:
            cursor.setPosition(cursor.position() - len(match[0]), QTextCursor.MoveMode.KeepAnchor)
            cursor.beginEditBlock()
            cursor.removeSelectedText()
            self._put_chip(cursor, name, self._look())
            cursor.endEditBlock()
            self.setTextCursor(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._put(cursor, source.text().replace("\r\n", "\n").replace(_OBJECT, ""), self._look())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(300), theme().px(184))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(96))

    def _on_changed(self) -> None:
        if not self._is_quiet:
            self._tell_reader()
            self.edited.emit()

    def _tell_reader(self) -> None:
        """Say the fill-ins by name: a screen reader has no word for a chip."""
        self.setAccessibleDescription(self.text() if _OBJECT in self.toPlainText() else "")

    def _dress(self) -> None:
        self.setFont(theme().font("body"))
        self.set_pieces([(self.text(), False)])

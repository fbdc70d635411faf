"""The coach of one form: watches its fields and shows a hint when the person rests on a word."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from fsp_desktop.language.coach import Hint
from fsp_desktop.services.coach_tips import stop_tips, stopped_tips
from fsp_desktop.ui.coach.highlighter import CoachHighlighter, qt_index, text_index
from fsp_desktop.ui.coach.hint_panel import HintPanel
from fsp_desktop.ui.shell.shell import Shell

REST_MS = 800


@dataclass(frozen=True, slots=True)
class _Spot:
    """A hint where it stands: its field and paragraph."""

    field: QPlainTextEdit
    block: int
    hint: Hint


class Coach(QObject):
    """Points at words in the fields it watches; own-words fields are never given to it."""

    def __init__(self, shell: Shell, form: QWidget) -> None:
        super().__init__(form)
        self._shell = shell
        self._form = form
        self._marks: dict[QPlainTextEdit, CoachHighlighter] = {}
        self._panel: HintPanel | None = None
        self._spot: _Spot | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest)
        workspace = shell.workspace
        shell.runner.store(lambda: stopped_tips(workspace), owner=self).then(
            self._set_stopped
        ).failed(lambda _error: None)

    def watch(self, field: QPlainTextEdit, *, is_cultural_note: bool = False) -> None:
        """Point at words of this field."""
        self._marks[field] = CoachHighlighter(field.document(), is_cultural_note=is_cultural_note)
        field.installEventFilter(self)
        field.viewport().installEventFilter(self)
        field.viewport().setMouseTracking(True)
        field.cursorPositionChanged.connect(self._on_moved)
        field.textChanged.connect(self.close)

    def count(self) -> int:
        """Return how many words of the form a family may not know."""
        return sum(
            hint.kind in {"preferred", "jargon"}
            for field, mark in self._marks.items()
            for number in range(min(field.blockCount(), 500))
            for hint in mark.hints_of(field.document().findBlockByNumber(number).text())
        )

    def close(self) -> None:
        """Take the hint away."""
        self._spot = None
        if self._panel is not None:
            self._panel.hide()

    @property
    def panel(self) -> HintPanel | None:
        """The panel, if a hint is up."""
        return self._panel if self._panel is not None and self._panel.isVisible() else None

    # --- noticing ------------------------------------------------------------------------------

    def _on_moved(self) -> None:
        self._rest.start()

    def _on_rest(self) -> None:
        field = self._focused()
        if field is not None:
            self._show_at(field, field.textCursor())

    def _focused(self) -> QPlainTextEdit | None:
        return next((field for field in self._marks if field.hasFocus()), None)

    def _show_at(self, field: QPlainTextEdit, cursor: QTextCursor) -> bool:
        block = cursor.block()
        place = text_index(block.text(), cursor.positionInBlock())
        for hint in self._marks[field].hints_of(block.text()):
            if hint.start <= place <= hint.end:
                self._show(_Spot(field, block.blockNumber(), hint), block)
                return True
        if self._spot is not None and self._spot.field is field:
            self.close()
        return False

    def _show(self, spot: _Spot, block: QTextBlock) -> None:
        over = self._form.window()
        if self._panel is None or self._panel.parentWidget() is not over:
            self._panel = HintPanel(over)
            self._panel.used.connect(self.use)
            self._panel.kept.connect(self.keep)
            self._panel.stopped.connect(self.stop)
        self._spot = spot
        self._panel.show_hint(spot.hint, self._place_of(spot, block))

    def _place_of(self, spot: _Spot, block: QTextBlock) -> QRect:
        first, last = QTextCursor(block), QTextCursor(block)
        first.setPosition(block.position() + qt_index(block.text(), spot.hint.start))
        last.setPosition(block.position() + qt_index(block.text(), spot.hint.end))
        field = spot.field
        start, end = field.cursorRect(first), field.cursorRect(last)
        place = start.united(end) if start.top() == end.top() else end
        corner = field.viewport().mapTo(field.window(), place.topLeft())
        return QRect(corner, place.size())

    # --- acting --------------------------------------------------------------------------------

    def use(self) -> None:
        """Put the coach's words in place of the person's; one undo takes it back."""
        spot = self._spot
        if spot is None or not spot.hint.say:
            return
        block = spot.field.document().findBlockByNumber(spot.block)
        text, hint = block.text(), spot.hint
        said = text[hint.start : hint.end]
        say = hint.say
        if said[:1].isupper() and not said.isupper():
            say = say[:1].upper() + say[1:]
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + qt_index(text, hint.start))
        end = block.position() + qt_index(text, hint.end)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(say)
        self.close()

    def keep(self) -> None:
        """Leave this word alone in this text."""
        spot = self._spot
        if spot is not None:
            self._marks[spot.field].keep(spot.hint)
        self.close()

    def stop(self) -> None:
        """Give no tips for this word any more, anywhere."""
        spot = self._spot
        self.close()
        if spot is None or spot.hint.kind == "privacy":
            return
        workspace, term = self._shell.workspace, spot.hint.term
        self._shell.runner.store(lambda: stop_tips(workspace, term), owner=self).then(
            self._set_stopped
        )

    def _set_stopped(self, terms: frozenset[str]) -> None:
        for mark in self._marks.values():
            mark.set_stopped(terms)

    # --- keys and pointer ----------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        if kind == QEvent.Type.FocusOut or (kind == QEvent.Type.Hide and watched in self._marks):
            self.close()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            field = next((one for one in self._marks if one.viewport() is watched), None)
            if field is not None and event.buttons() == Qt.MouseButton.NoButton:
                self._on_hover(field, event)
        return False

    def _on_hover(self, field: QPlainTextEdit, event: QMouseEvent) -> None:
        cursor = field.cursorForPosition(event.position().toPoint())
        block = cursor.block()
        place = text_index(block.text(), cursor.positionInBlock())
        for hint in self._marks[field].hints_of(block.text()):
            if hint.start < place < hint.end:
                self._show(_Spot(field, block.blockNumber(), hint), block)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        key = event.key()
        if control and key == Qt.Key.Key_Period and isinstance(watched, QPlainTextEdit):
            return self._show_at(watched, watched.textCursor())
        if self.panel is None:
            return False
        if alt and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.use()
            return True
        if key == Qt.Key.Key_Escape:
            self.close()
            return True
        return False

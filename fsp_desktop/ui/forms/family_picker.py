"""Choosing a family by any name: its own, a child's, or as the family writes it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.views import FamilyRow
from fsp_desktop.language.words import _
from fsp_desktop.services.find_anything import list_families
from fsp_desktop.ui.families.words import child_list, language_list
from fsp_desktop.ui.forms.chosen_family import ChosenFamily
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import FieldMessage, LineField
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.painting import paint_box
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.text import Label

SHOWN = 6
ROW_HIGH = 46


def family_look(row: FamilyRow) -> RowLook:
    """Return how a family stands in the list of matches."""
    quiet = (language_list(row.languages), child_list(row.children))
    return RowLook(row.label, row.own_script or "", " · ".join(part for part in quiet if part))


class _Matches(QFrame):
    """The matches, hanging below the field inside the same window, so the keyboard stays put."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.model = RowModel(lambda row: f"{row.label}, {child_list(row.children)}", self)
        self.view = RowList(_("Families that fit"), TwoLineDelegate(family_look, high=ROW_HIGH))
        self.view.setModel(self.model)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.view)
        self.hide()

    def show_below(self, field: QWidget, rows: list[FamilyRow]) -> None:
        self.model.set_rows(rows)
        self.view.select_row(0)
        self.setFixedSize(field.width(), theme().px(ROW_HIGH) * len(rows) + 2)
        self.move(field.mapTo(self._over, QPoint(0, field.height() + theme().px(2))))
        self.show()
        self.raise_()

    def step(self, step: int) -> None:
        count = self.model.rowCount()
        if count:
            self.view.select_row((self.view.currentIndex().row() + step) % count)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), "raised", "line_strong")


class FamilyPicker(QWidget):
    """A field with matches until a family is chosen; then the family, to be pressed for another.

    Signals:
        picked: A family was chosen; carries its row.
        moved_on: Enter was pressed; the form may go on to its next field at once, even if the
            matches are still on their way.
        make_asked: Nobody is called so; carries the name for a new family.
    """

    picked = Signal(object)
    moved_on = Signal()
    make_asked = Signal(str)

    def __init__(self, shell: Shell, words: str = "") -> None:
        super().__init__()
        self._shell = shell
        self._found_for: str | None = None
        self._wants_first = False
        self.row_id: str | None = None
        self._matches: _Matches | None = None
        self._build(words or _("Family"))

    def _build(self, words: str) -> None:
        px = theme().px
        self.label = Label(words, "label")
        self.field = LineField(words, _("Name, child…"))
        self.field.installEventFilter(self)
        self.label.setBuddy(self.field)
        self.chosen = ChosenFamily()
        self.message = FieldMessage()
        self.make = Button("", "link")
        self.message.hide()
        self.make.hide()
        stack = QWidget()
        self._stack = QStackedLayout(stack)
        self._stack.addWidget(self.field)
        self._stack.addWidget(self.chosen)
        stack.setFixedHeight(px(36))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self.label.setMinimumHeight(px(22))
        under = QHBoxLayout()
        under.setSpacing(px(6))
        under.addWidget(self.message, 1)
        under.addWidget(self.make)
        for part in (self.label, stack):
            column.addWidget(part)
        column.addLayout(under)
        self.field.textEdited.connect(self._ask)
        self.chosen.clicked.connect(self.choose_anew)
        self.make.clicked.connect(lambda: self.make_asked.emit(self.field.text().strip()))

    # --- what the form asks --------------------------------------------------------------------

    def show_family(self, family_id: str, name: str, beside: str) -> None:
        """Show a family as chosen without telling anybody."""
        self.row_id = family_id
        self.chosen.tell(name, beside)
        self._stack.setCurrentWidget(self.chosen)
        self._say("")
        self._drop_matches()

    def clear(self) -> None:
        """Ask for a family from the start."""
        self.row_id = None
        self._wants_first = False
        self.field.clear()
        self._stack.setCurrentWidget(self.field)
        self._say("")
        self._drop_matches()

    def choose_anew(self) -> None:
        """Give the field back with the old name marked, so that one letter replaces it."""
        self._stack.setCurrentWidget(self.field)
        self.field.setText(self.chosen.name())
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_waiting(self) -> bool:
        """Whether Enter was pressed and the family is still being looked up."""
        return self._wants_first

    def set_error(self, words: str) -> None:
        """Say beside the field what is missing."""
        self._say(words)

    def focus_target(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.field if self.row_id is None else self.chosen

    # --- looking up ----------------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        wanted = text.strip()
        self._found_for = None
        self._say("")
        if not wanted:
            self._wants_first = False
            self._drop_matches()
            return
        workspace = self._shell.workspace
        job = self._shell.runner.store(
            lambda: list_families(workspace, text=wanted, limit=SHOWN), owner=self
        )
        job.then(lambda rows: self._show(wanted, list(rows))).failed(lambda _error: self._stop())

    def _show(self, wanted: str, rows: list[FamilyRow]) -> None:
        if wanted != self.field.text().strip():
            return
        self._found_for = wanted
        if not rows:
            self._show_nobody(wanted)
        elif self._wants_first:
            self._pick(rows[0])
        else:
            self._hang().show_below(self.field, rows)

    def _show_nobody(self, wanted: str) -> None:
        self._drop_matches()
        self._wants_first = False
        self.message.show_hint(_("No family called “{name}”.").format(name=wanted))
        self.make.setText(_("Make a new one?"))
        self.make.setAccessibleName(_("Make a new family called {name}").format(name=wanted))
        self.make.show()
        if not self.field.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick(self, row: FamilyRow) -> None:
        self._wants_first = False
        self.show_family(row.id, row.label, language_list(row.languages))
        self.picked.emit(row)

    def _stop(self) -> None:
        self._wants_first = False

    def _on_enter(self) -> None:
        wanted = self.field.text().strip()
        if not wanted:
            return
        matches = self._matches
        if self._found_for != wanted:
            self._wants_first = True
            self.moved_on.emit()
        elif matches is not None and matches.isVisible():
            row: Any = matches.view.current_row()
            self._pick(row)
            self.moved_on.emit()
        elif self.make.isVisible():
            self.make_asked.emit(wanted)

    def _hang(self) -> _Matches:
        if self._matches is None:
            self._matches = _Matches(self.window())
            self._matches.view.clicked.connect(lambda _index: self._on_enter())
        return self._matches

    def _drop_matches(self) -> None:
        if self._matches is not None:
            self._matches.hide()

    def _say(self, error: str) -> None:
        self.make.hide()
        if error:
            self.message.show_error(error)
        else:
            self.message.hide()

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if event.type() == QEvent.Type.FocusOut:
            self._drop_matches()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        if not plain:
            return False
        hanging = self._matches is not None and self._matches.isVisible()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on_enter()
            case Qt.Key.Key_Down if hanging and self._matches:
                self._matches.step(1)
            case Qt.Key.Key_Up if hanging and self._matches:
                self._matches.step(-1)
            case Qt.Key.Key_Escape if hanging:
                self._drop_matches()
            case _:
                return False
        return True

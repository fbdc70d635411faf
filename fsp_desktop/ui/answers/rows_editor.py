"""A short list of rows, each with a few fields: bus stops, places, apps, marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.answers.answer_grid import AnswerGrid
from fsp_desktop.ui.answers.question import Question
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.text import Label, hair_line


class _Row(QWidget):
    """One row.

    Signals:
        changed: The person changed something.
        removed: The row is to go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, question: Question, today: Callable[[], date]) -> None:
        super().__init__()
        self._needed = question.needed or (question.columns[0].name,)
        self._kept: dict[str, object] = {}
        self.grid = AnswerGrid(question.columns, today)
        self.remove = IconButton("trash-2", _("Take this row away"), "quiet")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.grid, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(hair_line())
        self.grid.edited.connect(lambda _key: self.changed.emit())
        self.remove.clicked.connect(self.removed)

    def show_row(self, values: Mapping[str, object]) -> None:
        self._kept = dict(values)
        self.grid.show_values({f".{name}": value for name, value in values.items()})

    def value(self) -> dict[str, object] | None:
        """Return the row; what a newer program wrote there stays. None if it lacks what it needs."""
        read = {key.removeprefix("."): value for key, value in self.grid.values().items()}
        found = {**self._kept, **read}
        filled = {name: value for name, value in found.items() if value not in (None, "", [], {})}
        is_whole = all(any(one in filled for one in name.split("|")) for name in self._needed)
        return filled if is_whole else None


class RowsEditor(QWidget):
    """All rows.

    Signals:
        changed: The person changed something.
    """

    changed = Signal()

    def __init__(self, question: Question, today: Callable[[], date]) -> None:
        super().__init__()
        self._question, self._today = question, today
        self.setAccessibleName(question.words)
        self.rows: list[_Row] = []
        self.nothing = Label(question.nothing, "note", "ink2", wrap=True)
        self.another = Button(question.another or _("Add"), "quiet", icon="plus", small=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self.nothing)
        column.addLayout(self._lines)
        end = QHBoxLayout()
        end.addWidget(self.another)
        end.addStretch(1)
        column.addLayout(end)
        self.another.clicked.connect(self._add_another)
        self._tell_nothing()

    def show_value(self, value: object) -> None:
        for row in list(self.rows):
            self._drop(row)
        for one in value if isinstance(value, list | tuple) else ():
            self._add().show_row(one)
        self._tell_nothing()

    def value(self) -> object:
        """Return the rows that have what they need."""
        return [found for row in self.rows if (found := row.value()) is not None]

    def trouble(self) -> str:
        """Return what is wrong with the first wrong row."""
        return next((words for row in self.rows if (words := row.grid.first_trouble()[1])), "")

    def _add(self) -> _Row:
        row = _Row(self._question, self._today)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        return row

    def _add_another(self) -> None:
        row = self._add()
        self._tell_nothing()
        row.grid.first_editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: _Row) -> None:
        self._drop(row)
        self._tell_nothing()
        self.another.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: _Row) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _tell_nothing(self) -> None:
        self.nothing.setVisible(not self.rows and bool(self._question.nothing))

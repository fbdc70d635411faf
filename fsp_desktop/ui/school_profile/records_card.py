"""A list of records of the school, each opened in a sheet of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import Changes, open_form, save_form
from fsp_desktop.ui.school_profile.record_kinds import Choices, RecordKind, record_look
from fsp_desktop.ui.school_profile.record_sheet import RecordSheet
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.key_caps import KeyCaps
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import TwoLineDelegate
from fsp_desktop.ui.widgets.text import Label

ROW_HIGH, MOST_SHOWN = 50, 7


class _OrderedList(RowList):
    """A list whose rows move by Alt and the arrows.

    Signals:
        step_asked: The row under the cursor is to go up (-1) or down (1).
    """

    step_asked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step_asked.emit(step)
        else:
            super().keyPressEvent(event)


class RecordsCard(Card):
    """Shows one list in the order it is printed; Enter opens a record, the button adds one."""

    def __init__(self, shell: Shell, kind: RecordKind) -> None:
        super().__init__(kind.title, kind.icon)
        self._shell, self.kind = shell, kind
        self._choices: Choices = {}
        self.nothing = Label(kind.nothing, "note", "ink2", wrap=True)
        self.model = RowModel(self._spoken, self)
        self.records = _OrderedList(kind.title, TwoLineDelegate(self._look, high=ROW_HIGH))
        self.records.setModel(self.model)
        self.add = Button(kind.another, "quiet", icon="plus", small=True)
        self.body.addWidget(Label(kind.about, "note", "ink2", wrap=True))
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.records)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self.body.addLayout(row)
        self.records.opened.connect(lambda values: self.open_record(str(values["id"])))
        self.records.clicked.connect(
            lambda index: self.records.opened.emit(self.model.row(index.row()))
        )
        self.records.step_asked.connect(self._move)
        self.head_end.addWidget(Label(_("Move with"), "caption", "ink2"))
        self.head_end.addWidget(KeyCaps(("Alt", "↑", "↓")))
        self.add.clicked.connect(lambda: self.open_record(None))

    def show_records(self, records: Sequence[Mapping[str, Any]], choices: Choices) -> None:
        """Show these records, each with all its fields."""
        self._choices = choices
        at = self.records.currentIndex().row()
        self.model.set_rows(records)
        self.records.select_row(max(0, min(at, len(records) - 1)))
        self.nothing.setVisible(not records)
        self.records.setVisible(bool(records))
        shown = min(len(records), MOST_SHOWN)
        self.records.setFixedHeight(theme().px(ROW_HIGH) * max(1, shown) + 2)

    def open_record(self, record_id: str | None) -> None:
        """Edit a record, or begin one."""
        sheet = RecordSheet(self._shell, self.kind, self._choices, record_id)
        sheet.finished.connect(lambda _code: self._focus_back())
        self._shell.open_dialog(sheet)

    def _move(self, step: int) -> None:
        """Move the row under the cursor and keep the order of all."""
        rows = self.model.rows()
        at = self.records.currentIndex().row()
        to = at + step
        if not (0 <= at < len(rows) and 0 <= to < len(rows)):
            return
        rows.insert(to, rows.pop(at))
        self.model.set_rows(rows)
        self.records.select_row(to)
        look = self._look(rows[to])
        words = _("{title}, now {n} of {count}")
        announce(self, words.format(title=look.title, n=to + 1, count=len(rows)))
        workspace, ids = self._shell.workspace, [str(row["id"]) for row in rows]
        kinds = Changes(frozenset({self.kind.kind}))
        job = self._shell.runner.store(lambda: keep_order(workspace, ids), owner=self)
        job.then(lambda _nothing: self._shell.announce(kinds)).failed(self._shell.tell_failure)

    def _focus_back(self) -> None:
        target = self.records if self.records.isVisible() else self.add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, values: Mapping[str, Any]) -> Any:
        return record_look(self.kind, values, self._choices)

    def _spoken(self, values: Mapping[str, Any]) -> str:
        look = self._look(values)
        state = _("Not finished") if values.get("draft") else ""
        return ", ".join(part for part in (look.title, look.meta, state) if part)


def keep_order(workspace: Any, ids: Sequence[str]) -> None:
    """Write each record's place in its list; on the store thread. A place that is right stays."""
    for place, record_id in enumerate(ids, start=1):
        form = open_form(workspace, RecordId(record_id))
        if form.values.get("position") != place:
            save_form(workspace, form, {"position": place})

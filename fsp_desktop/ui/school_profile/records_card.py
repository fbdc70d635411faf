"""A list of records of the school, each opened in a sheet of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.language.words import _
from fsp_desktop.ui.school_profile.record_kinds import Choices, RecordKind, record_look
from fsp_desktop.ui.school_profile.record_sheet import RecordSheet
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import TwoLineDelegate
from fsp_desktop.ui.widgets.text import Label

ROW_HIGH, MOST_SHOWN = 50, 7


class RecordsCard(Card):
    """Shows one list; Enter opens a record, the button adds one."""

    def __init__(self, shell: Shell, kind: RecordKind) -> None:
        super().__init__(kind.title, kind.icon)
        self._shell, self.kind = shell, kind
        self._choices: Choices = {}
        self.nothing = Label(kind.nothing, "note", "ink2", wrap=True)
        self.model = RowModel(self._spoken, self)
        self.records = RowList(kind.title, TwoLineDelegate(self._look, high=ROW_HIGH))
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

    def _focus_back(self) -> None:
        target = self.records if self.records.isVisible() else self.add
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, values: Mapping[str, Any]) -> Any:
        return record_look(self.kind, values, self._choices)

    def _spoken(self, values: Mapping[str, Any]) -> str:
        look = self._look(values)
        state = _("Not finished") if values.get("draft") else ""
        return ", ".join(part for part in (look.title, look.meta, state) if part)

"""The history of one record: every write, newest first, with the value it left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.changes import DELETED
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import HistoryEntry
from fsp_desktop.language.formats import clock_time, short_day
from fsp_desktop.language.labels import kind_label
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.name_people import history_for_people
from fsp_desktop.services.record_sharing import record_sharing
from fsp_desktop.services.settle_conflict import bring_back_value
from fsp_desktop.ui.history.shared_line import shared_words
from fsp_desktop.ui.places import taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.versions.value_words import OWN_WORDS, field_words, value_words
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label
from fsp_desktop.ui.widgets.voice_label import VoiceLabel

Line = tuple[HistoryEntry, HistoryEntry]
"""A write as it is kept, and the same with names in the place of ids."""
WIDE = 860
LIST_HIGH = 420


class HistorySheet(Sheet):
    """Nothing written is ever gone; each earlier value can be brought back as a new line."""

    def __init__(
        self, shell: Shell, record_id: str, kind: str = "", family_id: str | None = None
    ) -> None:
        title = _("History: {kind}").format(kind=kind_label(kind).lower()) if kind else _("History")
        super().__init__(shell, WIDE, title, icon="history")
        del family_id  # the record says which family it is about
        self._shell, self._record_id, self._kind = shell, RecordId(record_id), kind
        self._line: Line | None = None
        self._build()
        self._ask()

    def _build(self) -> None:
        px = theme().px
        self.model = RowModel(self._spoken, self)
        self.list = RowList(
            _("What was written, newest first"), TwoLineDelegate(self._look, high=46)
        )
        self.list.setModel(self.model)
        self.list.setFixedHeight(px(LIST_HIGH))
        self.list.current_row_changed.connect(self._show_entry)
        self.bring_back = Button(_("Bring this back"), icon="undo-2")
        self.bring_back.clicked.connect(self._bring_back)
        self._value = QVBoxLayout()
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setLayout(self._value)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setAccessibleName(_("The chosen line in full"))
        side = QVBoxLayout()
        side.addWidget(area, 1)
        side.addWidget(self.bring_back, 0, Qt.AlignmentFlag.AlignTrailing)
        row = QHBoxLayout()
        row.setSpacing(px(14))
        row.addWidget(self.list, 3)
        row.addLayout(side, 2)
        self.body.addLayout(row)
        self.shared = Label("", "note", "ink2", wrap=True)
        self.body.addWidget(self.shared)
        self.body.addWidget(
            Label(_("Bringing back writes a new line. Nothing is thrown away."), "note", "ink2")
        )

    def _ask(self) -> None:
        workspace, record_id = self._shell.workspace, self._record_id
        self._shell.runner.store(lambda: history_for_people(workspace, record_id), owner=self).then(
            self._show
        ).failed(self._shell.tell_failure)
        hooks = self._shell.hooks
        # Both are facts of the record, so they are asked for together, on its thread.
        self._shell.runner.store(
            lambda: (record_sharing(workspace, record_id), hooks.standing()), owner=self
        ).then(
            lambda facts: self.shared.setText(
                shared_words(facts[0], facts[1].held, hooks.clock.now())
            )
        )

    def _show(self, lines: tuple[Line, ...]) -> None:
        self.model.set_rows(lines)
        self.list.select_row(0)
        self.list.setFocus()

    def _look(self, line: Line) -> RowLook:
        entry = line[1]
        at = entry.at.astimezone()
        when = f"{short_day(at.date(), weekday=True)} {clock_time(at)}"
        value = value_words(self._kind, _plain_field(entry.field), entry.value).replace("\n", " · ")
        who = " · ".join(part for part in (entry.author or _("From a roster"), when) if part)
        chip = (_("now"), "done", "check") if entry.is_current else None
        return RowLook(field_words(self._kind, _plain_field(entry.field)), value, who, chip=chip)

    def _spoken(self, line: Line) -> str:
        look = self._look(line)
        return f"{look.meta}, {look.title}: {look.beside}"

    def _show_entry(self, line: Line | None) -> None:
        self._line = line
        while (item := self._value.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.bring_back.setVisible(self._can_bring_back())
        if line is None:
            return
        entry, look = line[1], self._look(line)
        words = value_words(self._kind, _plain_field(entry.field), entry.value)
        own = entry.field in OWN_WORDS
        self._value.addWidget(Label(look.title, "label"))
        self._value.addWidget(VoiceLabel(words) if own else Label(words, wrap=True))
        self._value.addWidget(Label(look.meta, "caption", "ink2", wrap=True))
        self._value.addStretch(1)

    def _can_bring_back(self) -> bool:
        if self._line is None or self._line[0].is_current:
            return False
        # One element of a list is no value of it, and nobody expects "bring back" to take away.
        return "[" not in self._line[0].field and self._line[0].field != DELETED

    def _bring_back(self) -> None:
        if self._line is None:
            return
        entry = self._line[0]
        workspace, record_id = self._shell.workspace, self._record_id
        self._shell.runner.store(
            lambda: bring_back_value(workspace, record_id, entry.field, entry.value), owner=self
        ).then(self._brought_back).failed(self._shell.tell_failure)

    def _brought_back(self, changes: Changes) -> None:
        self._shell.announce(changes)
        self._shell.toast(_("Brought back."), taker_back(self._shell, changes))
        self._ask()


def _plain_field(field: str) -> str:
    return field.partition("[")[0]

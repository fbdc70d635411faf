"""The days of the school year: from when until when, and what happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.day_field import DayField
from fsp_desktop.ui.school_profile.questions import day_kind_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import FieldMessage
from fsp_desktop.ui.widgets.text import Label


class DayRow(QWidget):
    """One row of the calendar.

    Signals:
        changed: The person changed something.
        removed: The row is to go.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.kind = Combo(_("What happens"), day_kind_words().items())
        self.first = DayField(_("First day"), today, _("From"))
        self.last = DayField(_("Last day"), today, _("Until, if longer"))
        self.remove = IconButton("trash-2", _("Take this day away"), "quiet")
        self.message = FieldMessage()
        self.message.hide()
        self._build()
        self.kind.chosen_changed.connect(lambda _key: self._on_changed())
        for field in (self.first, self.last):
            field.day_changed.connect(lambda _day: self._on_changed())
            field.wrong_changed.connect(lambda _wrong: self.tell_trouble())
        self.remove.clicked.connect(self.removed)

    def _build(self) -> None:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.kind, 5)
        row.addWidget(self.first, 3)
        row.addWidget(self.last, 3)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addLayout(row)
        column.addWidget(self.message)

    def show_row(self, row: Mapping[str, str]) -> None:
        self.kind.set_chosen(row["kind"])
        self.first.set_day(date.fromisoformat(row["day"]))
        last = row.get("last_day")
        self.last.set_day(date.fromisoformat(last) if last else None)

    def value(self) -> dict[str, str] | None:
        """Return the row as it is kept; None as long as it has no first day."""
        first, last = self.first.day(), self.last.day()
        if first is None:
            return None
        row = {"day": first.isoformat(), "kind": self.kind.chosen()}
        if last is not None and last > first:
            row["last_day"] = last.isoformat()
        return row

    def trouble(self) -> str:
        """Return what is wrong, in words; empty if nothing is."""
        if self.first.property("wrong") or self.last.property("wrong"):
            return _("This day does not exist.")
        first, last = self.first.day(), self.last.day()
        if first is None and last is not None:
            return _("On which day does it begin?")
        if first is not None and last is not None and last < first:
            return _("This ends before it begins.")
        return ""

    def tell_trouble(self) -> None:
        """Say below the row what is wrong."""
        words = self.trouble()
        if words:
            self.message.show_error(words)
        else:
            self.message.hide()

    def _on_changed(self) -> None:
        self.tell_trouble()
        self.changed.emit()


class CalendarRows(QWidget):
    """All days.

    Signals:
        changed: The person changed something.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.rows: list[DayRow] = []
        self.nothing = Label(
            _("No days yet. The packet then leaves lines to write them on."), "note", "ink2"
        )
        self.another = Button(_("Add a day"), "quiet", icon="plus", small=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().px(6))
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

    def show_value(self, value: object) -> None:
        """Show the rows as they are kept, by day."""
        for row in list(self.rows):
            self._drop(row)
        kept: Iterable[Mapping[str, str]] = value if isinstance(value, list) else ()
        for one in kept:
            self._add().show_row(one)
        self._tell_nothing()

    def value(self) -> list[dict[str, str]]:
        """Return the rows that have a day, by day."""
        rows = [found for row in self.rows if (found := row.value()) is not None]
        return sorted(rows, key=lambda row: row["day"])

    def trouble(self) -> str:
        """Return what is wrong with the first wrong row."""
        return next((words for row in self.rows if (words := row.trouble())), "")

    def _add(self) -> DayRow:
        row = DayRow(self._today)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        return row

    def _add_another(self) -> None:
        row = self._add()
        self._tell_nothing()
        row.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: DayRow) -> None:
        self._drop(row)
        self._tell_nothing()
        self.another.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: DayRow) -> None:
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _tell_nothing(self) -> None:
        self.nothing.setVisible(not self.rows)

"""An optional next step of a contact: what we promised, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsp_desktop.language.formats import short_day
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.ui.forms.day_field import month_first
from fsp_desktop.ui.forms.folding_row import FoldingRow
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.date_words import DateWords
from fsp_desktop.ui.widgets.field import LineField


class NextStep(Card):
    """A tick opens it; its words become a follow-up.

    Signals:
        opened: It was ticked or unticked, so the sheet needs another height.
        edited: The words changed.
    """

    opened = Signal()
    edited = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(tone="sunken", padding=12, gap=8)
        self.tick = CheckRow(_("A next step"))
        self.chip = StatusChip(label("follow_up_side", "we_promised"), "school", "arrow-right")
        self.day = DateWords(
            _("By when"),
            today,
            lambda day: short_day(day, weekday=True),
            month_first=month_first(),
        )
        self.words = LineField(_("What we will do"), _("What we will do"))
        start = QWidget()
        head = QHBoxLayout(start)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(theme().px(8))
        head.addWidget(self.tick)
        head.addWidget(self.chip)
        head.addStretch(1)
        self._top = FoldingRow(start, self.day)
        self._top.folded.connect(self.opened)
        self.body.addWidget(self._top)
        self.body.addWidget(self.words)
        self.tick.toggled.connect(self._on_ticked)
        self.words.textEdited.connect(lambda _text: self.edited.emit())
        self._show_parts(is_on=False)

    def text(self) -> str:
        """Return the words of the step, or nothing if there is none."""
        return self.words.text().strip() if self.tick.isChecked() else ""

    def due_on(self) -> str | None:
        """Return its day as it is kept."""
        day = self.day.day()
        return day.isoformat() if day else None

    def show_form(self, form: OpenForm) -> None:
        """Show a step that was begun before, without telling anybody."""
        self.words.setText(str(form.values.get("text") or ""))
        due = form.values.get("due_on")
        self.day.set_day(date.fromisoformat(str(due)) if due else None)
        self.tick.blockSignals(True)
        self.tick.setChecked(bool(self.words.text()))
        self.tick.blockSignals(False)
        self._show_parts(is_on=self.tick.isChecked())

    def _on_ticked(self, is_on: bool) -> None:
        self._show_parts(is_on=is_on)
        if is_on:
            if self.day.day() is None:
                self.day.chips.choose("tomorrow")
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()
        self.edited.emit()

    def _show_parts(self, *, is_on: bool) -> None:
        for part in (self.chip, self.day, self.words):
            part.setVisible(is_on)
        self._top.fold()

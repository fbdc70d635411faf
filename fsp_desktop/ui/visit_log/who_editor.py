"""The editor behind the summary line: day and times, who was there, where, in which language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.services.log_visit import InterpreterChoice
from fsp_desktop.ui.forms.day_field import DayField, TimeField
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.forms.short_names import people_of
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field

AFTER_A_VISIT = (
    "completed",
    "met_elsewhere",
    "attempted_not_home",
    "moved",
    "cancelled_by_family",
    "cancelled_by_staff",
)
"""States a log can end in; the plan's own states are for planning."""


class WhoEditor(Card):
    """Edits what the summary line says.

    Signals:
        edited: The person changed something; carries the names of the fields.
        closed: The person is done here.
    """

    edited = Signal(list)
    closed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(padding=12)
        self.day = DayField(_("Day"), today, _("Yesterday, Monday, 10/13…"), past=True)
        self.start, self.end = TimeField(_("From")), TimeField(_("Until"))
        self.people = ChipRow(_("Who was there"))
        self.place = Combo(_("Where"), labels("place_type").items())
        self.language = Combo(_("Language we used"))
        self.mode = Combo(_("How we understood each other"))
        self.interpreter = Combo(_("Who interpreted"))
        self.purpose = Combo(_("What for"), labels("visit_purpose").items())
        self.status = Combo(_("How it went"))
        self.done = Button(_("Done here"), small=True)
        self.fields: dict[str, Field] = {}
        self._adults: set[str] = set()
        self._build()
        self._wire()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(12))
        grid.setVerticalSpacing(theme().px(8))
        times = QWidget()
        row = QHBoxLayout(times)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self._field("actual_start", _("From"), self.start))
        row.addWidget(self._field("actual_end", _("Until"), self.end))
        grid.addWidget(self._field("day", _("Day"), self.day), 0, 0)
        self.day.say_beside(self.fields["day"])
        grid.addWidget(times, 0, 1)
        grid.addWidget(self._field("place_type", _("Where"), self.place), 0, 2)
        grid.addWidget(self._field("people", _("Who was there"), self.people), 1, 0, 1, 3)
        grid.addWidget(self._field("language_used", _("Language we used"), self.language), 2, 0)
        grid.addWidget(
            self._field("interpreter_mode", _("How we understood each other"), self.mode), 2, 1
        )
        grid.addWidget(self._field("interpreter_id", _("Who interpreted"), self.interpreter), 2, 2)
        grid.addWidget(self._field("purpose", _("What for"), self.purpose), 3, 0)
        grid.addWidget(self._field("status", _("How it went"), self.status), 3, 1)
        corner = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        grid.addWidget(self.done, 3, 2, corner)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)

    def _field(self, name: str, words: str, editor: QWidget) -> Field:
        self.fields[name] = Field(words, editor)
        # In a longer language three fields side by side leave a question two lines.
        self.fields[name].label.setWordWrap(True)
        return self.fields[name]

    def _wire(self) -> None:
        def tell(*names: str) -> Callable[..., None]:
            return lambda *_told: self._on_edited(list(names))

        times = tell("actual_start", "actual_end")
        self.day.day_changed.connect(times)
        self.start.time_changed.connect(times)
        self.end.time_changed.connect(times)
        self.people.chosen_changed.connect(tell("adults_present", "children_present"))
        self.place.chosen_changed.connect(tell("place_type"))
        self.language.chosen_changed.connect(tell("language_used"))
        self.mode.chosen_changed.connect(tell("interpreter_mode"))
        self.interpreter.chosen_changed.connect(tell("interpreter_id"))
        self.purpose.chosen_changed.connect(tell("purpose"))
        self.status.chosen_changed.connect(tell("status"))
        self.done.clicked.connect(self.closed)

    def _on_edited(self, names: list[str]) -> None:
        for name in names:
            if name in self.fields:
                self.fields[name].clear_error()
        self.edited.emit(names)

    # --- showing -------------------------------------------------------------------------------

    def show_visit(
        self,
        values: Mapping[str, object],
        family: FamilyPage,
        interpreters: Sequence[InterpreterChoice],
    ) -> None:
        """Show what is known of who and when."""
        self._show_times(values)
        self._adults = {adult.id for adult in family.adults}
        self.people.set_choices(people_of(family))
        present = [*_ids(values, "adults_present"), *_ids(values, "children_present")]
        self.people.set_chosen(present)
        self.place.set_chosen(str(values.get("place_type") or ""))
        spoken = [adult.speaks or "" for adult in family.adults]
        self.language.set_choices(language_choices([*family.languages, *spoken]))
        self.language.set_chosen(str(values.get("language_used") or ""))
        self.mode.set_choices([("", _("Not said")), *labels("interpreter_mode").items()])
        self.mode.set_chosen(str(values.get("interpreter_mode") or ""))
        self.interpreter.set_choices(
            [("", _("Nobody")), *((one.id, one.name) for one in interpreters)]
        )
        self.interpreter.set_chosen(str(values.get("interpreter_id") or ""))
        self.purpose.set_chosen(str(values.get("purpose") or ""))
        self._show_status(str(values.get("status") or ""))
        for field in self.fields.values():
            field.clear_error()

    def _show_status(self, status: str) -> None:
        words = labels("visit_status")
        kept = [*AFTER_A_VISIT, *([status] if status and status not in AFTER_A_VISIT else [])]
        self.status.set_choices([(code, words[code]) for code in kept])
        self.status.set_chosen(status)

    def _show_times(self, values: Mapping[str, object]) -> None:
        start, end = _local(values.get("actual_start")), _local(values.get("actual_end"))
        self.day.set_day(start.date() if start else None)
        self.start.set_time(start.time() if start else None)
        self.end.set_time(end.time() if end else None)

    def show_refusal(self, field: str, words: str) -> bool:
        """Say what is wrong beside a field of this editor; false if the field is not here."""
        place = self.fields.get(field)
        if place is None:
            return False
        place.set_error(words)
        return True

    # --- reading -------------------------------------------------------------------------------

    def value(self, field: str) -> object:
        """Return a field of the visit as it stands here."""
        if field in {"actual_start", "actual_end"}:
            return self._moment(self.start if field == "actual_start" else self.end)
        if field in {"adults_present", "children_present"}:
            wants_adults = field == "adults_present"
            return [key for key in self.people.chosen() if (key in self._adults) == wants_adults]
        combos = {
            "place_type": self.place,
            "language_used": self.language,
            "interpreter_mode": self.mode,
            "interpreter_id": self.interpreter,
            "purpose": self.purpose,
            "status": self.status,
        }
        return combos[field].chosen() or None

    def _moment(self, field: TimeField) -> str | None:
        day, moment = self.day.day(), field.moment()
        if day is None or (moment is None and field is self.end):
            return None
        local = datetime.combine(day, moment or time(12, 0)).astimezone()
        return local.astimezone(UTC).isoformat()


def _local(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)).astimezone() if value else None


def _ids(values: Mapping[str, object], field: str) -> list[str]:
    found = values.get(field)
    return [str(one) for one in found] if isinstance(found, list) else []

"""The fields of a conference's plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.services.plan_conference import ConferencePlan
from fsp_desktop.ui.forms.day_field import DayField, TimeField
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.text import Label

FIELDS = (
    "student_id", "starts_at", "ends_at", "mode", "place", "language_used", "interpreter_mode",
    "interpreter_id", "people", "status", "child_care_booked", "way_home_booked",
    "invited_households", "court_order_checked_on",
)  # fmt: skip
NOON = time(12, 0)


class PlanForm(QWidget):
    """Everything one settles before a conference.

    Signals:
        edited: The person changed fields; carries their names.
    """

    edited = Signal(list)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._people_outside: list[str] = []
        self._status = "planned"
        self.student = Combo(_("Student"))
        self.day = DayField(_("Day"), today, _("Tomorrow, Monday, 10/13…"))
        self.start, self.end = TimeField(_("From")), TimeField(_("Until"))
        self.mode = Combo(_("How we meet"), labels("conference_mode").items())
        self.place = LineField(_("Place"), _("Room, address, or link"))
        self.language = Combo(_("Language we use"))
        self.interpreting = Combo(_("How we understand each other"))
        self.interpreter = Combo(_("Who interprets"))
        self.people = ChipRow(_("Who takes part"))
        self.confirmed = CheckRow(_("The family has said yes to this time"))
        self.child_care = CheckRow(_("Child care is arranged"))
        self.way_home = CheckRow(_("The way here and home is arranged"))
        self.homes = ChipRow(_("Homes invited"))
        self.court = DayField(_("Court paper looked at on"), today, _("Only the day"), past=True)
        self.fields: dict[str, Field] = {}
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.addWidget(self._field("student_id", _("Student"), self.student), 0, 0)
        grid.addWidget(self._field("starts_at", _("Day"), self.day), 0, 1)
        grid.addWidget(self._times(), 0, 2)
        grid.addWidget(self._field("mode", _("How we meet"), self.mode), 1, 0)
        grid.addWidget(self._field("place", _("Place"), self.place), 1, 1, 1, 2)
        grid.addWidget(self._field("language_used", _("Language we use"), self.language), 2, 0)
        words = _("How we understand each other")
        grid.addWidget(self._field("interpreter_mode", words, self.interpreting), 2, 1)
        grid.addWidget(self._field("interpreter_id", _("Who interprets"), self.interpreter), 2, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(6))
        whole.addLayout(grid)
        whole.addWidget(self._field("people", _("Who takes part"), self.people))
        whole.addWidget(self._field("invited_households", _("Homes invited"), self.homes))
        whole.addWidget(Label(_("Ask every family"), "label"))
        whole.addLayout(self._offers())
        whole.addWidget(self._court())
        whole.addStretch(1)

    def _times(self) -> QWidget:
        times = QWidget()
        row = QHBoxLayout(times)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self._field("from", _("From"), self.start))
        row.addWidget(self._field("ends_at", _("Until"), self.end))
        return times

    def _offers(self) -> QVBoxLayout:
        offers = QVBoxLayout()
        offers.setSpacing(0)
        for row in (self.confirmed, self.child_care, self.way_home):
            offers.addWidget(row)
        return offers

    def _court(self) -> Field:
        hint = _("A court paper may say who takes part. Only the day is kept, never what it says.")
        field = self._field("court_order_checked_on", _("Court paper looked at on"), self.court)
        field.set_hint(hint)
        self.court.say_beside(field)
        self.court.setMaximumWidth(theme().px(216))
        return field

    def _field(self, name: str, words: str, editor: QWidget) -> Field:
        self.fields[name] = Field(words, editor)
        return self.fields[name]

    def _wire(self) -> None:
        def tell(*names: str) -> Callable[..., None]:
            return lambda *_told: self._on_edited(list(names))

        for signal in (self.day.day_changed, self.start.time_changed, self.end.time_changed):
            signal.connect(tell("starts_at", "ends_at"))
        self.day.wrong_changed.connect(self._on_wrong_day)
        for name, combo in self._combos().items():
            combo.chosen_changed.connect(tell(name))
        self.place.textEdited.connect(tell("place"))
        self.people.chosen_changed.connect(tell("people"))
        self.homes.chosen_changed.connect(tell("invited_households"))
        self.confirmed.clicked.connect(tell("status"))
        self.child_care.clicked.connect(tell("child_care_booked"))
        self.way_home.clicked.connect(tell("way_home_booked"))
        self.court.day_changed.connect(tell("court_order_checked_on"))

    def _combos(self) -> Mapping[str, Combo]:
        return {
            "student_id": self.student,
            "mode": self.mode,
            "language_used": self.language,
            "interpreter_mode": self.interpreting,
            "interpreter_id": self.interpreter,
        }

    def _on_edited(self, names: list[str]) -> None:
        for name in (*names, "from"):
            if name in self.fields:
                self.fields[name].clear_error()
        self.edited.emit(names)

    def _on_wrong_day(self, is_wrong: bool) -> None:
        if is_wrong:
            self.fields["starts_at"].set_error(_("This day does not exist."))
        else:
            self.fields["starts_at"].clear_error()

    # --- showing -------------------------------------------------------------------------------

    def show_plan(self, plan: ConferencePlan) -> None:
        """Show a plan and what can be chosen in it."""
        values, family = plan.form.values, plan.family
        self.student.set_choices([(child.id, child.name) for child in family.children])
        spoken = [adult.speaks or "" for adult in family.adults]
        self.language.set_choices(language_choices([*spoken, *family.languages]))
        self.interpreting.set_choices([("", _("Not said")), *labels("interpreter_mode").items()])
        people = [("", _("Nobody yet")), *((one.id, one.name) for one in plan.interpreters)]
        self.interpreter.set_choices(people)
        for name, combo in self._combos().items():
            combo.set_chosen(str(values.get(name) or ""))
        self._show_times(values)
        self.place.setText(str(values.get("place") or ""))
        self._show_people(plan)
        self._status = str(values.get("status") or "planned")
        self.confirmed.setChecked(self._status == "confirmed")
        self.confirmed.setVisible(self._status in {"planned", "confirmed"})
        self.child_care.setChecked(bool(values.get("child_care_booked")))
        self.way_home.setChecked(bool(values.get("way_home_booked")))
        for field in self.fields.values():
            field.clear_error()

    def _show_times(self, values: Mapping[str, object]) -> None:
        start, end = _local(values.get("starts_at")), _local(values.get("ends_at"))
        self.day.set_day(start.date() if start else None)
        self.start.set_time(start.time() if start else None)
        self.end.set_time(end.time() if end else None)
        looked = values.get("court_order_checked_on")
        self.court.set_day(date.fromisoformat(str(looked)) if looked else None)

    def _show_people(self, plan: ConferencePlan) -> None:
        family = plan.family
        known = [(adult.id, adult.name) for adult in family.adults]
        known += [(child.id, child.name) for child in family.children]
        known += [(colleague.id, colleague.name) for colleague in plan.staff]
        chosen = _texts(plan.form.values.get("people"))
        self._people_outside = [one for one in chosen if one not in dict(known)]
        known += [(name, name) for name in self._people_outside]
        self.people.set_choices(known)
        self.people.set_chosen(chosen)
        self.homes.set_choices([(home.id, home.name) for home in plan.homes])
        self.homes.set_chosen(_texts(plan.form.values.get("invited_households")))
        self.fields["invited_households"].setVisible(len(plan.homes) > 1)

    # --- reading -------------------------------------------------------------------------------

    def value(self, name: str) -> object:
        """Return a field of the conference as it stands here."""
        combos = self._combos()
        if name in combos:
            return combos[name].chosen() or None
        readers: Mapping[str, Callable[[], object]] = {
            "starts_at": lambda: self._moment(self.start.moment() or NOON),
            "ends_at": lambda: self._moment(self.end.moment()),
            "place": self.place.text,
            "people": self.people.chosen,
            "status": self._status_now,
            "child_care_booked": self.child_care.isChecked,
            "way_home_booked": self.way_home.isChecked,
            "invited_households": self.homes.chosen,
            "court_order_checked_on": self.court.wire,
        }
        return readers[name]()

    def _moment(self, moment: time | None) -> str | None:
        day = self.day.day()
        if day is None or moment is None:
            return None
        return datetime.combine(day, moment).astimezone().astimezone(UTC).isoformat()

    def _status_now(self) -> str:
        if self._status not in {"planned", "confirmed"}:
            return self._status
        return "confirmed" if self.confirmed.isChecked() else "planned"

    def has_wrong_time(self) -> bool:
        """Say beside the fields what is not a day or a time, and tell whether anything is."""
        no_time = _("This time does not exist.")
        checks = (
            ("starts_at", bool(self.day.property("wrong")), _("This day does not exist.")),
            ("from", self.start.is_wrong, no_time),
            ("ends_at", self.end.is_wrong, no_time),
        )
        wrong = [(name, words) for name, is_wrong, words in checks if is_wrong]
        for name, words in wrong:
            self.fields[name].set_error(words)
        return bool(wrong)

    def show_refusal(self, name: str, reason: str) -> None:
        """Say what is wrong beside the field."""
        field = self.fields.get(name)
        if field is not None:
            words = _("Which child is it about?") if name == "student_id" else ""
            field.set_error(words or refusal_words(name, reason))
            field.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _local(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)).astimezone() if value else None


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []

"""Told, seen, or our guess: what each of them means, and what must be said with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.views import FamilyPage
from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.day_field import DayField
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.forms.short_names import people_of
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.painting import paint_box
from fsp_desktop.ui.widgets.segmented import Segmented
from fsp_desktop.ui.widgets.text import Label

OTHER = "other"


class _Meaning(QWidget):
    """What the choice means; a guess has a dashed edge, here as everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self._is_guess = False
        self._icon = IconLabel("quote", "ink2", 16)
        self._words = Label("", "note", "ink2", wrap=True)
        row = QHBoxLayout(self)
        px = theme().px
        row.setContentsMargins(px(10), px(7), px(10), px(7))
        row.setSpacing(px(8))
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def tell(self, source: str) -> None:
        icon, words = {
            "told": ("quote", _("They said it themselves. We write down who, and when.")),
            "seen": ("eye", _("We saw it ourselves. It may be different another day.")),
            "guess": (
                "circle-question-mark",
                _("We only think so. It is never printed, and you are reminded to ask them."),
            ),
        }[source]
        self._is_guess = source == "guess"
        self._icon.set_icon_name(icon)
        self._words.setText(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        line = "line_strong" if self._is_guess else "line"
        fill = None if self._is_guess else "sunken"
        paint_box(QPainter(self), self.rect(), fill, line, 8, dashed=self._is_guess)


class HowWeKnow(QWidget):
    """The question, and below it what belongs to the answer.

    Signals:
        edited: The person changed fields; carries their names.
        reshaped: Other questions are shown now.
    """

    edited = Signal(list)
    reshaped = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        words = labels("note_source")
        self.source = Segmented(
            _("How do we know this?"),
            [
                ("told", words["told"], "quote", "family"),
                ("seen", words["seen"], "eye"),
                ("guess", _("Our guess"), "circle-question-mark"),
            ],
        )
        self.meaning = _Meaning()
        self.people = ChipRow(_("Told by"), exclusive=True)
        self.other = LineField(_("Who told you?"), _("Name, or who they are"))
        self.how = Combo(_("How it was told"), labels("told_how").items())
        self.language = Combo(_("Told in"))
        self.day = DayField(_("When"), today, _("Yesterday, Monday, 10/13…"), past=True)
        self.told_by = Field(_("Told by"), self._people_and_other())
        self.told_how = Field(_("How it was told"), self.how)
        self.told_on = Field(_("When"), self.day)
        self.day.say_beside(self.told_on)
        self._build()
        self._wire()

    def _people_and_other(self) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(self.people)
        column.addWidget(self.other)
        self.other.hide()
        return both

    def _build(self) -> None:
        px = theme().px
        self._details = QWidget()
        grid = QGridLayout(self._details)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        self._spoken = Field(_("Told in"), self.language)
        for at, field in enumerate((self.told_on, self.told_how, self._spoken)):
            grid.addWidget(field, 0, at)
            grid.setColumnStretch(at, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(Label(_("How do we know this?"), "label"))
        column.addWidget(self.source)
        column.addWidget(self.meaning)
        column.addWidget(self.told_by)
        column.addWidget(self._details)

    def _wire(self) -> None:
        def tell(*names: str) -> Callable[..., None]:
            return lambda *_told: self.edited.emit(list(names))

        self.source.chosen_changed.connect(self._on_source)
        self.people.chosen_changed.connect(self._on_people)
        self.other.textEdited.connect(tell("told_by"))
        self.how.chosen_changed.connect(tell("told_how"))
        self.language.chosen_changed.connect(tell("language"))
        self.day.day_changed.connect(tell("told_on"))

    # --- showing -------------------------------------------------------------------------------

    def show_note(self, values: Mapping[str, object], family: FamilyPage | None) -> None:
        """Show how a note is known."""
        self.source.set_chosen(str(values.get("source") or "told"))
        people = people_of(family) if family else []
        self.people.set_choices([*people, (OTHER, _("Someone else"))])
        said_by = str(values.get("told_by") or "")
        is_known = said_by in {key for key, _name in people}
        self.people.set_chosen([said_by if is_known else OTHER] if said_by else [])
        self.other.setText("" if is_known else said_by)
        self.other.setVisible(bool(said_by) and not is_known)
        self.how.set_chosen(str(values.get("told_how") or ""))
        spoken = [*(family.languages if family else ())]
        spoken += [adult.speaks or "" for adult in family.adults] if family else []
        self.language.set_choices(language_choices([*spoken, "en"]))
        self.language.set_chosen(str(values.get("language") or ""))
        day = values.get("told_on")
        self.day.set_day(date.fromisoformat(str(day)) if day else None)
        self._show_source()

    def show_family(self, family: FamilyPage) -> None:
        """Offer the people of a family that was chosen just now."""
        values = {name: self.value(name) for name in ("source", "told_how", "told_on")}
        self.show_note({**values, "told_by": self.other.text()}, family)

    def _show_source(self) -> None:
        source = self.source.chosen()
        self.meaning.tell(source)
        self.told_by.setVisible(source == "told")
        self.told_how.setVisible(source == "told")
        self._spoken.setVisible(source == "told")
        self.told_on.setVisible(source != "guess")
        self.told_on.label.setText(_("When") if source == "told" else _("Seen on"))
        self._details.setVisible(source != "guess")
        self.reshaped.emit()

    def _on_source(self, _source: str) -> None:
        self._show_source()
        self.edited.emit(["source", "told_by", "told_how", "told_on", "language"])

    def _on_people(self, keys: list[str]) -> None:
        is_other = keys == [OTHER]
        self.other.setVisible(is_other)
        self.told_by.clear_error()
        if is_other:
            self.other.setFocus()
        self.reshaped.emit()
        self.edited.emit(["told_by"])

    # --- reading -------------------------------------------------------------------------------

    def value(self, field: str) -> object:
        """Return a field of the note; what does not belong to the source is empty."""
        source = self.source.chosen()
        if field == "source":
            return source
        if field == "told_on":
            return self.day.wire() if source != "guess" else None
        if source != "told":
            return None
        if field == "told_by":
            chosen = self.people.chosen()
            return self.other.text() if chosen == [OTHER] else next(iter(chosen), None)
        return (self.how if field == "told_how" else self.language).chosen() or None

    def show_refusal(self, field: str, words: str) -> bool:
        """Say what is wrong beside a field; false if the field is not here."""
        place = {"told_by": self.told_by, "told_how": self.told_how}.get(field)
        if place is not None:
            place.set_error(words)
        return place is not None

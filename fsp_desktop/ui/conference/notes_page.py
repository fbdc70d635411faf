"""Notes of a conference, beside its brief: their words, what was discussed, what we decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.plan_conference import ConferenceNotes
from fsp_desktop.services.prepare_conference import ConferenceBrief
from fsp_desktop.ui.conference.brief_reader import BriefReader
from fsp_desktop.ui.forms.day_field import DayField
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.visit_log.agreements import AgreementRows
from fsp_desktop.ui.widgets.buttons import IconButton
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.field import Field, GrowingText, OwnWordsField
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

WIDEST = 780
TEXT_FIELDS = (
    "family_words", "family_questions", "strengths", "progress_plain_words",
    "school_questions", "notes",
)  # fmt: skip
FIELDS = (*TEXT_FIELDS, "follow_up_on")


class NotesPage(QWidget):
    """The form.

    Args:
        shell: The window's work area.
        make_agreement: Makes the form of a new agreement, on the store thread.

    Signals:
        edited: The person changed a field; carries its name.
    """

    edited = Signal(str)

    def __init__(self, shell: Shell, make_agreement: Callable[[Any], OpenForm]) -> None:
        super().__init__()
        self.reader = BriefReader()
        self.people = ElidedLabel("", "note", "ink2")
        self.show_brief = IconButton("book-open", _("Hide or show the brief (F4)"), "quiet")
        self.texts: dict[str, GrowingText] = {
            "family_words": OwnWordsField(_("In their words")),
            "family_questions": OwnWordsField(_("What they ask")),
            "strengths": GrowingText(_("Strengths, at home and at school")),
            "progress_plain_words": GrowingText(_("How learning goes, in plain words")),
            "school_questions": GrowingText(_("What we would like to ask")),
            "notes": GrowingText(_("What we discussed"), least=72),
        }
        self.agreements = AgreementRows(shell, make_agreement)
        self.follow_up = DayField(
            _("Look at it together again on"),
            shell.hooks.clock.today,
            _("Tomorrow, Monday, 10/13…"),
        )
        self.fields = {
            name: Field(text.accessibleName(), text) for name, text in self.texts.items()
        }
        self.fields["follow_up_on"] = Field(_("Look at it together again on"), self.follow_up)
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        inside.setMaximumWidth(px(WIDEST))
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(20), px(12), px(16), px(16))
        column.setSpacing(px(12))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(IconLabel("pencil", "ink"))
        head.addWidget(Label(_("Notes"), "bodyStrong"))
        head.addWidget(self.people, 1)
        head.addWidget(self.show_brief)
        column.addLayout(head)
        for name in TEXT_FIELDS:
            column.addWidget(self.fields[name])
        column.addWidget(self.agreements)
        column.addWidget(self.fields["follow_up_on"])
        self.follow_up.setMaximumWidth(px(220))
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(_("Notes"))
        self.area.setWidget(inside)
        edge = QFrame()
        edge.setObjectName("line")
        edge.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.reader)
        row.addWidget(edge)
        row.addWidget(self.area, 1)

    def _wire(self) -> None:
        self.show_brief.clicked.connect(self.turn_brief)
        for name, text in self.texts.items():
            text.edited.connect(lambda name=name: self._on_edited(name))
        self.follow_up.day_changed.connect(lambda _day: self._on_edited("follow_up_on"))
        self.follow_up.wrong_changed.connect(self._on_wrong_day)

    def _on_edited(self, name: str) -> None:
        self.fields[name].clear_error()
        self.edited.emit(name)

    def _on_wrong_day(self, is_wrong: bool) -> None:
        if is_wrong:
            self.fields["follow_up_on"].set_error(_("This day does not exist."))
        else:
            self.fields["follow_up_on"].clear_error()

    def show_notes(self, notes: ConferenceNotes, brief: ConferenceBrief, people: str) -> None:
        """Show the notes and the brief they are taken beside."""
        values: Mapping[str, object] = notes.form.values
        for name, text in self.texts.items():
            text.set_text(str(values.get(name) or ""))
        day = values.get("follow_up_on")
        self.follow_up.set_day(date.fromisoformat(str(day)) if day else None)
        self.agreements.show_forms(notes.agreements)
        self.people.setText(people)
        self.reader.show_brief(brief)
        for field in self.fields.values():
            field.clear_error()
        self.area.verticalScrollBar().setValue(0)

    def turn_brief(self) -> None:
        """Hide the brief, or show it again."""
        self.reader.setVisible(self.reader.isHidden())

    def value(self, name: str) -> object:
        """Return a field as it stands on screen."""
        return self.follow_up.wire() if name == "follow_up_on" else self.texts[name].text()

    def whole_text(self) -> str:
        """Return everything written, for the clipboard when the disk is full."""
        parts = [text.text() for text in self.texts.values()]
        parts += [row.text.text() for row in self.agreements.rows]
        return "\n\n".join(part for part in parts if part.strip())

    def show_refusal(self, name: str, reason: str) -> None:
        """Say what is wrong beside the field."""
        if name in self.fields:
            self.fields[name].set_error(refusal_words(name, reason))
            self.fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

"""Who and when, in one line; the line opens into an editor."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.text import ElidedLabel, Label


@dataclass(frozen=True, slots=True)
class Summary:
    """What the line says: the day strong, the times beside it, the people, the languages."""

    day: str
    times: str
    people: str
    language: str


class SummaryLine(Card):
    """Three facts with icons, and the way to change them.

    Signals:
        change_asked: The person wants to change who or when.
    """

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=0)
        self.day = Label("", "label")
        self.times = Label("", "note")
        self.people = ElidedLabel("", "note")
        self.language = ElidedLabel("", "note")
        self.change = Button(_("Change"), "link")
        self.change.setAccessibleName(_("Change who and when"))
        self.change.clicked.connect(self.change_asked)
        self._build()

    def _build(self) -> None:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(6))
        row.addWidget(IconLabel("calendar", "ink", 16))
        row.addWidget(self.day)
        row.addWidget(self.times)
        row.addSpacing(px(10))
        row.addWidget(IconLabel("users", "ink", 16))
        row.addWidget(self.people)
        row.addSpacing(px(10))
        row.addWidget(IconLabel("ear", "ink", 16))
        row.addWidget(self.language, 1)
        row.addWidget(self.change)
        holder = QWidget()
        holder.setLayout(row)
        holder.setMinimumHeight(px(32))
        self.body.addWidget(holder)

    def tell(self, summary: Summary) -> None:
        """Show who and when."""
        self.day.setText(summary.day)
        self.times.setText(summary.times)
        self.people.setText(summary.people or _("Nobody named yet"))
        self.language.setText(summary.language or _("Language not said yet"))


def labelled(words: str, editor: QWidget) -> QVBoxLayout:
    """Return a small label above an editor."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(3))
    label = Label(words, "label")
    label.setBuddy(editor)
    column.addWidget(label)
    column.addWidget(editor)
    return column

"""Beside the log: what is good to remember, how the last agreements went, who can read it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.views import AgreementCard, FamilyPage, NoteCard
from fsp_desktop.language.labels import label, labels
from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.short_names import short_name
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.check_row import RadioList
from fsp_desktop.ui.widgets.chips import Chip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.painting import paint_chip
from fsp_desktop.ui.widgets.quotes import quoted
from fsp_desktop.ui.widgets.text import Label
from fsp_desktop.ui.widgets.voice_label import VoiceLabel

STATES = ("kept", "not_yet", "changed")
REMEMBERED = 5


class _SideCard(Card):
    """A card whose heading stands in its body, as the narrow cards beside a form have it."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(padding=12, gap=6)
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(theme().px(8))
        head.addWidget(IconLabel(icon, "ink", 16), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(title, "label", wrap=True), 1)
        self.body.addLayout(head)
        self.inside = QVBoxLayout()
        self.inside.setSpacing(theme().px(4))
        self.body.addLayout(self.inside)

    def clear(self) -> None:
        while (item := self.inside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class RememberCard(_SideCard):
    """What they have told us and we have seen, and how they like to be reached; never a guess."""

    def __init__(self) -> None:
        super().__init__(_("Good to remember"), "bell")

    def show_family(self, family: FamilyPage, notes: Sequence[NoteCard]) -> None:
        """Show what to recall; the card hides when there is nothing yet."""
        self.clear()
        wishes = _wishes(family)
        for note in notes[: max(1, REMEMBERED - len(wishes))]:
            self.inside.addWidget(_bullet(_quoted(note), is_own=note.in_their_words))
        for words in wishes:
            self.inside.addWidget(_bullet(words))
        self.setVisible(bool(notes or wishes))


def _quoted(note: NoteCard) -> str:
    return quoted(note.text) if note.in_their_words else note.text


def _wishes(family: FamilyPage) -> list[str]:
    found: list[str] = []
    for adult in family.adults:
        channel = label("channel", adult.preferred_channel) if adult.preferred_channel else ""
        reach = ", ".join(part for part in (channel, adult.best_times or "") if part)
        if reach:
            found.append(
                _("{name}: {wish}").format(name=short_name(adult.name, family.label), wish=reach)
            )
        if adult.interpreter_wishes:
            found.append(adult.interpreter_wishes)
    return found[:3]


def _bullet(words: str, *, is_own: bool = False) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(theme().px(4), 0, 0, 0)
    row.setSpacing(theme().px(8))
    row.addWidget(Label("•", "note", "ink2"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(VoiceLabel(words) if is_own else Label(words, "note", wrap=True), 1)
    return widget


class _StateChip(Chip):
    """How an agreement went; "not yet" is told by a clock and the colour of care."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked() and self.key == "not_yet":
            paint_chip(QPainter(self), self.rect(), self.text(), "care", "clock")
        else:
            super().paintEvent(event)


class _AgreementLine(QWidget):
    """One earlier agreement with its three answers."""

    told = Signal(str)

    def __init__(self, card: AgreementCard) -> None:
        super().__init__()
        words = labels("agreement_state")
        answers = QWidget()
        flow = FlowLayout(answers, gap=theme().px(6), line_gap=theme().px(4))
        self.chips = [_StateChip(words[state], state) for state in STATES]
        for chip in self.chips:
            chip.setChecked(chip.key == card.state)
            chip.setAccessibleName(f"{card.text}: {chip.text()}")
            chip.clicked.connect(lambda _on=False, chosen=chip: self._on_clicked(chosen))
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(2), 0, theme().px(6))
        column.setSpacing(theme().px(4))
        column.addWidget(Label(card.text, "note", wrap=True))
        column.addWidget(answers)

    def _on_clicked(self, chosen: Chip) -> None:
        for chip in self.chips:
            chip.setChecked(chip is chosen and chosen.isChecked())
        self.told.emit(chosen.key if chosen.isChecked() else "open")


class LastAgreedCard(_SideCard):
    """How the agreements of last time went.

    Signals:
        told: The person said how one went; carries its id and state.
    """

    told = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Last time you agreed"), "handshake")

    def show_agreements(self, cards: Sequence[AgreementCard]) -> None:
        """Show them; the card hides when there are none."""
        self.clear()
        for card in cards:
            line = _AgreementLine(card)
            line.told.connect(lambda state, key=card.id: self.told.emit(key, state))
            self.inside.addWidget(line)
        self.setVisible(bool(cards))


class ReadersCard(_SideCard):
    """Who can read this log.

    Signals:
        chosen_changed: The person chose; carries `team` or `only_me`.
    """

    chosen_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Who can read this log?"), "eye-off")
        words = _("Who can read this log?")
        self.choices = RadioList(words, list(labels("readers").items()), "team")
        self.inside.addWidget(self.choices)
        self.choices.chosen_changed.connect(self.chosen_changed)

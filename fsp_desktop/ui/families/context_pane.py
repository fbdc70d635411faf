"""Beside the thread: what they have taught us, what we agreed, and what they have on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.views import AgreementCard, FamilyPage, NoteCard
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.families.source_chip import SourceChip
from fsp_desktop.ui.families.words import day_words
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.quotes import quoted
from fsp_desktop.ui.widgets.text import Label, hair_line
from fsp_desktop.ui.widgets.voice_label import VoiceLabel


class ContextPane(QScrollArea):
    """Notes and agreements of one family.

    Signals:
        note_asked: A new cultural note.
        note_opened: A note's source chip was pressed; carries the note's id.
        papers_asked: What the family was given on paper.
        packet_asked: A packet for the family.
    """

    note_asked = Signal()
    note_opened = Signal(str)
    papers_asked = Signal()
    packet_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("What they have taught us, and agreements"))
        self.add = Button(_("Add"), "quiet", icon="plus", small=True)
        self.add.setAccessibleName(_("Add a cultural note"))
        self.add.clicked.connect(self.note_asked)
        self.open_count = Label("", "caption", "ink2")
        self.papers = Button(_("Papers given"), "quiet", icon="history", small=True)
        self.packet = Button(_("Print a packet"), "quiet", icon="package-open", small=True)
        self.papers.clicked.connect(self.papers_asked)
        self.packet.clicked.connect(self.packet_asked)
        self._notes, self._agreements = QVBoxLayout(), QVBoxLayout()
        self._build()

    def _build(self) -> None:
        px = theme().px
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(8), px(10), px(8), px(16))
        column.setSpacing(px(6))
        column.addLayout(_heading(_("What they have taught us"), self.add))
        column.addWidget(hair_line())
        column.addLayout(self._notes)
        column.addSpacing(px(18))
        column.addLayout(_heading(_("Agreements"), self.open_count))
        column.addWidget(hair_line())
        column.addLayout(self._agreements)
        column.addSpacing(px(18))
        column.addWidget(Label(_("On paper"), "bodyStrong"))
        column.addWidget(hair_line())
        for act in (self.papers, self.packet):
            column.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setWidget(inside)

    def show_family(self, page: FamilyPage) -> None:
        """Show the notes and agreements of one family."""
        _clear(self._notes)
        _clear(self._agreements)
        for note in page.notes:
            self._notes.addWidget(self._note_widget(note))
        if not page.notes:
            words = _("Nothing yet. Ask, and write down who told you.")
            self._notes.addWidget(Label(words, "note", "ink2", wrap=True))
        for card in page.agreements:
            self._agreements.addWidget(_agreement_widget(card))
        if not page.agreements:
            words = _("No agreements yet. They are made together.")
            self._agreements.addWidget(Label(words, "note", "ink2", wrap=True))
        still_open = sum(card.state in ("open", "not_yet") for card in page.agreements)
        count = ngettext("{count} open", "{count} open", still_open).format(count=still_open)
        self.open_count.setText(count if page.agreements else "")

    def _note_widget(self, note: NoteCard) -> QWidget:
        px = theme().px
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, px(6), 0, px(8))
        column.setSpacing(px(4))
        words = quoted(note.text) if note.in_their_words else note.text
        column.addWidget(VoiceLabel(words) if note.in_their_words else Label(words, wrap=True))
        chip = SourceChip(note)
        chip.clicked.connect(lambda _checked=False, key=note.id: self.note_opened.emit(key))
        column.addWidget(chip)
        column.addWidget(hair_line())
        return widget


def _agreement_widget(card: AgreementCard) -> QWidget:
    px = theme().px
    widget = QWidget()
    row = QHBoxLayout()
    row.setSpacing(px(6))
    row.addWidget(IconLabel("handshake", "ink", 16), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(card.text, "body", wrap=True), 1)
    details = [card.who or (label("agreement_side", card.side) if card.side else "")]
    if card.state != "open":
        details.append(label("agreement_state", card.state))
    if card.next_look_on:
        details.append(_("next look {day}").format(day=day_words(card.next_look_on)))
    elif card.due_on:
        details.append(_("by {day}").format(day=day_words(card.due_on)))
    quiet = Label(" · ".join(part for part in details if part), "note", "ink2", wrap=True)
    quiet.setIndent(px(22))
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, px(6), 0, px(2))
    column.setSpacing(px(2))
    column.addLayout(row)
    column.addWidget(quiet)
    column.addWidget(hair_line())
    return widget


def _heading(words: str, end: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    # The pane is narrow, and words may be long: they take a second line before they push out.
    row.addWidget(Label(words, "bodyStrong", wrap=True), 1)
    row.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
    return row


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.deleteLater()

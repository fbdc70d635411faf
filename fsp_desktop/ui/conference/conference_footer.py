"""The bar under a conference: what to do with the brief, or how the notes stand."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fsp_desktop.language.words import _
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Footer


class ConferenceFooter(Footer):
    """Two sets of buttons, one for the brief and one for the notes.

    Signals:
        notes_asked: Take notes.
        print_asked: Print or save the brief.
        brief_asked: Back from the notes to the brief.
        missed_asked: The family could not come.
        finish_asked: The notes are done.
        copy_asked: Saving does not work; copy everything.
    """

    notes_asked = Signal()
    print_asked = Signal()
    brief_asked = Signal()
    missed_asked = Signal()
    finish_asked = Signal()
    copy_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.notes = Button(_("Take notes now"), keys="F9")
        self.print_button = Button(
            _("Print or save as PDF"), "primary", icon="printer", keys="Ctrl P"
        )
        self.copy = Button(_("Copy all"), icon="copy")
        self.back = Button(_("Back to the brief"))
        self.missed = Button(_("They could not come"), "quiet")
        self.finish = Button(_("Finish notes"), "primary", keys="F9")
        self._of_brief = (self.notes, self.print_button)
        self._of_notes = (self.missed, self.back, self.finish)
        self.end.setSpacing(8)
        for button in (self.copy, *self._of_notes, *self._of_brief):
            self.end.addWidget(button)
        self.copy.hide()
        self.notes.clicked.connect(self.notes_asked)
        self.print_button.clicked.connect(self.print_asked)
        self.back.clicked.connect(self.brief_asked)
        self.missed.clicked.connect(self.missed_asked)
        self.finish.clicked.connect(self.finish_asked)
        self.copy.clicked.connect(self.copy_asked)

    def show_brief(self, plan: str, was_held: bool) -> None:
        """Offer what one does with a brief."""
        self._show(is_notes=False)
        self.copy.hide()
        self.notes.setText(_("Open the notes") if was_held else _("Take notes now"))
        self.say(plan, icon="clock", tone="ink2")

    def show_notes(self) -> None:
        """Offer what one does with notes."""
        self._show(is_notes=True)

    def tell_saving(self, words: str, icon: str, tone: str) -> None:
        """Say how saving stands."""
        self.say(words, icon=icon, tone=tone)

    def _show(self, *, is_notes: bool) -> None:
        for button in self._of_brief:
            button.setVisible(not is_notes)
        for button in self._of_notes:
            button.setVisible(is_notes)

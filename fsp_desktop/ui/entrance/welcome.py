"""The first page of all: join, start, or look around."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.language.words import _, current
from fsp_desktop.ui.entrance.option_card import OptionCard
from fsp_desktop.ui.entrance.page import EntrancePage
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.text import Label


class WelcomePage(EntrancePage):
    """How would you like to begin?

    Signals:
        chosen: join, start, demo or restore.
        language_chosen: Tag of another interface language.
    """

    chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("How would you like to begin?"), with_back=False)
        self._build()

    def begin(self) -> None:
        super().begin()
        self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        from fsp_desktop.ui.shell.ui_languages import ui_languages

        self.language = Combo(_("Language of this program"), ui_languages(), icon="languages")
        self.language.set_chosen(current())
        self.language.chosen_changed.connect(self.language_chosen)
        self.head.addWidget(self.language)
        options = (
            ("join", _("Join my team"), _("Someone gave you an invitation in words."), "door-open"),
            (
                "start",
                _("Start a new workspace"),
                _("You are the first person here. You can invite others later."),
                "sprout",
            ),
            (
                "demo",
                _("Look around first"),
                _("Opens a made-up school. Nothing you do there is kept or shared."),
                "book-open",
            ),
        )
        self.column.addSpacing(theme().px(2))
        self.cards = []
        for digit, (key, words, more, glyph) in enumerate(options, start=1):
            card = OptionCard(words, more, glyph, str(digit))
            card.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self.cards.append(card)
            self.column.addWidget(card)
        self.column.addWidget(_promise())
        self.column.addWidget(self.message)
        restore = Button(_("Bring back a workspace from a backup"), "link")
        restore.clicked.connect(lambda: self.chosen.emit("restore"))
        self.column.addWidget(restore)
        self.column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {"1", "2", "3"}:
            self.cards[int(event.text()) - 1].click()
            return
        super().keyPressEvent(event)


def _promise() -> Card:
    card = Card(tone="sunken", padding=16)
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addWidget(IconLabel("shield-check", "ink2", 16), 0, Qt.AlignmentFlag.AlignTop)
    words = _(
        "Everything is locked with a passphrase and stays on this computer until you choose to "
        "share. No account, no email, no tracking."
    )
    row.addWidget(Label(words, "note", "ink2", wrap=True), 1)
    card.body.addLayout(row)
    return card

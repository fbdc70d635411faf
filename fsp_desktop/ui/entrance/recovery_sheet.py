"""The recovery sheet after a first start: words to print or write down, gone after two minutes."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from fsp_desktop.language.words import _
from fsp_desktop.ui.entrance.page import EntrancePage
from fsp_desktop.ui.entrance.services import Opened
from fsp_desktop.ui.recovery.word_check import WordCheck
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.check_row import RadioList
from fsp_desktop.ui.widgets.text import Label

SHOWN_MS = 120_000
LATER, UNCHECKED = "later", "unchecked"
COLUMNS = 4


class RecoverySheet(EntrancePage):
    """Shows the words once.

    Signals:
        kept: How the person kept the words: printed, written, unchecked or later.
    """

    kept = Signal(str)

    def __init__(self, runner: Runner, opened: Opened, school: str = "", person: str = "") -> None:
        super().__init__(_("Your recovery sheet"), with_back=False, top=32)
        self._runner, self._opened = runner, opened
        self._code = opened.recovery_code
        self._owner = " · ".join(part for part in (school, person) if part)
        self._labels: list[Label] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide_words)
        self._build()

    def begin(self) -> None:
        super().begin()
        self._timer.start()
        self.done.setFocus()

    def _build(self) -> None:
        px = theme().px
        promise = _(
            "No one else can open your work: not the school, not us. If the passphrase and this "
            "sheet are both lost, what was not shared is gone. Keep it away from this computer."
        )
        self.column.addWidget(Label(promise, "body", "ink2", wrap=True))
        self._card = self._words_card()
        self.column.addWidget(self._card)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self.print = Button(_("Print"), icon="printer", keys=_("Ctrl P"))
        self.print.setShortcut("Ctrl+P")
        self.print.clicked.connect(self._print)
        self.again = Button(_("Show the words again"), "quiet", icon="eye")
        self.again.clicked.connect(self.show_words)
        self.again.hide()
        buttons.addWidget(self.print)
        buttons.addWidget(self.again)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addWidget(self.message)
        choices = [
            ("printed", _("I printed it")),
            ("written", _("I wrote it by hand")),
            (LATER, _("Later, remind me")),
        ]
        self.choice = RadioList(_("How did you keep the words?"), choices, LATER)
        self.column.addWidget(self.choice)
        self.done = Button(_("Go on"), "primary", keys=_("Enter"))
        self.done.setDefault(True)
        self.done.clicked.connect(self._go_on)
        self.column.addWidget(self.done)
        self.word = WordCheck()
        self.word.hide()
        self.word.passed.connect(lambda: self._finish(self.choice.chosen()))
        self.word.again_asked.connect(self._look_again)
        self.word.later_asked.connect(lambda: self._finish(UNCHECKED))
        self.column.addWidget(self.word)
        self.column.addStretch(1)

    def _words_card(self) -> Card:
        px = theme().px
        card = Card(padding=16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(20))
        grid.setVerticalSpacing(px(10))
        for at, word in enumerate(self._code.split()):
            cell = QHBoxLayout()
            cell.setSpacing(px(8))
            cell.addWidget(Label(str(at + 1), "caption", "ink2"))
            label = Label(word, "bodyStrong")
            self._labels.append(label)
            cell.addWidget(label, 1)
            grid.addLayout(cell, at // COLUMNS, at % COLUMNS)
        card.body.addLayout(grid)
        self.note = Label(_("The words leave this screen after 2 minutes."), "caption", "ink2")
        card.body.addWidget(self.note)
        return card

    def hide_words(self) -> None:
        """Take the words off the screen; they stay only as long as this page does."""
        for label in self._labels:
            label.setText("•••••")
        self.again.show()

    def show_words(self) -> None:
        """Show the words for another while."""
        for label, word in zip(self._labels, self._code.split(), strict=True):
            label.setText(word)
        self.again.hide()
        self._timer.start()

    def _print(self) -> None:
        from fsp_desktop.ui.recovery.printing import SheetPrinter

        self.message.hide()
        printer = SheetPrinter(self._runner, self, self.tell_failure)
        printer.begin(self._code, self._owner, lambda: self.choice.set_chosen("printed"))

    def _go_on(self) -> None:
        """Ask for one word of a sheet that was kept; a sheet put off is asked for another day."""
        if self.choice.chosen() == LATER:
            self._finish(LATER)
            return
        self._timer.stop()
        self._ask_back(is_asking=True)
        self.word.begin(self._code)

    def _ask_back(self, *, is_asking: bool) -> None:
        for part in (self._card, self.print, self.again, self.choice, self.done):
            part.setVisible(not is_asking)
        self.word.setVisible(is_asking)
        # What is asked for must not stand beside the question.
        if is_asking:
            self.hide_words()
            self.again.hide()

    def _look_again(self) -> None:
        self.word.forget()
        self._ask_back(is_asking=False)
        self.show_words()

    def _finish(self, how: str) -> None:
        self._timer.stop()
        self.word.forget()
        self.kept.emit(how)
        self._code = ""
        self.opened.emit(Opened(self._opened.workspace, "", self._opened.is_demo))

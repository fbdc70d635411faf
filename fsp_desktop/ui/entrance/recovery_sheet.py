"""The recovery sheet after a first start: words to print or write down, gone after two minutes."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from fsp_desktop.language.words import _
from fsp_desktop.ui.entrance.page import EntrancePage
from fsp_desktop.ui.entrance.services import Opened
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.check_row import RadioList
from fsp_desktop.ui.widgets.text import Label

SHOWN_MS = 120_000
COLUMNS = 4


class RecoverySheet(EntrancePage):
    """Shows the words once.

    Signals:
        kept: How the person kept the words: printed, written or later.
    """

    kept = Signal(str)

    def __init__(self, opened: Opened, school: str = "", person: str = "") -> None:
        super().__init__(_("Your recovery sheet"), with_back=False, top=32)
        self._opened = opened
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
        self.column.addWidget(self._words_card())
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
        choices = [
            ("printed", _("I printed it")),
            ("written", _("I wrote it by hand")),
            ("later", _("Later, remind me")),
        ]
        self.choice = RadioList(_("How did you keep the words?"), choices, "later")
        self.column.addWidget(self.choice)
        self.done = Button(_("Go on"), "primary", keys=_("Enter"))
        self.done.setDefault(True)
        self.done.clicked.connect(self._finish)
        self.column.addWidget(self.done)
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
        # Printing is loaded only here; most days nobody prints a recovery sheet.
        from PySide6.QtPrintSupport import QPrinter

        from fsp_desktop.ui.paper.printer_dialog import PrinterDialog

        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = PrinterDialog(self._printer, self.window())
        dialog.accepted.connect(self._print_now)
        dialog.open()

    def _print_now(self) -> None:
        from PySide6.QtGui import QTextDocument

        document = QTextDocument()
        document.setDefaultFont(theme().font("lead"))
        document.setPlainText(self.sheet_text())
        document.print_(self._printer)
        self.choice.set_chosen("printed")

    def sheet_text(self) -> str:
        """Return the sheet as it is printed."""
        words = self._code.split()
        lines = [f"{at:>2}  {word}" for at, word in enumerate(words, start=1)]
        return "\n\n".join(
            [
                _("Recovery sheet"),
                self._owner,
                _(
                    "With this sheet you can open your work if you forget your passphrase. "
                    "So can anyone who finds it. Keep it away from the computer."
                ),
                "\n".join(lines),
            ]
        )

    def _finish(self) -> None:
        self._timer.stop()
        self.kept.emit(self.choice.chosen())
        self._code = ""
        self.opened.emit(Opened(self._opened.workspace, "", self._opened.is_demo))

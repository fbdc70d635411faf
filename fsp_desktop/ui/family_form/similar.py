"""Families that may be the same are shown, so that nobody is written down twice; nothing is blocked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import FamilyRow
from fsp_desktop.language.words import _
from fsp_desktop.services.find_doubles import possible_doubles
from fsp_desktop.ui.families.words import child_list
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.painting import paint_box
from fsp_desktop.ui.widgets.text import Label

PAUSE_MS = 600
Typed = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Label, names of people, numbers."""


class SimilarFamilies(QFrame):
    """Looks for the family being typed at each pause, and says which it may be.

    Args:
        shell: The window's work area.
        keeper: Keeps the family being typed.
        typed: Returns what stands in the form now.

    Signals:
        opened: The person wants to see one of them; carries its id.
        set_aside: They are other families; the keyboard may go on.
        reshaped: It came up, went away, or has other lines.
    """

    opened = Signal(str)
    set_aside = Signal()
    reshaped = Signal()

    def __init__(self, shell: Shell, keeper: FormKeeper, typed: Callable[[], Typed]) -> None:
        super().__init__()
        self._shell, self._keeper, self._typed = shell, keeper, typed
        self._asked: Typed | None = None
        self._told: list[str] = []
        self._strangers: set[str] = set()
        self._rows: tuple[FamilyRow, ...] = ()
        self.is_looking = False
        words = _("These may be one family. Nothing is joined by itself:")
        self.label = Label(words, "body", "family_ink", wrap=True)
        self.others = Button(_("They are different families"), "quiet", small=True)
        self.links: list[Button] = []
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.others.clicked.connect(self._set_aside)
        self.hide()

    def _build(self) -> None:
        px = theme().px
        self._links = QWidget()
        self._flow = FlowLayout(self._links, gap=px(14), line_gap=0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.label)
        words.addWidget(self._links)
        mark = QVBoxLayout()
        mark.addWidget(IconLabel("columns-2", "family_ink"))
        mark.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(7), px(12), px(4))
        row.setSpacing(px(8))
        row.addLayout(mark)
        row.addLayout(words, 1)

    def look(self) -> None:
        """Look at the next pause, if what is typed is new."""
        if self.is_looking and self._typed() != self._asked:
            self._pause.start()

    def _ask(self) -> None:
        self._asked = asked = self._typed()
        workspace, keeper = self._shell.workspace, self._keeper

        def go() -> tuple[FamilyRow, ...]:
            made = keeper.made_now()
            own = RecordId(made.record_id) if made is not None else None
            return possible_doubles(workspace, *asked, besides=own)

        job = self._shell.runner.store(go, owner=self)
        job.then(lambda rows: self._show(asked, rows))

    def _show(self, asked: Typed, rows: tuple[FamilyRow, ...]) -> None:
        if asked != self._asked:
            return
        shown = tuple(row for row in rows if row.id not in self._strangers)
        if shown != self._rows:
            self._rows = shown
            self._show_links()
        self._turn(is_shown=bool(shown))

    def _show_links(self) -> None:
        for link in self.links:
            self._flow.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._flow.removeWidget(self.others)
        self.links = []
        for row in self._rows:
            link = Button(_told(row).replace("&", "&&"), "link")
            link.setAccessibleName(_("Open {family}").format(family=_told(row)))
            link.clicked.connect(lambda _on=False, key=row.id: self.opened.emit(key))
            self.links.append(link)
            self._flow.addWidget(link)
        self._flow.addWidget(self.others)
        if self._rows:
            told = "; ".join(_told(row) for row in self._rows)
            words = _("These may be one family: {families}").format(families=told)
            self.setAccessibleName(words)
            announce(self, words)

    def _set_aside(self) -> None:
        self._strangers.update(row.id for row in self._rows)
        self._rows = ()
        self._turn(is_shown=False)
        self.set_aside.emit()

    def _turn(self, *, is_shown: bool) -> None:
        self.setVisible(is_shown)
        self.reshaped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(QPainter(self), self.rect(), "family_soft", "family_line", 10)


def _told(row: FamilyRow) -> str:
    children = child_list(row.children)
    return f"{row.label}, {children}" if children else row.label

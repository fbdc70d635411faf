"""The keys page, read from the register of actions so that it cannot go out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.palette.results import folded
from fsp_desktop.ui.shell.action_book import Entry, HelpSection
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import LineField
from fsp_desktop.ui.widgets.painting import Strip, key_width, paint_key, paint_text
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label, hair_line

if TYPE_CHECKING:
    from fsp_desktop.ui.shell.shell import Shell

WIDTH, MIDDLE_HIGH = 980, 390
_COLUMNS: tuple[tuple[HelpSection, ...], ...] = (
    ("everywhere", "new"),
    ("page", "talk"),
    ("lists", "choosing", "paper"),
)

_WITHOUT_OWN: tuple[tuple[HelpSection, ...], ...] = (
    ("everywhere",),
    ("new", "choosing", "paper"),
    ("lists",),
)
"""The columns of a page that has no keys of its own: no column stays empty."""


class KeyRow(QWidget):
    """What a key does, and its caps."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.words = entry.words.replace("&", "")
        self._keys = entry.keys
        self.setAccessibleName(f"{self.words}, {', '.join(entry.keys)}")
        self.setFixedHeight(theme().px(28))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(280), theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = Strip(self.rect())
        for key in reversed(self._keys):
            paint_key(painter, strip.end(key_width(key), theme().px(10)), key)
        paint_text(painter, strip.rest(), self.words, theme().font("note"), "ink")
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))


class KeysHelp(Sheet):
    """Three columns: everywhere, this page in the middle, and what is common to lists and choices."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, WIDTH, _("Keys and help"), bare=True)
        self._shell = shell
        screen = shell.current()
        self._screen_key = screen.key if screen else ""
        self._screen_name = screen.title() if screen else ""
        self._has_own = any(
            entry.section in {"page", "talk"}
            for entry in shell.actions_book.for_help(self._screen_key)
        )
        self._rows: list[KeyRow] = []
        self._headings: list[tuple[Label, list[KeyRow]]] = []
        self._build()
        self.field.textEdited.connect(self._filter)
        self.field.setFocus()

    def shown_rows(self) -> list[str]:
        """Return the words of the rows that fit what was typed."""
        return [row.words for row in self._rows if not row.isHidden()]

    def _build(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(px(20), px(14), px(20), px(6))
        head.setSpacing(px(12))
        head.addWidget(Label(_("Keys and help"), "title"))
        self.field = LineField(_("Find a key"), _("Find a key"), icon="search")
        self.field.setFixedWidth(px(280))
        head.addWidget(self.field)
        head.addStretch(1)
        close = Button(_("Close"), keys=_("Esc"))
        close.clicked.connect(self.reject)
        head.addWidget(close)
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._middle(), 1)
        self.body.addWidget(hair_line())
        foot = Label(_("Every task works without a mouse."), "note", "ink2")
        foot.setContentsMargins(px(20), px(12), px(20), px(12))
        self.body.addWidget(foot)

    def _middle(self) -> QScrollArea:
        px = theme().px
        inner = QWidget()
        inner.setObjectName("plain")
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(px(20), px(4), px(20), px(8))
        columns.setSpacing(px(26))
        for sections in _COLUMNS if self._has_own else _WITHOUT_OWN:
            column = QVBoxLayout()
            column.setSpacing(0)
            for section in sections:
                self._add_section(column, section)
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        area.setAccessibleName(_("Keys"))
        area.setMinimumHeight(min(px(MIDDLE_HIGH), max(px(200), inner.sizeHint().height())))
        return area

    def _add_section(self, column: QVBoxLayout, section: HelpSection) -> None:
        entries = [
            entry
            for entry in self._shell.actions_book.for_help(self._screen_key)
            if entry.section == section
        ]
        if not entries:
            return
        heading = Label(self._heading(section), "label")
        heading.setContentsMargins(0, theme().px(8), 0, theme().px(4))
        column.addWidget(heading)
        column.addWidget(hair_line())
        rows = [KeyRow(entry) for entry in entries]
        for row in rows:
            column.addWidget(row)
        self._rows += rows
        self._headings.append((heading, rows))

    def _heading(self, section: HelpSection) -> str:
        names = {
            "everywhere": _("Everywhere"),
            "new": _("After Ctrl N"),
            "page": _("On this page: {page}").format(page=self._screen_name),
            "talk": _("In a visit or talk"),
            "lists": _("In lists"),
            "choosing": _("Choosing between two"),
            "paper": _("Paper"),
        }
        return names[section]

    def _filter(self, text: str) -> None:
        words = folded(text).split()
        for row in self._rows:
            plain = folded(row.accessibleName())
            row.setHidden(not all(word in plain for word in words))
        for heading, rows in self._headings:
            heading.setHidden(all(row.isHidden() for row in rows))

"""The groups of the school's page beside it: where one is, and how much is filled in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.school_profile.records_card import RecordsCard
from fsp_desktop.ui.school_profile.school_form import SchoolForm
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate

WIDE, ROW_HIGH = 236, 44


class GroupList(RowList):
    """One row a card; Enter or a click goes there."""

    def __init__(self, page: QScrollArea, form: SchoolForm) -> None:
        super().__init__(_("Groups of questions"), TwoLineDelegate(self._look, high=ROW_HIGH))
        self._page, self._form = page, form
        self.rows = RowModel(self._spoken, self)
        self.setModel(self.rows)
        self.rows.set_rows(form.cards)
        self.setFixedWidth(theme().px(WIDE))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.opened.connect(self._go)
        self.clicked.connect(lambda index: self._go(self.rows.row(index.row())))
        self.select_row(0)

    def count(self) -> None:
        """Count anew what is filled in."""
        last = self.rows.rowCount() - 1
        self.rows.dataChanged.emit(self.rows.index(0, 0), self.rows.index(last, 0))

    def step(self, step: int) -> None:
        """Go to the next group (1) or the one before (-1)."""
        at = self.currentIndex().row() + step
        if 0 <= at < self.rows.rowCount():
            self.select_row(at)
            self._go(self.rows.row(at))

    def go_to(self, title: str) -> None:
        """Go to the group with this heading."""
        cards = self._form.cards
        at = next((at for at, card in enumerate(cards) if card.accessibleName() == title), None)
        if at is not None:
            self.select_row(at)
            self._go(cards[at])

    def _go(self, card: Card) -> None:
        inside = self._page.widget()
        if inside is not None:
            top = card.mapTo(inside, card.rect().topLeft()).y()
            self._page.verticalScrollBar().setValue(top)
        target = _first_field(card)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self, card: Card) -> RowLook:
        return RowLook(card.accessibleName(), meta=self._filled(card))

    def _filled(self, card: Card) -> str:
        if isinstance(card, RecordsCard):
            count = card.model.rowCount()
        else:
            count, asked = self._form.filled(card.accessibleName())
            if asked:
                return _("{n} of {count} filled in").format(n=count, count=asked)
            lines = getattr(card, "lines", None)
            count = len(lines) if lines is not None else count
        return _("{n} so far").format(n=count) if count else _("nothing yet")

    def _spoken(self, card: Card) -> str:
        return f"{card.accessibleName()}, {self._filled(card)}"


def _first_field(card: Card) -> QWidget | None:
    """Return the first thing in a card that takes the keyboard."""
    tab = Qt.FocusPolicy.TabFocus
    return next(
        (
            one
            for one in card.findChildren(QWidget)
            if one.focusPolicy() & tab and one.isVisibleTo(card) and one.isEnabled()
        ),
        None,
    )

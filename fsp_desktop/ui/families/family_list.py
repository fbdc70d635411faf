"""The list of families: find by name, child or language; everyone, mine, our turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.domain.views import FamilyCounts, FamilyRow
from fsp_desktop.language.words import _
from fsp_desktop.services import find_anything
from fsp_desktop.ui.families.family_delegate import FamilyDelegate
from fsp_desktop.ui.families.words import row_sentence
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.field import LineField
from fsp_desktop.ui.widgets.lists import LongList
from fsp_desktop.ui.widgets.paged_model import ROW_ROLE, PagedModel
from fsp_desktop.ui.widgets.text import Label, hair_line

if TYPE_CHECKING:
    from fsp_desktop.services.workspace import Workspace

TYPING_PAUSE_MS = 120
FILTERS = ("all", "mine", "our_turn")


class FamilyList(QWidget):
    """The start pane.

    Signals:
        picked: A family was chosen; carries its id.
        opened: Enter was pressed on a family; carries its id.
    """

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, runner: Runner, workspace: Workspace, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._runner, self._workspace, self._now = runner, workspace, now
        self._filter = "all"
        self._wanted: str | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        self.search = LineField(_("Find a family"), _("Name, child, language…"), icon="filter")
        self.filters = ChipRow(_("Which families"), exclusive=True)
        self.view = LongList(_("Families"), FamilyDelegate(self._now, self))
        self.model = PagedModel(
            self._runner,
            lambda: 0,
            lambda _offset, _limit: (),
            lambda row: row_sentence(row, self._now()),
            self,
        )
        self.view.setModel(self.model)
        self.nothing = Label("", "body", "ink2", wrap=True)
        self.nothing.setContentsMargins(px(14), px(16), px(14), px(16))
        head = QVBoxLayout()
        head.setContentsMargins(px(12), px(10), px(12), px(10))
        head.setSpacing(px(8))
        head.addWidget(self.search)
        head.addWidget(self.filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hair_line())
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        self.nothing.hide()
        self._show_counts(FamilyCounts(0, 0, 0))

    def _wire(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._open_first)
        self.filters.chosen_changed.connect(self._on_filter)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.opened.connect(self._on_opened)
        self.view.installEventFilter(self)
        self.search.installEventFilter(self)
        self.model.loaded.connect(self._on_loaded)
        self.model.modelReset.connect(self._select_wanted)

    def load(self) -> None:
        """Ask for the list and the numbers beside the filters again."""
        # What is typed is read here: the work runs on another thread, where no widget may be touched.
        text, which, workspace = self.search.text().strip(), self._filter, self._workspace
        self._pause.stop()

        def count() -> int:
            counts = find_anything.count_families(workspace, text=text)
            return {"all": counts.everyone, "mine": counts.mine, "our_turn": counts.our_turn}[which]

        def page(offset: int, limit: int) -> tuple[FamilyRow, ...]:
            return find_anything.list_families(
                workspace, text=text, which=which, limit=limit, offset=offset
            )

        self.model.set_source(count, page)
        job = self._runner.store(
            lambda: find_anything.count_families(workspace, text=text), owner=self
        )
        job.then(self._show_counts)

    def hurry(self) -> None:
        """Ask now for what was typed a moment ago: the page is about to go."""
        if self._pause.isActive():
            self.load()

    def show_only(self, which: str) -> None:
        """Choose a filter: all, mine or our_turn."""
        if which in FILTERS and which != self._filter:
            self._filter = which
            self.filters.set_chosen([which])
            self.load()

    def select(self, family_id: str) -> None:
        """Show a family as the chosen one, as soon as its row is here."""
        self._wanted = family_id
        self._select_wanted()

    def current_id(self) -> str | None:
        """Return the chosen family, or None."""
        row = self.view.currentIndex().data(ROW_ROLE)
        return row.id if isinstance(row, FamilyRow) else None

    def _show_counts(self, counts: FamilyCounts) -> None:
        numbers = (counts.everyone, counts.mine, counts.our_turn)
        words = (_("All {count}"), _("Mine {count}"), _("Our turn {count}"))
        choices = [(k, w.format(count=n)) for k, w, n in zip(FILTERS, words, numbers, strict=True)]
        if [chip.text() for chip in self.filters.chips()] != [words for _key, words in choices]:
            self.filters.set_choices(choices)
            self.filters.set_chosen([self._filter])

    def _on_filter(self, chosen: list[str]) -> None:
        self._filter = chosen[0] if chosen else "all"
        self.load()

    def _on_loaded(self, count: int) -> None:
        self.nothing.setVisible(count == 0)
        typed = self.search.text().strip()
        if typed:
            self.nothing.setText(
                _("No family fits “{text}”. Take a letter away?").format(text=typed)
            )
        else:
            self.nothing.setText(
                _("No families here yet. Bring in a class list, or make one with Ctrl+N, M.")
            )
        self._select_wanted()

    def _select_wanted(self) -> None:
        current = self.current_id()
        if self._wanted is not None and current != self._wanted:
            self._find_row(self._wanted)
        elif current is None and self._wanted is None and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    def _find_row(self, family_id: str) -> None:
        for number in range(min(self.model.rowCount(), 512)):
            row = self.model.row(number)
            if isinstance(row, FamilyRow) and row.id == family_id:
                self.view.setCurrentIndex(self.model.index(number))
                return
        # The page shows a family that is not in sight here; another row must not look chosen.
        self.view.clearSelection()
        self.view.setCurrentIndex(QModelIndex())

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, FamilyRow):
            self._wanted = row.id
            self.picked.emit(row.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.view.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if watched is self.view and _is_letter(event):
                # Typing in the list finds, as one expects of a list.
                self.search.setFocus(Qt.FocusReason.OtherFocusReason)
                self.search.setText(event.text())
                return True
        return super().eventFilter(watched, event)

    def _open_first(self) -> None:
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))
            self._on_opened(self.model.row(0))

    def _on_opened(self, row: FamilyRow | None) -> None:
        if row is not None:
            self.opened.emit(row.id)


def _is_letter(event: QKeyEvent) -> bool:
    plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
    return plain and len(event.text()) == 1 and event.text().isalnum()

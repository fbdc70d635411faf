"""The search-and-do box: the keyboard stays in the field, the arrows move the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.palette.kinds import KindChip
from fsp_desktop.ui.palette.result_list import ResultDelegate, ResultModel
from fsp_desktop.ui.palette.results import (
    MOST_ACTIONS,
    Result,
    action_results,
    hit_results,
    marks_in,
    spoken_summary,
)
from fsp_desktop.ui.runner import Job
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.cards import IconLabel
from fsp_desktop.ui.widgets.field import LineField
from fsp_desktop.ui.widgets.key_caps import KeyCaps
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import ElidedLabel, hair_line

if TYPE_CHECKING:
    from fsp_desktop.domain.views import SearchHit
    from fsp_desktop.ui.shell.shell import Shell

DEBOUNCE_MS = 60
_TURNS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
WIDTH, LIST_HIGH = 680, 355


class Palette(Sheet):
    """Finds families and notes and does what can be done; opened by Ctrl+K."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, WIDTH, _("Find or do"), bare=True)
        self._shell = shell
        self._job: Job | None = None
        self._hits: Sequence[SearchHit] = ()
        self._asked = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._build()
        self._wire()
        self.place_high(theme().px(49))
        self._show_results()

    def results(self) -> list[Result]:
        """Return the lines now shown, headings included."""
        return self._model.rows()

    def _build(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setContentsMargins(px(18), px(10), px(18), px(10))
        head.setSpacing(px(10))
        self.field = LineField(_("Find or do"), _("A name, a word, or what you want to do"))
        self.field.setProperty("bare", True)
        self.field.setFont(theme().font("lead"))
        self.field.setMinimumHeight(px(36))
        head.addWidget(IconLabel("search", "ink"))
        head.addWidget(self.field, 1)
        self.kind = KindChip()
        head.addWidget(self.kind)
        head.addWidget(KeyCaps([_("Esc")]))
        self.list = QListView()
        self._model = ResultModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(ResultDelegate(self.list))
        self.list.setAccessibleName(_("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setProperty("clear", True)
        self.list.setFixedHeight(px(LIST_HIGH))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.body.setSpacing(0)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addLayout(head)
        self.body.addWidget(hair_line())
        self.body.addWidget(self.list)
        self.body.addWidget(hair_line())
        self.body.addWidget(self._foot())

    def _foot(self) -> QWidget:
        px = theme().px
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(18), px(8), px(18), px(8))
        row.setSpacing(px(16))
        row.addWidget(KeyCaps(["↑ ↓"], _("choose")))
        row.addWidget(KeyCaps([_("Enter")], _("open")))
        row.addWidget(KeyCaps([_("Tab")], _("look through")))
        self.summary = ElidedLabel("", "caption", "ink2")
        row.addStretch(1)
        row.addWidget(self.summary)
        return foot

    def _wire(self) -> None:
        self.field.installEventFilter(self)
        self.field.textEdited.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self._ask)
        self.kind.turned.connect(lambda _filter: self._ask())
        self.list.clicked.connect(lambda index: self._run(index.row()))

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().showEvent(event)
        self.field.setFocus()

    def hideEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        self._timer.stop()
        super().hideEvent(event)

    def _ask(self) -> None:
        text = self.field.text().strip()
        self._asked = text
        if self._job is not None:
            self._job.cancel()
        kind = self.kind.filter
        if not text or not kind.has_records:
            self._hits = ()
            self._show_results()
            return
        search, kinds = self._shell.hooks.search, kind.kinds
        self._job = self._shell.runner.store(
            lambda: search(text, kinds) if kinds else search(text), owner=self
        )
        self._job.then(self._on_hits).failed(lambda _error: self._on_hits(()))

    def _on_hits(self, hits: Sequence[SearchHit]) -> None:
        self._hits = hits
        self._show_results()

    def _show_results(self) -> None:
        rows = self._rows()
        self._model.set_rows(rows)
        first = self._model.step(-1, 1)
        self._select(first)
        current = rows[first] if first >= 0 else None
        count = sum(1 for row in rows if not row.is_heading)
        self.summary.setText(spoken_summary(rows, None) if self._asked and count else "")
        announce(self.field, spoken_summary(rows, current))

    def _rows(self) -> list[Result]:
        typed, kind = self._asked, self.kind.filter
        doing = self._doing(typed) if kind.has_acts else []
        rows = [Result(_("Do")), *doing] if doing else []
        rows += hit_results(self._hits, typed, self._opener)
        if typed and not rows:
            rows = self._nothing(typed)
        elif not rows:
            rows = [Result(_("Type what to look for: {kind}.").format(kind=kind.words))]
        return rows

    def _doing(self, typed: str) -> list[Result]:
        screen = self._shell.current()
        entries = self._shell.actions_book.for_palette(screen.key if screen else "")
        most = MOST_ACTIONS if self.kind.filter.has_records else len(entries)
        return self._family_acts(typed) + action_results(entries, typed, most)

    def _family_acts(self, typed: str) -> list[Result]:
        family = next((hit for hit in self._hits if hit.kind == "family"), None)
        if family is None or not typed:
            return []
        acts = []
        for act in self._shell.hooks.family_acts:
            words = act.words.format(family=family.title)
            run = lambda act=act: act.run(family.id)  # noqa: E731
            acts.append(Result(words, "", act.icon, marks_in(words, typed), "", run))
        return acts

    def _nothing(self, typed: str) -> list[Result]:
        kind = self.kind.filter
        if kind.key not in {"everything", "families"}:
            words = _("Nothing under “{kind}”. Look through everything?").format(kind=kind.words)
            return [Result(words, "", "search", (), "", self.kind.reset, stays=True)]
        words = _("Nothing here. Make a family called “{name}”?").format(name=typed)
        make = self._shell.hooks.make_family
        if make is None:
            return [Result(_("Nothing here."))]
        return [Result(words, "", "plus", (), "", lambda: make(typed))]

    def _opener(self, hit: SearchHit) -> Callable[[], object]:
        shell = self._shell
        if shell.hooks.open_hit is not None:
            open_hit = shell.hooks.open_hit
            return lambda: open_hit(hit)
        return lambda: shell.go("families", family_id=hit.family_id or hit.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        row = self.list.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self._select(self._model.step(row, steps[key]))
            self._say_current()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(row)
            return True
        if key in _TURNS:
            self.kind.turn(_TURNS[key])
            announce(self.field, self.kind.accessibleName())
            return True
        return False

    def _say_current(self) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            announce(self.field, self._model.rows()[row].words)

    def _select(self, row: int) -> None:
        if row >= 0:
            self.list.setCurrentIndex(self._model.index(row))

    def _run(self, row: int) -> None:
        rows = self._model.rows()
        run = rows[row].run if 0 <= row < len(rows) else None
        if run is not None and rows[row].stays:
            run()
        elif run is not None:
            self.accept()
            # After the box has gone, so that what opens gets the keyboard.
            QTimer.singleShot(0, run)

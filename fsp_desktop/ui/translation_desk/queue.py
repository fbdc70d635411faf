"""The queue: which language, which texts, and how far each one is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import LANGUAGES, languages_for
from fsp_desktop.language.words import _, current
from fsp_desktop.services.show_texts import MARKS, Mark, TextLine, TextList
from fsp_desktop.ui.theme.fonts import load_faces_for
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.words import mark_chip, plain, spoken_line
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import LineField
from fsp_desktop.ui.widgets.lists import LongList, RowModel
from fsp_desktop.ui.widgets.painting import Strip, chip_size, paint_chip, paint_text
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate

WIDE, ROW = 262, 56
TYPING_PAUSE_MS = 200


class Queue(QWidget):
    """Which texts are shown, and which one is in hand.

    Signals:
        asked: Another language, filter or search; the list must be asked for again.
        chosen: Another text has the cursor; carries its line.
    """

    asked = Signal()
    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._is_quiet = False
        self.language = Combo(_("Language"), icon="languages")
        self.which = ChipRow(_("Which texts"), exclusive=True)
        self.state = Combo(_("State"), _states())
        self.search = LineField(_("Find a text"), _("Find"), icon="search")
        self.model = _Lines(spoken_line)
        self.list = LongList(_("Texts"), TextRow(_look, high=ROW), clear=True)
        self.list.setModel(self.model)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 1, 0)
        column.setSpacing(px(8))
        head = QVBoxLayout()
        head.setContentsMargins(px(12), 0, px(12), 0)
        head.setSpacing(px(8))
        narrow = QHBoxLayout()
        narrow.setSpacing(px(8))
        narrow.addWidget(self.state, 1)
        narrow.addWidget(self.search, 1)
        head.addWidget(self.language)
        head.addWidget(self.which)
        head.addLayout(narrow)
        column.addLayout(head)
        column.addWidget(self.list, 1000)
        column.addStretch(1)
        self._show_counts(0, 0, "open")
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(theme().px(WIDE))

    def _wire(self) -> None:
        self.language.chosen_changed.connect(lambda _key: self.asked.emit())
        self.which.chosen_changed.connect(lambda _keys: self._on_which())
        self.state.chosen_changed.connect(lambda _key: self._on_state())
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.asked)
        self.list.current_row_changed.connect(self._on_row)

    # --- what is asked for ---------------------------------------------------------------------

    def filter(self) -> str:
        """Return all, open or a mark."""
        return self.state.chosen() or next(iter(self.which.chosen()), "open")

    def show_languages(self, begun: Sequence[str], chosen: str) -> None:
        """Offer all languages that are read, those with texts first."""
        known = [tag for tag in begun if tag in LANGUAGES]
        others = [one.tag for one in languages_for("read") if one.tag not in known]
        self.language.set_choices((tag, _language_words(tag)) for tag in (*known, *others))
        self.language.set_chosen(chosen)

    def show_list(self, found: TextList, text_id: str) -> None:
        """Show other rows; the text that was in hand keeps the cursor if it is among them."""
        self._show_counts(found.open_count, sum(found.counts.values()), self._which())
        for line in found.lines:
            load_faces_for(line.text[:20])
        self._is_quiet = True
        self.model.set_rows(found.lines)
        ids = [line.text_id for line in found.lines]
        self._is_quiet = False
        self.list.setVisible(bool(ids))
        if ids:
            self.list.select_row(ids.index(text_id) if text_id in ids else 0)
            middle = LongList.ScrollHint.PositionAtCenter
            self.list.scrollTo(self.list.currentIndex(), middle)

    def replace(self, line: TextLine) -> None:
        """Show one text as it is now; it stays in the list although it may not fit the filter."""
        rows = self.lines()
        ids = [row.text_id for row in rows]
        if line.text_id not in ids or line.language != rows[0].language:
            return
        self.model.put(ids.index(line.text_id), line)

    def go_to(self, text_id: str) -> None:
        """Put the cursor on a text without telling anybody."""
        ids = [row.text_id for row in self.lines()]
        if text_id in ids:
            self._is_quiet = True
            self.list.select_row(ids.index(text_id))
            self._is_quiet = False

    def show_all(self) -> None:
        """Leave the filter open, without telling anybody."""
        self.state.set_chosen("")
        self.which.set_chosen(["all"])
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def lines(self) -> list[TextLine]:
        """Return the rows that are shown."""
        return list(self.model.rows())

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) text."""
        at = self.list.currentIndex().row() + by
        self.list.select_row(max(0, min(at, self.model.rowCount() - 1)))

    def _which(self) -> str:
        return next(iter(self.which.chosen()), "open")

    def _on_which(self) -> None:
        self.state.set_chosen("")
        self.asked.emit()

    def _on_state(self) -> None:
        self.which.set_chosen(["all"] if self.state.chosen() else ["open"])
        self.asked.emit()

    def _on_row(self, line: TextLine | None) -> None:
        if line is not None and not self._is_quiet:
            self.chosen.emit(line)

    def _show_counts(self, still_open: int, everything: int, chosen: str) -> None:
        choices = [
            ("open", _("Open {count}").format(count=still_open)),
            ("all", _("All {count}").format(count=everything)),
        ]
        if [chip.text() for chip in self.which.chips()] != [words for _key, words in choices]:
            self.which.set_choices(choices)
        self.which.set_chosen([chosen])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("surface"))
        at = 0 if theme().is_rtl else self.width() - 1
        painter.fillRect(at, 0, 1, self.height(), theme().color("line"))


class TextRow(TwoLineDelegate):
    """The English over the whole width; below it the part it belongs to, and its state."""

    def _paint_lines(self, painter: QPainter, strip: Strip, look: RowLook) -> None:
        px = theme().px
        whole = strip.rest()
        middle = whole.center().y()
        upper = QRect(whole.left(), whole.top() + px(7), whole.width(), px(18))
        lower = Strip(QRect(whole.left(), middle, whole.width(), px(24)))
        paint_text(painter, upper, look.title, theme().font("bodyStrong"), "ink")
        if look.chip:
            size = chip_size(look.chip[0], look.chip[2])
            box = lower.end(size.width(), px(8))
            box.setHeight(size.height())
            paint_chip(painter, box, look.chip[0], look.chip[1], look.chip[2])
        paint_text(painter, lower.rest(), look.meta, theme().font("caption"), "ink2")


class _Lines(RowModel):
    """The rows, one of which can change in its place."""

    def put(self, at: int, line: TextLine) -> None:
        """Show another state of one row."""
        self._rows[at] = line
        self.dataChanged.emit(self.index(at), self.index(at))


def _look(line: TextLine) -> RowLook:
    chip = None if line.mark == "source" else mark_chip(line.mark)
    return RowLook(plain(line.english), meta=line.part_title, chip=chip)


def _states() -> list[tuple[str, str]]:
    wanted: list[Mark] = [mark for mark in MARKS if mark != "source"]
    return [("", _("Any state")), *((mark, mark_chip(mark)[0]) for mark in wanted)]


def _language_words(tag: str) -> str:
    """Return a language as its speakers call it, and as the person at work does."""
    own, name = LANGUAGES[tag].autonym, language_name(tag, current())
    # Kept apart, so that a name written from right to left does not turn the line round.
    return f"\u2068{own}\u2069 · {name}" if own and own != name else name

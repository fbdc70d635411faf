"""One part of a packet: a row to tick and to move, that says how far its words are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.words import _, current
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import CHECK_SIDE, paint_check
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import Strip, chip_size, paint_chip, paint_text

HIGH = 47
LOOKS = {
    "checked": ("done", "check"),
    "draft": ("family", "pencil"),
    "missing": ("care", "triangle-alert"),
}
"""State of a part -> chip kind and icon."""
WORST = ("missing", "draft", "checked")


@dataclass(frozen=True, slots=True)
class PartWords:
    """What a row says about one part: its state, one word for it, and the sentence below."""

    state: str
    word: str
    why: str


def part_words(part: Any, languages: tuple[str, ...]) -> PartWords:
    """Return how far a part is in the languages of a packet: the language that lacks most speaks."""
    states: Mapping[str, str] = {tag: part.states.get(tag, "checked") for tag in languages}
    state = next((one for one in WORST if one in states.values()), "checked")
    tag = next((one for one, found in states.items() if found == state), "en")
    name = language_name(tag, current())
    if state == "missing":
        words = _("Not in {language} yet: prints in English")
        return PartWords(state, _("Missing"), words.format(language=name))
    if state == "draft":
        words = _("Draft in {language}: nobody has checked it yet")
        return PartWords(state, _("Draft"), words.format(language=name))
    return PartWords(state, _("Checked"), _checked_by(part, languages))


def _checked_by(part: Any, languages: tuple[str, ...]) -> str:
    if set(languages) <= {"en"}:
        return _("In English")
    names = dict.fromkeys(name for tag in languages for name in part.checked_by.get(tag, ()))
    if not names:
        return _("A person has read and checked it")
    return _("Checked by {names}").format(names=join_names(tuple(names), current()))


class PartRow(QAbstractButton):
    """One part; the whole row is the target. Space takes it in or out, Alt+arrows move it.

    Signals:
        step_asked: The row is to go up (-1) or down (1) by the keyboard.
        pulled: The row is being dragged; carries the height of the pointer in the list.
        let_go: The drag has ended.
    """

    step_asked = Signal(int)
    pulled = Signal(int)
    let_go = Signal()

    def __init__(self, part: Any, languages: tuple[str, ...], *, is_fixed: bool = False) -> None:
        super().__init__()
        self.part = part
        self.is_fixed = is_fixed
        self._is_marked = False
        self._pressed_at: int | None = None
        self._is_pulled = False
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state(part, languages)

    def show_state(self, part: Any, languages: tuple[str, ...]) -> None:
        """Show how far the words of the part are in the languages of the packet."""
        self.part = part
        self.words = part_words(part, languages)
        self.setAccessibleName(f"{part.title}, {self.words.word}")
        self.setAccessibleDescription(self.words.why)
        self.setToolTip(self.words.why)
        self.update()

    def mark(self, *, is_wrong: bool) -> None:
        """Point at the part, since it can not be printed as it is."""
        self._is_marked = is_wrong
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(HIGH))

    # --- moving --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.step_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint().y()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint().y()
        if self._pressed_at is None or self.is_fixed:
            return
        if abs(here - self._pressed_at) >= QApplication.startDragDistance():
            self._is_pulled = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_pulled:
            self.pulled.emit(self.mapToParent(event.position().toPoint()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        if not self._is_pulled:
            super().mouseReleaseEvent(event)
            return
        # A row that was dragged is not ticked by letting it go.
        self._is_pulled = False
        self.setDown(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()
        self.let_go.emit()

    # --- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        if self._is_marked:
            painter.fillRect(self.rect(), theme().color("care_soft"))
        elif self._is_pulled:
            painter.fillRect(self.rect(), theme().color("pine_soft"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme().color("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))
        strip = Strip(self.rect().adjusted(px(6), 0, -px(12), 0))
        grip = strip.start(px(16), px(6))
        if not self.is_fixed:
            paint_icon(painter, "grip-vertical", theme().scheme.ink3, grip)
        paint_check(painter, strip.start(px(CHECK_SIDE), px(10)), self.isChecked())
        self._paint_words(painter, strip)

    def _paint_words(self, painter: QPainter, strip: Strip) -> None:
        px = theme().px
        kind, icon = LOOKS[self.words.state]
        is_in = self.isChecked()
        size = chip_size(self.words.word, icon)
        chip = strip.end(size.width(), px(10))
        chip.setHeight(size.height())
        chip.moveTop((self.height() - size.height()) // 2)
        paint_chip(painter, chip, self.words.word, kind, icon, off=not is_in)
        rest = strip.rest()
        upper, lower = rest.adjusted(0, px(5), 0, -px(21)), rest.adjusted(0, px(25), 0, -px(4))
        color = "ink" if is_in else "ink2"
        paint_text(painter, upper, self.part.title, theme().font("body"), color)
        why = self.words.why if is_in else _("Not printed")
        paint_text(painter, lower, why, theme().font("caption"), "ink2")

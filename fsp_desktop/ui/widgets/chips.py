"""Chips: labels that tell a state, and choices one can tick."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.painting import (
    Strip,
    chip_size,
    paint_box,
    paint_chip,
    paint_text,
    text_width,
)


class StatusChip(QWidget):
    """A label that tells a state by icon, word and colour; it cannot be pressed.

    `kind` is one of neutral, chosen, done, family, school, care, guess.
    """

    def __init__(self, text: str, kind: str = "neutral", icon: str | None = None) -> None:
        super().__init__()
        self._kind = kind
        self._icon = icon
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str, kind: str | None = None, icon: str | None = None) -> None:
        """Change the words, and the state if given."""
        self._text = text
        self._kind = kind or self._kind
        self._icon = icon or self._icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return chip_size(self._text, self._icon, bold=self._kind == "chosen")

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(QPainter(self), self.rect(), self._text, self._kind, self._icon)


class Chip(QAbstractButton):
    """A choice that shows a tick when it is taken.

    Args:
        text: The words.
        key: Stable key of the choice; what code stores and compares.
        icon: Icon in front of the words while it is not taken.
        digit: Number shown in front; the chip row presses it by that key.
        big: 32 px high with a strong edge, for the main question of a form.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        *,
        icon: str | None = None,
        digit: str = "",
        big: bool = False,
    ) -> None:
        super().__init__()
        self.key = key
        self._icon = icon
        self._digit = digit
        self._big = big
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        self.setProperty("focus_radius", 18)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        px = theme().px
        width = text_width(self.text(), self._font(True)) + px(28 if self._big else 22)
        if self._digit:
            width += text_width(self._digit, self._font(True)) + px(7)
        # Room for the tick is kept only where a chosen chip would otherwise push its neighbours.
        if self._icon or self.isChecked():
            width += px(16) + px(6)
        return QSize(width, px(32 if self._big else 28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def checkStateSet(self) -> None:
        super().checkStateSet()
        self.updateGeometry()

    def nextCheckState(self) -> None:
        super().nextCheckState()
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        taken = self.isChecked()
        rest_fill = "surface" if self._big else "sunken"
        fill = "pine_soft" if taken or self.underMouse() else rest_fill
        line = "pine" if taken else ("line_strong" if self._big else "line")
        color = "pine_ink" if taken else ("ink" if self._big else "ink2")
        if not self.isEnabled():
            fill, line, color = "sunken", "line", "disabled"
        paint_box(painter, self.rect(), fill, line, self.height() / 2)
        self._paint_contents(painter, color, taken)

    def _paint_contents(self, painter: QPainter, color: str, taken: bool) -> None:
        px = theme().px
        side = px(13 if self._big else 11)
        strip = Strip(self.rect().adjusted(side, 0, -side + 1, 0))
        glyph = self._icon or ("check" if taken else None)
        if glyph:
            paint_icon(painter, glyph, getattr(theme().scheme, color), strip.start(px(16), px(6)))
        font = self._font(taken)
        if self._digit:
            width = text_width(self._digit, font)
            paint_text(painter, strip.start(width, px(7)), self._digit, font, color)
        paint_text(painter, strip.rest(), self.text(), font, color)

    def _font(self, taken: bool) -> QFont:
        font = theme().font("label" if self._big else "caption")
        font.setPixelSize(theme().px(13 if self._big else 12.5))
        font.setWeight(QFont.Weight.DemiBold if taken else QFont.Weight.Normal)
        return font


class ChipRow(QWidget):
    """Several chips in a flowing row; digits press them while the row has the keyboard.

    Signals:
        chosen_changed: The choice changed by the person; carries the list of keys taken.
    """

    chosen_changed = Signal(list)

    def __init__(self, words: str, *, exclusive: bool = False, numbered: bool = False) -> None:
        super().__init__()
        self._exclusive = exclusive
        self._numbered = numbered
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, gap=theme().px(6), line_gap=theme().px(6))
        self.setAccessibleName(words)

    def set_choices(
        self, choices: Iterable[tuple[str, str] | tuple[str, str, str]], *, big: bool = False
    ) -> None:
        """Offer choices as (key, words) or (key, words, icon); what was taken before is forgotten."""
        self._flow.clear()
        self._chips = []
        for number, choice in enumerate(choices, start=1):
            digit = str(number) if self._numbered and number <= 9 else ""
            glyph = choice[2] if len(choice) > 2 else None
            chip = Chip(choice[1], choice[0], icon=glyph, digit=digit, big=big)
            chip.clicked.connect(self._on_clicked)
            chip.installEventFilter(self)
            self._chips.append(chip)
            self._flow.addWidget(chip)
        self.updateGeometry()

    def chips(self) -> list[Chip]:
        return list(self._chips)

    def chosen(self) -> list[str]:
        """Return the keys taken, in the order shown."""
        return [chip.key for chip in self._chips if chip.isChecked()]

    def set_chosen(self, keys: Iterable[str]) -> None:
        """Show these keys as taken without telling anybody."""
        wanted = set(keys)
        for chip in self._chips:
            chip.setChecked(chip.key in wanted)

    def choose(self, key: str) -> None:
        """Press a chip, as the person would."""
        for chip in self._chips:
            if chip.key == key:
                chip.click()

    def add_action_chip(self, chip: Chip) -> None:
        """Put a chip at the end that opens something instead of being ticked (such as `Other`)."""
        chip.setCheckable(False)
        chip.installEventFilter(self)
        self._flow.addWidget(chip)

    def eventFilter(self, watched, event) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._on_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_key(self, chip: Chip, event: QKeyEvent) -> bool:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not plain:
            return False
        if self._numbered and event.text() and event.text() in "123456789":
            index = int(event.text()) - 1
            if index < len(self._chips):
                self._chips[index].click()
            return True
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is None or chip not in self._chips:
            return False
        step = -step if theme().is_rtl else step
        index = self._chips.index(chip) + step
        self._chips[index % len(self._chips)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if self._exclusive and isinstance(pressed, Chip):
            for chip in self._chips:
                chip.setChecked(chip is pressed)
        self.chosen_changed.emit(self.chosen())

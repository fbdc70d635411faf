"""Buttons: primary, plain, quiet, care and link; with an icon and the key that does the same."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.ui.theme.icons import centred, paint_icon
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import (
    Strip,
    key_width,
    paint_box,
    paint_key,
    paint_text,
    text_width,
)

ButtonKind = Literal["primary", "plain", "quiet", "care", "link"]


class _Look(Frozen):
    fill: str | None
    hover: str | None
    press: str | None
    line: str | None
    text: str


_LOOKS: dict[str, _Look] = {
    "primary": _Look("pine", "pine_hover", "pine_press", None, "on_pine"),
    "plain": _Look("surface", "sunken", "pine_soft", "line_strong", "ink"),
    "quiet": _Look(None, "pine_soft", "pine_soft", None, "pine"),
    "care": _Look("surface", "care_soft", "care_soft", "care", "care"),
    "link": _Look(None, None, None, None, "pine"),
}
_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
_OFF = _Look("surface", "surface", "surface", "line", "disabled")


class Button(QPushButton):
    """A button of the design.

    Args:
        text: The words; `&` marks the letter that works with Alt.
        kind: What it is for: the one main act, another act, a light one, one that removes, a link.
        icon: Name of an icon in front of the words.
        keys: The key that does the same, shown as a cap, such as `Ctrl K`.
        small: 28 px high instead of 34.
    """

    def __init__(
        self,
        text: str,
        kind: ButtonKind = "plain",
        *,
        icon: str | None = None,
        keys: str = "",
        small: bool = False,
    ) -> None:
        super().__init__(text)
        self._kind = kind
        self._icon = icon
        self._keys = keys
        self._high = 28 if small or kind == "link" else 34
        self._waiting = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        # Qt forgets the key of a button whose words change, unless the new words bring a letter.
        keys, letter = self.shortcut(), QKeySequence.mnemonic(self.text())
        super().setText(text)
        if not keys.isEmpty() and keys != letter and QKeySequence.mnemonic(text).isEmpty():
            self.setShortcut(keys)

    def set_keys(self, keys: str) -> None:
        self._keys = keys
        self.updateGeometry()

    def set_icon_name(self, icon: str | None) -> None:
        self._icon = icon
        self.updateGeometry()

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self.update()

    def set_waiting(self, words: str) -> None:
        """Show what is under way (`Sharing…`) and take no clicks; an empty text ends it."""
        self._waiting = words
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = text_width(self._shown().replace("&", ""), self._font())
        width += look.px(4 if self._kind == "link" else 28)
        if self._icon:
            width += look.px(18) + (look.px(8) if self._shown() else 0)
        if self._keys:
            width += key_width(self._keys) + look.px(8)
        return QSize(width, look.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mouseReleaseEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        if self._waiting:
            self.setDown(False)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt lets Enter press buttons of dialogs only; here the keyboard does the same everywhere.
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self._waiting and (is_enter or event.key() == Qt.Key.Key_Space):
            return
        if is_enter and event.modifiers() in _PLAIN and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = _LOOKS[self._kind] if self.isEnabled() else _OFF
        fill = look.fill
        if self.isEnabled() and self.isDown():
            fill = look.press
        elif self.isEnabled() and self.underMouse():
            fill = look.hover
        if fill or look.line:
            paint_box(painter, self.rect(), fill, look.line if self._kind != "quiet" else None)
        self._paint_contents(painter, look.text)

    def _paint_contents(self, painter: QPainter, color: str) -> None:
        px = theme().px
        side = px(2 if self._kind == "link" else 14)
        strip = Strip(self.rect().adjusted(side, 0, -side, 0))
        if self._keys:
            cap = strip.end(key_width(self._keys), px(8))
            paint_key(painter, cap, self._keys, on_fill=self._kind == "primary")
        if self._icon:
            gap = px(8) if self._shown() else 0
            tint = getattr(theme().scheme, color)
            paint_icon(painter, self._icon, tint, strip.start(px(18), gap))
        font = self._font()
        font.setUnderline(self._kind == "link")
        in_middle = not self._icon and not self._keys
        paint_text(
            painter, strip.rest(), self._shown(), font, color, mnemonic=True, centred=in_middle
        )

    def _shown(self) -> str:
        return self._waiting or self.text()

    def _font(self) -> QFont:
        return theme().font("label")


class IconButton(Button):
    """A square button with an icon only; the words are its accessible name and its tip."""

    def __init__(self, icon: str, words: str, kind: ButtonKind = "plain") -> None:
        super().__init__("", kind, icon=icon)
        self._glyph = icon
        self.set_words(words)

    def set_words(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(34), theme().px(34))

    def _paint_contents(self, painter: QPainter, color: str) -> None:
        tint = getattr(theme().scheme, color)
        side = theme().px(18)
        paint_icon(painter, self._glyph, tint, centred(side, self.rect()))

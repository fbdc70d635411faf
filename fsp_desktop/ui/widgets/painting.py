"""Drawing shared by painted widgets and list delegates: boxes, chips, key caps and text that mirrors."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen

from fsp_desktop.domain.plain import Frozen
from fsp_desktop.ui.theme.fonts import load_faces_for
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.theme import theme

ChipKind = Literal["neutral", "chosen", "family", "school", "care", "done", "guess", "coach"]


class _ChipLook(Frozen):
    fill: str | None
    line: str
    text: str
    bold: bool = False


_CHIPS: dict[str, _ChipLook] = {
    "neutral": _ChipLook("sunken", "line", "ink2"),
    "chosen": _ChipLook("pine_soft", "pine", "pine_ink", bold=True),
    "done": _ChipLook("pine_soft", "pine", "pine_ink"),
    "family": _ChipLook("family_soft", "family_line", "family_ink"),
    "school": _ChipLook("school_soft", "school_line", "school_ink"),
    "care": _ChipLook("care_soft", "care", "care_ink"),
    "guess": _ChipLook(None, "line_strong", "ink2"),
    "coach": _ChipLook("family_soft", "family_line", "family_ink"),
}


class Strip:
    """Cuts pieces from the start and the end side of a rectangle; the pieces come back mirrored.

    Args:
        rect: The whole row, in widget coordinates.
        rtl: Whether the start side is the right one; the theme's direction if not given.
    """

    def __init__(self, rect: QRect, rtl: bool | None = None) -> None:
        self._whole = QRect(rect)
        self._left = rect.left()
        self._right = rect.right()
        self._rtl = theme().is_rtl if rtl is None else rtl

    def start(self, width: int, gap: int = 0) -> QRect:
        """Cut `width` from the start side, then leave `gap` empty."""
        piece = QRect(self._left, self._whole.top(), width, self._whole.height())
        self._left += width + gap
        return self._mirrored(piece)

    def end(self, width: int, gap: int = 0) -> QRect:
        """Cut `width` from the end side, then leave `gap` empty before it."""
        piece = QRect(self._right - width + 1, self._whole.top(), width, self._whole.height())
        self._right -= width + gap
        return self._mirrored(piece)

    def rest(self) -> QRect:
        """Return what is left between the cuts."""
        width = max(0, self._right - self._left + 1)
        return self._mirrored(QRect(self._left, self._whole.top(), width, self._whole.height()))

    def _mirrored(self, piece: QRect) -> QRect:
        if self._rtl:
            piece.moveLeft(self._whole.left() + self._whole.right() - piece.right())
        return piece


def text_width(text: str, font: QFont) -> int:
    """Return the pixels one line of text needs."""
    return QFontMetrics(font).horizontalAdvance(text) + 1


def paint_text(  # noqa: PLR0913 (what is drawn, where, and how it stands)
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    color: str,
    *,
    at_end: bool = False,
    centred: bool = False,
    mnemonic: bool = False,
) -> int:
    """Paint one line, cut with an ellipsis if it must be, and return the width it took.

    The line starts at the start side of the window whatever its own script is, and keeps the direction
    of its own script, so the full stop of a quoted sentence stays at that sentence's end.
    """
    load_faces_for(text)
    metrics = QFontMetrics(font)
    shown = (
        text if mnemonic else metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    )
    on_right = theme().is_rtl != at_end
    side = Qt.AlignmentFlag.AlignRight if on_right else Qt.AlignmentFlag.AlignLeft
    flags = int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    flags |= int(Qt.AlignmentFlag.AlignHCenter if centred else side)
    flags |= int(Qt.TextFlag.TextSingleLine)
    if mnemonic:
        flags |= int(Qt.TextFlag.TextShowMnemonic)
    painter.setFont(font)
    painter.setPen(theme().color(color))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(rect, flags, shown)
    return min(rect.width(), metrics.horizontalAdvance(shown))


def paint_box(
    painter: QPainter,
    rect: QRect,
    fill: str | None,
    line: str | None,
    radius: float = 6,
    width: float = 1,
    dashed: bool = False,
) -> None:
    """Paint a rounded box whose line lies fully inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if line else 0
    pen = QPen(theme().color(line), width) if line else QPen(Qt.PenStyle.NoPen)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    if fill:
        painter.setBrush(theme().color(fill))
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def bubble_path(rect: QRectF, radius: float, tail: Literal["start", "end", "none"]) -> QPainterPath:
    """Return the outline of a thread item; the bottom corner on its tail side is nearly square."""
    on_left = (tail == "start") != theme().is_rtl
    small = 2.0
    corners = {
        "left": small if tail != "none" and on_left else radius,
        "right": small if tail != "none" and not on_left else radius,
    }
    path = QPainterPath()
    path.moveTo(rect.left() + radius, rect.top())
    path.lineTo(rect.right() - radius, rect.top())
    path.quadTo(rect.topRight(), rect.topRight() + _down(radius))
    path.lineTo(rect.right(), rect.bottom() - corners["right"])
    path.quadTo(rect.bottomRight(), rect.bottomRight() - _across(corners["right"]))
    path.lineTo(rect.left() + corners["left"], rect.bottom())
    path.quadTo(rect.bottomLeft(), rect.bottomLeft() - _down(corners["left"]))
    path.lineTo(rect.left(), rect.top() + radius)
    path.quadTo(rect.topLeft(), rect.topLeft() + _across(radius))
    path.closeSubpath()
    return path


def _down(length: float) -> QPointF:
    return QPointF(0, length)


def _across(length: float) -> QPointF:
    return QPointF(length, 0)


def chip_size(text: str, icon: str | None = None, *, bold: bool = False, high: int = 24) -> QSize:
    """Return the size of a chip label."""
    font = _chip_font(bold)
    width = text_width(text, font) + theme().px(20)
    if icon:
        width += theme().px(14) + theme().px(5)
    return QSize(width, theme().px(high))


def _chip_font(bold: bool) -> QFont:
    font = theme().font("caption")
    font.setPixelSize(theme().px(12.5))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def paint_chip(
    painter: QPainter, rect: QRect, text: str, kind: str, icon: str | None = None, off: bool = False
) -> None:
    """Paint a chip label: the word and the icon tell the state, the colour only repeats it."""
    look = _CHIPS[kind]
    line = "line_strong" if kind == "guess" else look.line
    paint_box(painter, rect, look.fill, line, rect.height() / 2, dashed=kind == "guess")
    color = "disabled" if off else look.text
    inner = Strip(rect.adjusted(theme().px(10), 0, -theme().px(9), 0))
    if icon:
        side = theme().px(14)
        paint_icon(painter, icon, getattr(theme().scheme, color), inner.start(side, theme().px(5)))
    paint_text(painter, inner.rest(), text, _chip_font(look.bold), color)


def key_width(keys: str) -> int:
    """Return the width of a key cap."""
    return text_width(keys, theme().font("caption")) + theme().px(10)


def paint_key(painter: QPainter, rect: QRect, keys: str, on_fill: bool = False) -> None:
    """Paint a key cap such as `Ctrl K` into the middle of a rectangle."""
    cap = QRect(0, 0, rect.width(), theme().px(19))
    cap.moveCenter(rect.center())
    if on_fill:
        paint_box(painter, cap, None, "on_pine", 4)
    else:
        paint_box(painter, cap, "sunken", "line", 4)
    color = "on_pine" if on_fill else "ink2"
    paint_text(painter, cap, keys, theme().font("caption"), color, centred=True)


def paint_avatar(painter: QPainter, rect: QRect, initials: str, family: bool = False) -> None:
    """Paint a round badge with a person's initials."""
    paint_box(painter, rect, "family_soft" if family else "pine_soft", None, rect.height() / 2)
    font = theme().font("caption")
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(max(11, round(rect.height() * 0.36)))
    paint_text(painter, rect, initials, font, "family_ink" if family else "pine_ink", centred=True)


def initials_of(name: str) -> str:
    """Return up to two initials of a name in any script."""
    words = [word for word in name.split() if word[:1].isalpha()]
    return "".join(
        word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words)
    )

"""Walks over the widgets of a window and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QScrollArea,
    QScrollBar,
    QWidget,
)

LEAST_TARGET = 24
LEAST_CHANGED_PIXELS = 40
_INSIDE_OTHERS = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def focusable(top: QWidget) -> Iterator[QWidget]:
    """Yield what the keyboard can reach in a window that is shown."""
    for widget in top.findChildren(QWidget):
        reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if reachable and widget.isVisible() and widget.isEnabled() and not _is_inside(widget):
            yield widget


def _is_inside(widget: QWidget) -> bool:
    return isinstance(widget, QScrollBar) or widget.objectName().startswith(_INSIDE_OTHERS)


def nameless(top: QWidget) -> list[str]:
    """Return what a screen reader would have no words for."""
    return [_told(widget) for widget in focusable(top) if not _spoken(widget)]


def _spoken(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def too_small(top: QWidget) -> list[str]:
    """Return the targets that are lower or narrower than a finger tip needs."""
    return [
        f"{_told(widget)} {widget.width()}x{widget.height()}"
        for widget in focusable(top)
        if widget.height() < LEAST_TARGET or widget.width() < LEAST_TARGET
    ]


def unmarked_focus(top: QWidget) -> list[str]:
    """Return what looks the same with and without the keyboard."""
    return [
        _told(widget)
        for widget in list(focusable(top))
        if _changed_pixels(top, widget) < LEAST_CHANGED_PIXELS
    ]


def _changed_pixels(top: QWidget, widget: QWidget) -> int:
    _clear_focus()
    before = top.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = top.grab().toImage()
    corner = widget.mapTo(top, QPoint(0, 0))
    around = QRect(corner, widget.size()).adjusted(-6, -6, 6, 6)
    return _difference(before, after, around & top.rect())


def _clear_focus() -> None:
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    QApplication.processEvents()


def _difference(before: QImage, after: QImage, part: QRect) -> int:
    one, other = before.copy(part), after.copy(part)
    count = 0
    for y in range(one.height()):
        for x in range(one.width()):
            count += one.pixel(x, y) != other.pixel(x, y)
            if count >= LEAST_CHANGED_PIXELS:
                return count
    return count


def cut_off(top: QWidget) -> list[str]:
    """Return labels and buttons whose words do not fit, unless they are made to be elided."""
    wrong = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or _scrolls(widget, top):
            continue
        if isinstance(widget, QLabel | QAbstractButton) and _is_cut(widget):
            wrong.append(
                f"{_told(widget)} {widget.size().toTuple()} of {widget.sizeHint().toTuple()}"
            )
        if not _is_within(widget, top):
            wrong.append(f"{_told(widget)} reaches out of the window")
    return wrong


def clipped(top: QWidget) -> list[str]:
    """Return words that have less room than they need, also inside of what scrolls."""
    wrong = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QAbstractButton):
            continue
        short = _lacking(widget)
        if short:
            wrong.append(f"{_told(widget)} in {type(widget.parentWidget()).__name__}: {short}")
    return [*wrong, *_sideways(top), *_over_edges(top)]


def _over_edges(top: QWidget) -> list[str]:
    """Return what stands out of the part that holds it, and is cut there."""
    wrong = []
    for widget in top.findChildren(QWidget):
        holder = widget.parentWidget()
        if widget.isWindow() or not widget.isVisible() or holder is None:
            continue
        # What scrolls stands out of its view by its nature.
        if any(isinstance(one, QAbstractScrollArea) for one in (holder, holder.parentWidget())):
            continue
        if not holder.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
            inside = f"{widget.geometry().getRect()} in {holder.size().toTuple()}"
            wrong.append(f"{_told(widget)} of {type(holder).__name__}: {inside}")
    return wrong


def _lacking(widget: QLabel | QAbstractButton) -> str:
    if type(widget).__name__ == "ElidedLabel":
        needed = widget.minimumSizeHint().height()
        return f"{widget.height()} of {needed} high" if widget.height() < needed else ""
    if not widget.text():
        return ""
    hint = widget.minimumSizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        return f"{widget.height()} of {needed} high" if widget.height() < needed else ""
    if widget.width() < hint.width() or widget.height() < hint.height():
        return f"{widget.size().toTuple()} of {hint.toTuple()}"
    return ""


def _sideways(top: QWidget) -> list[str]:
    """Return what is wider than the scrolling part that holds it: nobody can scroll sideways."""
    areas = [one for one in top.findChildren(QScrollArea) if one.isVisible() and one.widget()]
    return [
        f"{area.accessibleName()!r}: {area.widget().width()} wide in {area.viewport().width()}"
        for area in areas
        if area.widget().width() > area.viewport().width() + 1
    ]


def _is_cut(widget: QLabel | QAbstractButton) -> bool:
    if type(widget).__name__ == "ElidedLabel" or not widget.text():
        return False
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() + 1 < widget.heightForWidth(widget.width())
    return widget.width() + 1 < widget.minimumSizeHint().width()


def _scrolls(widget: QWidget, top: QWidget) -> bool:
    walk = widget.parentWidget()
    while walk is not None and walk is not top:
        if isinstance(walk, QScrollArea | QAbstractScrollArea):
            return True
        walk = walk.parentWidget()
    return False


def _is_within(widget: QWidget, top: QWidget) -> bool:
    corner = widget.mapTo(top, QPoint(0, 0))
    return top.rect().adjusted(-1, -1, 1, 1).contains(QRect(corner, widget.size()))


def _told(widget: QWidget) -> str:
    words = _spoken(widget) or (widget.text() if isinstance(widget, QLabel) else "")
    return f"{type(widget).__name__} '{words}'"

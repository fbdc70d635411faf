"""The Tab key goes through a form as the eye does, also through what was added later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def order_tabs(form: QWidget) -> None:
    """Let Tab follow the layouts of `form`; what is hidden now is in the order for later."""
    for one, following in pairwise(tab_stops(form)):
        QWidget.setTabOrder(one, following)


def tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the keyboard inside a widget, in the order of its layouts."""
    layout = widget.layout()
    if bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
        yield widget
    elif isinstance(widget, QScrollArea):
        inside = widget.widget()
        yield from tab_stops(inside) if inside is not None else ()
    elif layout is not None:
        yield from _stops_of(layout)


def _stops_of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from tab_stops(widget)
        elif inner is not None:
            yield from _stops_of(inner)

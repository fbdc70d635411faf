"""The family a form is about, as one line that can be pressed to choose another."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import (
    Strip,
    initials_of,
    paint_avatar,
    paint_box,
    paint_text,
    text_width,
)

HIGH = 36


class ChosenFamily(QAbstractButton):
    """Badge, name, and what one needs to know to reach them."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._beside = "", ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, name: str, beside: str) -> None:
        """Show a family."""
        self._name, self._beside = name, beside
        self.setAccessibleName(_("Family: {name}").format(name=name))
        self.setAccessibleDescription(
            _("Press to choose another family. {beside}").format(beside=beside)
        )
        self.setToolTip(" · ".join(part for part in (name, beside) if part))
        self.update()

    def name(self) -> str:
        return self._name

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        fill = "sunken" if self.underMouse() else "surface"
        paint_box(painter, self.rect(), fill, "line_strong")
        strip = Strip(self.rect().adjusted(px(8), 0, -px(8), 0))
        side = px(26)
        badge = QRect(0, 0, side, side)
        badge.moveCenter(strip.start(side, px(8)).center())
        paint_avatar(painter, badge, initials_of(self._name), family=True)
        strong = theme().font("bodyStrong")
        wide = min(text_width(self._name, strong), strip.rest().width())
        paint_text(painter, strip.start(wide, px(8)), self._name, strong, "ink")
        if strip.rest().width() > px(30):
            paint_text(painter, strip.rest(), self._beside, theme().font("note"), "ink2")

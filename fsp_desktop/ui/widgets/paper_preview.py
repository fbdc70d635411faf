"""Pages as they will be printed, as pictures made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme


class _Page(QWidget):
    def __init__(self, image: QImage, number: int, count: int, wide: int) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(_("Page {n} of {count}").format(n=number, count=count))
        self.set_width(wide)

    def set_width(self, wide: int) -> None:
        high = round(wide * self._image.height() / max(1, self._image.width()))
        self.setFixedSize(wide, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(theme().color("line_strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PaperPreview(QScrollArea):
    """Shows the pages of a document below each other, as wide as there is room.

    The pictures come from the pool: make them with at least `wanted_width()` pixels.

    Signals:
        page_changed: Another page is in view; carries its number from 1.
    """

    page_changed = Signal(int)

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = words or _("What will be printed")
        self._pages: list[_Page] = []
        self._current = 0
        self._paper = QWidget()
        self._paper.setObjectName("plain")
        self._column = QVBoxLayout(self._paper)
        self._column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._column.setSpacing(theme().px(16))
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._words)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def wanted_width(self) -> int:
        """Return the pixels a page picture should be wide, sharp on this screen."""
        return round(self._page_width() * self.devicePixelRatioF())

    def set_pages(self, images: Sequence[QImage]) -> None:
        """Show these pages; the place one was looking at stays."""
        kept = self.verticalScrollBar().value()
        while self._pages:
            page = self._pages.pop()
            self._column.removeWidget(page)
            page.deleteLater()
        for number, image in enumerate(images, start=1):
            page = _Page(image, number, len(images), self._page_width())
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
            self._pages.append(page)
        self.verticalScrollBar().setValue(kept)
        self.setAccessibleDescription(_("{n} pages").format(n=len(images)))

    def page_count(self) -> int:
        return len(self._pages)

    def show_page(self, number: int) -> None:
        """Bring a page to the top of the view."""
        if 0 < number <= len(self._pages):
            self.verticalScrollBar().setValue(self._pages[number - 1].y())

    def sizeHint(self) -> QSize:
        return QSize(theme().px(384), theme().px(500))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for page in self._pages:
            page.set_width(self._page_width())

    def _page_width(self) -> int:
        return max(theme().px(200), self.viewport().width() - theme().px(24))

    def _on_scrolled(self, value: int) -> None:
        seen = QRect(0, value, 1, self.viewport().height() // 2 or 1)
        for number, page in enumerate(self._pages, start=1):
            if page.geometry().bottom() > seen.center().y():
                if number != self._current:
                    self._current = number
                    self.page_changed.emit(number)
                return

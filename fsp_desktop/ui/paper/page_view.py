"""Pages as they will be printed: side by side where there is room, or one large."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import paint_text

LEAST_WIDE, GAP, EDGE, CAPTION, BAR = 280, 20, 4, 22, 13
LETTER = 11 / 8.5


def page_caption(number: int, count: int) -> str:
    """Return the words above a page."""
    return _("Page {n} of {count}").format(n=number, count=count)


class PaperPage(QWidget):
    """One page with its caption; white in every theme, since paper is."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._image: QImage | None = None
        self._caption = ""

    def tell(self, caption: str) -> None:
        self._caption = caption
        self.setAccessibleName(caption)
        self.update()

    def put(self, image: QImage) -> None:
        self._image = image
        self.update()

    @property
    def is_drawn(self) -> bool:
        return self._image is not None

    @property
    def ratio(self) -> float:
        """Height by width."""
        if self._image is None or not self._image.width():
            return LETTER
        return self._image.height() / self._image.width()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        top = px(CAPTION) if self._caption else 0
        if top:
            line = QRect(px(EDGE), 0, self.width() - 2 * px(EDGE), top - px(4))
            paint_text(painter, line, self._caption, theme().font("note"), "ink2")
        sheet = self.rect().adjusted(px(EDGE), top, -px(EDGE), -px(EDGE))
        _paint_shadow(painter, sheet)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, self._image)


def _paint_shadow(painter: QPainter, sheet: QRect) -> None:
    color = theme().color("scrim")
    for step, alpha in ((3, 14), (2, 22), (1, 34)):
        color.setAlpha(alpha)
        painter.fillRect(sheet.adjusted(-step, 0, step, step), color)


class PageView(QScrollArea):
    """Shows the pages of a document; `+` and `-` change between whole pages and large ones.

    Signals:
        width_changed: Pictures of another width would be sharper; see `wanted_width`.
        large_changed: Pages are shown large (true) or whole (false).
    """

    width_changed = Signal()
    large_changed = Signal(bool)

    def __init__(
        self,
        words: str,
        *,
        most_columns: int = 2,
        caption: Callable[[int, int], str] | None = page_caption,
    ) -> None:
        super().__init__()
        self._words, self._most_columns, self._caption = words, most_columns, caption
        self._pages: list[PaperPage] = []
        self._is_large = False
        self._drawn_wide = 0
        self._paper = QWidget()
        self._paper.setObjectName("plain")
        self.setWidget(self._paper)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(200)
        self._settle.timeout.connect(self._tell_width)

    # --- showing -------------------------------------------------------------------------------

    def begin(self, count: int) -> None:
        """Make room for `count` pages; pages shown before stay until newer ones come."""
        while len(self._pages) > count:
            page = self._pages.pop()
            page.hide()
            page.deleteLater()
        while len(self._pages) < count:
            page = PaperPage(self._paper)
            page.show()
            self._pages.append(page)
        for number, page in enumerate(self._pages, start=1):
            page.tell(self._caption(number, count) if self._caption else "")
            if self._caption is None:
                page.setAccessibleName(page_caption(number, count))
        self.setAccessibleDescription(ngettext("{n} page", "{n} pages", count).format(n=count))
        self._place()

    def put(self, first: int, images: Sequence[QImage]) -> None:
        """Show newer pictures of the pages from `first`, counted from 0."""
        for number, image in enumerate(images, start=first):
            if number < len(self._pages):
                self._pages[number].put(image)
                self._drawn_wide = image.width()
        self._place()

    def pages(self) -> list[PaperPage]:
        return list(self._pages)

    def page_count(self) -> int:
        return len(self._pages)

    def drawn_count(self) -> int:
        """Return how many pages have a picture."""
        return sum(page.is_drawn for page in self._pages)

    def set_captions(self, caption: Callable[[int, int], str]) -> None:
        """Say something else above the pages."""
        self._caption = caption
        self.begin(len(self._pages))

    @property
    def is_large(self) -> bool:
        return self._is_large

    def set_large(self, is_large: bool) -> None:
        """Show one large page beside nothing, or whole pages."""
        if is_large != self._is_large:
            self._is_large = is_large
            self._place()
            self._tell_width()
            self.large_changed.emit(is_large)

    # --- measuring -----------------------------------------------------------------------------

    def wanted_width(self) -> int:
        """Return the pixels a page picture should be wide, sharp on this screen."""
        wide = self._columns_and_width()[1] - 2 * theme().px(EDGE)
        return round(wide * self.devicePixelRatioF())

    def in_sight(self) -> int:
        """Return how many pages are seen at once, at most."""
        return max(2, self._columns_and_width()[0])

    def sizeHint(self) -> QSize:
        return QSize(theme().px(384), theme().px(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(LEAST_WIDE), theme().px(200))

    def _columns_and_width(self) -> tuple[int, int]:
        px = theme().px
        room = self._room()
        if self._is_large:
            return 1, min(room, px(900))
        columns = 2 if self._most_columns > 1 and room >= 2 * px(LEAST_WIDE) + px(GAP) else 1
        wide = (room - (columns - 1) * px(GAP)) // columns
        top = px(CAPTION) if self._caption else 0
        high = self.viewport().height() - top - px(EDGE)
        ratio = self._pages[0].ratio if self._pages else LETTER
        whole = math.floor(high / ratio) + 2 * px(EDGE)
        return columns, max(min(px(LEAST_WIDE), wide), min(wide, whole))

    def _room(self) -> int:
        """Return the width for pages; a scroll bar that comes and goes must not change it."""
        return max(theme().px(LEAST_WIDE), self.width() - theme().px(BAR))

    def _place(self) -> None:
        px = theme().px
        columns, wide = self._columns_and_width()
        columns = min(columns, max(1, len(self._pages)))
        across = columns * wide + (columns - 1) * px(GAP)
        bar = px(BAR) if theme().is_rtl and self.verticalScrollBar().isHidden() else 0
        left = max(0, (self._room() - across) // 2) + bar
        y = high = 0
        for number, page in enumerate(self._pages):
            column = number % columns
            if column == 0 and number:
                y, high = y + high + px(GAP - 6), 0
            at = columns - 1 - column if theme().is_rtl else column
            top = px(CAPTION) if self._caption else 0
            tall = math.floor((wide - 2 * px(EDGE)) * page.ratio) + top + px(EDGE)
            page.setGeometry(left + at * (wide + px(GAP)), y, wide, tall)
            high = max(high, tall)
        self._paper.resize(self.viewport().width(), y + high)

    def _tell_width(self) -> None:
        wanted = self.wanted_width()
        if self._drawn_wide and abs(wanted - self._drawn_wide) > self._drawn_wide * 0.05:
            self.width_changed.emit()

    # --- moving --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {"+", "=", "-"} and not event.modifiers():
            self.set_large(event.text() != "-")
        else:
            super().keyPressEvent(event)

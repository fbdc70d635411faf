"""The navigation at the start side: who is working, the pages with their counts, open or as a rail."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.screen import PageSpec
from fsp_desktop.ui.theme.icons import paint_icon
from fsp_desktop.ui.theme.marks import paint_focus_ring
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.painting import (
    Strip,
    initials_of,
    paint_avatar,
    paint_box,
    paint_text,
    text_width,
)

Index = QModelIndex | QPersistentModelIndex
OPEN_WIDTH, WIDEST, RAIL_WIDTH = 204, 300, 56
_ROW, _GAP = 35, 17


class _PageModel(QAbstractListModel):
    """Pages of one part of the navigation; None is the line between two groups."""

    def __init__(self, rows: list[PageSpec | None]) -> None:
        super().__init__()
        self._rows = rows
        self._counts: dict[str, int] = {}
        self.current = ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def page(self, row: int) -> PageSpec | None:
        return self._rows[row]

    def pages(self) -> list[PageSpec]:
        return [page for page in self._rows if page is not None]

    def row_of(self, key: str) -> int:
        keys = [page.key if page else "" for page in self._rows]
        return keys.index(key) if key in keys else -1

    def count_of(self, key: str) -> int:
        return self._counts.get(key, 0)

    def set_counts(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._tell_all()

    def set_current(self, key: str) -> None:
        self.current = key
        self._tell_all()

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self._rows[index.row()] is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        page = self._rows[index.row()]
        if page is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return page.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(page)
        return None

    def _spoken(self, page: PageSpec) -> str:
        count = self.count_of(page.key)
        words = f"{page.words}, {count}" if count else page.words
        return _("{page}, open").format(page=words) if page.key == self.current else words

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


class _PageDelegate(QStyledItemDelegate):
    """Paints a page row: icon, words, count; the open page is white with a bar at the start."""

    # The state comes from the view: the class with the names of an option's states loads slowly.
    def __init__(self, view: _PageList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        is_page = isinstance(model, _PageModel) and model.page(index.row()) is not None
        return QSize(theme().px(40), theme().px(_ROW if is_page else _GAP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _PageModel):
            return
        px = theme().px
        page = model.page(index.row())
        row = option.rect.adjusted(px(10), 0, -px(10), 0)
        if page is None:
            middle = row.center().y()
            painter.fillRect(
                row.adjusted(px(8), 0, -px(8), 0).left(),
                middle,
                row.width() - px(16),
                1,
                theme().color("line"),
            )
            return
        is_open = page.key == model.current
        self._paint_ground(painter, row, index, is_open)
        self._paint_page(painter, row, page, model.count_of(page.key), is_open)

    def _paint_ground(self, painter: QPainter, row: QRect, index: Index, is_open: bool) -> None:
        px, view = theme().px, self._view
        if is_open:
            paint_box(painter, row.adjusted(0, 0, 0, -1), "surface", None, 6)
            bar = Strip(row.adjusted(0, px(8), 0, -px(9))).start(px(3))
            paint_box(painter, bar, "pine", None, 1.5)
        elif view.is_under_mouse(index):
            paint_box(painter, row.adjusted(0, 0, 0, -1), "pine_soft", None, 6)
        if view.has_keyboard(index):
            paint_focus_ring(painter, row.adjusted(0, 0, 0, -1))

    def _paint_page(
        self, painter: QPainter, row: QRect, page: PageSpec, count: int, is_open: bool
    ) -> None:
        px = theme().px
        color = "ink" if is_open else "ink2"
        if row.width() < px(100):
            glyph = row
        else:
            strip = Strip(row.adjusted(px(10), 0, -px(10), 0))
            glyph = strip.start(px(18), px(10))
            if count:
                font = theme().font("caption")
                end = strip.end(text_width(str(count), font), px(6))
                paint_text(painter, end, str(count), font, color, at_end=True)
            font = theme().font("bodyStrong" if is_open else "body")
            paint_text(painter, strip.rest(), page.words, font, color)
        side = QRect(0, 0, px(18), px(18))
        side.moveCenter(glyph.center())
        paint_icon(painter, page.icon, getattr(theme().scheme, "pine" if is_open else color), side)


class _PageList(QListView):
    """One part of the navigation; arrow keys move, Enter and Space open."""

    went_past = Signal(int)

    def __init__(self, model: _PageModel, words: str) -> None:
        super().__init__()
        # Asking Qt for a part of its own making has all its classes made up for Python first.
        self._ground = QWidget()
        self.setViewport(self._ground)
        self.setModel(model)
        self.setItemDelegate(_PageDelegate(self))
        self.setProperty("clear", True)
        self.setAccessibleName(words)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self._ground.setAutoFillBackground(False)

    def is_under_mouse(self, index: Index) -> bool:
        """Tell whether the mouse points at a row."""
        spot = self._ground.mapFromGlobal(QCursor.pos())
        return self._ground.underMouse() and self.indexAt(spot) == index

    def has_keyboard(self, index: Index) -> bool:
        """Tell whether keys go to a row."""
        return self.hasFocus() and self.currentIndex() == index

    def content_height(self) -> int:
        model = self.model()
        option = QStyleOptionViewItem()
        rows = range(model.rowCount())
        return sum(
            self.itemDelegate().sizeHint(option, model.index(row, 0)).height() for row in rows
        )

    def sizeHint(self) -> QSize:
        return QSize(theme().px(OPEN_WIDTH), self.content_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(40), theme().px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.clicked.emit(self.currentIndex())
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() == before:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.went_past.emit(step)


class _Person(QWidget):
    """Who is working: initials, name and role; initials only in the rail."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self.set_role(role)
        self.setFixedHeight(theme().px(56))
        theme().changed.connect(self._fit)

    def set_role(self, role: str) -> None:
        self._role = role
        self.setAccessibleName(f"{self._name}, {role}" if role else self._name)
        self.update()

    def _fit(self) -> None:
        self.setFixedHeight(theme().px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = theme().px
        badge = QRect(0, 0, px(32), px(32))
        if self.width() < px(100):
            badge.moveCenter(self.rect().center())
            paint_avatar(painter, badge, initials_of(self._name))
            return
        strip = Strip(self.rect().adjusted(px(18), 0, -px(10), 0))
        badge.moveCenter(strip.start(px(32), px(9)).center())
        paint_avatar(painter, badge, initials_of(self._name))
        words = strip.rest()
        top = words.adjusted(0, px(12), 0, 0)
        top.setHeight(px(18))
        paint_text(painter, top, self._name, theme().font("label"), "ink")
        paint_text(painter, top.translated(0, px(17)), self._role, theme().font("caption"), "ink2")


class Navigation(QWidget):
    """The pages of the window.

    Signals:
        page_chosen: The person chose a page; carries its key.
    """

    page_chosen = Signal(str)

    def __init__(self, pages: list[PageSpec], person: str, role: str) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._is_rail = False
        upper = _PageModel(_with_lines([page for page in pages if page.group != "bottom"]))
        lower = _PageModel([page for page in pages if page.group == "bottom"])
        self._models = (upper, lower)
        self.lists = (_PageList(upper, _("Pages")), _PageList(lower, _("Sharing and settings")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme().px(8))
        column.setSpacing(0)
        self._person = _Person(person, role)
        column.addWidget(self._person)
        column.addWidget(self.lists[0], 1)
        column.addWidget(self.lists[1])
        for view in self.lists:
            view.clicked.connect(self._on_clicked)
        self.lists[0].went_past.connect(self._leave_upper)
        self.lists[1].went_past.connect(self._leave_lower)
        theme().changed.connect(self._fit)
        self._fit()

    @property
    def is_rail(self) -> bool:
        return self._is_rail

    def set_rail(self, rail: bool) -> None:
        """Show icons only, or icons with words."""
        if rail != self._is_rail:
            self._is_rail = rail
            self._fit()

    def set_role(self, role: str) -> None:
        """Say another role of the person who works here."""
        self._person.set_role(role)

    def set_current(self, key: str) -> None:
        for model, view in zip(self._models, self.lists, strict=True):
            model.set_current(key)
            row = model.row_of(key)
            if row >= 0:
                view.setCurrentIndex(model.index(row))

    def set_counts(self, counts: dict[str, int]) -> None:
        for model in self._models:
            model.set_counts(counts)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("sidebar"))
        edge = 0 if theme().is_rtl else self.width() - 1
        painter.fillRect(edge, 0, 1, self.height(), theme().color("line"))

    def _fit(self) -> None:
        self.setFixedWidth(theme().px(RAIL_WIDTH) if self._is_rail else self._open_width())
        self.lists[1].setFixedHeight(self.lists[1].content_height() + 2)
        for view in self.lists:
            view.doItemsLayout()

    def _open_width(self) -> int:
        px, font = theme().px, theme().font("bodyStrong")
        words = [page.words for model in self._models for page in model.pages()]
        widest = max((text_width(text, font) for text in words), default=0)
        return max(px(OPEN_WIDTH), min(px(WIDEST), widest + px(96)))

    def _on_clicked(self, index: QModelIndex) -> None:
        model = index.model()
        page = model.page(index.row()) if isinstance(model, _PageModel) else None
        if page is not None:
            self.page_chosen.emit(page.key)

    def _leave_upper(self, step: int) -> None:
        if step > 0:
            self._enter(1, 0)

    def _leave_lower(self, step: int) -> None:
        if step < 0:
            self._enter(0, self._models[0].rowCount() - 1)

    def _enter(self, part: int, row: int) -> None:
        view = self.lists[part]
        view.setFocus(Qt.FocusReason.TabFocusReason)
        view.setCurrentIndex(self._models[part].index(row))


def _with_lines(pages: list[PageSpec]) -> list[PageSpec | None]:
    rows: list[PageSpec | None] = []
    for page in pages:
        before = rows[-1] if rows else None
        if before is not None and before.group != page.group:
            rows.append(None)
        rows.append(page)
    return rows

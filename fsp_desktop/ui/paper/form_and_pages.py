"""A form beside its pages; where there is no room for both, one turns between them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.segmented import SegTabs

FORM_LEAST, PAGES_LEAST = 330, 400
FORM, PAGES = "form", "pages"


class FormColumn(QScrollArea):
    """A form as wide as it likes to be, or narrower where the pages need the room.

    Args:
        wide: Pixels it likes to have, before the person's text size.
    """

    def __init__(self, wide: int) -> None:
        super().__init__()
        self._wide = wide
        self.setMaximumWidth(theme().px(wide))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(self._wide), theme().px(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(FORM_LEAST), theme().px(120))


class FormAndPages(QWidget):
    """Shows both, or one of the two under tabs."""

    def __init__(self, form: FormColumn, pages: QWidget) -> None:
        super().__init__()
        self._form, self._pages = form, pages
        self._is_narrow = False
        self._wide = form.maximumWidth()
        self.tabs = SegTabs(
            _("What is shown"), [(FORM, _("What to print")), (PAGES, _("The pages"))]
        )
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(theme().px(20), theme().px(8), 0, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(form)
        row.addWidget(pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(row, 1)
        self._head.hide()
        self.tabs.chosen_changed.connect(lambda _key: self._fit())

    @property
    def is_narrow(self) -> bool:
        """Whether only one of the two is shown."""
        return self._is_narrow

    def show_form(self) -> None:
        """Bring the form up, also where only one is shown."""
        self.tabs.set_chosen(FORM)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(FORM_LEAST), theme().px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_narrow = self.width() < theme().px(FORM_LEAST + PAGES_LEAST)
        self._fit()

    def _fit(self) -> None:
        shown = self.tabs.chosen()
        self._head.setVisible(self._is_narrow)
        self._form.setVisible(not self._is_narrow or shown == FORM)
        self._pages.setVisible(not self._is_narrow or shown == PAGES)
        self._form.setMaximumWidth(self.width() if self._is_narrow else self._wide)

"""A sheet for a form: as high as its questions, scrolling only where the window is too low."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.forms.folding_row import foot_row
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.sheet import Sheet

WINDOW_EDGE, SIDE = 24, 16


class _Middle(QScrollArea):
    """The questions; its wish is the height they need at the width they have."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()


class FormSheet(Sheet):
    """Put questions into `questions` and the acts into `foot`, which stays in sight.

    Args:
        shell: The window's work area.
        width: Width in pixels before the person's text size.
        title: Heading.
        icon: Icon before the heading.
    """

    def __init__(self, shell: Shell, width: int, title: str, *, icon: str | None = None) -> None:
        super().__init__(shell, width, title, icon=icon)
        self.shell = shell
        self._is_refitting = False
        self._inside = QWidget()
        self._inside.setObjectName("plain")
        self.questions = QVBoxLayout(self._inside)
        # Room for the focus rings, which are painted outside their control.
        edge = theme().px(4)
        self.questions.setContentsMargins(edge, edge, edge, edge)
        self.questions.setSpacing(theme().px(10))
        self.middle = _Middle(self._inside)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(edge, 0, edge, 0)
        self._inset(edge)
        self._inside.installEventFilter(self)
        self.body.addWidget(self.middle, 1)
        self.body.addLayout(self.foot)

    def put_foot(self, start: QWidget, *buttons: QWidget) -> None:
        """Put the acts under the questions, with something at their start."""
        foot = foot_row(start, *buttons)
        foot.folded.connect(self.refit)
        self.foot.addWidget(foot)

    def on_ctrl_enter(self, finish: Callable[[], object]) -> None:
        """Finish by Ctrl+Enter, on either Enter of the keyboard."""
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(finish)

    def leave_draft(self, kind: str, words: str = "") -> None:
        """Say that a draft was kept, and tell the pages once its last words are on disk."""
        if words:
            self.shell.toast(words)
        kept = Changes(frozenset({kind}))
        self.shell.runner.store(lambda: kept, owner=self.shell).then(self.shell.announce)

    def tell_missing(self, error: FspError) -> None:
        """Say that what was to be shown is not there, and close."""
        self.shell.tell_failure(error)
        self.reject()

    def _inset(self, edge: int) -> None:
        """Keep heading, questions and acts on one line although the rings need an edge."""
        whole = self.layout()
        side = theme().px(SIDE)
        if whole is not None:
            whole.setContentsMargins(side, theme().px(14), side, theme().px(20))
            item = whole.itemAt(0)
            head = item.layout() if item is not None else None
            if head is not None:
                head.setContentsMargins(edge, 0, edge, 0)

    def refit(self) -> None:
        """Take the height the questions need now; at the next quiet moment, once."""
        if not self._is_refitting:
            self._is_refitting = True
            QTimer.singleShot(0, self, self._refit)

    def _refit(self) -> None:
        self._is_refitting = False
        if self.isVisible() and self._wanted_height() != self.middle.height():
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.refit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.middle.setFixedHeight(self._wanted_height())
        super()._fit()

    def _wanted_height(self) -> int:
        px = theme().px
        window = self._window()
        width = min(px(self._wide), window.width() - px(WINDOW_EDGE))
        inner = width - 2 * px(SIDE)
        self.questions.activate()
        if self.questions.hasHeightForWidth():
            wanted = self.questions.totalHeightForWidth(inner)
        else:
            wanted = self.questions.totalSizeHint().height()
        return max(px(80), min(wanted, window.height() - px(WINDOW_EDGE) - self._around(inner)))

    def _around(self, inner: int) -> int:
        """Return the height of everything but the questions."""
        px = theme().px
        foot = self.foot.totalHeightForWidth(inner) if self.foot.hasHeightForWidth() else 0
        high = max(foot, self.foot.totalSizeHint().height())
        return high + px(14 + 34 + 8 + 10 + 20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.refit()

"""The page on which the text is printed, as the real engine sets it; drawn in the pool."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.ui.paper.page_view import PageView, page_caption
from fsp_desktop.ui.paper.preview import LivePreview
from fsp_desktop.ui.paper.text_sheet import show_text_version
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

WIDE, LARGE = 316, 620
PAUSE_MS = 300


class PageSide(QWidget):
    """A live preview of one text's page.

    Args:
        shell: Whose runner is used.
        compose: Runs on the store thread and returns what `services.print_packet.draw` takes.
    """

    def __init__(self, shell: Shell, compose: Callable[[], Any]) -> None:
        super().__init__()
        self._shell = shell
        self._is_rtl = self.is_large = False
        self.view = PageView(_("The page as it will print"), most_columns=1, caption=None)
        self.live = LivePreview(shell.runner, self.view, compose, self)
        self.state = ElidedLabel("", "note", "ink2")
        self.trouble = Banner("", kind="care", icon="triangle-alert")
        self.larger = IconButton("search", _("Show the page larger"), "quiet")
        self.aloud = Button(_("Read aloud as text"), "quiet", icon="book-open")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self._pause.timeout.connect(self.live.ask)
        self.live.glanced.connect(self._on_glanced)
        self.live.refused.connect(self._on_refused)
        self.aloud.clicked.connect(self._read_aloud)

    def _build(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Label(_("The page"), "label"))
        head.addWidget(self.state, 1)
        head.addWidget(self.larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(8), px(8))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.trouble)
        column.addWidget(self.view, 1)
        column.addWidget(self.aloud)
        self.trouble.hide()
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedWidth(theme().px(LARGE if self.is_large else WIDE))

    def set_large(self, *, is_large: bool) -> None:
        """Show the page so large that it can be read, or beside everything else."""
        self.is_large = is_large
        self.larger.set_words(_("Show the page smaller") if is_large else _("Show the page larger"))
        self.view.set_large(is_large)
        self._fit()

    def ask(self, *, at_once: bool = False, is_rtl: bool | None = None) -> None:
        """Draw again a moment after the last key, or at once for another text."""
        if is_rtl is not None:
            self._is_rtl = is_rtl
        if self.isHidden():
            return
        if at_once:
            self._pause.stop()
            self.live.ask()
        else:
            self._pause.start()

    def drop(self) -> None:
        """Show no page: there is no text in hand."""
        self._pause.stop()
        self.live.drop()
        self.state.setText("")
        self.trouble.hide()

    def stop(self) -> None:
        """Give up what is under way; the desk is being left."""
        self._pause.stop()
        self.live.stop()

    def _on_glanced(self, count: int) -> None:
        self.trouble.hide()
        words = page_caption(1, count)
        if self._is_rtl:
            words = _("{page}, right to left").format(page=words)
        self.state.setText(words)

    def _on_refused(self, error: FspError) -> None:
        words = error_sentence(error.code, error.detail)
        if error.code == "packets.missing_glyphs":
            words = _("No font here can write some of these letters. Nothing would be printed.")
        self.state.setText("")
        self.trouble.set_words(words)
        self.trouble.show()

    def _read_aloud(self) -> None:
        if self.live.composed is None:
            self._shell.toast(_("The pages are not ready yet."))
            return
        show_text_version(self._shell, _("The page as text"), self.live.composed)

    def paintEvent(self, event: QPaintEvent) -> None:
        at = self.width() - 1 if theme().is_rtl else 0
        QPainter(self).fillRect(at, 0, 1, self.height(), theme().color("line"))

"""The paper beside a form: a line of words and choices above it, and what keeps it from printing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.paper.page_view import PageView
from fsp_desktop.ui.paper.preview import LivePreview
from fsp_desktop.ui.paper.text_sheet import show_text_version
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import IconButton
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.text import ElidedLabel, Label


class PreviewPane(QWidget):
    """A live preview with its head.

    Args:
        shell: Whose runner is used.
        words: Name of the preview for screen readers.
        compose: Runs on the store thread; see `LivePreview`.

    Signals:
        trouble_acted: The act of the trouble was pressed; carries its key.
    """

    trouble_acted = Signal(str)

    def __init__(self, shell: Shell, words: str, compose: Callable[[], Any]) -> None:
        super().__init__()
        self._shell, self._words, self._act_key = shell, words, ""
        self.view = PageView(words)
        self.live = LivePreview(shell.runner, self.view, compose, self)
        self.state = ElidedLabel(_("Drawing the pages…"), "note", "ink2")
        self.as_text = IconButton("file-text", _("Read the pages as text"))
        self.larger = IconButton("search", _("Show the pages larger"))
        self.trouble = Banner("", kind="care", icon="triangle-alert")
        self._head = QHBoxLayout()
        self._build()
        self.live.glanced.connect(lambda _count: self.trouble.hide())
        self.as_text.clicked.connect(self._show_text)
        self.larger.clicked.connect(lambda: self.view.set_large(not self.view.is_large))
        self.view.large_changed.connect(self._on_large)
        self.trouble.acted.connect(lambda: self.trouble_acted.emit(self._act_key))

    def _build(self) -> None:
        px = theme().px
        self._head.setSpacing(px(8))
        self._head.addWidget(Label(_("Preview"), "label"))
        self._head.addWidget(self.state, 1)
        self._head.addWidget(self.as_text)
        self._head.addWidget(self.larger)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(4), 0)
        column.setSpacing(px(8))
        self._head.setContentsMargins(0, 0, px(16), 0)
        column.addLayout(self._head)
        column.addWidget(self.trouble)
        column.addWidget(self.view, 1)
        self.trouble.hide()

    def add_choices(self, *choices: QWidget) -> None:
        """Put choices at the end of the head."""
        for choice in choices:
            self._head.addWidget(choice)

    def say(self, words: str) -> None:
        """Say beside "Preview" how things stand."""
        self.state.setText(words)

    def refuse(self, words: str, act: str = "", key: str = "") -> None:
        """Say why nothing can be printed; no page is shown meanwhile."""
        self.live.drop()
        self.say("")
        self._act_key = key
        self.trouble.set_words(words, act)
        self.trouble.show()

    def wait_for(self, words: str) -> None:
        """Say what is to be filled in before there is a page; nothing is wrong yet."""
        self.live.drop()
        self.trouble.hide()
        self.say(words)

    def _on_large(self, is_large: bool) -> None:
        words = _("Show whole pages") if is_large else _("Show the pages larger")
        self.larger.set_words(words)

    def _show_text(self) -> None:
        if self.live.printed is None:
            self._shell.toast(_("The pages are not ready yet."))
            return
        show_text_version(self._shell, _("The pages as text"), self.live.composed)

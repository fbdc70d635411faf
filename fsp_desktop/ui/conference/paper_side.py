"""The end side of the brief: in which language, what stays away, and the paper itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.ui.conference.words import left_out_words
from fsp_desktop.ui.packet_builder.language_row import own_name
from fsp_desktop.ui.paper.page_view import PageView
from fsp_desktop.ui.paper.preview import LivePreview
from fsp_desktop.ui.paper.text_sheet import show_text_version
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import IconButton
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.flow_layout import FlowLayout
from fsp_desktop.ui.widgets.segmented import Segmented
from fsp_desktop.ui.widgets.text import Label

ENGLISH = "en"


class PaperSide(QWidget):
    """The paper of one conference.

    Signals:
        language_changed: The page is wanted in another language.
    """

    language_changed = Signal()

    def __init__(self, shell: Shell, compose: Callable[[], Any]) -> None:
        super().__init__()
        self._shell = shell
        self._language = ENGLISH
        self._offered: tuple[str, ...] = ()
        self.languages: Segmented | None = None
        self.only = Label(_("As it will print"), "label")
        self.left_out = StatusChip("", "neutral", "eye-off")
        self.as_text = IconButton("file-text", _("Read the page as text"))
        self.trouble = Banner("", kind="care", icon="triangle-alert")
        self.view = PageView(_("The page as it will print"), most_columns=1, caption=None)
        self.live = LivePreview(shell.runner, self.view, compose, self)
        self._build()
        self.as_text.clicked.connect(self._show_text)
        self.live.glanced.connect(lambda _count: self.trouble.hide())

    def _build(self) -> None:
        px = theme().px
        holder = QWidget()
        self._choice = QHBoxLayout(holder)
        self._choice.setContentsMargins(0, 0, 0, 0)
        self._choice.addWidget(self.only)
        about = QWidget()
        flow = FlowLayout(about, gap=px(12), line_gap=px(6))
        self._beside = QWidget()
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.left_out)
        for one in (holder, self._beside):
            one.setMinimumHeight(px(34))
            flow.addWidget(one)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        about.setSizePolicy(policy)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, px(14), 0)
        head.setSpacing(px(8))
        head.addWidget(about, 1)
        head.addWidget(self.as_text, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(11), px(6), 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.trouble)
        column.addWidget(self.view, 1)
        self.trouble.hide()
        self.setMinimumWidth(px(320))

    def show_languages(self, tags: Sequence[str], *, anew: bool) -> None:
        """Offer the languages the page is written in."""
        if anew or self._language not in tags:
            self._language = ENGLISH
        if tuple(tags) != self._offered:
            self._offer(tuple(tags))
        if self.languages is not None:
            self.languages.set_chosen(self._language)

    def _offer(self, tags: tuple[str, ...]) -> None:
        self._offered = tags
        if self.languages is not None:
            self._choice.removeWidget(self.languages)
            self.languages.hide()
            self.languages.deleteLater()
            self.languages = None
        self.only.setVisible(len(tags) < 2)
        if len(tags) > 1:
            choices = [(tag, own_name(tag)) for tag in tags]
            self.languages = Segmented(_("Language of the page"), choices, self._language)
            self.languages.chosen_changed.connect(self._on_language)
            self._choice.addWidget(self.languages)

    def tell_left_out(self, count: int) -> None:
        """Say how many private notes and guesses stay away."""
        self.left_out.set_text(left_out_words(count))
        self.left_out.setToolTip(_("Private notes and guesses are never printed."))
        self._beside.setVisible(bool(count))

    def refuse(self, words: str) -> None:
        """Say why the page cannot be drawn."""
        self.trouble.set_words(words)
        self.trouble.show()

    def language(self) -> str:
        """Return the tag of the page's language."""
        return self._language

    def _on_language(self, tag: str) -> None:
        self._language = tag
        self.language_changed.emit()

    def _show_text(self) -> None:
        if self.live.printed is None:
            self._shell.toast(_("The page is not ready yet."))
            return
        show_text_version(self._shell, _("The page as text"), self.live.composed)

"""The words of a printed document as plain text: a picture of a page cannot be read aloud."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.sheet import Sheet


class TextSheet(Sheet):
    """Shows a text to read, hear or copy; each paragraph in the direction of its language."""

    def __init__(self, shell: Shell, title: str, text: str) -> None:
        super().__init__(shell, 720, title, icon="file-text")
        self._shell = shell
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        self.text.setMinimumHeight(theme().px(420))
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.text.setTextInteractionFlags(keys | Qt.TextInteractionFlag.TextSelectableByMouse)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.text.document().setDefaultTextOption(option)
        self.copy = Button(_("Copy all"), icon="copy")
        self.close_button = Button(_("Close"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.copy)
        row.addWidget(self.close_button)
        self.body.addWidget(self.text, 1)
        self.body.addLayout(row)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._shell.toast(_("Copied."))


def show_text_version(shell: Shell, title: str, composed: Any) -> None:
    """Make the text of a composed document in the pool and show it."""
    from fsp_desktop.services.print_packet import text_version

    shell.runner.pool(lambda: text_version(composed), owner=shell).then(
        lambda text: shell.open_dialog(TextSheet(shell, title, text))
    ).failed(shell.tell_failure)

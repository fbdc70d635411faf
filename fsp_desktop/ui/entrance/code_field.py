"""The box for the words of an invitation or a recovery sheet; Enter is ready, not a new line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.ui.widgets.field import GrowingText


class CodeField(GrowingText):
    """Several lines of words.

    Signals:
        entered: Enter was pressed.
    """

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        super().keyPressEvent(event)


def invitation_words(error: FspError, typed: str) -> str | None:
    """Return what to say about a slip in an invitation, or None if the error is another one."""
    if error.code == "vault.unknown_word":
        word = _word_at(typed, error.detail.get("position"))
        if not word:
            return _("One word is not one of our words. Look at the invitation, letter by letter.")
        words = _("“{word}” is not one of our words. Look at the invitation, letter by letter.")
        return words.format(word=f"\u2068{word}\u2069")
    return {
        "vault.word_count": _("Some words are missing or too many. Count them on the invitation."),
        "vault.wrong_code": _(
            "The words do not belong together. Look at their order on the invitation."
        ),
    }.get(error.code)


def sheet_words(error: FspError, typed: str) -> str | None:
    """Return which word of a recovery sheet is wrong, or None if the error is another one."""
    if error.code != "vault.unknown_word":
        return None
    word = _word_at(typed, error.detail.get("position"))
    words = _("“{word}” is not one of our words. Look at the sheet again, letter by letter.")
    return words.format(word=f"\u2068{word}\u2069") if word else None


def _word_at(typed: str, position: object) -> str:
    from fsp_desktop.services.share_record import words_of_code

    words = words_of_code(typed)
    return words[position - 1] if isinstance(position, int) and 0 < position <= len(words) else ""

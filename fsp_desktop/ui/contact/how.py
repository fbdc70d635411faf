"""Who reached out, and how: the two quick questions of a contact."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.key_caps import KeyCaps
from fsp_desktop.ui.widgets.segmented import Segmented
from fsp_desktop.ui.widgets.text import Label

WAYS = ("phone", "whatsapp_or_app", "text", "in_person_school", "email")
"""The five ways with a key each; the code of any other way shows as a sixth."""
_ICONS = {
    "phone": "phone",
    "whatsapp_or_app": "mic",
    "text": "message-square",
    "in_person_school": "school",
    "email": "mail",
    "letter": "mail",
    "video": "video",
    "home_visit": "house",
}


def _short_words(code: str) -> str:
    words = {
        "phone": _("Phone"),
        "whatsapp_or_app": _("Voice or app message"),
        "text": _("Text"),
        "in_person_school": _("At school"),
        "email": _("E-mail"),
    }
    return words.get(code) or label("channel", code)


def _headed(words: str, keys: str, control: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme().px(4))
    head = QHBoxLayout()
    head.setSpacing(theme().px(6))
    head.addWidget(Label(words, "label"))
    head.addWidget(KeyCaps([keys]))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(control)
    return column


class WhoReached(QWidget):
    """They did, or we did; Alt+D turns it over.

    Signals:
        chosen_changed: The person chose; carries the direction's code.
    """

    chosen_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        words = _("Who reached out?")
        choices = [
            ("family_to_school", _("They did"), "arrow-left", "family"),
            ("school_to_family", _("We did"), "arrow-right", "school"),
        ]
        self.control = Segmented(words, choices, "school_to_family")
        column = _headed(words, _("Alt D"), self.control)
        column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column)
        self.control.chosen_changed.connect(self.chosen_changed)

    def direction(self) -> str:
        return self.control.chosen()

    def set_direction(self, direction: str) -> None:
        self.control.set_chosen(direction)

    def turn_over(self) -> None:
        """Take the other one."""
        self.control.choose_next()


class HowChips(QWidget):
    """The way of a contact; Alt+1…5.

    Signals:
        chosen_changed: The person chose; carries the channel's code.
    """

    chosen_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        words = _("How?")
        self.row = ChipRow(words, exclusive=True)
        column = _headed(words, _("Alt 1–5"), self.row)
        column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column)
        self._channel = ""
        self.set_channel(WAYS[0])
        self.row.chosen_changed.connect(self._on_chosen)

    def channel(self) -> str:
        return self._channel

    def set_channel(self, channel: str) -> None:
        """Show a way as chosen; one that is not among the five is offered too."""
        self._channel = channel
        codes = [*WAYS, *([channel] if channel and channel not in WAYS else [])]
        self.row.set_choices(
            [(code, _short_words(code), _ICONS.get(code, "message-circle")) for code in codes],
            big=True,
        )
        self.row.set_chosen([channel])

    def choose(self, number: int) -> None:
        """Take a way by its place, from 1."""
        self.row.choose(WAYS[number - 1])

    def _on_chosen(self, keys: list[str]) -> None:
        self._channel = keys[0] if keys else self._channel
        self.row.set_chosen([self._channel])
        self.chosen_changed.emit(self._channel)

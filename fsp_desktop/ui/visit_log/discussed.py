"""What was discussed: topics by digit, and a text."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.labels import labels
from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.text_fields import NoteField
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.chips import Chip, ChipRow
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.text import Label

SHOWN_FIRST = 4


class DiscussedPart(QWidget):
    """Topics and words.

    Signals:
        edited: The person changed a field; carries its name.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.topics = ChipRow(_("Topics; a digit chooses one"), numbered=True)
        self.text = NoteField(_("What we discussed"), least=64)
        self.field = Field("", self.text)
        self.field.label.hide()
        self._is_whole = False
        self._offer([])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(6))
        column.addWidget(Label(_("What we discussed"), "title"))
        column.addWidget(self.topics)
        column.addWidget(self.field)
        self.topics.chosen_changed.connect(lambda _keys: self.edited.emit("topics"))
        self.text.edited.connect(lambda: self.edited.emit("discussed"))

    def show_visit(self, values: Mapping[str, object]) -> None:
        """Show topics and text."""
        found = values.get("topics")
        chosen = [str(one) for one in found] if isinstance(found, list) else []
        first = list(labels("visit_topic"))[:SHOWN_FIRST]
        self._is_whole = any(topic not in first for topic in chosen)
        self._offer(chosen)
        self.text.begin_with(str(values.get("discussed") or ""))
        self.field.clear_error()

    def _offer(self, chosen: list[str]) -> None:
        words = labels("visit_topic")
        offered = list(words) if self._is_whole else list(words)[:SHOWN_FIRST]
        self.topics.set_choices([(code, words[code]) for code in offered], big=True)
        self.topics.set_chosen(chosen)
        if not self._is_whole:
            more = Chip(_("Other"), icon="plus", big=True)
            more.setAccessibleName(_("Show all topics"))
            more.clicked.connect(self._show_all)
            self.topics.add_action_chip(more)

    def _show_all(self) -> None:
        self._is_whole = True
        self._offer(self.topics.chosen())
        self.topics.chips()[SHOWN_FIRST].setFocus()

    def first(self) -> QWidget:
        """Return where the keyboard goes first: a topic, so that digits choose more of them."""
        return self.topics.chips()[0]

    def value(self, field: str) -> object:
        """Return a field of the visit as it stands here."""
        return self.topics.chosen() if field == "topics" else self.text.text()

    @property
    def is_filled(self) -> bool:
        """Whether a topic is chosen or anything was written."""
        return bool(self.topics.chosen()) or self.text.has_words

"""The parts of a record that are the same in both versions: counted, named, shown when asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.versions.value_words import OWN_WORDS, field_words, value_words
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Card
from fsp_desktop.ui.widgets.text import ElidedLabel, Label
from fsp_desktop.ui.widgets.voice_label import VoiceLabel


class SameParts(Card):
    """Folded until somebody wants to see it."""

    def __init__(self) -> None:
        super().__init__(padding=10, gap=8)
        self.count = Label("", "label")
        self.names = ElidedLabel("", "note", "ink2")
        self.show_button = Button(_("Show"), "link")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().px(8))
        self._inside = QWidget()
        self._inside.setLayout(self._lines)
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(self.count)
        row.addWidget(self.names, 1)
        row.addWidget(self.show_button)
        self.body.addLayout(row)
        self.body.addWidget(self._inside)
        self._inside.hide()
        self.show_button.clicked.connect(self._turn)
        self.hide()

    def show_parts(self, kind: str, parts: Sequence[tuple[str, object]]) -> None:
        """Count and name fields with their values, folded."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        words = ngettext("{n} part is the same", "{n} parts are the same", len(parts))
        self.count.setText(words.format(n=len(parts)))
        self.names.setText(", ".join(field_words(kind, field) for field, _value in parts))
        for field, value in parts:
            self._lines.addWidget(Label(field_words(kind, field), "label"))
            text = value_words(kind, field, value)
            self._lines.addWidget(
                VoiceLabel(text) if field in OWN_WORDS else Label(text, wrap=True)
            )
        self.setVisible(bool(parts))

    def _turn(self) -> None:
        is_open = self._inside.isHidden()
        self._inside.setVisible(is_open)
        self.show_button.setText(_("Hide") if is_open else _("Show"))

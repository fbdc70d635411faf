"""The same words in other languages, as the school says them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label


class OtherLanguagesSheet(Sheet):
    """One line a language; an empty line takes a language away.

    Signals:
        told: The sheet was closed; carries the words by language.
    """

    told = Signal(dict)

    def __init__(self, over: QWidget, title: str, english: str, words: Mapping[str, str]) -> None:
        super().__init__(over, 520, title, icon="languages")
        self.lines: dict[str, LineField] = {}
        said = _("In English: {words}").format(words=english or "…")
        self.body.addWidget(Label(said, "note", "ink2", wrap=True))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme().px(8))
        self.body.addLayout(self._column)
        for tag, text in words.items():
            self._add(tag, text)
        choices = [one for one in language_choices(nothing=_("Add a language")) if one[0] != "en"]
        self.more = Combo(_("Add a language"), choices)
        self.done_button = Button(_("Done"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        row.addWidget(self.done_button)
        self.body.addLayout(row)
        self.more.chosen_changed.connect(self._on_more)
        self.done_button.clicked.connect(self.accept)
        first = next(iter(self.lines.values()), None)
        (first or self.more).setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> dict[str, str]:
        """Return what stands there, by language."""
        return {tag: line.text().strip() for tag, line in self.lines.items() if line.text().strip()}

    def done(self, result: int) -> None:
        # Closing never loses: Esc keeps what was typed as well.
        self.told.emit(self.words())
        super().done(result)

    def _on_more(self, tag: str) -> None:
        self.more.set_chosen("")
        if tag and tag not in self.lines:
            self._add(tag, "")
            self._fit()
        if tag:
            self.lines[tag].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, tag: str, text: str) -> None:
        name = language_name(tag, current())
        line = LineField(name)
        line.setText(text)
        self.lines[tag] = line
        self._column.addWidget(Field(name, line))

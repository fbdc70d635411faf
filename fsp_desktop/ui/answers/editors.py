"""Editors of values with parts, and the one that fits a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.answers.plain_editors import (
    ChoiceEditor,
    DayEditor,
    FlagEditor,
    LineEditor,
    NamesEditor,
    NumberEditor,
    SeveralEditor,
    TextEditor,
    TimeEditor,
    WeekdayEditor,
)
from fsp_desktop.ui.answers.question import Question
from fsp_desktop.ui.forms.language_choice import language_choices
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import IconButton
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import LineField

if TYPE_CHECKING:
    from fsp_desktop.ui.answers.rows_editor import RowsEditor

ENGLISH = "en"


class LanguagesEditor(QWidget):
    """Languages, as chips; unticking one takes it away.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setAccessibleName(question.words)
        self.chips = ChipRow(question.words)
        self.more = Combo(_("Add a language"), language_choices(nothing=_("Add a language")))
        self._tags: list[str] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self.chips, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch()
        self.more.setFixedWidth(theme().px(170))
        self.setFocusProxy(self.more)
        self.chips.chosen_changed.connect(self._on_chips)
        self.more.chosen_changed.connect(self._add)
        self.chips.hide()

    def show_value(self, value: object) -> None:
        self._tags = [str(tag) for tag in value] if isinstance(value, list | tuple) else []
        self._show()

    def value(self) -> object:
        return list(self._tags)

    def trouble(self) -> str:
        return ""

    def _show(self) -> None:
        self.chips.set_choices([(tag, language_name(tag, current())) for tag in self._tags])
        self.chips.set_chosen(self._tags)
        self.chips.setVisible(bool(self._tags))

    def _on_chips(self, tags: list[str]) -> None:
        self._tags = list(tags)
        self._show()
        self.changed.emit()

    def _add(self, tag: str) -> None:
        self.more.set_chosen("")
        if tag and tag not in self._tags:
            self._tags.append(tag)
            self._show()
            self.changed.emit()


class LocalEditor(QWidget):
    """A line of the school's own words, in English and in any other language.

    Signals:
        changed: The person changed the value.
    """

    changed = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setAccessibleName(question.words)
        self._title = question.words
        self._others: dict[str, str] = {}
        self.line = LineField(question.words, question.hint)
        self.others = IconButton("languages", _("The same in other languages"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(self.line, 1)
        row.addWidget(self.others)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.others.clicked.connect(self._open)

    def setText(self, text: str) -> None:
        """Write the English words."""
        self.line.setText(text)

    def text(self) -> str:
        return self.line.text()

    def show_value(self, value: object) -> None:
        words = value if isinstance(value, Mapping) else {ENGLISH: value} if value else {}
        self.line.setText(str(words.get(ENGLISH, "")))
        self.line.setCursorPosition(0)
        self._keep({str(tag): str(said) for tag, said in words.items() if tag != ENGLISH})

    def value(self) -> object:
        """Return the words by language; None if there are none."""
        english = self.line.text().strip()
        return ({ENGLISH: english} if english else {}) | self._others or None

    def trouble(self) -> str:
        return ""

    def _keep(self, others: dict[str, str]) -> None:
        self._others = others
        count = len(others)
        words = ngettext("In {n} other language", "In {n} other languages", count)
        self.others.set_words(words.format(n=count) if count else _("The same in other languages"))

    def _open(self) -> None:
        from fsp_desktop.ui.answers.other_languages import OtherLanguagesSheet

        sheet = OtherLanguagesSheet(self.window(), self._title, self.line.text(), self._others)
        sheet.told.connect(self._take)
        sheet.open()

    def _take(self, others: dict[str, str]) -> None:
        if others != self._others:
            self._keep(others)
            self.changed.emit()


Editor = (
    LineEditor
    | NumberEditor
    | TextEditor
    | TimeEditor
    | DayEditor
    | ChoiceEditor
    | FlagEditor
    | SeveralEditor
    | LanguagesEditor
    | LocalEditor
)
_MAKERS: dict[str, Callable[[Question], Editor]] = {
    "number": NumberEditor,
    "text": TextEditor,
    "names": NamesEditor,
    "time": TimeEditor,
    "weekday": WeekdayEditor,
    "choice": ChoiceEditor,
    "flag": FlagEditor,
    "several": SeveralEditor,
    "languages": LanguagesEditor,
    "local": LocalEditor,
    "language": lambda question: ChoiceEditor(question, language_choices(nothing=_("None"))),
}


def make_editor(question: Question, today: Callable[[], date]) -> Editor | RowsEditor:
    """Return the editor of a question."""
    if question.kind == "day":
        return DayEditor(question, today)
    if question.kind == "rows":
        from fsp_desktop.ui.answers.rows_editor import RowsEditor

        return RowsEditor(question, today)
    return _MAKERS.get(question.kind, LineEditor)(question)

"""Source and target side by side, the translator's notes, and a question to somebody who reads it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.language.packet_coach import advise
from fsp_desktop.language.words import _
from fsp_desktop.services.translate_text import TextPage
from fsp_desktop.ui.theme.fonts import load_faces_for
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.fill_in_text import FillInText
from fsp_desktop.ui.translation_desk.words import by_words, coach_lines, grade_words, mark_chip
from fsp_desktop.ui.widgets.chips import StatusChip
from fsp_desktop.ui.widgets.field import GrowingText
from fsp_desktop.ui.widgets.key_caps import KeyCaps
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

ROOM_FOR_KEYS = 640


class Editor(QWidget):
    """The words of one text.

    Signals:
        typed: The person changed the target.
    """

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.page: TextPage | None = None
        self.title = ElidedLabel("", "bodyStrong")
        self.state = StatusChip("")
        self.keys = QWidget()
        self.source_by, self.target_by = (ElidedLabel("", "note", "ink2") for _side in "st")
        self.source_name, self.target_name = (Label("", "label") for _side in "st")
        self.source, self.target = FillInText(_("English")), FillInText(_("Translation"))
        self.source.setReadOnly(True)
        self.advice = Label("", "caption", "ink2", wrap=True)
        self.notes = Label("", "caption", "ink2", wrap=True)
        self.question = GrowingText(
            _("A question to somebody who reads the language"),
            _("A question to somebody who reads the language"),
            least=40,
            most=110,
        )
        self.answer = GrowingText(_("Their answer"), _("Their answer"), least=40, most=110)
        self._build()
        self.target.edited.connect(self.typed)

    def _build(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(self._head())
        column.addLayout(self._sides(), 1)
        column.addWidget(self.advice)
        column.addWidget(self.notes)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.question, 1)
        row.addWidget(self.answer, 1)
        column.addLayout(row)

    def _head(self) -> QHBoxLayout:
        px = theme().px
        caps = QHBoxLayout(self.keys)
        caps.setContentsMargins(0, 0, 0, 0)
        caps.setSpacing(px(10))
        caps.addWidget(KeyCaps([_("Ctrl ↓")], _("next text")))
        caps.addWidget(KeyCaps([_("Ctrl 1–4")], _("put in a fill-in")))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.title, 1)
        row.addWidget(self.state)
        row.addWidget(self.keys)
        return row

    def _sides(self) -> QGridLayout:
        """Put both texts on one line, however high the letters of their languages' names are."""
        px = theme().px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(4))
        grid.setRowStretch(1, 1)
        both = (
            (self.source_name, self.source_by, self.source),
            (self.target_name, self.target_by, self.target),
        )
        for number, (name, by, field) in enumerate(both):
            head = QHBoxLayout()
            head.setSpacing(px(8))
            head.addWidget(name)
            head.addWidget(by, 1)
            grid.addLayout(head, 0, number)
            grid.addWidget(field, 1, number)
            grid.setColumnStretch(number, 1)
        return grid

    def show_page(self, page: TextPage, *, keeps_words: bool) -> None:
        """Show a text; with `keeps_words` what stands in the target stays, since it is newer."""
        self.page = page
        line = page.line
        known = LANGUAGES[line.language]
        name = known.autonym or known.name
        load_faces_for(name)
        self.title.setText(line.part_title)
        self.state.set_text(*mark_chip(line.mark))
        self.source_name.setText(_("English"))
        self.source_by.setText(_source_words(page))
        self.target_name.setText(name)
        self.target_by.setText(_target_words(page))
        self.target.setAccessibleName(name)
        for field in (self.source, self.target):
            field.set_places(page.places)
        self.source.set_direction(is_rtl=False)
        self.target.set_direction(is_rtl=known.is_rtl)
        is_changed = line.mark == "source_changed"
        self.source.set_pieces([(one.text, one.is_changed and is_changed) for one in page.pieces])
        self._show_source_advice(line.english)
        self.notes.setText(" ".join(page.notes))
        self.notes.setVisible(bool(page.notes))
        values = page.form.values
        self.answer.setVisible(bool(values.get("question")))
        if not keeps_words:
            self.target.set_text(line.text)
            self.question.begin_with(str(values.get("question") or ""))
            self.answer.begin_with(str(values.get("answer") or ""))

    def _show_source_advice(self, english: str) -> None:
        found = advise(english, "en")
        lines = coach_lines(found)
        grade = found.readability
        if grade is not None and grade.is_telling and not grade.is_plain:
            lines.append(grade_words(grade))
        self.advice.setText(" ".join([_("About the English:"), *lines]))
        self.advice.setVisible(bool(lines))

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().resizeEvent(event)
        self.keys.setVisible(self.width() > theme().px(ROOM_FOR_KEYS))


def _source_words(page: TextPage) -> str:
    if page.english_by:
        return by_words(_("changed by {name}"), page.english_by, page.english_on)
    return _("as it came with the program")


def _target_words(page: TextPage) -> str:
    if page.writer_name:
        return by_words(_("typed by {name}"), page.writer_name, page.written_on)
    if page.line.status == "machine_draft":
        return _("drafted by a machine")
    return _("came with the program") if page.line.text else _("not written yet")

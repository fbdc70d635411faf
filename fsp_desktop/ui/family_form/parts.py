"""The parts of a family: folded to one line each, opened to be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.services import write_family
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.write_family import AdultForms
from fsp_desktop.ui.family_form.questions import (
    Rows,
    adult_questions,
    child_questions,
    home_questions,
    point_questions,
)
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.forms.record_editor import RecordEditor
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button, IconButton
from fsp_desktop.ui.widgets.cards import Card, IconLabel
from fsp_desktop.ui.widgets.text import ElidedLabel, hair_line

Family = Callable[[Any], OpenForm]
ICONS = {"adult": "user-round", "student": "school", "household": "house"}


class Part(Card):
    """One person or home.

    Args:
        shell: The window's work area.
        kind: adult, student or household.
        family: Returns the family's form on the store thread; it is on disk by then.

    Signals:
        edited: Something was typed; carries the field's name.
        taken_away: The person does not want it; carries this part.
        keeper_added: There is one more record to keep; carries its keeper.
    """

    edited = Signal(str)
    taken_away = Signal(object)
    keeper_added = Signal(object)

    def __init__(self, shell: Shell, kind: str, family: Family) -> None:
        super().__init__(padding=12, gap=10)
        self.shell = shell
        self.kind = kind
        self.editor = RecordEditor(
            shell, kind, _questions(kind), lambda ws: write_family.begin_part(ws, kind, family(ws))
        )
        self.title = ElidedLabel("", "bodyStrong")
        self.beside = ElidedLabel("", "note", "ink2")
        self.change = Button(_("Change"), "quiet", small=True)
        self.away = IconButton("trash-2", _("Take away"), "quiet")
        self.inside = QVBoxLayout()
        self.inside.setSpacing(theme().px(10))
        self._build()
        self.change.clicked.connect(lambda: self.unfold(is_open=self.editor.isHidden()))
        self.away.clicked.connect(lambda: self.taken_away.emit(self))
        self.editor.edited.connect(self._on_edited)

    def _build(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(IconLabel(ICONS[self.kind], "ink", 16))
        head.addWidget(self.title)
        head.addWidget(self.beside, 1)
        head.addWidget(self.change)
        head.addWidget(self.away)
        self.body.addLayout(head)
        self.body.addWidget(self.editor)
        self.body.addLayout(self.inside)
        self._tell()

    def show_form(self, form: OpenForm) -> None:
        """Show one that was written before, folded."""
        self.editor.show_form(form)
        self._tell()
        self.unfold(is_open=bool(form.values.get("draft")))

    def unfold(self, *, is_open: bool) -> None:
        """Open it to be changed, or fold it to one line."""
        self.editor.setVisible(is_open)
        self.change.setText(_("Fold") if is_open else _("Change"))
        self.change.setAccessibleName(f"{self.change.text()}: {self.title.whole_text()}")
        self._show_inside(is_open=is_open)

    def keepers(self) -> list[FormKeeper]:
        """Return the keepers of all its records."""
        return [self.editor.keeper]

    def has_record(self, record_id: str, forms: Callable[[FormKeeper], OpenForm | None]) -> bool:
        """Return whether one of its records is this one."""
        return any(
            form is not None and form.record_id == record_id
            for form in (forms(keeper) for keeper in self.keepers())
        )

    def _show_inside(self, *, is_open: bool) -> None:
        """Show or hide what belongs to it besides its own questions."""

    def _on_edited(self, name: str) -> None:
        self._tell()
        self.edited.emit(name)

    def _tell(self) -> None:
        title, beside = self._words()
        self.title.setText(title)
        self.beside.setText(beside)
        self.away.set_words(_("Take away {name}").format(name=title))

    def _words(self) -> tuple[str, str]:
        text = self.editor.text
        if self.kind == "household":
            where = ", ".join(part for part in (text("street"), text("city")) if part)
            return text("label") or _("A home"), where
        name = " ".join(part for part in (text("given_name"), text("family_name")) if part)
        if self.kind == "student":
            grade = text("grade")
            return name or _("A child"), _("grade {grade}").format(grade=grade) if grade else ""
        facts = (text("relationship"), text("speaks_language"), text("best_times"))
        return name or _("An adult"), " · ".join(fact for fact in facts if fact)


def _questions(kind: str) -> Rows:
    return {
        "adult": adult_questions,
        "student": child_questions,
        "household": home_questions,
    }[kind]()


class AdultPart(Part):
    """An adult, with the ways to reach them."""

    def __init__(self, shell: Shell, family: Family) -> None:
        self.points: list[RecordEditor] = []
        super().__init__(shell, "adult", family)
        self._family = family
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme().px(8))
        self._ways = QWidget()
        column = QVBoxLayout(self._ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(hair_line())
        column.addLayout(self._lines)
        self.more = Button(_("Another way to reach them"), "quiet", icon="plus", small=True)
        end = QHBoxLayout()
        end.addWidget(self.more)
        end.addStretch(1)
        column.addLayout(end)
        self.inside.addWidget(self._ways)
        self.more.clicked.connect(lambda: self._add_point().focus_target().setFocus())

    def show_adult(self, adult: AdultForms) -> None:
        """Show an adult that was written before, folded."""
        for point in adult.points:
            self._add_point().show_form(point)
        self.show_form(adult.form)
        if not self.points:
            self._add_point()

    def begin(self) -> None:
        """Be open and empty, with room for a number."""
        self._add_point()

    def keepers(self) -> list[FormKeeper]:
        return [self.editor.keeper, *(point.keeper for point in self.points)]

    def _show_inside(self, *, is_open: bool) -> None:
        self._ways.setVisible(is_open)

    def _add_point(self) -> RecordEditor:
        point = RecordEditor(self.shell, "contact-point", point_questions(), self._make_point)
        point.show_values({"contact_kind": "mobile", "may_text": "ask"})
        point.edited.connect(self.edited)
        self.points.append(point)
        self._lines.addWidget(point)
        self.keeper_added.emit(point.keeper)
        return point

    def _make_point(self, workspace: Any) -> OpenForm:
        """Make the form of a number; the adult it belongs to is written first."""
        adult = self.editor.keeper.form_now(workspace)
        if adult.is_new:
            adult = write_family.save_part(workspace, adult, {})
            self.editor.keeper.put_now(adult)
        return write_family.begin_point(workspace, adult)

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
from fsp_desktop.ui.family_form.point_row import PointRow
from fsp_desktop.ui.family_form.questions import questions_of
from fsp_desktop.ui.family_form.taken_away import TakenAway
from fsp_desktop.ui.family_form.ties_row import TiesRow
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
        away_asked: The person does not want it.
        keeper_added: There is one more record to keep; carries its keeper.
        written: A record was written to by an act of its own; carries what changed.
    """

    edited = Signal(str)
    away_asked = Signal()
    keeper_added = Signal(object)
    written = Signal(object)

    def __init__(self, shell: Shell, kind: str, family: Family) -> None:
        super().__init__(padding=12, gap=10)
        self.shell = shell
        self.kind = kind
        self.is_away = False
        self.editor = RecordEditor(
            shell,
            kind,
            questions_of(kind),
            lambda ws: write_family.begin_part(ws, kind, family(ws)),
            write_family.save_part,
        )
        self.title = ElidedLabel("", "bodyStrong")
        self.beside = ElidedLabel("", "note", "ink2")
        self.change = Button(_("Change"), "quiet", small=True)
        self.away = IconButton("trash-2", _("Take away"), "quiet")
        self.inside = QVBoxLayout()
        self.inside.setSpacing(theme().px(10))
        self._build()
        self.change.clicked.connect(lambda: self.unfold(is_open=self.editor.isHidden()))
        self.away.clicked.connect(self.away_asked)
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
        self._show_inside(is_open=is_open)
        self._tell()

    def keepers(self) -> list[FormKeeper]:
        """Return the keepers of all its records."""
        return [self.editor.keeper]

    def name(self) -> str:
        """Return what it is called, or what it is while it has no name."""
        return self.title.whole_text()

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed."""
        return any(self.editor.text(field) for field in self.editor.fields)

    def _show_inside(self, *, is_open: bool) -> None:
        """Show or hide what belongs to it besides its own questions."""

    def _on_edited(self, name: str) -> None:
        self._tell()
        self.edited.emit(name)

    def _tell(self) -> None:
        title, beside = self._words()
        self.title.setText(title)
        self.beside.setText(beside)
        self.setAccessibleName(title)
        self.away.set_words(_("Take away {name}").format(name=title))
        self.change.setText(_("Change") if self.editor.isHidden() else _("Fold"))
        self.change.setAccessibleName(f"{self.change.text()}: {title}")

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


class ChildPart(Part):
    """A child, with who cares for it and where it lives."""

    def __init__(self, shell: Shell, family: Family) -> None:
        super().__init__(shell, "student", family)
        self.ties = TiesRow()
        self.ties.hide()
        self.inside.addWidget(self.ties)

    def _show_inside(self, *, is_open: bool) -> None:
        self.ties.setVisible(is_open and self.ties.has_choices)

    def ties_shown(self) -> None:
        """Take up the chips of new adults and homes, unless it is folded."""
        self._show_inside(is_open=not self.editor.isHidden())


class AdultPart(Part):
    """An adult, with the ways to reach them."""

    def __init__(self, shell: Shell, family: Family) -> None:
        self._rows: list[PointRow] = []
        super().__init__(shell, "adult", family)
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
        self.more.clicked.connect(lambda: self.add_point().editor.focus_target().setFocus())

    @property
    def points(self) -> list[PointRow]:
        """The ways to reach them that were not taken away."""
        return [row for row in self._rows if not row.isHidden()]

    def show_adult(self, adult: AdultForms) -> None:
        """Show an adult that was written before, folded."""
        for point in adult.points:
            self.add_point().show_form(point)
        self.show_form(adult.form)
        if not adult.points:
            self.add_point()

    def keepers(self) -> list[FormKeeper]:
        return [self.editor.keeper, *(row.editor.keeper for row in self._rows)]

    @property
    def is_filled(self) -> bool:
        return super().is_filled or any(row.value() for row in self.points)

    def add_point(self) -> PointRow:
        """Show one more line for a number or address."""
        row = PointRow(self.shell, self._make_point)
        row.edited.connect(self.edited)
        row.away_asked.connect(lambda: self._take_away(row))
        self._rows.append(row)
        self._lines.addWidget(row)
        self.keeper_added.emit(row.editor.keeper)
        return row

    def _take_away(self, row: PointRow) -> None:
        if not row.value():
            row.editor.keeper.flush()
            row.hide()
            self.more.setFocus()
            return
        taken = TakenAway(self.shell, row, row.editor.keeper, row.value())
        taken.changed.connect(self.written)
        taken.take(self._lines)

    def _show_inside(self, *, is_open: bool) -> None:
        self._ways.setVisible(is_open)

    def _make_point(self, workspace: Any) -> OpenForm:
        """Make the form of a number; the adult it belongs to is written first."""
        adult = self.editor.keeper.form_now(workspace)
        if adult.is_new:
            adult = write_family.save_part(workspace, adult, {})
            self.editor.keeper.put_now(adult)
        return write_family.begin_point(workspace, adult)

"""The adults, children and homes of a family, each under its heading."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.write_family import FamilyForms
from fsp_desktop.ui.family_form.family_ties import FamilyTies
from fsp_desktop.ui.family_form.parts import AdultPart, Family, Part
from fsp_desktop.ui.family_form.section import Section
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.forms.record_editor import RecordEditor
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme

KEYS = {"adult": "Alt+A", "student": "Alt+C", "household": "Alt+H"}


class Everybody(QWidget):
    """Shows and adds people and homes, and who belongs to whom.

    Args:
        shell: The window's work area.
        keeper: Keeps the family.
        family: Returns the family's form on the store thread; it is on disk by then.

    Signals:
        edited: Something was typed.
        keeper_added: There is one more record to keep; carries its keeper.
        written: A record was written to by an act of its own; carries what changed.
        gone_on: The keyboard went to a part that has to be seen; carries it.
        reshaped: There is more or less to go through with Tab.
    """

    edited = Signal()
    keeper_added = Signal(object)
    written = Signal(object)
    gone_on = Signal(object)
    reshaped = Signal()

    def __init__(self, shell: Shell, keeper: FormKeeper, family: Family) -> None:
        super().__init__()
        self.sections = {
            kind: Section(shell, kind, words, family) for kind, words in _headings().items()
        }
        self.ties = FamilyTies(shell, keeper, self.parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        for section in self.sections.values():
            column.addWidget(section)
            section.edited.connect(self.edited)
            section.part_added.connect(self._follow)
            section.written.connect(self._on_written)
            section.gone_on.connect(self.gone_on)
        self.ties.written.connect(self._on_written)
        self.ties.shown.connect(self.reshaped)

    def listen_for_keys(self, form: QWidget) -> None:
        """Let Alt and a letter add one more anywhere in `form`."""
        for kind, keys in KEYS.items():
            QShortcut(QKeySequence(keys), form).activated.connect(self.sections[kind].adder.click)

    def begin(self) -> None:
        """Make room for an adult and a child of a new family."""
        self.sections["adult"].begin_one(focus=False)
        self.sections["student"].begin_one(focus=False)

    def show_forms(self, forms: FamilyForms) -> None:
        """Show who was written down before."""
        for section in self.sections.values():
            section.clear()
        for adult in forms.adults:
            part = self.sections["adult"].add()
            if isinstance(part, AdultPart):
                part.show_adult(adult)
        for kind, found in (("student", forms.children), ("household", forms.homes)):
            for form in found:
                self.sections[kind].add().show_form(form)
        self.ties.refresh()

    def parts(self) -> list[Part]:
        """Return everybody and every home that was not taken away."""
        return [part for section in self.sections.values() for part in section.parts]

    def keepers(self) -> list[FormKeeper]:
        """Return the keepers of all records, also of what was taken away."""
        parts = [part for section in self.sections.values() for part in section.all_parts()]
        return [keeper for part in parts for keeper in part.keepers()]

    def names(self) -> tuple[str, ...]:
        """Return the names of adults and children as typed."""
        people = (part.editor for part in self.parts() if part.kind != "household")
        names = (f"{one.text('given_name')} {one.text('family_name')}".strip() for one in people)
        return tuple(name for name in names if name)

    def numbers(self) -> tuple[str, ...]:
        """Return all numbers and addresses as typed."""
        adults = [part for part in self.parts() if isinstance(part, AdultPart)]
        return tuple(row.value() for adult in adults for row in adult.points if row.value())

    def editor_of(self, record_id: str) -> RecordEditor | None:
        """Unfold the part of a record and return its editor; None if it is not shown here."""
        for part in self.parts():
            points = [row.editor for row in part.points] if isinstance(part, AdultPart) else []
            for editor in (part.editor, *points):
                made = editor.keeper.made_now()
                if made is not None and made.record_id == record_id:
                    part.unfold(is_open=True)
                    return editor
        return None

    def _follow(self, part: Part) -> None:
        for keeper in part.keepers():
            self.keeper_added.emit(keeper)
        part.keeper_added.connect(self._on_keeper)
        part.editor.keeper.saved.connect(self.ties.refresh)
        self.reshaped.emit()

    def _on_keeper(self, keeper: FormKeeper) -> None:
        self.keeper_added.emit(keeper)
        self.reshaped.emit()

    def _on_written(self, changes: Changes) -> None:
        self.ties.refresh()
        self.written.emit(changes)


def _headings() -> dict[str, tuple[str, str, str]]:
    """Return heading, words of the button and its key by kind."""
    return {
        "adult": (_("Adults"), _("Add an adult"), _("Alt A")),
        "student": (_("Children"), _("Add a child"), _("Alt C")),
        "household": (_("Homes"), _("Add a home"), _("Alt H")),
    }

"""People a sheet of badges or cards is made for: ticked, not typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.text import Label

FAMILY_KINDS = ("adult", "student")


def called(values: Mapping[str, Any]) -> str:
    """Return what a person is called, from the fields of the record."""
    if values.get("name"):
        return str(values["name"])
    given = values.get("preferred_name") or values.get("given_name") or ""
    return " ".join(str(part) for part in (given, values.get("family_name") or "") if part)


def read_people(
    workspace: Any, kinds: Sequence[str], family_id: str | None
) -> list[tuple[str, str]]:
    """Return (id, name) of the people of some kinds, or of one family; on the store thread."""
    from fsp_desktop.services.list_records import list_records

    found = [
        (str(values["id"]), called(values))
        for kind in kinds
        for values in list_records(
            workspace,
            kind,
            family_id=RecordId(family_id) if family_id and kind in FAMILY_KINDS else None,
        )
        if not values.get("left") and not values.get("draft")
    ]
    return sorted(found, key=lambda one: one[1].casefold())


class PeopleTicks(QWidget):
    """Chips of people; members of a family come in when the family is chosen.

    Signals:
        changed: Somebody was taken in or out.
    """

    changed = Signal()

    def __init__(self, shell: Shell, kinds: Sequence[str]) -> None:
        super().__init__()
        self._shell, self._kinds = shell, tuple(kinds)
        self._people: dict[str, str] = {}
        self.label = Label(_("For whom"), "label")
        self.nothing = Label(
            _("Nobody is in the record yet. Type names below."), "note", "ink2", wrap=True
        )
        self.chips = ChipRow(_("For whom"))
        self.all = Button(_("Take all"), "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(4))
        for part in (self.label, self.nothing, self.chips, self.all):
            column.addWidget(part)
        self.nothing.hide()
        self.chips.chosen_changed.connect(lambda _keys: self.changed.emit())
        self.all.clicked.connect(self._take_all)
        self._ask(self._kinds, None)

    def chosen(self) -> list[str]:
        """Return the ids of the people taken in."""
        return self.chips.chosen()

    def add_family(self, family_id: str) -> None:
        """Take in the people of a family, beside those who are there."""
        self._ask(FAMILY_KINDS, family_id)

    def _ask(self, kinds: Sequence[str], family_id: str | None) -> None:
        workspace = self._shell.workspace
        job = self._shell.runner.store(lambda: read_people(workspace, kinds, family_id), owner=self)
        job.then(lambda people: self._show(people, is_taken=family_id is not None))
        job.failed(self._shell.tell_failure)

    def _show(self, people: list[tuple[str, str]], *, is_taken: bool) -> None:
        chosen = self.chips.chosen()
        self._people.update(people)
        self.chips.set_choices(self._people.items())
        self.chips.set_chosen([*chosen, *([key for key, _name in people] if is_taken else [])])
        self.nothing.setVisible(not self._people)
        self.all.setVisible(len(self._people) > 1)
        if is_taken:
            self.changed.emit()

    def _take_all(self) -> None:
        self.chips.set_chosen(self._people)
        self.changed.emit()

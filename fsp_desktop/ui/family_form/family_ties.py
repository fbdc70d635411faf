"""Shows beside each child who cares for it and where it lives, and keeps what is ticked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services import family_ties
from fsp_desktop.services.edit_record import Changes, open_form
from fsp_desktop.ui.family_form.parts import ChildPart, Part
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.shell.shell import Shell

Found = tuple[list[str], frozenset[tuple[str, str]]]
"""Record ids of the parts, in their order, and who belongs to whom."""


class FamilyTies(QObject):
    """Asks the record after each change, so that the chips tell what is on disk.

    Args:
        shell: The window's work area.
        family: Keeps the family.
        parts: Returns the people and homes that are shown.

    Signals:
        written: A tie was made or taken away; carries what changed.
        shown: The chips are up to date.
    """

    written = Signal(object)
    shown = Signal()

    def __init__(self, shell: Shell, family: FormKeeper, parts: Callable[[], list[Part]]) -> None:
        super().__init__(family)
        self._shell, self._family, self._parts = shell, family, parts
        self._followed: set[int] = set()

    def refresh(self) -> None:
        """Show who belongs to whom."""
        parts = self._parts()
        workspace, family = self._shell.workspace, self._family
        keepers = [part.editor.keeper for part in parts]

        def read() -> Found:
            made = family.made_now()
            if made is None or made.is_new:
                return ["" for _keeper in keepers], frozenset()
            ties = family_ties.known_ties(workspace, made.record_id)
            return [_id_now(keeper) for keeper in keepers], ties

        job = self._shell.runner.store(read, owner=self)
        job.then(lambda found: self._show(parts, found))

    def _show(self, parts: Sequence[Part], found: Found) -> None:
        ids, ties = found
        named = [
            (part, key) for part, key in zip(parts, ids, strict=True) if key and not part.is_away
        ]
        adults = [(key, part.name()) for part, key in named if part.kind == "adult"]
        homes = [(key, part.name()) for part, key in named if part.kind == "household"]
        for part, key in named:
            if isinstance(part, ChildPart):
                self._follow(part)
                tied = {other for child, other in ties if child == key}
                part.ties.show_ties(adults, homes, tied)
                part.ties_shown()
        self.shown.emit()

    def _follow(self, part: ChildPart) -> None:
        if id(part) not in self._followed:
            self._followed.add(id(part))
            part.ties.turned.connect(partial(self._turn, part))

    def _turn(self, part: ChildPart, other_id: str, is_tied: bool) -> None:
        workspace, keeper = self._shell.workspace, part.editor.keeper

        def go() -> Changes:
            child, other = keeper.form_now(workspace), open_form(workspace, RecordId(other_id))
            return family_ties.tie(workspace, child, other, is_tied=is_tied)

        job = self._shell.runner.store(go, owner=self)
        job.then(self.written.emit).failed(self._shell.tell_failure)


def _id_now(keeper: FormKeeper) -> str:
    made = keeper.made_now()
    return "" if made is None or made.is_new else str(made.record_id)

"""What is taken away leaves one line behind, with its undo, until the form is closed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.write_family import Removed, put_back, remove_part
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.cards import Banner


class TakenAway(Banner):
    """Stands where a person, a number or a home was.

    Args:
        shell: The window's work area.
        widget: What is taken away; it is hidden, and shown again when it comes back.
        keeper: Keeps its record.
        name: What it is called.

    Signals:
        came_back: It is there again.
        changed: The record was written to; carries what changed.
    """

    came_back = Signal()
    changed = Signal(object)

    def __init__(self, shell: Shell, widget: QWidget, keeper: FormKeeper, name: str) -> None:
        words = _("{name} is taken away.").format(name=name)
        super().__init__(words, _("Undo"), kind="plain", icon="trash-2")
        self._shell, self._widget, self._keeper = shell, widget, keeper
        # Filled and emptied on the store thread only, where the undo follows the taking away.
        self._removed: list[Removed] = []
        self.link.setAccessibleName(_("Bring {name} back").format(name=name))
        self.acted.connect(self._bring_back)

    def take(self, lines: QVBoxLayout) -> None:
        """Hide the widget, stand in its place in `lines`, and take its record away."""
        workspace, keeper, removed = self._shell.workspace, self._keeper, self._removed
        keeper.flush()

        def go() -> Changes:
            form = keeper.made_now()
            if form is None or form.is_new:
                return Changes()
            removed.append(remove_part(workspace, form))
            return removed[-1].changes

        lines.insertWidget(lines.indexOf(self._widget), self)
        self._widget.hide()
        self.link.setFocus(Qt.FocusReason.OtherFocusReason)
        job = self._shell.runner.store(go, owner=self)
        job.then(self.changed.emit).failed(self._show_not_taken)

    def _show_not_taken(self, error: FspError) -> None:
        self._shell.tell_failure(error)
        self._show_again()

    def _bring_back(self) -> None:
        workspace, removed = self._shell.workspace, self._removed

        def go() -> Changes:
            return put_back(workspace, removed.pop()) if removed else Changes()

        job = self._shell.runner.store(go, owner=self)
        job.then(self._show_back).failed(self._shell.tell_failure)

    def _show_back(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self._show_again()

    def _show_again(self) -> None:
        self._widget.show()
        self.came_back.emit()
        self.hide()
        self.deleteLater()

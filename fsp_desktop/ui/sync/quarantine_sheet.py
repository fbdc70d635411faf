"""Decide about what a computer wrote after it was taken out of the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.needs_look import Quarantined


class QuarantineSheet(Sheet):
    """Says what will happen, for the whole team, and asks once.

    Signals:
        decided: It was taken in or left out.
    """

    decided = Signal()

    def __init__(self, shell: Shell, one: Quarantined, *, take_in: bool) -> None:
        title = _("Take these changes in?") if take_in else _("Leave these changes out?")
        super().__init__(shell, 560, title, icon="laptop")
        self._shell, self._device, self._take_in = shell, one.device, take_in
        count = ngettext("{n} change", "{n} changes", one.changes).format(n=one.changes)
        words = _("{name} wrote {count} after it was removed from the team.")
        self.body.addWidget(Label(words.format(name=one.name, count=count), wrap=True))
        told = (
            _(
                "They become part of the record for everyone. Where they differ from yours, both "
                "versions are kept and you choose. The computer stays removed."
            )
            if take_in
            else _(
                "They are dropped on every computer of the team and do not come back. What that "
                "computer wrote before it was removed stays."
            )
        )
        self.body.addWidget(Banner(told, kind="plain" if take_in else "care", icon="info"))
        self.stop = Button(_("Decide later"), keys="Esc")
        self.stop.clicked.connect(self.reject)
        self.do = Button(
            _("Take in") if take_in else _("Leave out"), "primary" if take_in else "care"
        )
        self.do.clicked.connect(self._decide)
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.do)
        self.body.addLayout(row)
        (self.do if take_in else self.stop).setFocus()

    def _decide(self) -> None:
        from fsp_desktop.services.manage_devices import take_in_quarantined, throw_away_quarantined

        workspace, device = self._shell.workspace, self._device
        do = take_in_quarantined if self._take_in else throw_away_quarantined
        self.do.set_waiting(_("One moment…"))
        job = self._shell.runner.store(lambda: do(workspace, device), owner=self)
        job.then(self._done).failed(self._tell_failure)

    def _done(self, _nothing: object) -> None:
        words = (
            _("They are taken in at the next sharing, everywhere.")
            if self._take_in
            else _("They are left out at the next sharing, everywhere.")
        )
        self._shell.toast(words)
        self.accept()
        self.decided.emit()
        self._shell.share_now()

    def _tell_failure(self, error: FspError) -> None:
        self.do.set_waiting("")
        self._shell.tell_failure(error)

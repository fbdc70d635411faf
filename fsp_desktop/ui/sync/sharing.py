"""Sharing as the window sees it: begins by itself, tells the shell what came, never stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from fsp_desktop.domain.errors import FspError
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.sync.rhythm import SharingRhythm

LOOK_EVERY_MS = 10_000
"""How often to look whether something was written here that has not been shared."""


class Sharing(QObject):
    """Joins the rhythm of sharing to the window.

    Attributes:
        shell: Returns the work area, or None while it is locked.
    """

    def __init__(self, runner: Runner, workspace: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._workspace = runner, workspace
        self.shell: Callable[[], Any] = lambda: None
        self._rhythm = SharingRhythm(runner, workspace, self)
        self._rhythm.shared.connect(self._on_shared)
        self._rhythm.failed.connect(self._on_failed)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_for_changes)

    def begin(self) -> None:
        """Start to share, if anybody has said where."""
        from fsp_desktop.services.share_record import sharing_status

        workspace = self._workspace
        self._runner.store(lambda: sharing_status(workspace), owner=self).then(self._on_status)

    def stop(self) -> None:
        """Share no more; the record is about to be closed."""
        self._look.stop()
        self._rhythm.stop()

    def take_place(self, place: str) -> None:
        """Begin to share through a place that was just chosen."""
        self._rhythm.watch(place)
        self._look.start()
        self._rhythm.share()

    def share_from_pool(self) -> None:
        """Share now; may be called on any thread, the pass begins on this one."""
        QTimer.singleShot(0, self, self._rhythm.share)

    def _on_status(self, status: Any) -> None:
        if status.place is not None:
            self._rhythm.watch(status.place)
            self._look.start()
            self._rhythm.start()

    def _look_for_changes(self) -> None:
        if self._rhythm.is_sharing:
            return
        ledger = self._workspace.ledger
        self._runner.store(ledger.unsealed_count, owner=self).then(self._on_waiting).failed(
            lambda _error: None
        )

    def _on_waiting(self, count: int) -> None:
        if count:
            self._rhythm.changed()

    def _on_shared(self, report: Any) -> None:
        from fsp_desktop.services.share_record import learn_school

        workspace, shell = self._workspace, self.shell()
        if report.received:
            self._runner.store(lambda: learn_school(workspace), owner=self)
        if shell is None:
            return
        if report.received or report.conflicts:
            shell.announce(Changes())
        else:
            shell.refresh_standing()

    def _on_failed(self, error: FspError) -> None:
        shell = self.shell()
        if shell is None:
            return
        shell.refresh_standing()
        if self._rhythm.was_asked:
            shell.tell_failure(error)

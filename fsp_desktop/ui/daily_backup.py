"""One encrypted backup a day, made beside the window once nobody is waiting for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fsp_desktop.domain.errors import FspError
from fsp_desktop.ui.runner import Runner, Task

if TYPE_CHECKING:
    from fsp_desktop.services.workspace import Workspace

FIRST_MS = 20_000
LOOK_AGAIN_MS = 30 * 60_000
_CANCELLED = "store.cancelled"


class DailyBackup(QObject):
    """Looks now and then whether today's backup is there, and has it made in the pool if not.

    Attributes:
        failure: Code of what kept the last one from being made; empty when all is well.
    """

    def __init__(self, runner: Runner, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.failure = ""
        self._runner = runner
        self._workspace = workspace
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look for the first time once the first pages had their turn."""
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Make today's backup if it is due, unless something else is under way."""
        self._timer.start(LOOK_AGAIN_MS if self._runner.is_idle else FIRST_MS)
        if self._runner.is_closed or not self._runner.is_idle or self._workspace.who.is_demo:
            return
        job = self._runner.pool(self._make, with_task=True, owner=self)
        # With the record it belongs to, this object goes, and a backup under way ends.
        self.destroyed.connect(job.task.cancel)
        job.then(lambda _made: self._tell("")).failed(self._on_failure)

    def _make(self, task: Task) -> None:
        from fsp_desktop.services.back_up import back_up_if_due

        back_up_if_due(self._workspace, cancelled=lambda: task.is_cancelled)

    def _on_failure(self, error: FspError) -> None:
        if error.code != _CANCELLED:
            self._tell(error.code)

    def _tell(self, code: str) -> None:
        self.failure = code

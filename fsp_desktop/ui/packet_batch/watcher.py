"""The batch of packets under way: how far it is, stopping it, going on, and what became of it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import ngettext
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.packet_batch.batch_banner import BatchBanner
from fsp_desktop.ui.packet_batch.far_workspace import far_workspace
from fsp_desktop.ui.shell.shell import Shell

GIVEN = Changes(frozenset({"packet-given"}))


class BatchWatcher(QObject):
    """Runs one batch at a time and tells about it above whatever page is up.

    Signals:
        ended: The batch has ended; carries its report, or None if it failed as a whole.
    """

    ended = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._stop = threading.Event()
        self._order: Any = None
        self._folder = Path()
        self.banner = BatchBanner()
        self.banner.hide()
        self.is_busy = False
        self.report: Any = None
        shell.add_banner(self.banner)
        # The lock closes the record; what is finished stays, and the same folder goes on later.
        shell.closing.connect(self._on_closing)
        self.banner.stop_asked.connect(self.stop)
        self.banner.go_on_asked.connect(lambda: self.begin(self._order, self._folder))
        self.banner.result_asked.connect(self.show_result)

    def begin(self, order: Any, folder: Path) -> None:
        """Make the packets of `order` in `folder`; what is there already and still right stays."""
        if self.is_busy:
            return
        self._order, self._folder, self._stop = order, folder, threading.Event()
        self.is_busy, self.report = True, None
        runner, near, stop = self._shell.runner, self._shell.workspace, self._stop
        self.banner.begin()

        def work(task: Any) -> Any:
            from fsp_desktop.services.print_batch import print_batch

            return print_batch(
                far_workspace(runner, near, stop.is_set),
                order,
                folder,
                told=task.progress,
                cancelled=lambda: stop.is_set() or task.is_cancelled,
            )

        job = runner.pool(work, with_task=True, owner=self)
        job.progressed(self.banner.step).then(self._on_ended).failed(self._on_failed)

    def stop(self) -> None:
        """Stop after the packet that is being made; what is finished stays."""
        self._stop.set()
        self.banner.tell_stopping()

    def _on_closing(self) -> None:
        self._stop.set()

    def show_result(self) -> None:
        """Show what was made and what was not, and why."""
        from fsp_desktop.ui.packet_batch.result_sheet import BatchResultSheet

        if self.report is not None:
            self._shell.open_dialog(BatchResultSheet(self._shell, self.report, self._folder))

    def _on_ended(self, report: Any) -> None:
        self.is_busy, self.report = False, report
        made, kept = len(report.files), len(report.kept)
        if report.stopped:
            words = ngettext(
                "Stopped. {n} PDF is finished.", "Stopped. {n} PDFs are finished.", made + kept
            )
        else:
            words = ngettext(
                "{n} PDF is in the folder.", "{n} PDFs are in the folder.", made + kept
            )
        said = words.format(n=made + kept)
        refused = len(report.refused)
        if refused:
            more = ngettext("{n} family got none.", "{n} families got none.", refused).format(
                n=refused
            )
            said = f"{said} {more}"
        self.banner.tell_end(said, has_trouble=bool(refused), can_go_on=report.stopped)
        if report.papers:
            self._shell.announce(GIVEN)
        self.ended.emit(report)

    def _on_failed(self, error: FspError) -> None:
        self.is_busy = False
        self.banner.hide()
        self._shell.tell_failure(error)
        self.ended.emit(None)


def watcher_of(shell: Shell) -> BatchWatcher:
    """Return the one watcher of a work area."""
    return shell.findChild(BatchWatcher) or BatchWatcher(shell)

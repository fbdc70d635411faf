"""Sharing as the window sees it: begins by itself, tells the shell what came, never stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.words import _
from fsp_desktop.ui.runner import Runner
from fsp_desktop.ui.shell.hooks import Settings, Standing
from fsp_desktop.ui.shell.toast import ToastAct
from fsp_desktop.ui.sync.rhythm import Errand, SharingRhythm

if TYPE_CHECKING:
    from fsp_desktop.services.share_record import Guest, SharingStatus
    from fsp_desktop.services.sync_now import SyncReport
    from fsp_desktop.services.workspace import Workspace
    from fsp_desktop.ui.shell.shell import Shell

LOOK_EVERY_MS = 10_000
"""How often to look whether something was written here that has not been shared."""
LEAST_TOLD = 2
"""From so many bundles on, the sentence at the bottom counts them."""
LAST_PASS_MS = 4_000
"""How long the end of the program may wait for what has not left this computer."""


class Sharing(QObject):
    """Joins the rhythm of sharing to the window.

    Attributes:
        shell: Returns the work area, or None while it is locked.
        learnt_school: Called with the name of a newcomer's school when it has arrived.
        learnt_role: Called with the code of the role that the team gave a newcomer.
    """

    def __init__(self, runner: Runner, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._workspace: Workspace | None = workspace
        self._greeted: set[str] = set()
        self.shell: Callable[[], Shell | None] = lambda: None
        self.learnt_school: Callable[[str], object] = lambda _name: None
        self.learnt_role: Callable[[str], object] = lambda _role: None
        self._was_outside = self._has_role = False
        self._rhythm = SharingRhythm(runner, workspace, self)
        self._rhythm.shared.connect(self._on_shared)
        self._rhythm.failed.connect(self._on_failed)
        self._rhythm.rested.connect(self._on_rested)
        self._rhythm.progressed.connect(self._on_progress)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._look_for_changes)

    @property
    def held(self) -> str:
        """Why nothing is shared with servers now, as `SharingRhythm.held`; from any thread."""
        return self._rhythm.held

    @property
    def is_online(self) -> bool | None:
        """False without any connection, None while nobody knows; may be asked on any thread."""
        return self._rhythm.network.is_online

    def use_settings(self, settings: Settings) -> None:
        """Follow what the person chose about connections, asked before each pass."""
        self._rhythm.over_metered = lambda: bool(settings.get("over_hotspot", False))
        self._rhythm.only_where = lambda: str(settings.get("only_where", "") or "").strip()

    def set_paused(self, paused: bool) -> None:
        """Share nothing for now, or go on at once."""
        if paused:
            self._rhythm.pause()
        else:
            self._rhythm.resume()

    def run_errand(self, errand: Errand) -> None:
        """Exchange with one place only and tell who asked."""
        self._rhythm.run_errand(errand)

    def share_last(self, most_ms: int = LAST_PASS_MS) -> None:
        """Share once more before the end if anything waits; returns after `most_ms` at the latest.

        What does not leave in time leaves after the next start. The window is hidden by then.
        """
        workspace, rhythm = self._workspace, self._rhythm
        if workspace is None or rhythm.is_paused or rhythm.is_failing:
            return
        from fsp_desktop.services.share_record import sharing_status

        try:
            status = self._runner.store_now(lambda: sharing_status(workspace), 2.0)
        except FspError:
            return
        if status.place is None or not status.waiting:
            return
        loop = QEventLoop()
        for ended in (rhythm.shared, rhythm.failed, rhythm.rested):
            ended.connect(loop.quit)
        QTimer.singleShot(most_ms, loop.quit)
        self.shell = lambda: None
        rhythm.share(asked=False)
        loop.exec()

    def begin(self) -> None:
        """Start to share, if anybody has said where."""
        from fsp_desktop.services.share_record import sharing_status

        workspace = self._workspace
        if workspace is not None:
            self._runner.store(lambda: sharing_status(workspace), owner=self).then(self._on_status)

    def stop(self) -> None:
        """Share no more and let go of the record, which is about to be closed."""
        self._look.stop()
        self._rhythm.stop()
        self._workspace = None
        self.shell = lambda: None
        self.deleteLater()

    def take_place(self, place: str) -> None:
        """Begin to share through a place that was just chosen."""
        del place  # the record knows all of them
        self._look.start()
        self._rhythm.start()
        self._rhythm.share()

    def share_from_pool(self) -> None:
        """Share now; may be called on any thread, the pass begins on this one."""
        QTimer.singleShot(0, self, self._rhythm.share)

    def _on_status(self, status: SharingStatus) -> None:
        if status.place is not None:
            self._look.start()
            self._rhythm.start()

    def _look_for_changes(self) -> None:
        if self._rhythm.is_sharing or self._workspace is None:
            return
        self._rhythm.look_for_places()
        if self._rhythm.is_failing:
            return
        ledger = self._workspace.ledger
        self._runner.store(ledger.unsealed_count, owner=self).then(self._on_waiting).failed(
            lambda _error: None
        )

    def _on_waiting(self, count: int) -> None:
        if count:
            self._rhythm.changed()

    def _on_progress(self, done: int, total: int) -> None:
        shell = self.shell()
        if shell is not None and total >= LEAST_TOLD:
            standing = Standing(sharing=(done, total))
            shell.status.show_standing(standing, shell.hooks.clock.now())

    def _on_shared(self, report: SyncReport) -> None:
        from fsp_desktop.services.sync_now import waits_for_admission

        shell = self.shell()
        if report.received:
            self._learn_school()
        is_outside = waits_for_admission(report)
        was_let_in, self._was_outside = self._was_outside and not is_outside, is_outside
        if not is_outside:
            self._learn_role()
        if shell is None:
            return
        if report.received or report.conflicts or was_let_in:
            from fsp_desktop.services.edit_record import Changes

            shell.announce(Changes())
        else:
            self._tell_standing(shell)
        self._look_at_door()

    def _on_failed(self, error: FspError) -> None:
        shell = self.shell()
        if shell is None:
            return
        self._tell_standing(shell)
        if self._rhythm.was_asked:
            shell.tell_failure(error)

    def _on_rested(self) -> None:
        shell = self.shell()
        if shell is not None:
            self._tell_standing(shell)

    @staticmethod
    def _tell_standing(shell: Shell) -> None:
        shell.refresh_standing()
        page = shell.current()
        if page is not None and page.key == "sync":
            page.refresh(None)

    def _learn_school(self) -> None:
        from fsp_desktop.services.share_record import learn_school

        workspace = self._workspace
        if workspace is None or workspace.who.school_id:
            return
        self._runner.store(lambda: learn_school(workspace), owner=self).then(
            lambda name: self.learnt_school(name) if name else None
        )

    def _learn_role(self) -> None:
        from fsp_desktop.services.share_record import learn_role

        workspace = self._workspace
        if workspace is None or self._has_role:
            return
        self._has_role = True
        self._runner.store(lambda: learn_role(workspace), owner=self).then(
            lambda role: self.learnt_role(role) if role else None
        ).failed(lambda _error: None)

    def _look_at_door(self) -> None:
        from fsp_desktop.services.share_record import guests_at_the_door

        workspace = self._workspace
        if workspace is not None:
            self._runner.store(lambda: guests_at_the_door(workspace), owner=self).then(
                self._greet
            ).failed(lambda _error: None)

    def _greet(self, guests: list[Guest]) -> None:
        """Say once that somebody waits; the page about sharing holds the answer."""
        shell = self.shell()
        new = [guest for guest in guests if guest.pairing not in self._greeted]
        if shell is None or not new:
            return
        self._greeted.update(guest.pairing for guest in new)
        shell.toast(
            _("{name} would like to be let in.").format(name=new[0].name),
            None,
            ToastAct(_("Look"), lambda: shell.go("sync")),
        )

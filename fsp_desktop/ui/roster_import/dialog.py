"""Bring in a class list: read it, see what would change, then decide. Nobody is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.roster_import.outlook import Outlook
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner, IconLabel
from fsp_desktop.ui.widgets.progress import Progress
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

WIDE = 880
FILES = "*.zip *.csv *.xlsx *.txt"


@dataclass(frozen=True, slots=True)
class _Seen:
    path: Path
    plan: Any


class RosterDialog(Sheet):
    """Reading runs in the work pool, comparing and writing on the store thread; each can be stopped."""

    def __init__(
        self, shell: Shell, family_id: str | None = None, path: Path | None = None
    ) -> None:
        super().__init__(shell, WIDE, _("Bring in a class list"), icon="download")
        del family_id  # a list is about all families, whichever page is up
        self._shell = shell
        self._job: Any = None
        self._seen: _Seen | None = None
        self._build()
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file or a folder and show what it would change."""
        from fsp_desktop.services.import_roster import mapping_for, read_roster

        workspace = self._shell.workspace
        self._tell(_("Reading {name}…").format(name=path.name))
        runner = self._shell.runner

        def work(task: Any) -> Any:
            mapping = runner.store_now(lambda: mapping_for(workspace, path), 120.0)
            return read_roster(path, "auto", mapping, task.progress, lambda: task.is_cancelled)

        self._start(
            runner.pool(work, with_task=True, owner=self), lambda got: self._plan(path, got)
        )

    def bring_in(self) -> None:
        """Write what was seen."""
        from fsp_desktop.services.import_roster import run_import

        if self._seen is None:
            return
        workspace, plan = self._shell.workspace, self._seen.plan
        self._tell(_("Writing…"))
        job = self._shell.runner.store(
            lambda task: run_import(
                workspace, plan, progress=task.progress, cancelled=lambda: task.is_cancelled
            ),
            with_task=True,
            owner=self,
        )
        self._start(job, self._done)

    def reject(self) -> None:
        """Close; work under way is stopped and leaves nothing half done."""
        self._stop()
        super().reject()

    def _build(self) -> None:
        px = theme().px
        self.trouble = Banner("", kind="care", icon="triangle-alert")
        self.progress = Progress(can_stop=True)
        self.progress.stop_asked.connect(self._stopped)
        self.outlook = Outlook()
        self.pages = QStackedWidget()
        self.pages.addWidget(self._choosing())
        self.pages.addWidget(self.outlook)
        self.pages.setMinimumHeight(px(320))
        self.go = Button(_("Bring in"), "primary", keys="Ctrl Enter")
        self.go.setShortcut("Ctrl+Return")
        self.go.clicked.connect(self.bring_in)
        self.other = Button(_("Another list…"))
        self.other.clicked.connect(self._choose_file)
        self.kept = Label(_("Nobody is deleted. What a family told you stays."), "note", "ink2")
        foot = QHBoxLayout()
        foot.setSpacing(px(10))
        foot.addWidget(self.kept, 1)
        foot.addWidget(self.other)
        foot.addWidget(self.go)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.pages, 1)
        self.body.addLayout(foot)
        self.trouble.hide()
        self._show_page(0)

    def _choosing(self) -> QWidget:
        px = theme().px
        page = QWidget()
        file = Button(_("Choose a file…"), "primary", icon="file-text")
        folder = Button(_("Choose a folder…"), icon="folder-open")
        file.clicked.connect(self._choose_file)
        folder.clicked.connect(self._choose_folder)
        words = _(
            "OneRoster, School Data Sync, or any table with a row for each child: a folder, a zip, CSV or "
            "XLSX. You see what would change before anything does."
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(px(10))
        for widget in (file, folder):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, px(24), 0, px(24))
        column.setSpacing(px(14))
        column.addWidget(IconLabel("school", "ink2", 28))
        column.addWidget(Label(words, "body", "ink2", wrap=True))
        column.addLayout(buttons)
        column.addStretch(1)
        return page

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, _("A class list"), "", f"{FILES}")
        if chosen:
            self.read(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("A folder with a class list"))
        if chosen:
            self.read(Path(chosen))

    def _start(self, job: Any, then: Any) -> None:
        self._job = job
        job.progressed(self._on_progress)
        job.then(then).failed(self._on_failed)

    def _plan(self, path: Path, reading: Any) -> None:
        from fsp_desktop.services.import_roster import plan_import

        workspace = self._shell.workspace
        self._tell(_("Comparing with your record…"))
        job = self._shell.runner.store(
            lambda task: plan_import(
                workspace, reading, progress=task.progress, cancelled=lambda: task.is_cancelled
            ),
            with_task=True,
            owner=self,
        )
        self._start(job, lambda plan: self._show_plan(path, plan))

    def _show_plan(self, path: Path, plan: Any) -> None:
        self._job = None
        self._seen = _Seen(path, plan)
        self.progress.end()
        self.outlook.show_plan(plan)
        self._show_page(1)
        count = len(plan.writes)
        words = ngettext("Bring in {n} change", "Bring in {n} changes", count).format(n=count)
        self.go.setText(words if count else _("Nothing to bring in"))
        self.go.setFocus()

    def _done(self, report: Any) -> None:
        self._job = None
        added = sum(report.added.values())
        changed = sum(report.changed.values())
        words = _("Brought in: {added} new, {changed} changed.").format(
            added=added, changed=changed
        )
        self._shell.announce(Changes())
        self._shell.toast(words)
        self.accept()

    def _show_page(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        for widget in (self.go, self.other, self.kept):
            widget.setVisible(number == 1)

    def _tell(self, words: str) -> None:
        self.trouble.hide()
        self.progress.begin(words)

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.step(done, total)

    def _on_failed(self, error: FspError) -> None:
        self._job = None
        self.progress.end()
        if error.code != "rosters.cancelled":
            self.trouble.set_words(error_sentence(error.code, error.detail))
            self.trouble.show()

    def _stopped(self) -> None:
        self._stop()
        self.progress.end()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

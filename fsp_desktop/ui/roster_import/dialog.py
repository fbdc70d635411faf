"""Bringing in the school's class list: choose it, see what it would do, then bring it in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services import import_roster
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.services.import_plan import ImportPlan, ImportReport
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.forms.folding_row import foot_row
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.places import take_back
from fsp_desktop.ui.roster_import.mapping_page import MappingPage
from fsp_desktop.ui.roster_import.preview_page import PreviewPage
from fsp_desktop.ui.roster_import.start_page import StartPage
from fsp_desktop.ui.roster_import.words import count_words
from fsp_desktop.ui.runner import Job, Task
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.progress import Progress
from fsp_desktop.ui.widgets.text import ElidedLabel

WIDE, HIGH = 1000, 420
PLAIN = {"csv", "xlsx"}
UNKNOWN_COLUMNS = {"rosters.mapping_needed", "rosters.not_a_roster"}


class RosterDialog(FormSheet):
    """Nothing is written before "Bring in"; nobody is ever removed."""

    def __init__(self, shell: Shell, **_place: Any) -> None:
        super().__init__(shell, WIDE, _("Bring in a class list"), icon="download")
        self._path: Path | None = None
        self._look: Any = None
        self._reading: Any = None
        self._same_as: dict[str, str] = {}
        self._job: Job | None = None
        self._build()
        self._wire()
        self._show_start()

    def _build(self) -> None:
        px = theme().px
        self.start = StartPage()
        self.mapping, self.preview = MappingPage(), PreviewPage()
        self.progress = Progress(can_stop=True)
        working = QWidget()
        middle = QVBoxLayout(working)
        middle.setContentsMargins(px(80), 0, px(80), 0)
        middle.addStretch(1)
        middle.addWidget(self.progress)
        middle.addStretch(1)
        self.pages = QStackedWidget()
        self.pages.setFixedHeight(px(HIGH))
        for page in (self.start, self.mapping, working, self.preview):
            self.pages.addWidget(page)
        self.questions.addWidget(self.pages)
        self._build_foot()

    def _build_foot(self) -> None:
        self.sentence = ElidedLabel("", "note", "ink2")
        self.another = Button(_("Another file"), icon="folder-open")
        self.stop = Button(_("Stop, change nothing"), keys=_("Esc"))
        self.go_on = Button(_("Bring in"), "primary", keys=_("Ctrl Enter"))
        foot = foot_row(self.sentence, self.another, self.stop, self.go_on)
        foot.folded.connect(self.refit)
        self.foot.addWidget(foot)

    def _wire(self) -> None:
        self.start.file_asked.connect(self._ask_file)
        self.start.folder_asked.connect(self._ask_folder)
        self.another.clicked.connect(self._show_start)
        self.stop.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.proceed)
        self.progress.stop_asked.connect(self._stop_work)
        self.preview.chosen.connect(self._tell_counts)
        self.preview.same_chosen.connect(self._set_same)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.proceed)
        QShortcut(QKeySequence("Ctrl+PgDown"), self).activated.connect(lambda: self._turn(1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self).activated.connect(lambda: self._turn(-1))

    def _show_start(self) -> None:
        self.pages.setCurrentIndex(0)
        self.another.hide()
        self.go_on.hide()
        self.sentence.setText(_("Nobody is removed by a list, and nothing is guessed."))
        self.start.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_file(self) -> None:
        kinds = _("Class lists (*.csv *.txt *.tsv *.xlsx *.zip)")
        all_kinds = f"{kinds};;{_('All files')} (*)"
        dialog = QFileDialog(self, _("Choose a class list"), documents_folder(), all_kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open_chooser(dialog)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Choose the folder of a class list"), documents_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_chooser(dialog)

    def _open_chooser(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.read_path(Path(chosen)))
        dialog.open()

    def read_path(self, path: Path) -> None:
        """Look at a list, and read it as soon as its columns are known."""
        self._path, self._same_as = path, {}
        self.start.say_problem("")
        self._work(_("Looking at {name}…").format(name=path.name))
        look = self.shell.runner.pool(lambda: import_roster.look_at_roster(path), owner=self)
        self._begin(look).then(self._on_look).failed(self._show_problem)

    def _on_look(self, seen: Any) -> None:
        self._look = seen
        if seen.format not in PLAIN:
            self._read({})
            return
        workspace = self.shell.workspace
        # The mapping that was kept lies in the record; the file itself is never read there.
        kept = self.shell.runner.store(
            lambda: import_roster.kept_mapping(workspace, seen), owner=self
        )
        self._begin(kept).then(self._read).failed(self._show_problem)

    def _read(self, mapping: dict[str, str]) -> None:
        path = self._path
        if path is None:
            return
        self._work(_("Reading {name}…").format(name=path.name))

        def read(task: Task) -> Any:
            return import_roster.read_roster(
                path, "auto", mapping, task.progress, lambda: task.is_cancelled
            )

        job = self.shell.runner.pool(read, with_task=True, owner=self)
        self._begin(job).then(self._on_read).failed(self._on_not_read)

    def _on_read(self, reading: Any) -> None:
        self._reading = reading
        self._plan()

    def _on_not_read(self, error: FspError) -> None:
        is_plain = self._look is not None and self._look.format in PLAIN
        if error.code in UNKNOWN_COLUMNS and is_plain and self._look.headers:
            self._show_mapping()
        else:
            self._show_problem(error)

    def _show_mapping(self) -> None:
        look = self._look
        self.progress.end()
        self.mapping.show_columns(look.headers, look.guess or {}, look.forbidden)
        self.pages.setCurrentWidget(self.mapping)
        self.another.show()
        self.go_on.setText(_("Read the list"))
        self.go_on.show()
        self.sentence.setText(_("Nothing is written yet."))

    def _plan(self) -> None:
        reading, same_as, workspace = self._reading, dict(self._same_as), self.shell.workspace
        self._work(_("Comparing with what we have…"))

        def plan(task: Task) -> ImportPlan:
            return import_roster.plan_import(
                workspace, reading, same_as, task.progress, lambda: task.is_cancelled
            )

        job = self.shell.runner.store(plan, with_task=True, owner=self)
        self._begin(job).then(self._show_plan).failed(self._show_problem)

    def _show_plan(self, plan: ImportPlan) -> None:
        self.progress.end()
        self.preview.show_plan(plan, self._same_as)
        self.pages.setCurrentWidget(self.preview)
        self.another.show()
        self.go_on.show()
        self._tell_counts()
        self.preview.tabs.segments()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_counts(self) -> None:
        plan = self.preview.plan
        if plan is None:
            return
        added = plan.report.added
        new = added.get("student") or sum(added.values())
        changed = sum(choice.takes for choice in self.preview.changes.choices())
        if new or changed:
            words = _("Bring in {new} new, {changed} changed").format(new=new, changed=changed)
        else:
            words = _("Nothing to bring in")
        self.go_on.setText(words)
        self.go_on.updateGeometry()
        name = self._path.name if self._path else ""
        self.sentence.setText(_("{name}: this is only a preview.").format(name=name))

    def _set_same(self, roster_id: str, record_id: str, is_one: bool) -> None:
        if is_one:
            self._same_as[roster_id] = record_id
        else:
            self._same_as.pop(roster_id, None)
        self._plan()

    def _turn(self, step: int) -> None:
        if self.pages.currentWidget() is self.preview:
            self.preview.tabs.turn(step)

    def proceed(self) -> None:
        """Go on from where one is: read with the columns said, or bring the list in."""
        page = self.pages.currentWidget()
        if page is self.mapping:
            lacking = self.mapping.lacking()
            if lacking:
                self.mapping.show_lacking(lacking)
            else:
                self._read(self.mapping.mapping())
        elif page is self.preview and self.preview.plan is not None:
            self._bring_in(self.preview.plan)

    def _bring_in(self, plan: ImportPlan) -> None:
        choices, workspace = self.preview.choices(), self.shell.workspace
        self._work(_("Bringing in…"))

        def run(task: Task) -> ImportReport:
            return import_roster.run_import(
                workspace, plan, choices, task.progress, lambda: task.is_cancelled
            )

        job = self.shell.runner.store(run, with_task=True, owner=self)
        self._begin(job).then(self._show_done).failed(self._show_problem)

    def _show_done(self, report: ImportReport) -> None:
        shell = self.shell
        self._job = None
        self.progress.end()
        self.accept()
        new, changed = count_words(report.added), sum(report.changed.values())
        parts = [_("New: {what}.").format(what=new)] if new else []
        if changed:
            words = ngettext("{count} record changed.", "{count} records changed.", changed)
            parts.append(words.format(count=changed))
        shell.announce(Changes())
        undo = (lambda: take_back(shell, report.dots)) if report.dots else None
        shell.toast(" ".join(parts) or _("Everything was here already."), undo)

    def _work(self, words: str) -> None:
        self.pages.setCurrentIndex(2)
        self.another.hide()
        self.go_on.hide()
        self.sentence.setText("")
        self.progress.begin(words, _("You can stop at any time; nothing is written by halves."))

    def _begin(self, job: Job) -> Job:
        self._job = job
        return job.progressed(self.progress.step)

    def _stop_work(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.progress.end()
        self._show_start()

    def _show_problem(self, error: FspError) -> None:
        self.progress.end()
        self._show_start()
        self.start.say_problem(error_sentence(error.code, error.detail))

    def reject(self) -> None:
        """Stop; nothing was changed."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

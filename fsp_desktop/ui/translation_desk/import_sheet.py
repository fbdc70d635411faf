"""Bringing in what a translator has filled in: see first what it would do, then take it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.places import taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.words import plain
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.lists import LongList, RowModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.segmented import SegTabs
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

TABS = ("new", "changed", "clash", "refused")


class ImportSheet(Sheet):
    """Nothing is written before "Take them in", and nobody's newer words are written over.

    Args:
        shell: Whose runner and record are used.
    """

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, 860, _("Import translated texts"), icon="upload")
        self._shell = shell
        self._file: Any = None
        self.plan: Any = None
        self.trouble = Banner("", kind="care", icon="triangle-alert")
        self.about = Label("", "body", "ink2", wrap=True)
        self.translator = LineField(_("Who translated it"))
        self.machine = CheckRow(_("A machine translated it"))
        self.tabs = SegTabs(
            _("What the file would do"), [(key, _tab_words(key, 0)) for key in TABS]
        )
        self.model = RowModel(_spoken)
        self.list = LongList(_("Texts in the file"), TwoLineDelegate(_look, high=58))
        self.choose = Button(_("Choose a file"), icon="folder-open")
        self.stop = Button(_("Close"))
        self.take = Button(_("Take them in"), "primary", keys=_("Ctrl Enter"))
        self._build()
        self._wire()
        self._show_start()

    def _build(self) -> None:
        px = theme().px
        self.list.setModel(self.model)
        self.list.setMinimumHeight(px(230))
        self.body.addWidget(self.about)
        self.body.addWidget(self.trouble)
        self.trouble.hide()
        self.middle = QWidget()
        self.middle.setObjectName("plain")
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        who = QHBoxLayout()
        who.setSpacing(px(16))
        hint = _("Without a name you count as the writer, and somebody else signs off.")
        who.addWidget(Field(_("Who translated it"), self.translator, hint), 1)
        who.addWidget(self.machine, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(who)
        column.addWidget(self.tabs)
        column.addWidget(self.list, 1)
        self.body.addWidget(self.middle, 1)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.choose)
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.take)
        self.body.addLayout(row)

    def _wire(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.stop.clicked.connect(self.reject)
        self.take.clicked.connect(self.take_in)
        self.tabs.chosen_changed.connect(self._show_rows)
        self.translator.editingFinished.connect(self._replan)
        self.machine.toggled.connect(lambda _on: self._replan())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.take_in)
        QShortcut(QKeySequence("Ctrl+PgDown"), self).activated.connect(lambda: self.tabs.turn(1))
        QShortcut(QKeySequence("Ctrl+PgUp"), self).activated.connect(lambda: self.tabs.turn(-1))

    def _show_start(self) -> None:
        self.middle.hide()
        self.take.hide()
        self.about.setText(
            _(
                "A file that went out from here, filled in: Word, Excel, XLIFF 2 or PO. You see "
                "what it would do before anything is written. Newer words are never written over."
            )
        )

    # --- the file ------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        kinds = _("Translated texts (*.docx *.xlsx *.xlf *.xliff *.po)")
        dialog = QFileDialog(self, _("Choose a file"), documents_folder(), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.read_path(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        self._shell.open_dialog(dialog)

    def read_path(self, path: Path) -> None:
        """Read a file in the pool, then compare it with the record."""
        from fsp_desktop.services.import_texts import read_text_file

        self.trouble.hide()
        self.choose.set_waiting(_("Reading…"))
        self._shell.runner.pool(lambda: read_text_file(path), owner=self).then(
            self._on_read
        ).failed(self._on_failed)

    def _on_read(self, file: Any) -> None:
        self._file = file
        if file.translator:
            self.translator.setText(file.translator)
        self._replan()

    def _replan(self) -> None:
        from fsp_desktop.services.import_texts import plan_import

        file, workspace = self._file, self._shell.workspace
        if file is None:
            return
        name, is_machine = self.translator.text(), self.machine.isChecked()
        self._shell.runner.store(
            lambda: plan_import(workspace, file, translator=name, is_machine=is_machine), owner=self
        ).then(self._show_plan).failed(self._on_failed)

    def _show_plan(self, plan: Any) -> None:
        is_first = self.plan is None
        self.plan = plan
        self.choose.set_waiting("")
        self.choose.setText(_("Another file"))
        self.about.setText(" ".join(_about(plan)))
        for segment, key in zip(self.tabs.segments(), TABS, strict=True):
            segment.setText(_tab_words(key, len(_rows(plan, key))))
            segment.setAccessibleName(segment.text())
            segment.updateGeometry()
        if is_first:
            self.tabs.set_chosen(next((key for key in TABS if _rows(plan, key)), "new"))
        self._show_rows(self.tabs.chosen())
        self.middle.show()
        self.take.setVisible(bool(plan.planned))
        self._fit()

    def _show_rows(self, key: str) -> None:
        self.model.set_rows(_rows(self.plan, key))
        self.list.select_row(0)

    def _on_failed(self, error: FspError) -> None:
        self.choose.set_waiting("")
        self.trouble.set_words(error_sentence(error.code, error.detail))
        self.trouble.show()
        self._fit()

    # --- taking it -----------------------------------------------------------------------------

    def take_in(self) -> None:
        """Write what was shown, as one step."""
        from fsp_desktop.services.import_texts import plan_import, take_import

        file, workspace = self._file, self._shell.workspace
        if self.plan is None or not self.plan.planned:
            return
        name, is_machine = self.translator.text(), self.machine.isChecked()
        self.take.set_waiting(_("Taking them in…"))

        def take() -> Any:
            # Compared once more: a name may have been typed, or words may have come, since the look.
            plan = plan_import(workspace, file, translator=name, is_machine=is_machine)
            return len(plan.planned), take_import(workspace, plan)

        self._shell.runner.store(take, owner=self).then(self._on_taken).failed(self._on_not_taken)

    def _on_not_taken(self, error: FspError) -> None:
        self.take.set_waiting("")
        self._on_failed(error)

    def _on_taken(self, done: tuple[int, Any]) -> None:
        count, changes = done
        words = ngettext("{n} text was taken in.", "{n} texts were taken in.", count)
        self._shell.announce(changes)
        self._shell.toast(words.format(n=count), taker_back(self._shell, changes))
        self.accept()


def _rows(plan: Any, key: str) -> list[Any]:
    if plan is None:
        return []
    return list(plan.refused if key == "refused" else plan.of(key))


def _tab_words(key: str, count: int) -> str:
    words = {
        "new": _("New {count}"),
        "changed": _("Changed {count}"),
        "clash": _("Both kept {count}"),
        "refused": _("Not taken {count}"),
    }
    return words[key].format(count=count)


def _about(plan: Any) -> Iterator[str]:
    name = language_name(plan.language, current())
    yield _("Texts in {language}.").format(language=name)
    if plan.unchanged:
        words = ngettext(
            "{n} says what is here already.", "{n} say what is here already.", plan.unchanged
        )
        yield words.format(n=plan.unchanged)
    if plan.empty:
        yield ngettext("{n} is empty.", "{n} are empty.", plan.empty).format(n=plan.empty)
    older = sum(one.is_older_english for one in plan.planned)
    if older:
        words = ngettext(
            "{n} was made from an older English and will be marked.",
            "{n} were made from an older English and will be marked.",
            older,
        )
        yield words.format(n=older)


def _look(row: Any) -> RowLook:
    if hasattr(row, "code"):
        return RowLook(
            error_sentence(row.code, row.detail), meta=row.text_id, icon="triangle-alert"
        )
    line = _("line {line}").format(line=row.line)
    icon = {"new": "plus", "changed": "pencil", "clash": "columns-2"}[row.what]
    return RowLook(plain(row.after), meta=plain(row.before or row.english), end=line, icon=icon)


def _spoken(row: Any) -> str:
    if hasattr(row, "code"):
        return error_sentence(row.code, row.detail)
    words = {
        "new": _("new: {after}"),
        "changed": _("changed: {after}, before: {before}"),
        "clash": _("both are kept: {after}, and {before}"),
    }
    return words[row.what].format(after=plain(row.after), before=plain(row.before))

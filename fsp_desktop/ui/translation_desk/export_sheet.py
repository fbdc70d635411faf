"""Which texts go to a translator, and in which form of file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.check_row import RadioList
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label


class ExportSheet(Sheet):
    """Two questions, then where the file goes.

    Args:
        shell: Whose runner is used.
        language: Tag of the language.
        which: What the queue shows at the moment, to begin with.
    """

    def __init__(self, shell: Shell, language: str, which: str) -> None:
        super().__init__(shell, 560, _("Export for a translator"), icon="download")
        self._shell, self._language = shell, language
        self.which = RadioList(
            _("Which texts"), _which_choices(), "all" if which == "all" else "open"
        )
        self.form = RadioList(_("Form of the file"), _forms(), "docx")
        self.go = Button(_("Choose where to"), "primary")
        self.stop = Button(_("Close"))
        self._build()
        self.go.clicked.connect(self._ask_place)
        self.stop.clicked.connect(self.reject)

    def _build(self) -> None:
        name = language_name(self._language, current())
        words = _("Texts in {language}, each with its English and what a translator should know.")
        self.body.addWidget(Label(words.format(language=name), "body", "ink2", wrap=True))
        for heading, choice in ((_("Which texts"), self.which), (_("Form of the file"), self.form)):
            self.body.addWidget(Label(heading, "label"))
            self.body.addWidget(choice)
        words = _(
            "No name of a family is in the file; what is {in braces} is filled in when printing."
        )
        self.body.addWidget(Label(words, "caption", "ink2", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def _ask_place(self) -> None:
        from fsp_desktop.services.export_texts import ENDING_OF

        ending = ENDING_OF[self.form.chosen()]  # type: ignore[index]
        name = f"{_('Packet texts')} - {self._language}{ending}"
        path = str(Path(documents_folder()) / name)
        dialog = QFileDialog(self, _("Export for a translator"), path, f"*{ending}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending.removeprefix("."))
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        self._shell.open_dialog(dialog)

    def write(self, path: Path) -> None:
        """Gather the texts on the store thread and write the file in the pool."""
        from fsp_desktop.services.export_texts import gather_texts, write_texts

        workspace, language, which = self._shell.workspace, self._language, self.which.chosen()
        form: Any = self.form.chosen()
        self.go.set_waiting(_("Writing…"))

        def write(file: Any) -> None:
            job = self._shell.runner.pool(lambda: write_texts(file, path, form), owner=self)
            job.then(self._on_written).failed(self._on_failed)

        gathered = self._shell.runner.store(
            lambda: gather_texts(workspace, language, which=which), owner=self
        )
        gathered.then(write).failed(self._on_failed)

    def _on_written(self, done: Any) -> None:
        words = ngettext("{n} text is in {name}.", "{n} texts are in {name}.", done.count)
        self._shell.toast(words.format(n=done.count, name=done.path.name))
        self.accept()

    def _on_failed(self, error: Any) -> None:
        self.go.set_waiting("")
        self._shell.tell_failure(error)


def _which_choices() -> list[tuple[str, str]]:
    return [
        ("open", _("What is open: missing, drafts, to check, changed")),
        ("all", _("All texts")),
    ]


def _forms() -> list[tuple[str, str]]:
    return [
        ("docx", _("Word, two columns: for anybody")),
        ("xlsx", _("Excel table")),
        ("xliff", _("XLIFF 2: for translators’ programs")),
        ("po", _("PO: gettext catalogue")),
    ]

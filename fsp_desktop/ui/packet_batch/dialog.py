"""Packets for several families: who, one file for whom, in which form, into which folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.packet_batch.family_ticks import FamilyLine, FamilyTicks, read_lines
from fsp_desktop.ui.packet_batch.far_workspace import far_workspace
from fsp_desktop.ui.packet_batch.watcher import watcher_of
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.check_row import CheckRow
from fsp_desktop.ui.widgets.chips import ChipRow
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field, FieldMessage, LineField
from fsp_desktop.ui.widgets.segmented import Segmented
from fsp_desktop.ui.widgets.text import Label

WIDE = 700
LAST_FOLDER = "last_packet_folder"


class BatchDialog(FormSheet):
    """Asks what a batch needs; the batch itself runs on while the sheet is closed.

    Args:
        shell: The window's work area.
        packet: How each packet looks, a `PacketOrder`; None takes the usual one.
    """

    def __init__(self, shell: Shell, *, packet: Any = None, **_place: object) -> None:
        super().__init__(shell, WIDE, _("Packets for several families"), icon="users")
        self._packet = packet
        self._lines: list[FamilyLine] = []
        self.who = Segmented(
            _("Which families"), [("new", _("Without a packet yet")), ("all", _("All families"))]
        )
        self.languages = ChipRow(_("Only these languages"))
        self.grades = ChipRow(_("Only these grades"))
        self.families = FamilyTicks()
        self.counted = Label(_("Looking for families…"), "caption", "ink2")
        self.each = Segmented(
            _("One file for"),
            [("family", _("Each family")), ("language", _("Each language, with a list on top"))],
        )
        self.form = Combo(_("Kind of file"), _forms())
        self.with_text = CheckRow(_("Also as plain text, for reading aloud and for messages"))
        self.anyway = CheckRow(_("Print also where something has two versions"))
        self.folder = LineField(_("Folder"))
        self.browse = Button(_("Choose…"), icon="folder-open")
        self.message = FieldMessage()
        self.message.hide()
        self.make = Button(_("Make the PDFs"), "primary", icon="printer")
        self._build()
        self._wire()
        self._ask_families()

    def _build(self) -> None:
        px = theme().px
        column = self.questions
        column.addWidget(Label(self._looks(), "note", "ink2", wrap=True))
        column.addWidget(Field(_("Which families"), _at_start(self.who)))
        column.addWidget(self.languages)
        column.addWidget(self.grades)
        column.addWidget(self.families)
        column.addWidget(self.counted)
        column.addWidget(Field(_("One file for"), _at_start(self.each)))
        column.addWidget(Field(_("Kind of file"), self.form))
        column.addWidget(self.with_text)
        column.addWidget(self.anyway)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.folder, 1)
        row.addWidget(self.browse)
        column.addWidget(Field(_("Folder"), place))
        column.addWidget(self.message)
        note = Label(_("Files are named by number, not by family."), "caption", "ink2", wrap=True)
        self.put_foot(note, self.make)
        today = self.shell.hooks.clock.today().isoformat()
        usual = str(Path(documents_folder()) / _("Packets {day}").format(day=today))
        self.folder.setText(str(self.shell.hooks.settings.get(LAST_FOLDER) or usual))

    def _wire(self) -> None:
        self.who.chosen_changed.connect(lambda _key: self._fit_choices())
        for row in (self.languages, self.grades):
            row.chosen_changed.connect(lambda _keys: self._fit_list())
        self.families.ticked.connect(lambda _line: self._tell_count())
        self.each.chosen_changed.connect(self._on_each)
        self.browse.clicked.connect(self._browse)
        self.make.clicked.connect(self.begin)
        self.on_ctrl_enter(self.begin)

    def _looks(self) -> str:
        if self._packet is None:
            return _("Each packet is in the family’s own languages, with English beside them.")
        words = ngettext(
            "As set up in the packet builder, {n} part, in each family’s own languages.",
            "As set up in the packet builder, {n} parts, in each family’s own languages.",
            len(self._packet.sections),
        )
        return words.format(n=len(self._packet.sections))

    # --- who -----------------------------------------------------------------------------------

    def _ask_families(self) -> None:
        runner, workspace = self.shell.runner, self.shell.workspace
        runner.pool(lambda: read_lines(far_workspace(runner, workspace)), owner=self).then(
            self._show_families
        ).failed(self.tell_missing)

    def _show_families(self, lines: list[FamilyLine]) -> None:
        self._lines = lines
        if lines and not any(line.is_new for line in lines):
            self.who.set_chosen("all")
        self._fit_choices()
        self.families.setFocus(Qt.FocusReason.OtherFocusReason)

    def _of_kind(self) -> list[FamilyLine]:
        return [line for line in self._lines if line.is_new or self.who.chosen() == "all"]

    def _fit_choices(self) -> None:
        lines = self._of_kind()
        spoken = Counter(tag for line in lines for tag in line.languages)
        grades = Counter(grade for line in lines for grade in line.grades)
        named = [(tag, language_name(tag, current())) for tag in spoken]
        self.languages.set_choices(
            [(tag, f"{name} {spoken[tag]}") for tag, name in sorted(named, key=lambda one: one[1])]
        )
        words = _("grade {grade}")
        self.grades.set_choices(
            [
                (one, words.format(grade=one))
                for one in sorted(grades, key=lambda one: (one.isdigit(), one.rjust(4)))
            ]
        )
        self.languages.setVisible(len(spoken) > 1)
        self.grades.setVisible(len(grades) > 1)
        self._fit_list()
        self.refit()

    def _fit_list(self) -> None:
        tags, grades = set(self.languages.chosen()), set(self.grades.chosen())
        self.families.show_lines(
            line
            for line in self._of_kind()
            if (not tags or tags & set(line.languages))
            and (not grades or grades & set(line.grades))
        )
        self._tell_count()

    def _tell_count(self) -> None:
        chosen, shown = len(self.families.chosen()), self.families.rows.rowCount()
        self.counted.setText(
            _("{n} of {count} families get a packet").format(n=chosen, count=shown)
        )
        words = ngettext("Make packets for {n} family", "Make packets for {n} families", chosen)
        self.make.setText(words.format(n=chosen))
        self.message.hide()

    # --- how and where -------------------------------------------------------------------------

    def _on_each(self, key: str) -> None:
        # A pile holds many packets one after the other: nothing to fold, and no text beside it.
        self.with_text.setVisible(key == "family")
        forms = _forms() if key == "family" else _forms()[:2]
        chosen = self.form.chosen()
        self.form.set_choices(forms)
        self.form.set_chosen(chosen if chosen in dict(forms) else "pdf")
        self.refit()

    def _browse(self) -> None:
        dialog = QFileDialog(self, _("Folder for the packets"), self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        self.shell.open_dialog(dialog)

    def order(self) -> Any:
        """Return what was chosen as a `BatchOrder`."""
        from fsp_desktop.services.choose_families import FamilyChoice
        from fsp_desktop.services.print_batch import BatchOrder
        from fsp_desktop.services.print_packet import PacketOrder

        each = self.each.chosen()
        return BatchOrder(
            families=FamilyChoice(ids=self.families.chosen()),
            packet=self._packet or PacketOrder(None),
            each=each,  # type: ignore[arg-type]
            form=self.form.chosen(),  # type: ignore[arg-type]
            with_text=self.with_text.isChecked() and each == "family",
            anyway=self.anyway.isChecked(),
        )

    def begin(self) -> None:
        """Start the batch and close; what is missing is said instead."""
        folder = self.folder.text().strip()
        if not self.families.chosen():
            self._refuse(_("Choose at least one family."), self.families)
        elif not folder or not Path(folder).is_absolute():
            self._refuse(_("Choose a folder for the files."), self.folder)
        elif watcher_of(self.shell).is_busy:
            self._refuse(
                _("Other packets are still being made. Wait for them, or stop them."), self.make
            )
        else:
            self.shell.hooks.settings.set(LAST_FOLDER, folder)
            watcher_of(self.shell).begin(self.order(), Path(folder))
            self.accept()

    def _refuse(self, words: str, target: QWidget) -> None:
        self.message.show_error(words)
        self.refit()
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _forms() -> list[tuple[str, str]]:
    return [
        ("pdf", _("PDF")),
        ("archive", _("PDF to keep for many years, PDF/A")),
        ("booklet", _("PDF to fold as a booklet")),
    ]


def _at_start(widget: QWidget) -> QWidget:
    """Return a widget that keeps its own width at the start of a line."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    line.setAccessibleName(widget.accessibleName())
    return line

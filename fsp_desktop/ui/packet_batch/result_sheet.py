"""What became of a batch: what is in the folder, who got nothing and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.places import open_place
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label


class BatchResultSheet(Sheet):
    """Tells in words how a batch ended; Enter on a family opens its packet."""

    def __init__(self, shell: Shell, report: Any, folder: Path) -> None:
        super().__init__(shell, 640, _("What was made"), icon="printer")
        self._shell, self._folder = shell, folder
        self._labels: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self.body.addWidget(Label(self._made_words(report), "body", wrap=True))
        self.body.addWidget(Label(str(folder), "note", "ink2", wrap=True))
        for words in self._warnings(report):
            self.body.addWidget(Banner(words, kind="family", icon="triangle-alert"))
        self.model = RowModel(self._spoken, self)
        self.refused = RowList(_("Not printed, and why"), TwoLineDelegate(self._look))
        self.refused.setModel(self.model)
        self.refused.setMinimumHeight(theme().px(180))
        if report.refused:
            self.body.addWidget(Label(_("Not printed, and why"), "label"))
            self.body.addWidget(self.refused, 1)
            self._ask_names(report.refused)
        self._add_foot()
        self.refused.opened.connect(self._open_family)

    def _add_foot(self) -> None:
        self.open_folder = Button(_("Open the folder"), icon="folder-open")
        self.close_button = Button(_("Close"), "primary")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.open_folder)
        row.addWidget(self.close_button)
        self.body.addLayout(row)
        self.open_folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_words(self, report: Any) -> str:
        made = ngettext("{n} PDF was made now", "{n} PDFs were made now", len(report.files))
        pages = ngettext("{n} page", "{n} pages", report.pages)
        said = [f"{made.format(n=len(report.files))}, {pages.format(n=report.pages)}."]
        if report.kept:
            kept = ngettext(
                "{n} was finished before and is still right.",
                "{n} were finished before and are still right.",
                len(report.kept),
            )
            said.append(kept.format(n=len(report.kept)))
        return " ".join(said)

    def _warnings(self, report: Any) -> list[str]:
        said = []
        if report.drafts:
            tags = tuple(dict.fromkeys(tag for _section, tag in report.drafts))
            names = ", ".join(language_name(tag, current()) for tag in tags)
            words = _("Some parts print with the word Draft in: {languages}.")
            said.append(words.format(languages=names))
        if report.english_only:
            tags = tuple(dict.fromkeys(tag for _family, tag in report.english_only))
            names = ", ".join(language_name(tag, current()) for tag in tags)
            words = _("Nothing is written yet, so the packet is in English, in: {languages}.")
            said.append(words.format(languages=names))
        if report.gaps:
            words = ngettext(
                "{n} thing about the school is not filled in.",
                "{n} things about the school are not filled in.",
                len(report.gaps),
            )
            said.append(words.format(n=len(report.gaps)))
        return said

    # --- who got nothing -----------------------------------------------------------------------

    def _ask_names(self, refused: list[Any]) -> None:
        from fsp_desktop.services.print_packet import packet_sections
        from fsp_desktop.services.read_family import family_facts

        workspace = self._shell.workspace

        def labels() -> dict[str, str]:
            found = {}
            for one in refused:
                try:
                    found[one.family_id] = family_facts(workspace, one.family_id).label
                # A family that is gone meanwhile is a reason of its own, told in its row.
                except FspError:
                    found[one.family_id] = _("A family that is no longer here")
            return found

        def read() -> tuple[dict[str, str], dict[str, str]]:
            return labels(), {part.id: part.title for part in packet_sections(("en",), workspace)}

        self._shell.runner.store(read, owner=self).then(
            lambda found: self._show_refused(found[0], found[1], refused)
        ).failed(self._shell.tell_failure)

    def _show_refused(
        self, labels: dict[str, str], parts: dict[str, str], refused: list[Any]
    ) -> None:
        self._labels, self._parts = labels, parts
        self.model.set_rows(refused)
        self.refused.select_row(0)

    def _look(self, one: Any) -> RowLook:
        label = self._labels.get(one.family_id, "")
        return RowLook(label, "", self._why(one), icon="triangle-alert")

    def _why(self, one: Any) -> str:
        missing = one.detail.get("missing")
        if one.code != "packets.missing_glyphs" or not missing:
            return error_sentence(one.code, one.detail)
        part = self._parts.get(str(missing[0]["section"]), str(missing[0]["section"]))
        language = language_name(str(missing[0]["lang"]), current())
        words = _("No font here can write the part “{part}” in {language}.")
        return words.format(part=part, language=language)

    def _spoken(self, one: Any) -> str:
        look = self._look(one)
        return f"{look.title}, {look.meta}"

    def _open_family(self, one: Any) -> None:
        self.accept()
        open_place(self._shell, "packets", family_id=one.family_id)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

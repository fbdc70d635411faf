"""What one does with finished pages: print, save in several forms, and keep what a family was given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from fsp_desktop.language.words import _
from fsp_desktop.services.edit_record import Changes
from fsp_desktop.ui.documents_folder import documents_folder
from fsp_desktop.ui.paper.output import PrintWish, print_pages
from fsp_desktop.ui.paper.preview import LivePreview
from fsp_desktop.ui.paper.two_versions import TwoVersionsSheet
from fsp_desktop.ui.shell.shell import Shell

Name = Callable[[], str]
GIVEN = frozenset({"packet-given"})
"""Kinds of records that change when a paper is noted as given; a printed one may move the family on too."""


def save_forms() -> dict[str, tuple[str, str]]:
    """Return what a document can be saved as: form -> (words of the file dialog, ending)."""
    return {
        "pdf": (_("PDF (*.pdf)"), ".pdf"),
        "archive": (_("PDF to keep for many years, PDF/A (*.pdf)"), ".pdf"),
        "booklet": (_("PDF to fold as a booklet (*.pdf)"), ".pdf"),
        "text": (_("Plain text (*.txt)"), ".txt"),
    }


class PaperActs(QObject):
    """Print and save what a live preview shows.

    A key pressed right after a change means the changed pages, so both wait for them. Where a field
    on the page has two versions, one is asked first.

    Args:
        shell: Whose runner and toasts are used.
        page: The page the dialogs belong to.
        live: The preview.
        name: Asked for the name of the file, without its ending.

    Signals:
        given: It was kept in the record that a family was given this.
    """

    given = Signal()

    def __init__(self, shell: Shell, page: QWidget, live: LivePreview, name: Name) -> None:
        super().__init__(page)
        self._shell, self._page, self._live, self._name = shell, page, live, name
        self.is_booklet: Callable[[], bool] = lambda: False

    # --- saving --------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where to and in which form, then write the file."""
        self._when_drawn(self._ask_where)

    def _ask_where(self, composed: Any, printed: Any) -> None:
        forms = save_forms()
        path = str(Path(documents_folder()) / f"{self._name()}.pdf")
        filters = ";;".join(words for words, _ending in forms.values())
        dialog = QFileDialog(self._page, _("Save as PDF"), path, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectNameFilter(forms["booklet" if self.is_booklet() else "pdf"][0])
        dialog.filterSelected.connect(
            lambda words: dialog.setDefaultSuffix(_form_of(words)[1].removeprefix("."))
        )
        dialog.fileSelected.connect(
            lambda chosen: self.write(
                composed, printed, Path(chosen), _form_of(dialog.selectedNameFilter())[0]
            )
        )
        dialog.finished.connect(dialog.deleteLater)
        self._shell.open_dialog(dialog)

    def write(self, composed: Any, printed: Any, path: Path, form: str = "pdf") -> None:
        """Write one file in the pool, say so, and keep that it was saved for the family."""
        ending = save_forms()[form][1]
        if path.suffix.lower() != ending:
            path = path.with_suffix(ending)
        job = self._shell.runner.pool(lambda: _write(composed, printed, path, form), owner=self)
        job.then(lambda _nothing: self._on_saved(composed, printed, path))
        job.failed(self._shell.tell_failure)

    def _on_saved(self, composed: Any, printed: Any, path: Path) -> None:
        self._shell.toast(_("Saved: {name}").format(name=path.name))
        self._note(composed, printed, "saved")

    # --- printing ------------------------------------------------------------------------------

    def print(self) -> None:
        """Ask for a printer, then print."""
        self._when_drawn(self._ask_printer)

    def _ask_printer(self, composed: Any, printed: Any) -> None:
        if not self.is_booklet():
            self._send(composed, printed, printed)
            return
        job = self._shell.runner.pool(lambda: _booklet(composed), owner=self)
        job.then(lambda folded: self._send(composed, printed, folded))
        job.failed(self._shell.tell_failure)

    def _send(self, composed: Any, printed: Any, sent: Any) -> None:
        document = composed.document
        is_folded = sent is not printed
        wish = PrintWish(
            document.page,
            is_turned=document.turned or is_folded,
            sides="short" if is_folded else ("long" if document.even_pages else ""),
        )
        print_pages(
            self._shell,
            self._page,
            sent,
            wish,
            lambda: self._note(composed, printed, "printed"),
        )

    # --- before and after ----------------------------------------------------------------------

    def _when_drawn(self, act: Callable[[Any, Any], object]) -> None:
        if not self._live.when_drawn(lambda printed: self._agree(act, printed)):
            self._shell.toast(_("The pages are not ready yet."))

    def _agree(self, act: Callable[[Any, Any], object], printed: Any) -> None:
        composed = self._live.composed
        if not composed.conflicts:
            act(composed, printed)
            return
        sheet = TwoVersionsSheet(self._shell, composed.conflicts)
        sheet.agreed.connect(lambda: act(composed, printed))
        self._shell.open_dialog(sheet)

    def _note(self, composed: Any, printed: Any, how: Any) -> None:
        from fsp_desktop.services.papers_given import note_given

        workspace = self._shell.workspace
        job = self._shell.runner.store(
            lambda: note_given(workspace, composed, printed.pages, how), owner=self
        )
        kinds = GIVEN | {"family"} if how == "printed" else GIVEN
        job.then(lambda ids: self._on_noted(ids, kinds)).failed(self._shell.tell_failure)

    def _on_noted(self, ids: tuple[str, ...], kinds: frozenset[str]) -> None:
        if ids:
            self.given.emit()
            self._shell.announce(Changes(kinds))


def _form_of(words: str) -> tuple[str, str]:
    """Return the form and the ending that the words of the file dialog stand for."""
    for form, (said, ending) in save_forms().items():
        if said == words:
            return form, ending
    return "pdf", ".pdf"


def _write(composed: Any, printed: Any, path: Path, form: str) -> None:
    from fsp_desktop.services.draw_pages import draw, save_pdf, save_text

    if form == "text":
        save_text(composed, path)
    elif form in ("archive", "booklet"):
        save_pdf(draw(composed, form=form), path)  # type: ignore[arg-type]
    else:
        save_pdf(printed, path)


def _booklet(composed: Any) -> Any:
    from fsp_desktop.services.draw_pages import draw

    return draw(composed, form="booklet")

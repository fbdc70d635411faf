"""What a family was given on paper: when, in which language, which version, by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.language.formats import day
from fsp_desktop.language.labels import label
from fsp_desktop.language.language_names import join_names, language_name
from fsp_desktop.language.words import _, current, ngettext
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import EmptyState
from fsp_desktop.ui.widgets.lists import RowList, RowModel
from fsp_desktop.ui.widgets.rows import RowLook, TwoLineDelegate
from fsp_desktop.ui.widgets.sheet import Sheet

VERSION_LETTERS = 6
"""Enough of a version's mark to tell two papers apart by eye."""


def read_given(workspace: Any, family_id: str) -> tuple[tuple[Any, ...], Mapping[str, str]]:
    """Return what a family was given, newest first, and the names of who gave it; on the store thread."""
    from fsp_desktop.services.papers_given import papers_given

    return tuple(papers_given(workspace, family_id)), workspace.store.staff_names()  # type: ignore[arg-type]


def when_given(paper: Any) -> str:
    """Return the local day of a paper in words."""
    return day(datetime.fromisoformat(paper.given_at).astimezone().date())


def given_words(papers: Sequence[Any]) -> str:
    """Return one sentence about what a family has, or nothing."""
    if not papers:
        return ""
    words = ngettext(
        "Given {n} paper so far, last on {day}.",
        "Given {n} papers so far, last on {day}.",
        len(papers),
    )
    return words.format(n=len(papers), day=when_given(papers[0]))


def paper_look(paper: Any, names: Mapping[str, str]) -> RowLook:
    """Return how one paper stands in the list."""
    languages = join_names(
        tuple(language_name(tag, current()) for tag in paper.languages), current()
    )
    pages = ngettext("{n} page", "{n} pages", paper.pages).format(n=paper.pages)
    who = names.get(paper.given_by, "")
    version = _("version {mark}").format(mark=paper.version[:VERSION_LETTERS])
    how = label("given_how", paper.given_how)
    quiet = (how, who, languages, pages, version)
    return RowLook(
        label("document_kind", paper.document),
        paper.title if paper.document == "handout" else "",
        " · ".join(part for part in quiet if part),
        end=when_given(paper),
        icon="printer" if paper.given_how == "printed" else "save",
    )


def spoken(look: RowLook) -> str:
    """Return a row as it is read aloud."""
    return ", ".join(part for part in (look.title, look.beside, look.end, look.meta) if part)


class GivenSheet(Sheet):
    """Lists the papers of one family."""

    def __init__(self, shell: Shell, *, family_id: str | None = None, **_place: object) -> None:
        super().__init__(shell, 640, _("Papers given to this family"), icon="history")
        self._names: Mapping[str, str] = {}
        self.nothing = EmptyState("printer", _("Nothing was printed or saved for this family yet."))
        self.model = RowModel(lambda paper: spoken(paper_look(paper, self._names)), self)
        delegate = TwoLineDelegate(lambda paper: paper_look(paper, self._names))
        self.papers = RowList(_("Papers given"), delegate)
        self.papers.setModel(self.model)
        self.papers.setMinimumHeight(theme().px(260))
        self.close_button = Button(_("Close"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.papers, 1)
        self.body.addLayout(row)
        self.nothing.hide()
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        workspace = shell.workspace
        if family_id is not None:
            shell.runner.store(lambda: read_given(workspace, family_id), owner=self).then(
                self._show
            ).failed(shell.tell_failure)

    def _show(self, result: tuple[tuple[Any, ...], Mapping[str, str]]) -> None:
        papers, self._names = result
        self.model.set_rows(papers)
        self.papers.setVisible(bool(papers))
        self.nothing.setVisible(not papers)
        if papers:
            self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

"""Conferences: the list, the brief of one, and notes beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.services.arrange_brief import Arrangement
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.prepare_conference import ConferenceBrief
from fsp_desktop.ui.conference.brief_header import BriefHeader
from fsp_desktop.ui.conference.brief_page import BriefPage
from fsp_desktop.ui.conference.conference_footer import ConferenceFooter
from fsp_desktop.ui.conference.list_page import ListPage
from fsp_desktop.ui.conference.notes_desk import NotesDesk
from fsp_desktop.ui.conference.words import shares_words
from fsp_desktop.ui.paper.output import PrintWish, print_pages, save_as_pdf
from fsp_desktop.ui.paper.two_versions import agree_to_versions
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme

BRIEF_ROOM = 1180
"""Below this window width the brief beside the notes hides by itself."""


class ConferenceScreen(Screen):
    """Ten minutes before a conference, the conference itself, and what came of it."""

    key = "conferences"
    wants_back = True
    shows = frozenset(
        {"conference", "visit", "contact", "note", "agreement", "family", "student", "adult"}
    )

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._wanted: str | None = None
        self._brief: ConferenceBrief | None = None
        self._build()
        self._wire()

    def title(self) -> str:
        return _("Conference brief") if self._brief is not None else _("Conferences")

    def panes(self) -> list[QWidget]:
        if self.middle.currentWidget() is self.list:
            return [self.list.focus_target()]
        if self.desk.is_open:
            return [self.desk.page.texts["family_words"], self.desk.page.reader]
        return [self.brief.first_row() or self.footer.notes, self.brief.paper.view]

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.header = BriefHeader()
        self.list = ListPage()
        self.brief = BriefPage(self.shell)
        self.desk = NotesDesk(self.shell, self)
        self.footer = ConferenceFooter()
        self.middle = QStackedWidget()
        for page in (self.list, self.brief, self.desk.page):
            self.middle.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addWidget(self.middle, 1)
        whole.addWidget(self.footer)
        self.header.hide()
        self.footer.hide()

    def _wire(self) -> None:
        self.add_action("conference.notes", _("Take notes, or finish them"), self._on_f9, "F9")
        self.add_action("conference.print", _("Print"), self._print, "Ctrl+P")
        self.add_action("conference.save", _("Save as PDF"), self._save, "Ctrl+S")
        self.add_action("conference.brief", _("Hide or show the brief"), self._hide_brief, "F4")
        book = self.shell.actions_book
        book.note("page", _("On the page, or not"), "Space", screen=self.key)
        book.note("page", _("Move up or down"), "Alt+Up", screen=self.key)
        self.list.opened.connect(lambda key: self.shell.go(self.key, record_id=key))
        self.list.plan_asked.connect(lambda: open_place(self.shell, "conference-form"))
        self.header.list_asked.connect(lambda: self.shell.go(self.key))
        self.header.plan_asked.connect(self._change_plan)
        self.brief.arranged.connect(self._keep_arrangement)
        self.brief.call_asked.connect(
            lambda family_id: open_place(self.shell, "contact", family_id=family_id)
        )
        self.footer.notes_asked.connect(self._take_notes)
        self.footer.print_asked.connect(self._print)
        self.footer.brief_asked.connect(self._leave_notes)
        self.footer.missed_asked.connect(lambda: self.desk.end("missed"))
        self.footer.finish_asked.connect(lambda: self.desk.end("held"))
        self.footer.copy_asked.connect(self._copy_all)
        self.desk.shown.connect(self._show_notes)
        self.desk.ended.connect(self._on_ended)
        self.desk.failed.connect(self.shell.tell_failure)
        self.desk.refused.connect(
            lambda: self.shell.toast(_("One thing is still needed. Everything you wrote is kept."))
        )
        self.desk.saving.told.connect(self.footer.tell_saving)
        self.desk.saving.stuck.connect(self.footer.copy.setVisible)

    # --- opening -------------------------------------------------------------------------------

    def opened(self, **place: Any) -> None:
        record_id = place.get("record_id")
        if record_id and self._brief is not None and self._brief.form.record_id == record_id:
            if not self.desk.is_open:
                self._ask_brief(str(record_id))
            return
        self.desk.close()
        self._brief = None
        if record_id:
            self._ask_brief(str(record_id))
        else:
            self._ask_list()

    def refresh(self, changes: SupportsKinds | None) -> None:
        """Ask again; notes under way stay as they are."""
        if self.desk.is_open:
            return
        if self._brief is not None:
            self._ask_brief(self._brief.form.record_id)
        else:
            self._ask_list()

    def leaving(self) -> None:
        self.desk.flush()
        self.brief.paper.live.stop()

    def _ask_list(self) -> None:
        from fsp_desktop.services.prepare_conference import list_conferences

        self._wanted = None
        workspace = self.shell.workspace
        self.shell.runner.store(lambda: list_conferences(workspace), owner=self).then(
            self._show_list
        ).failed(self.shell.tell_failure)

    def _show_list(self, rows: Any) -> None:
        if self._wanted is not None:
            return
        self._brief = None
        self.list.show_rows(rows, self.shell.hooks.clock.now())
        self._turn_to(self.list)

    def _ask_brief(self, record_id: str) -> None:
        self._wanted = record_id
        workspace, key = self.shell.workspace, RecordId(record_id)
        self.shell.runner.store(lambda: _read_brief(workspace, key), owner=self).then(
            self._show_brief
        ).failed(self._on_missing)

    def _on_missing(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        self.shell.go(self.key)

    def _show_brief(self, result: tuple[ConferenceBrief, Arrangement, tuple[str, ...]]) -> None:
        brief, arrangement, languages = result
        if brief.form.record_id != self._wanted or self.desk.is_open:
            return
        is_other = self._brief is None
        self._brief = brief
        self.header.show_brief(brief, self.shell.hooks.clock.today())
        self.brief.show_brief(brief, arrangement, languages)
        self.footer.show_brief(shares_words(brief.conference), brief.conference.status == "held")
        self.shell.remember(record_id=brief.form.record_id)
        self._turn_to(self.brief, with_focus=is_other)

    def _turn_to(self, page: QWidget, *, with_focus: bool = True) -> None:
        self.middle.setCurrentWidget(page)
        is_list = page is self.list
        self.header.setVisible(not is_list)
        self.footer.setVisible(not is_list)
        self.title_changed.emit()
        if with_focus and self.shell.current() is self:
            self.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the brief -----------------------------------------------------------------------------

    def _keep_arrangement(self, arrangement: Arrangement) -> None:
        from fsp_desktop.services.arrange_brief import keep_arrangement

        if self._brief is not None:
            workspace, key = self.shell.workspace, RecordId(self._brief.form.record_id)
            self.shell.runner.store(
                lambda: keep_arrangement(workspace, key, arrangement), owner=self
            ).failed(self.shell.tell_failure)

    def _change_plan(self) -> None:
        if self._brief is not None:
            self.desk.flush()
            family_id, record_id = self._brief.family.id, self._brief.form.record_id
            open_place(self.shell, "conference-form", family_id=family_id, record_id=record_id)

    def _print(self) -> None:
        self._when_drawn(lambda printed: print_pages(self.shell, self, printed, PrintWish()))

    def _save(self) -> None:
        if self._brief is not None:
            name = f"{_('Conference')} - {self._brief.family.label}"
            self._when_drawn(lambda printed: save_as_pdf(self.shell, self, printed, name))

    def _when_drawn(self, act: Callable[[Any], object]) -> None:
        # A key pressed right after a change means the changed page, so it waits for it.
        live = self.brief.paper.live
        if self._brief is not None and not live.when_drawn(
            lambda printed: agree_to_versions(self.shell, live.composed, lambda: act(printed))
        ):
            self.shell.toast(_("The page is not ready yet."))

    # --- the notes -----------------------------------------------------------------------------

    def _on_f9(self) -> None:
        if self.desk.is_open:
            self.desk.end("held")
        elif self._brief is not None:
            self._take_notes()

    def _take_notes(self) -> None:
        arranged = self.brief.arranged_brief()
        if arranged is not None:
            self.desk.open(arranged, _people_words(arranged))

    def _show_notes(self) -> None:
        self.footer.show_notes()
        self.desk.page.reader.setVisible(self.width() >= theme().px(BRIEF_ROOM - 204))
        self._turn_to(self.desk.page)

    def _hide_brief(self) -> None:
        if self.desk.is_open:
            self.desk.page.turn_brief()

    def _leave_notes(self) -> None:
        self.desk.close()
        if self._brief is not None:
            self._ask_brief(self._brief.form.record_id)

    def _on_ended(self, form: OpenForm) -> None:
        words = _("Conference finished. A copy in the family’s language can go home with them.")
        if form.values.get("status") == "missed":
            words = _("They could not come. Offer a talk by phone?")
        self._ask_brief(form.record_id)
        self.shell.toast(words, taker_back(self.shell, self.desk.keeper.step_of(form)))

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.desk.page.whole_text())
        self.shell.toast(_("All your words are copied. Paste them where they are safe."))


def _read_brief(
    workspace: Any, key: RecordId
) -> tuple[ConferenceBrief, Arrangement, tuple[str, ...]]:
    from fsp_desktop.services.arrange_brief import read_arrangement
    from fsp_desktop.services.prepare_conference import prepare_conference
    from fsp_desktop.services.print_brief import brief_languages

    brief = prepare_conference(workspace, key)
    return brief, read_arrangement(workspace, brief), brief_languages(brief)


def _people_words(brief: ConferenceBrief) -> str:
    from fsp_desktop.services.prepare_conference import name_of

    people = brief.form.values.get("people")
    ids = [str(one) for one in people] if isinstance(people, list) else []
    known = {adult.id for adult in brief.family.adults} | {
        child.id for child in brief.family.children
    }
    names = [name_of(brief.family, one) or "" for one in ids if one in known]
    if brief.conference.interpreter_name:
        words = _("{name} interprets")
        names.append(words.format(name=brief.conference.interpreter_name))
    return ", ".join(name for name in names if name)

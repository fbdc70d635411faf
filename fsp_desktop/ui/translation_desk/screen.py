"""Translations: typed by one person, read by another, nothing missing on paper."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.language.words import _, current
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.show_texts import OPEN, TextLine, TextList
from fsp_desktop.services.translate_text import Finding, TextPage, save_text
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.checks import ChecksCard, SignCard
from fsp_desktop.ui.translation_desk.editor import Editor
from fsp_desktop.ui.translation_desk.page_side import PageSide
from fsp_desktop.ui.translation_desk.queue import Queue
from fsp_desktop.ui.translation_desk.words import plain
from fsp_desktop.ui.widgets.announce import announce
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Footer

PAGE_ROOM = 1080
"""From this width on the page stands beside the words; below it takes the place of the queue."""
CHECK_PAUSE_MS = 150
FIRST_LANGUAGE = "es"


class TranslationScreen(Screen):
    """Every text of the packets in one language after the other."""

    key = "translations"
    wants_rail = True
    shows = frozenset({"packet-text", "school", "staff"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._language = ""
        self._wanted: TextLine | None = None
        self._wanted_id = ""
        self._asked = ("", "", "")
        self._drawn: tuple[str, str, str] | None = None
        self._page_wanted = False
        self._is_own_save = False
        self._build()
        self._wire()

    def title(self) -> str:
        return _("Translations")

    def subtitle(self) -> str:
        known = LANGUAGES.get(self._language)
        return language_name(known.tag, current()) if known else ""

    def panes(self) -> list[QWidget]:
        panes: list[QWidget] = [self.queue.list, self.editor.target, self.side.view, self.sign]
        return [pane for pane in panes if pane.isVisibleTo(self)]

    def first_focus(self) -> QWidget:
        return self.queue.list

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        px = theme().px
        self.queue, self.editor = Queue(), Editor()
        self.checks, self.signing = ChecksCard(), SignCard()
        self.side = PageSide(self.shell, self._compose)
        inside = QWidget()
        inside.setObjectName("plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(16), px(10), px(16), px(12))
        column.setSpacing(px(10))
        column.addWidget(self.editor, 1)
        column.addWidget(self.checks)
        column.addWidget(self.signing)
        middle = QScrollArea()
        middle.setWidgetResizable(True)
        middle.setFrameShape(QScrollArea.Shape.NoFrame)
        middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        middle.setWidget(inside)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.queue)
        row.addWidget(middle, 1)
        row.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(row, 1)
        whole.addWidget(self._footer())

    def _footer(self) -> Footer:
        self.footer = Footer()
        self.out = Button(_("Export for a translator"), icon="download")
        self.bring_in = Button(_("Import"), icon="upload")
        self.sign = Button(_("I have read it: sign off"), "primary", keys="F9")
        for button in (self.out, self.bring_in, self.sign):
            self.footer.end.addWidget(button)
        return self.footer

    def _wire(self) -> None:
        self.keeper = FormKeeper(self.shell, self, save=save_text)
        self.keeper.bind("text", self.editor.target.text, self.editor.typed)
        self.keeper.bind("question", self.editor.question.text, self.editor.question.edited)
        self.keeper.bind("answer", self.editor.answer.text, self.editor.answer.edited)
        for field in (self.editor.target, self.editor.question, self.editor.answer):
            field.left.connect(self.keeper.flush)
        self.saving = SavingWords(self, self.shell.hooks.clock.now)
        self.saving.follow(self.keeper)
        self.saving.told.connect(
            lambda words, icon, tone: self.footer.say(words, icon=icon, tone=tone)
        )
        self.keeper.saved.connect(self._on_saved)
        self.keeper.failed.connect(self._on_not_saved)
        self._check_pause = QTimer(self)
        self._check_pause.setSingleShot(True)
        self._check_pause.setInterval(CHECK_PAUSE_MS)
        self._check_pause.timeout.connect(self._check)
        self.editor.typed.connect(self._on_typed)
        self.queue.asked.connect(self._ask_list)
        self.queue.chosen.connect(self._choose)
        self.checks.put_in_asked.connect(self.editor.target.put_missing_in)
        self.checks.keep_asked.connect(self._keep)
        self.checks.versions_asked.connect(self._show_versions)
        self.signing.take_back_asked.connect(self._take_back)
        self.signing.shipped_asked.connect(self._use_shipped)
        self.sign.clicked.connect(self._sign)
        self.side.larger.clicked.connect(self._turn_page)
        self.out.clicked.connect(self._export)
        self.bring_in.clicked.connect(self._import)
        self._wire_keys()

    def _wire_keys(self) -> None:
        add = self.add_action
        add("translations.sign", _("I have read it: sign off"), self._sign, "F9")
        add("translations.next", _("Next text"), lambda: self.queue.step(1), "Ctrl+Down")
        add("translations.before", _("Text before"), lambda: self.queue.step(-1), "Ctrl+Up")
        add("translations.page", _("Show the page larger, or not"), self._turn_page, "F4")
        add("translations.missing", _("Put in the fill-ins that are missing"),
            self.editor.target.put_missing_in, "Alt+1")  # fmt: skip
        self.shell.actions_book.note(
            "page", _("Put in a fill-in, while typing"), "Ctrl+1", screen=self.key
        )

    # --- opening -------------------------------------------------------------------------------

    def opened(self, **place: Any) -> None:
        language = str(place.get("language") or self._language or FIRST_LANGUAGE)
        self._wanted_id = str(place.get("text_id") or "")
        self._ask_languages(language)

    def refresh(self, changes: SupportsKinds | None) -> None:
        """Show what arrived; words that are being typed stay as they are."""
        if self.keeper.is_settled and not self._is_own_save:
            self._ask_languages(self._language or FIRST_LANGUAGE)

    def leaving(self) -> None:
        self.keeper.flush()
        self.side.stop()

    def _ask_languages(self, language: str) -> None:
        from fsp_desktop.services.show_texts import count_texts

        workspace = self.shell.workspace
        self.shell.runner.store(lambda: (language, count_texts(workspace)), owner=self).then(
            self._show_languages
        ).failed(self.shell.tell_failure)

    def _show_languages(self, result: tuple[str, Any]) -> None:
        language, counts = result
        still_open = {
            tag: sum(n for mark, n in by_mark.items() if mark in OPEN)
            for tag, by_mark in counts.items()
        }
        self.queue.show_languages(still_open, language)
        self._ask_list()

    def _ask_list(self) -> None:
        from fsp_desktop.services.show_texts import list_texts

        self.keeper.flush()
        language = self.queue.language.chosen() or FIRST_LANGUAGE
        which, sought, workspace = (
            self.queue.filter(),
            self.queue.search.text(),
            self.shell.workspace,
        )
        asked = (language, which, sought)
        self._asked = asked
        self.shell.runner.store(
            lambda: (asked, list_texts(workspace, language, which=which, find=sought)), owner=self
        ).then(self._show_list).failed(self.shell.tell_failure)

    def _show_list(self, result: tuple[tuple[str, str, str], TextList]) -> None:
        asked, found = result
        if asked != self._asked:
            return
        is_other = self._language != asked[0]
        self._language = asked[0]
        page = self.editor.page
        in_hand = self._wanted_id or (page.line.text_id if page and not is_other else "")
        self._wanted_id = ""
        self.queue.show_list(found, in_hand)
        self.shell.remember(language=self._language)
        self.title_changed.emit()

    # --- one text ------------------------------------------------------------------------------

    def _choose(self, line: TextLine) -> None:
        """Open another text, once the words of this one are on disk."""
        self._wanted = line
        self.keeper.flush()
        if self.keeper.is_settled:
            self._open_wanted()

    def _open_wanted(self) -> None:
        line, self._wanted = self._wanted, None
        if line is not None:
            self._ask_page(line.language, line.text_id)

    def _ask_page(self, language: str, text_id: str) -> None:
        from fsp_desktop.services.translate_text import open_text

        workspace = self.shell.workspace
        self.shell.runner.store(lambda: open_text(workspace, language, text_id), owner=self).then(
            self._show_page
        ).failed(self.shell.tell_failure)

    def _show_page(self, page: TextPage) -> None:
        before = self.editor.page
        is_other = before is None or before.form.record_id != page.form.record_id
        if is_other and not self._is_in_hand(page):
            return
        is_typing = not is_other and not self.keeper.is_settled
        stays = not is_other and self.editor.target.text().strip() == page.line.text.strip()
        self.editor.show_page(page, keeps_words=is_typing or stays)
        if not is_typing:
            self.keeper.hold(page.form)
        if is_other:
            self.saving.begin(is_new=page.form.is_new)
        self.signing.show_page(page)
        self._show_findings(page.findings)
        self.queue.replace(page.line)
        self.sign.setEnabled(True)
        self._draw(at_once=is_other)

    def _is_in_hand(self, page: TextPage) -> bool:
        line = self.queue.list.current_row()
        return line is None or (line.text_id, line.language) == (
            page.line.text_id,
            page.line.language,
        )

    def _on_typed(self) -> None:
        self._check_pause.start()
        self._draw(at_once=False)

    def _check(self) -> None:
        from fsp_desktop.services.translate_text import check_words

        page, text = self.editor.page, self.editor.target.text()
        if page is not None:
            self.shell.runner.pool(lambda: (text, check_words(page, text)), owner=self).then(
                self._on_checked
            ).failed(self.shell.tell_failure)

    def _on_checked(self, result: tuple[str, tuple[Finding, ...]]) -> None:
        if result[0] == self.editor.target.text():
            self._show_findings(result[1])

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        page = self.editor.page
        if page is not None:
            language = language_name(page.line.language, current())
            self.checks.show_checks(page, findings, self.editor.target.text(), language)

    def _draw(self, *, at_once: bool) -> None:
        """Ask for the page; what it shows is read here, since it is composed on the store thread."""
        page = self.editor.page
        if page is not None:
            line = page.line
            self._drawn = (line.language, line.text_id, self.editor.target.text())
            self.side.ask(at_once=at_once, is_rtl=LANGUAGES[line.language].is_rtl)

    def _compose(self) -> Any:
        from fsp_desktop.services.preview_text import compose_text

        if self._drawn is None:
            raise RefusedError("packets.cancelled")
        language, text_id, text = self._drawn
        return compose_text(self.shell.workspace, language, text_id, text)

    # --- what becomes of it --------------------------------------------------------------------

    def _on_saved(self) -> None:
        self._is_own_save = True
        self.shell.announce(self.keeper.changes)
        self._is_own_save = False
        if self._wanted is not None:
            self._open_wanted()
        elif self.editor.page is not None:
            self._ask_page(self.editor.page.line.language, self.editor.page.line.text_id)

    def _on_not_saved(self, error: FspError) -> None:
        # One stays with the words that are not on disk yet.
        self._wanted = None
        if self.editor.page is not None:
            self.queue.go_to(self.editor.page.line.text_id)
        self.shell.tell_failure(error)

    def _sign(self) -> None:
        from fsp_desktop.services.sign_text import sign_off

        page = self.editor.page
        if page is None:
            return
        language, text_id, version = page.line.language, page.line.text_id, page.version
        asked = None if self.keeper.touched else version
        self.keeper.finish(
            lambda workspace, _form: sign_off(workspace, language, text_id, asked)
        ).then(lambda form: self._on_signed(form, plain(page.line.english)))

    def _on_signed(self, form: OpenForm, english: str) -> None:
        words = _("Signed off: {text}").format(text=english[:60])
        self.shell.toast(words, taker_back(self.shell, form.changes))
        announce(self, words)
        self.queue.step(1)

    def _keep(self) -> None:
        from fsp_desktop.services.translate_text import keep_for_new_english

        self.keeper.finish(keep_for_new_english)

    def _use_shipped(self) -> None:
        from fsp_desktop.services.translate_text import use_shipped

        self.editor.page = None
        self.keeper.finish(use_shipped).then(self._on_given_up)

    def _on_given_up(self, form: OpenForm) -> None:
        self.shell.toast(
            _("The program’s own words are back."), taker_back(self.shell, form.changes)
        )
        self._ask_page(str(form.values["language"]), str(form.values["text_id"]))

    def _take_back(self) -> None:
        from fsp_desktop.services.sign_text import take_back

        page = self.editor.page
        if page is not None:
            language, text_id = page.line.language, page.line.text_id
            self.keeper.finish(lambda workspace, _form: take_back(workspace, language, text_id))

    def _show_versions(self) -> None:
        if self.editor.page is not None:
            open_place(self.shell, "versions", record_id=self.editor.page.form.record_id)

    def _export(self) -> None:
        from fsp_desktop.ui.translation_desk.export_sheet import ExportSheet

        self.keeper.flush()
        self.shell.open_dialog(ExportSheet(self.shell, self._language, self.queue.filter()))

    def _import(self) -> None:
        from fsp_desktop.ui.translation_desk.import_sheet import ImportSheet

        self.keeper.flush()
        self.shell.open_dialog(ImportSheet(self.shell, self._language))

    # --- room ----------------------------------------------------------------------------------

    def _turn_page(self) -> None:
        self._page_wanted = not self._page_wanted
        if self._page_wanted and self.queue.isAncestorOf(self.focusWidget() or self):
            self.editor.target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= theme().px(PAGE_ROOM)
        was_shown = self.side.isVisibleTo(self)
        self.side.set_large(is_large=is_wide and self._page_wanted)
        self.side.setVisible(is_wide or self._page_wanted)
        self.queue.setVisible(not self._page_wanted)
        if self.side.isVisibleTo(self) and not was_shown:
            self._draw(at_once=True)

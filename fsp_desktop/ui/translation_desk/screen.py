"""Translations: typed by one person, read by another, nothing missing on paper."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.languages import LANGUAGES
from fsp_desktop.language.words import _, current
from fsp_desktop.services.show_texts import TextLine, TextList
from fsp_desktop.services.translate_text import TextPage
from fsp_desktop.ui.shell.screen import Screen, SupportsKinds
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.page_side import PageSide
from fsp_desktop.ui.translation_desk.queue import Queue
from fsp_desktop.ui.translation_desk.text_desk import ENGLISH, TextDesk
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import EmptyState, Footer

PAGE_ROOM = 1080
"""From this width on the page stands beside the words; below it takes the place of the queue."""
FIRST_LANGUAGE = "es"


class TranslationScreen(Screen):
    """Every text of the packets in one language after the other."""

    key = "translations"
    wants_rail = True
    shows = frozenset({"packet-text", "school", "staff"})

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._language = self._wanted_id = ""
        self._asked = ("", "", "")
        self._drawn: tuple[str, str, str] | None = None
        self._is_page_wanted = self._is_own_save = False
        self._build()
        self._wire()
        self._wire_keys()

    def title(self) -> str:
        return _("Translations")

    def subtitle(self) -> str:
        known = LANGUAGES.get(self._language)
        return language_name(known.tag, current()) if known else ""

    def panes(self) -> list[QWidget]:
        panes: list[QWidget] = [self.queue.list, self.desk.editor.target, self.side.view, self.sign]
        return [pane for pane in panes if pane.isVisibleTo(self)]

    def first_focus(self) -> QWidget:
        return self.queue.list

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.queue, self.desk = Queue(), TextDesk(self.shell)
        self.side = PageSide(self.shell, self._compose)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.desk)
        self.nothing = EmptyState("check", _("Nothing here. Good."), _("Show all texts"))
        self.middle = QStackedWidget()
        self.middle.addWidget(scroll)
        self.middle.addWidget(self.nothing)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.queue)
        row.addWidget(self.middle, 1)
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
        self.queue.asked.connect(self._ask_list)
        self.queue.chosen.connect(self._choose)
        self.nothing.acted.connect(self._show_all)
        desk = self.desk
        desk.shown.connect(self._on_shown)
        desk.typed.connect(lambda: self._draw(at_once=False))
        desk.saved.connect(self._on_saved)
        desk.signed.connect(lambda: self.queue.step(1))
        desk.stuck.connect(self.queue.go_to)
        desk.saving.told.connect(
            lambda words, icon, tone: self.footer.say(words, icon=icon, tone=tone)
        )
        self.sign.clicked.connect(desk.sign)
        self.side.larger.clicked.connect(self._turn_page)
        self.out.clicked.connect(self._export)
        self.bring_in.clicked.connect(self._import)

    def _wire_keys(self) -> None:
        add, put_in = self.add_action, self.desk.editor.target.put_missing_in
        add("translations.sign", _("I have read it: sign off"), self.desk.sign, "F9")
        add("translations.next", _("Next text"), lambda: self.queue.step(1), "Ctrl+Down")
        add("translations.before", _("Text before"), lambda: self.queue.step(-1), "Ctrl+Up")
        add("translations.page", _("Show the page larger, or not"), self._turn_page, "F4")
        add("translations.missing", _("Put in the fill-ins that are missing"), put_in, "Alt+1")
        words = _("Put in a fill-in, while typing")
        self.shell.actions_book.note("page", words, "Ctrl+1", screen=self.key)

    # --- opening -------------------------------------------------------------------------------

    def opened(self, **place: Any) -> None:
        self._wanted_id = str(place.get("text_id") or "")
        self._ask_languages(str(place.get("language") or self._language or FIRST_LANGUAGE))

    def refresh(self, changes: SupportsKinds | None) -> None:
        """Show what arrived; words that are being typed stay as they are."""
        is_quiet = self.desk.keeper.is_settled and not self._is_own_save
        if is_quiet and not self.shell.runner.is_closed:
            self._ask_languages(self._language or FIRST_LANGUAGE)

    def leaving(self) -> None:
        self.desk.keeper.flush()
        self.side.stop()

    def _ask_languages(self, language: str) -> None:
        from fsp_desktop.services.show_texts import languages_of_texts

        workspace = self.shell.workspace
        self.shell.runner.store(lambda: (language, languages_of_texts(workspace)), owner=self).then(
            self._show_languages
        ).failed(self.shell.tell_failure)

    def _show_languages(self, result: tuple[str, tuple[str, ...]]) -> None:
        language, begun = result
        self.queue.show_languages(begun, language)
        self._ask_list()

    def _ask_list(self) -> None:
        from fsp_desktop.services.show_texts import list_texts

        if self.shell.runner.is_closed:
            return
        self.desk.keeper.flush()
        language = self.queue.language.chosen() or FIRST_LANGUAGE
        which, sought = self.queue.filter(), self.queue.search.text()
        asked, workspace = (language, which, sought), self.shell.workspace
        self._asked = asked
        self.shell.runner.store(
            lambda: (asked, list_texts(workspace, language, which=which, find=sought)), owner=self
        ).then(self._show_list).failed(self.shell.tell_failure)

    def _show_list(self, result: tuple[tuple[str, str, str], TextList]) -> None:
        asked, found = result
        if asked != self._asked:
            return
        self._language = asked[0]
        language, text_id = self.desk.in_hand()
        in_hand = self._wanted_id or (text_id if language == self._language else "")
        is_hidden = bool(self._wanted_id) and all(one.text_id != in_hand for one in found.lines)
        if self.queue.filter() != "all" and (is_hidden or self._language == ENGLISH):
            # English is never open; and what was asked for by name is shown whatever its state.
            self._show_all()
            return
        self._wanted_id = ""
        self.queue.show_list(found, in_hand)
        self._show_something(is_something=bool(found.lines))
        self.shell.remember(language=self._language)
        self.title_changed.emit()

    def _show_all(self) -> None:
        self.queue.show_all()
        self._ask_list()

    def _show_something(self, *, is_something: bool) -> None:
        self.middle.setCurrentIndex(0 if is_something else 1)
        self.sign.setEnabled(is_something)
        if not is_something:
            is_narrow = self.queue.filter() != "open" or bool(self.queue.search.text())
            words = _("Nothing fits.") if is_narrow else _("Nothing here. Good.")
            self.nothing.set_words(words, _("Show all texts"))
            self.desk.put_away()
            self.side.drop()

    # --- one text ------------------------------------------------------------------------------

    def _choose(self, line: TextLine) -> None:
        self.desk.open(line.language, line.text_id)

    def _on_shown(self, page: TextPage, is_other: bool) -> None:
        self.queue.replace(page.line)
        self._draw(at_once=is_other)

    def _draw(self, *, at_once: bool) -> None:
        """Ask for the page; what it shows is read here, since it is composed on the store thread."""
        language, text_id = self.desk.in_hand()
        if text_id:
            self._drawn = (language, text_id, self.desk.editor.target.text())
            self.side.ask(at_once=at_once, is_rtl=LANGUAGES[language].is_rtl)

    def _compose(self) -> Any:
        from fsp_desktop.services.preview_text import compose_text

        if self._drawn is None:
            raise RefusedError("packets.cancelled")
        language, text_id, text = self._drawn
        return compose_text(self.shell.workspace, language, text_id, text)

    def _on_saved(self, changes: Any) -> None:
        self._is_own_save = True
        self.shell.announce(changes)
        self._is_own_save = False

    def _export(self) -> None:
        from fsp_desktop.ui.translation_desk.export_sheet import ExportSheet

        self.desk.keeper.flush()
        self.shell.open_dialog(ExportSheet(self.shell, self._language, self.queue.filter()))

    def _import(self) -> None:
        from fsp_desktop.ui.translation_desk.import_sheet import ImportSheet

        self.desk.keeper.flush()
        self.shell.open_dialog(ImportSheet(self.shell))

    # --- room ----------------------------------------------------------------------------------

    def _turn_page(self) -> None:
        self._is_page_wanted = not self._is_page_wanted
        focused = self.window().focusWidget()
        if self._is_page_wanted and focused is not None and self.queue.isAncestorOf(focused):
            self.desk.editor.target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.width() >= theme().px(PAGE_ROOM)
        was_shown = self.side.isVisibleTo(self)
        self.side.set_large(is_large=is_wide and self._is_page_wanted)
        self.side.setVisible(is_wide or self._is_page_wanted)
        self.queue.setVisible(not self._is_page_wanted)
        if self.side.isVisibleTo(self) and not was_shown:
            self._draw(at_once=True)

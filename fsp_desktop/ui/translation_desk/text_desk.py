"""One text in hand: its words, what the checks say, who wrote and who has read it; saved as one types."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current
from fsp_desktop.services.edit_record import OpenForm
from fsp_desktop.services.translate_text import KIND, Finding, TextPage, save_text
from fsp_desktop.ui.forms.keeper import FormKeeper
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.translation_desk.checks import ChecksCard, SignCard
from fsp_desktop.ui.translation_desk.editor import Editor
from fsp_desktop.ui.translation_desk.words import plain

CHECK_PAUSE_MS = 150
ENGLISH = "en"


class TextDesk(QWidget):
    """Works on one text after the other; words that are not on disk keep their text in hand.

    Signals:
        shown: A text is shown, or is shown again as it is now; carries its page and whether it is
            another one than before.
        typed: The person changed the words.
        saved: Words or a sign-off are on disk; carries the changes.
        signed: The words in hand were signed off.
        stuck: Saving did not work, so that this text stays in hand; carries its id.
    """

    shown = Signal(object, bool)
    typed = Signal()
    saved = Signal(object)
    signed = Signal()
    stuck = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._shell = shell
        self._wanted: tuple[str, str] | None = None
        self.editor, self.checks, self.signing = Editor(), ChecksCard(), SignCard()
        self.keeper = FormKeeper(shell, self, save=save_text)
        self.saving = SavingWords(self, shell.hooks.clock.now)
        self._check_pause = QTimer(self)
        self._check_pause.setSingleShot(True)
        self._check_pause.setInterval(CHECK_PAUSE_MS)
        self._build()
        self._wire()

    def _build(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(10), px(16), px(12))
        column.setSpacing(px(10))
        column.addWidget(self.editor, 1)
        column.addWidget(self.checks)
        column.addWidget(self.signing)

    def _wire(self) -> None:
        editor = self.editor
        self.keeper.bind("text", editor.target.text, editor.typed)
        self.keeper.bind("question", editor.question.text, editor.question.edited)
        self.keeper.bind("answer", editor.answer.text, editor.answer.edited)
        for field in (editor.target, editor.question, editor.answer):
            field.left.connect(self.keeper.flush)
        self.saving.follow(self.keeper)
        self.keeper.saved.connect(self._on_saved)
        self.keeper.failed.connect(self._on_failed)
        self._check_pause.timeout.connect(self._check)
        editor.typed.connect(self._check_pause.start)
        editor.typed.connect(self.typed)
        self.checks.put_in_asked.connect(editor.target.put_missing_in)
        self.checks.keep_asked.connect(self._keep)
        self.checks.versions_asked.connect(self._show_versions)
        self.signing.take_back_asked.connect(self._take_back)
        self.signing.shipped_asked.connect(self._use_shipped)
        self.signing.history_asked.connect(self._show_history)

    # --- which text ----------------------------------------------------------------------------

    @property
    def page(self) -> TextPage | None:
        """The text in hand."""
        return self.editor.page

    def in_hand(self) -> tuple[str, str]:
        """Return language and id of the text in hand; empty without one."""
        page = self.editor.page
        return (page.line.language, page.line.text_id) if page is not None else ("", "")

    def open(self, language: str, text_id: str) -> None:
        """Take another text in hand, once the words of this one are on disk."""
        self._wanted = (language, text_id)
        self.keeper.flush()
        if self.keeper.is_settled:
            self._ask()

    def put_away(self) -> None:
        """Have no text in hand."""
        self.keeper.flush()
        self._wanted = None
        self.editor.page = None

    def _ask(self) -> None:
        from fsp_desktop.services.translate_text import open_text

        wanted, workspace = self._wanted or self.in_hand(), self._shell.workspace
        if wanted[1] and not self._shell.runner.is_closed:
            self._shell.runner.store(lambda: open_text(workspace, *wanted), owner=self).then(
                self._show_page
            ).failed(self._shell.tell_failure)

    def _show_page(self, page: TextPage) -> None:
        mine = (page.line.language, page.line.text_id)
        is_other = mine != self.in_hand()
        if is_other and mine != self._wanted:
            return
        self._wanted = None if mine == self._wanted else self._wanted
        is_typing = not is_other and not self.keeper.is_settled
        stays = not is_other and self.editor.target.text().strip() == page.line.text.strip()
        self.editor.show_page(page, keeps_words=is_typing or stays)
        if not is_typing:
            self.keeper.hold(page.form)
        if is_other:
            self.saving.begin(is_new=page.form.is_new)
        self.signing.show_page(page)
        self.signing.setVisible(page.line.language != ENGLISH)
        if is_typing:
            self._check_pause.start()
        else:
            self._show_findings(page.findings)
        self.shown.emit(page, is_other)

    # --- checks --------------------------------------------------------------------------------

    def _check(self) -> None:
        from fsp_desktop.services.translate_text import check_words

        page, text = self.editor.page, self.editor.target.text()
        if page is not None and not self._shell.runner.is_closed:
            self._shell.runner.pool(lambda: (text, check_words(page, text)), owner=self).then(
                self._on_checked
            ).failed(self._shell.tell_failure)

    def _on_checked(self, result: tuple[str, tuple[Finding, ...]]) -> None:
        if result[0] == self.editor.target.text():
            self._show_findings(result[1])

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        page = self.editor.page
        if page is not None:
            language = language_name(page.line.language, current())
            self.checks.show_checks(page, findings, self.editor.target.text(), language)

    # --- what becomes of it --------------------------------------------------------------------

    def _on_saved(self) -> None:
        self.saved.emit(self.keeper.changes)
        self._ask()

    def _on_failed(self, error: FspError) -> None:
        self._wanted = None
        self.stuck.emit(self.in_hand()[1])
        self._shell.tell_failure(error)

    def sign(self) -> None:
        """Say that the words in hand are right."""
        from fsp_desktop.services.sign_text import sign_off

        page = self.editor.page
        if page is None:
            return
        language, text_id = self.in_hand()
        version = None if self.keeper.touched else page.version
        self.keeper.finish(
            lambda workspace, _form: sign_off(workspace, language, text_id, version)
        ).then(lambda form: self._on_signed(form, plain(page.line.english)))

    def _on_signed(self, form: OpenForm, english: str) -> None:
        words = _("Signed off: {text}").format(text=english[:60])
        self._shell.toast(words, taker_back(self._shell, form.changes))
        self.signed.emit()

    def _keep(self) -> None:
        from fsp_desktop.services.translate_text import keep_for_new_english

        self.keeper.finish(keep_for_new_english)

    def _use_shipped(self) -> None:
        from fsp_desktop.services.translate_text import use_shipped

        self._wanted = self.in_hand()
        # What stands in the field is given up; the next page brings its words anew.
        self.editor.page = None
        self.keeper.finish(use_shipped).then(self._on_given_up)

    def _on_given_up(self, form: OpenForm) -> None:
        words = _("The program’s own words are back.")
        self._shell.toast(words, taker_back(self._shell, form.changes))

    def _take_back(self) -> None:
        from fsp_desktop.services.sign_text import take_back

        language, text_id = self.in_hand()
        self.keeper.finish(lambda workspace, _form: take_back(workspace, language, text_id))

    def _show_history(self) -> None:
        if self.editor.page is not None:
            open_place(self._shell, "history", record_id=self.editor.page.form.record_id, kind=KIND)

    def _show_versions(self) -> None:
        if self.editor.page is not None:
            open_place(self._shell, "versions", record_id=self.editor.page.form.record_id)

"""A family: its name, its adults and how to reach them, its children, its homes."""

from __future__ import annotations

from functools import reduce
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.services import write_family
from fsp_desktop.services.edit_record import Changes, OpenForm
from fsp_desktop.services.write_family import FamilyForms
from fsp_desktop.ui.family_form import leaving
from fsp_desktop.ui.family_form.everybody import Everybody
from fsp_desktop.ui.family_form.foot import Foot
from fsp_desktop.ui.family_form.languages_row import LanguagesRow
from fsp_desktop.ui.family_form.questions import family_questions
from fsp_desktop.ui.family_form.similar import SimilarFamilies, Typed
from fsp_desktop.ui.family_form.tab_order import order_tabs
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, join, refusals_of
from fsp_desktop.ui.forms.record_editor import RecordEditor
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import open_place, taker_back
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Banner

WIDE = 860


class FamilyDialog(FormSheet):
    """A new family (Ctrl+N, M), or what is known about one.

    Args:
        shell: The window's work area.
        family_id: The family to change; None for a new one.
        name: What a new family calls itself, if somebody typed it already.
        is_another: Leave the new family that was not finished alone, and begin one more.
    """

    def __init__(
        self,
        shell: Shell,
        family_id: str | None = None,
        name: str = "",
        *,
        is_another: bool = False,
    ) -> None:
        title = _("About this family") if family_id else _("A new family")
        super().__init__(shell, WIDE, title, icon="users")
        self._is_new_family = family_id is None
        self._build(name)
        self._wire()
        self._ask(family_id, name, is_another)

    # --- building ------------------------------------------------------------------------------

    def _build(self, name: str) -> None:
        self.family = RecordEditor(
            self.shell,
            "family",
            family_questions(),
            lambda ws: write_family.start_family(ws, name).family,
            write_family.save_part,
        )
        self.languages = LanguagesRow()
        self.family.keeper.bind("home_languages", self.languages.tags, self.languages.edited)
        self.unfinished = Banner(
            _("This family was begun before and is not finished yet."),
            _("Start another"), kind="plain", icon="pencil",
        )  # fmt: skip
        self.unfinished.hide()
        self.similar = SimilarFamilies(self.shell, self.family.keeper, self._typed)
        self.everybody = Everybody(self.shell, self.family.keeper, self._family_now)
        self.sections, self.parts = self.everybody.sections, self.everybody.parts
        self.bottom = Foot()
        self.saving = SavingWords(self, self.shell.hooks.clock.now)
        for part in (self.unfinished, self.family, self.languages, self.everybody):
            self.questions.addWidget(part)
        self.questions.addStretch(1)
        self.foot.setSpacing(theme().px(8))
        self.foot.addWidget(self.similar)
        self.foot.addWidget(self.bottom)

    def _wire(self) -> None:
        self.everybody.edited.connect(self.similar.look)
        self.everybody.keeper_added.connect(self.saving.follow)
        self.everybody.written.connect(self._on_written)
        self.everybody.gone_on.connect(self.middle.ensureWidgetVisible)
        self.everybody.reshaped.connect(self._order_tabs)
        self.everybody.listen_for_keys(self)
        self.family.edited.connect(lambda _name: self.similar.look())
        self.similar.opened.connect(self._open_other)
        self.similar.reshaped.connect(self._on_similar)
        self.similar.set_aside.connect(self.family.focus_target().setFocus)
        self.unfinished.acted.connect(self._start_another)
        self.bottom.folded.connect(self.refit)
        self.bottom.close_button.clicked.connect(self.reject)
        self.bottom.discard.clicked.connect(self._discard)
        self.bottom.keep.clicked.connect(self.finish)
        self.saving.follow(self.family.keeper)
        self.saving.told.connect(self.bottom.tell_saving)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.finish)

    # --- opening -------------------------------------------------------------------------------

    def _ask(self, family_id: str | None, name: str, is_another: bool) -> None:
        workspace, store = self.shell.workspace, self.shell.runner.store
        if family_id is not None:
            key = RecordId(family_id)
            job = store(lambda: write_family.open_family(workspace, key), owner=self)
            job.then(self._show).failed(self._show_missing)
        else:
            self._begin(name)
        if family_id is None and not name and not is_another:
            job = store(lambda: write_family.unfinished_family(workspace), owner=self)
            job.then(self._show_unfinished)
        self.family.focus_target().setFocus()

    def _begin(self, name: str) -> None:
        """Be ready for a new family at once, so that no key is lost while the store is busy."""
        self.family.show_values({"label": name})
        self.everybody.begin()
        self.bottom.begin(is_draft=True, is_new=True)
        self.similar.is_looking = True
        self.similar.look()

    def _show_unfinished(self, forms: FamilyForms | None) -> None:
        """Go on with what was begun before, unless somebody types about another family already."""
        is_typed = any(one.made_now() or not one.is_settled for one in self._keepers())
        if forms is not None and not is_typed:
            self._show(forms)
            self.unfinished.show()

    def _show_missing(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        self.reject()

    def _show(self, forms: FamilyForms) -> None:
        values = forms.family.values
        is_draft = bool(values.get("draft"))
        self.family.show_form(forms.family)
        tags = values.get("home_languages")
        self.languages.show_tags([str(tag) for tag in tags] if isinstance(tags, list) else [])
        self.bottom.begin(is_draft=is_draft, is_new=False)
        self.everybody.show_forms(forms)
        self.similar.is_looking = is_draft
        self.similar.look()
        self.family.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.refit()

    def _order_tabs(self) -> None:
        # Once all that is being added now stands in its place.
        QTimer.singleShot(0, self, lambda: order_tabs(self))

    def _family_now(self, workspace: Any) -> OpenForm:
        """Return the family's form on the store thread; it is written before its people are."""
        family = self.family.keeper.form_now(workspace)
        if family.is_new:
            family = write_family.save_part(workspace, family, {})
            self.family.keeper.put_now(family)
        return family

    # --- what is shown -------------------------------------------------------------------------

    def _typed(self) -> Typed:
        return self.family.text("label"), self.everybody.names(), self.everybody.numbers()

    def _open_other(self, family_id: str) -> None:
        self.reject()
        self.shell.go("families", family_id=family_id)

    def _on_similar(self) -> None:
        self._order_tabs()
        self.refit()

    def _start_another(self) -> None:
        self.reject()
        open_place(self.shell, "family-form", is_another=True)

    def _on_written(self, changes: Changes) -> None:
        if changes.kinds:
            self.shell.announce(changes)
        self.similar.look()

    # --- finishing -----------------------------------------------------------------------------

    def _keepers(self) -> list[FormKeeper]:
        return [self.family.keeper, *self.everybody.keepers()]

    def _flush(self) -> None:
        for keeper in self._keepers():
            keeper.flush()

    def finish(self) -> None:
        """Keep the family and everybody in it as complete."""
        self._flush()
        workspace, keeper = self.shell.workspace, self.family.keeper
        job = self.shell.runner.store(lambda: leaving.finish(workspace, keeper), owner=self)
        job.then(self._show_kept).failed(self._show_not_kept)

    def _show_kept(self, family: OpenForm) -> None:
        if any(keeper.touched for keeper in self._keepers()):
            # A line that was not taken waits on screen, with why beside it.
            return
        shell, is_new = self.shell, self._is_new_family
        shell.announce(Changes())
        self.accept()
        words = _("{family} is kept.").format(family=self.family.text("label"))
        typed = reduce(join, (keeper.changes for keeper in self._keepers()))
        shell.toast(words, taker_back(shell, family.changes if family.changes.dots else typed))
        if is_new:
            shell.go("families", family_id=family.record_id)

    def _show_not_kept(self, error: FspError) -> None:
        refusals = refusals_of(error)
        if not refusals:
            self.bottom.tell_saving(_("Not saved yet; your words are still on screen."), "", "care")
            return
        editors = [self._editor_of(str(one.get("record_id") or "")) for one in refusals]
        for editor, one in reversed(list(zip(editors, refusals, strict=True))):
            if one["field"] in editor.fields:
                editor.show_refusals([one])
            else:
                words = refusal_words(str(one["field"]), str(one["reason"]))
                self.bottom.tell_saving(words, "", "care")
        QTimer.singleShot(0, self, lambda: self.middle.ensureWidgetVisible(editors[0]))

    def _editor_of(self, record_id: str) -> RecordEditor:
        return self.everybody.editor_of(record_id) or self.family

    def _discard(self) -> None:
        """Throw the draft away with everybody in it; Undo and the history still have it."""
        shell, keeper = self.shell, self.family.keeper
        self._flush()
        workspace = shell.workspace

        def tell(changes: Changes) -> None:
            shell.announce(changes)
            shell.toast(_("Draft thrown away."), taker_back(shell, changes))

        shell.runner.store(lambda: leaving.throw_away(workspace, keeper), owner=shell).then(tell)
        super().reject()

    def reject(self) -> None:
        """Close; what was written stays. In a known family, what is complete becomes so."""
        self._flush()
        shell, keeper, is_new = self.shell, self.family.keeper, self._is_new_family
        workspace = shell.workspace

        def tell(is_kept: bool) -> None:
            if is_kept:
                shell.announce(Changes())
            if is_kept and is_new:
                shell.toast(_("Draft kept. Ctrl+N, M opens it again."))

        super().reject()
        shell.runner.store(lambda: leaving.keep(workspace, keeper), owner=shell).then(tell)

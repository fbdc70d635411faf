"""A family: its name, its adults and how to reach them, its children, its homes."""

from __future__ import annotations

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
from fsp_desktop.ui.family_form.family_ties import FamilyTies
from fsp_desktop.ui.family_form.foot import Foot
from fsp_desktop.ui.family_form.languages_row import LanguagesRow
from fsp_desktop.ui.family_form.parts import AdultPart, Part
from fsp_desktop.ui.family_form.questions import family_questions
from fsp_desktop.ui.family_form.section import Section
from fsp_desktop.ui.family_form.similar import SimilarFamilies, Typed
from fsp_desktop.ui.family_form.tab_order import order_tabs
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, refusals_of
from fsp_desktop.ui.forms.record_editor import RecordEditor
from fsp_desktop.ui.forms.refusal_words import refusal_words
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import open_place, undo_last_save
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.cards import Banner

WIDE = 860
KEYS = {"adult": "Alt+A", "student": "Alt+C", "household": "Alt+H"}


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
        self._build()
        self._wire()
        self._ask(family_id, name, is_another)

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.family = RecordEditor(
            self.shell, "family", family_questions(), _start, write_family.save_part
        )
        self.languages = LanguagesRow()
        self.family.keeper.bind("home_languages", self.languages.tags, self.languages.edited)
        self.unfinished = Banner(
            _("This family was begun before and is not finished yet."),
            _("Start another"), kind="plain", icon="pencil",
        )  # fmt: skip
        self.unfinished.hide()
        self.similar = SimilarFamilies(self.shell, self.family.keeper, self._typed)
        headings = {
            "adult": (_("Adults"), _("Add an adult"), _("Alt A")),
            "student": (_("Children"), _("Add a child"), _("Alt C")),
            "household": (_("Homes"), _("Add a home"), _("Alt H")),
        }
        self.sections = {
            kind: Section(self.shell, kind, words, self._family_now)
            for kind, words in headings.items()
        }
        self.ties = FamilyTies(self.shell, self.family.keeper, self.parts)
        self.bottom = Foot()
        self.saving = SavingWords(self, self.shell.hooks.clock.now)
        for part in (self.unfinished, self.family, self.languages):
            self.questions.addWidget(part)
        for section in self.sections.values():
            self.questions.addWidget(section)
        self.questions.addStretch(1)
        self.foot.setSpacing(theme().px(8))
        self.foot.addWidget(self.similar)
        self.foot.addWidget(self.bottom)

    def _wire(self) -> None:
        for section in self.sections.values():
            section.edited.connect(self.similar.look)
            section.part_added.connect(self._follow_part)
            section.written.connect(self._on_written)
            section.gone_on.connect(self.middle.ensureWidgetVisible)
        self.ties.written.connect(self._on_written)
        self.ties.shown.connect(self._order_tabs)
        self.family.edited.connect(lambda _name: self.similar.look())
        self.similar.opened.connect(self._open_other)
        self.similar.reshaped.connect(self._on_similar)
        self.similar.set_aside.connect(self.family.focus_target().setFocus)
        self.unfinished.acted.connect(self._start_another)
        self.bottom.folded.connect(self.refit)
        self.bottom.close_button.clicked.connect(self.reject)
        self.bottom.discard.clicked.connect(self._discard)
        self.bottom.keep.clicked.connect(self.finish)
        self._follow(self.family.keeper)
        self.saving.told.connect(self.bottom.tell_saving)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.finish)
        for kind, keys in KEYS.items():
            QShortcut(QKeySequence(keys), self).activated.connect(self.sections[kind].adder.click)

    def parts(self) -> list[Part]:
        """Return everybody and every home that was not taken away."""
        return [part for section in self.sections.values() for part in section.parts]

    # --- opening -------------------------------------------------------------------------------

    def _ask(self, family_id: str | None, name: str, is_another: bool) -> None:
        workspace = self.shell.workspace
        family = RecordId(family_id) if family_id else None

        def go() -> FamilyForms:
            if is_another:
                return write_family.start_family(workspace, name)
            return write_family.begin_family(workspace, family, name)

        self.shell.runner.store(go, owner=self).then(self._show).failed(self._show_missing)
        self.family.focus_target().setFocus()

    def _show_missing(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        self.reject()

    def _show(self, forms: FamilyForms) -> None:
        values = forms.family.values
        is_draft = forms.family.is_new or bool(values.get("draft"))
        self.family.show_form(forms.family)
        tags = values.get("home_languages")
        self.languages.show_tags([str(tag) for tag in tags] if isinstance(tags, list) else [])
        self.unfinished.setVisible(self._is_new_family and not forms.family.is_new)
        self.bottom.begin(is_draft=is_draft, is_new=forms.family.is_new)
        for adult in forms.adults:
            part = self.sections["adult"].add()
            if isinstance(part, AdultPart):
                part.show_adult(adult)
        for kind, found in (("student", forms.children), ("household", forms.homes)):
            for form in found:
                self.sections[kind].add().show_form(form)
        if forms.family.is_new:
            self.sections["adult"].begin_one(focus=False)
            self.sections["student"].begin_one(focus=False)
        self.similar.is_looking = is_draft
        self.similar.look()
        self.ties.refresh()
        self.family.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.refit()

    def _follow_part(self, part: Part) -> None:
        for keeper in part.keepers():
            self._follow(keeper)
        part.keeper_added.connect(self._follow)
        part.editor.keeper.saved.connect(self.ties.refresh)
        self._order_tabs()

    def _follow(self, keeper: FormKeeper) -> None:
        self.saving.follow(keeper)
        self._order_tabs()

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
        people = [part for part in self.parts() if part.kind != "household" and part.is_filled]
        names = [
            f"{part.editor.text('given_name')} {part.editor.text('family_name')}".strip()
            for part in people
        ]
        points = [row for part in people if isinstance(part, AdultPart) for row in part.points]
        numbers = tuple(row.value() for row in points if row.value())
        return self.family.text("label"), tuple(name for name in names if name), numbers

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
        self.ties.refresh()
        self.similar.look()

    # --- finishing -----------------------------------------------------------------------------

    def _keepers(self) -> list[FormKeeper]:
        """Return the keepers of all records of the form, also of what was taken away."""
        parts = [part for section in self.sections.values() for part in section.all_parts()]
        return [self.family.keeper, *(one for part in parts for one in part.keepers())]

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
        shell.toast(words, undo=lambda: undo_last_save(shell))
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
        for part in self.parts():
            points = [row.editor for row in part.points] if isinstance(part, AdultPart) else []
            for editor in (part.editor, *points):
                made = editor.keeper.made_now()
                if made is not None and made.record_id == record_id:
                    part.unfold(is_open=True)
                    return editor
        return self.family

    def _discard(self) -> None:
        """Throw the draft away with everybody in it; Undo and the history still have it."""
        shell, keeper = self.shell, self.family.keeper
        self._flush()
        workspace = shell.workspace
        shell.runner.store(lambda: leaving.throw_away(workspace, keeper), owner=shell).then(
            shell.announce
        )
        super().reject()
        shell.toast(_("Draft thrown away."), undo=lambda: undo_last_save(shell))

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


def _start(workspace: Any) -> OpenForm:
    return write_family.start_family(workspace).family

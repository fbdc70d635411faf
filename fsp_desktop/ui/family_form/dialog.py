"""A family: its name, its adults and how to reach them, its children, its homes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fsp_desktop.domain.errors import FspError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.language.words import _
from fsp_desktop.services import settle_conflict, write_family
from fsp_desktop.services.edit_record import Changes, OpenForm
from fsp_desktop.services.write_family import AdultForms, FamilyForms
from fsp_desktop.ui.family_form.languages_row import LanguagesRow
from fsp_desktop.ui.family_form.parts import AdultPart, Part
from fsp_desktop.ui.family_form.questions import family_questions
from fsp_desktop.ui.family_form.similar import SimilarFamilies
from fsp_desktop.ui.forms.folding_row import FoldingRow
from fsp_desktop.ui.forms.form_sheet import FormSheet
from fsp_desktop.ui.forms.keeper import FormKeeper, refusals_of
from fsp_desktop.ui.forms.record_editor import RecordEditor
from fsp_desktop.ui.forms.standing import SavingWords
from fsp_desktop.ui.places import undo_last_save
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.text import ElidedLabel, Label

WIDE = 760
SECTIONS = ("adult", "student", "household")


class FamilyDialog(FormSheet):
    """A new family (Ctrl+N, M), or what is known about one.

    Args:
        shell: The window's work area.
        family_id: The family to change; None for a new one.
        name: What a new family calls itself, if somebody typed it already.
    """

    def __init__(self, shell: Shell, family_id: str | None = None, name: str = "") -> None:
        title = _("About this family") if family_id else _("A new family")
        super().__init__(shell, WIDE, title, icon="users")
        self._is_new_family = family_id is None
        self._parts: list[Part] = []
        self._sections: dict[str, QVBoxLayout] = {}
        self._build()
        self._wire()
        self._ask(family_id, name)

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.family = RecordEditor(self.shell, "family", family_questions(), _start)
        self.languages = LanguagesRow()
        self.family.keeper.bind("home_languages", self.languages.tags, self.languages.edited)
        self.similar = SimilarFamilies(self.shell)
        self.standing = ElidedLabel("", "caption", "ink2")
        self.close_button = Button(_("Close, keep draft"), keys=_("Esc"))
        self.keep = Button(_("Keep this family"), "primary", keys=_("Ctrl Enter"))
        self.saving = SavingWords(self, self.shell.hooks.clock.now)
        for part in (self.family, self.languages, self.similar):
            self.questions.addWidget(part)
        self.adders: dict[str, Button] = {}
        for kind, heading, more in (
            ("adult", _("Adults"), _("Add an adult")),
            ("student", _("Children"), _("Add a child")),
            ("household", _("Homes"), _("Add a home")),
        ):
            self._build_section(kind, heading, more)
        self.questions.addStretch(1)
        self._build_foot()

    def _build_section(self, kind: str, heading: str, more: str) -> None:
        px = theme().px
        self.adders[kind] = Button(more, "quiet", icon="plus", small=True)
        head = QHBoxLayout()
        head.setContentsMargins(0, px(6), 0, 0)
        head.addWidget(Label(heading, "title"))
        head.addStretch(1)
        head.addWidget(self.adders[kind])
        self._sections[kind] = QVBoxLayout()
        self._sections[kind].setSpacing(px(8))
        self.questions.addLayout(head)
        self.questions.addLayout(self._sections[kind])

    def _build_foot(self) -> None:
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.keep)
        foot = FoldingRow(self.standing, acts)
        foot.folded.connect(self.refit)
        self.foot.addWidget(foot)

    def _wire(self) -> None:
        for kind, button in self.adders.items():
            button.clicked.connect(lambda _on=False, one=kind: self._add_new(one))
        self.family.edited.connect(lambda _name: self._look_for_similar())
        self.similar.opened.connect(self._show_similar)
        self.close_button.clicked.connect(self.reject)
        self.keep.clicked.connect(self.finish)
        self.saving.follow(self.family.keeper)
        self.saving.told.connect(self._tell_saving)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.finish)

    # --- opening -------------------------------------------------------------------------------

    def _ask(self, family_id: str | None, name: str) -> None:
        workspace = self.shell.workspace
        family = RecordId(family_id) if family_id else None
        self.shell.runner.store(
            lambda: write_family.begin_family(workspace, family, name), owner=self
        ).then(self._show).failed(self._show_missing)
        self.family.focus_target().setFocus()

    def _show_missing(self, error: FspError) -> None:
        self.shell.tell_failure(error)
        self.reject()

    def _show(self, forms: FamilyForms) -> None:
        values = forms.family.values
        self.family.show_form(forms.family)
        tags = values.get("home_languages")
        self.languages.show_tags([str(tag) for tag in tags] if isinstance(tags, list) else [])
        if not self._is_new_family and not values.get("draft"):
            self.close_button.setText(_("Close"))
        if not forms.family.is_new:
            self.standing.setText(_("Saved on this computer"))
        for adult in forms.adults:
            part = self._add("adult")
            if isinstance(part, AdultPart):
                part.show_adult(adult)
        for kind, found in (("student", forms.children), ("household", forms.homes)):
            for form in found:
                self._add(kind).show_form(form)
        if forms.family.is_new:
            self._add_new("adult", focus=False)
            self._add_new("student", focus=False)
            self._look_for_similar()
        self.family.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)
        self.refit()

    def _add(self, kind: str) -> Part:
        part = (
            AdultPart(self.shell, self._family_now)
            if kind == "adult"
            else Part(self.shell, kind, self._family_now)
        )
        part.taken_away.connect(self._take_away)
        part.edited.connect(lambda _name: self._look_for_similar())
        part.keeper_added.connect(self.saving.follow)
        self.saving.follow(part.editor.keeper)
        self._parts.append(part)
        self._sections[kind].addWidget(part)
        return part

    def _add_new(self, kind: str, *, focus: bool = True) -> None:
        part = self._add(kind)
        if isinstance(part, AdultPart):
            part.begin()
        part.unfold(is_open=True)
        if focus:
            target = part.editor.focus_target()
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.middle.ensureWidgetVisible(part)

    def _family_now(self, workspace: Any) -> OpenForm:
        """Return the family's form on the store thread; it is written before its people are."""
        family = self.family.keeper.form_now(workspace)
        if family.is_new:
            family = write_family.save_part(workspace, family, {})
            self.family.keeper.put_now(family)
        return family

    def _look_for_similar(self) -> None:
        names = [self.family.text("label")]
        names += [part.editor.text("given_name") for part in self._parts if part.kind == "student"]
        if self._is_new_family:
            made = self.family.keeper.made_now()
            self.similar.look_for(names, made.record_id if made else "")

    def _show_similar(self, family_id: str) -> None:
        self.reject()
        self.shell.go("families", family_id=family_id)

    def _tell_saving(self, words: str, _icon: str, tone: str) -> None:
        self.standing.setText(words if tone == "care" else _("Saved on this computer"))
        self.standing.set_tone("care" if tone == "care" else "ink2")

    # --- taking away ---------------------------------------------------------------------------

    def _take_away(self, part: Part) -> None:
        self._parts.remove(part)
        part.hide()
        workspace, keepers = self.shell.workspace, part.keepers()

        def go() -> Changes:
            forms = [keeper.made_now() for keeper in reversed(keepers)]
            for form in forms:
                if form is not None and not form.is_new:
                    settle_conflict.delete_record(workspace, form.record_id)
            return Changes(frozenset({part.kind}))

        for keeper in keepers:
            keeper.flush()
        self.shell.runner.store(go, owner=self).then(self.shell.announce)
        self.refit()

    # --- finishing -----------------------------------------------------------------------------

    def _flush(self) -> None:
        self.family.keeper.flush()
        for part in self._parts:
            for keeper in part.keepers():
                keeper.flush()

    def finish(self) -> None:
        """Keep the family and everybody in it as complete."""
        self._flush()
        workspace, keepers = self.shell.workspace, self._keepers()
        self.shell.runner.store(
            lambda: write_family.finish_family(workspace, _forms_now(workspace, keepers)),
            owner=self,
        ).then(self._show_kept).failed(self._show_not_kept)

    def _keepers(self) -> list[tuple[str, list[FormKeeper]]]:
        kept = [("family", [self.family.keeper])]
        return [*kept, *((part.kind, part.keepers()) for part in self._parts)]

    def _show_kept(self, changes: Changes) -> None:
        shell, is_new = self.shell, self._is_new_family
        made = self.family.keeper.made_now()
        shell.announce(changes)
        self.accept()
        name = self.family.text("label")
        shell.toast(_("{family} is kept.").format(family=name), undo=lambda: undo_last_save(shell))
        if is_new and made is not None:
            shell.go("families", family_id=made.record_id)

    def _show_not_kept(self, error: FspError) -> None:
        refusals = refusals_of(error)
        if not refusals:
            self._tell_saving(_("Not saved yet; your words are still on screen."), "", "care")
            return
        record_id = str(error.detail.get("record"))
        editor = self._editor_of(record_id)
        editor.show_refusals(refusals)
        self.middle.ensureWidgetVisible(editor)

    def _editor_of(self, record_id: str) -> RecordEditor:
        for part in self._parts:
            points = part.points if isinstance(part, AdultPart) else []
            for editor in (part.editor, *points):
                made = editor.keeper.made_now()
                if made is not None and made.record_id == record_id:
                    part.unfold(is_open=True)
                    return editor
        return self.family

    def reject(self) -> None:
        """Close; what was written stays. In a known family, what is complete becomes so."""
        self._flush()
        shell, keepers = self.shell, self._keepers()
        workspace, is_new = shell.workspace, self._is_new_family
        made = any(
            keeper.made_now() or keeper.touched for _kind, some in keepers for keeper in some
        )
        super().reject()
        if not made:
            return
        shell.runner.store(
            lambda: write_family.keep_complete(workspace, _forms_now(workspace, keepers)),
            owner=shell,
        ).then(lambda changes: shell.announce(changes if changes.kinds else None))
        if is_new and self.family.text("label"):
            shell.toast(_("Draft kept. Ctrl+N, M opens it again."))


def _start(workspace: Any) -> OpenForm:
    return write_family.start_family(workspace).family


def _forms_now(workspace: Any, keepers: list[tuple[str, list[FormKeeper]]]) -> FamilyForms:
    """Return the forms of everything that was begun; on the store thread only."""
    family = keepers[0][1][0].form_now(workspace)
    made = [
        (kind, [form for one in some if (form := one.made_now()) is not None])
        for kind, some in keepers[1:]
    ]
    return FamilyForms(
        family,
        tuple(
            AdultForms(forms[0], tuple(forms[1:]))
            for kind, forms in made
            if kind == "adult" and forms
        ),
        tuple(forms[0] for kind, forms in made if kind == "student" and forms),
        tuple(forms[0] for kind, forms in made if kind == "household" and forms),
    )

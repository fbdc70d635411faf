"""Add a place to share: choose its kind, fill in a little, see that it works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.ui.runner import Task
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.sync.place_fields import KINDS, PlaceFields
from fsp_desktop.ui.sync.place_words import kind_words, place_title
from fsp_desktop.ui.sync.trial import STEPS, Trial
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.combo import Combo
from fsp_desktop.ui.widgets.field import Field
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from fsp_desktop.services.administrator import Administrator
    from fsp_desktop.services.places import Reached


class AddPlaceSheet(Sheet):
    """Nothing is kept before the place was tried and works.

    Signals:
        added: A place was added; carries its name without secrets.
    """

    added = Signal(str)

    def __init__(self, shell: Shell, kind: str = "folder") -> None:
        super().__init__(shell, 620, _("Add a place to share"), icon="plus")
        self._shell = shell
        self._offered = ""
        self.offer = Banner("", kind="info", icon="school")
        self.offer.hide()
        self.kind = Combo(_("What kind of place?"), [(one, kind_words(one)) for one in KINDS])
        self.kind.set_chosen(kind)
        self.fields = PlaceFields()
        self.trial = Trial(shell.runner)
        words = _("Sealed before it leaves this computer: whoever runs the place can not read it.")
        self.promise = Label(words, "note", "ink2", wrap=True)
        self.stop = Button(_("Cancel"), keys="Esc")
        self.add = Button(_("Try it and add"), "primary")
        self._build()
        self._wire()
        self.fields.show_kind(kind)
        self.kind.setFocus()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.add)
        self.body.addWidget(self.offer)
        self._kind_field = Field(_("What kind of place?"), self.kind)
        self.body.addWidget(self._kind_field)
        for part in (self.fields, self.promise, self.trial):
            self.body.addWidget(part)
        self.body.addLayout(row)

    def _wire(self) -> None:
        from fsp_desktop.services.administrator import read_administrator

        self.kind.chosen_changed.connect(self.fields.show_kind)
        self.fields.resized.connect(self._fit_soon)
        self.stop.clicked.connect(self.reject)
        self.add.clicked.connect(self._try)
        self.trial.succeeded.connect(self._keep)
        self.trial.ended.connect(self._on_ended)
        self.offer.acted.connect(self._take_offer)
        path = self._shell.workspace.profile.administrator_path
        # The file may lie on a share of the district.
        self._shell.runner.pool(lambda: read_administrator(path), owner=self).then(
            self._show_offer
        ).failed(self._shell.tell_failure)

    def _show_offer(self, decided: Administrator) -> None:
        from fsp_desktop.services.name_place import name_of_place

        self._offered = decided.place
        if not decided.place:
            return
        name = place_title(name_of_place(decided.place))
        words = (
            _("{who} proposes {place}.").format(who=decided.set_by, place=name)
            if decided.set_by
            else _("Your administrator proposes {place}.").format(place=name)
        )
        self.offer.set_words(words, _("Use it"))
        self.offer.show()
        self._fit_soon()

    def _take_offer(self) -> None:
        from fsp_desktop.services.name_place import name_of_place

        name = name_of_place(self._offered)
        self.kind.set_chosen(name.kind)
        self.fields.show_kind(name.kind)
        if "path" in self.fields.fields:
            self.fields.set_text("path", self._offered)
            return
        # The whole address stands in one field; what it says is not asked for again.
        self.fields.set_text("server", self._offered)
        self.fields.set_text("folder", name.inside)
        for key, text in (("user", name.user), ("bucket", name.name)):
            if key in self.fields.fields:
                self.fields.set_text(key, text)
        self.fields.fields["secret"].editor.setFocus()

    def _try(self) -> None:
        from fsp_desktop.services.places import reach_place

        self.fields.clear_errors()
        try:
            place, secret = self._place()
        except FspError as error:
            self._say_where(error)
            return
        profile = self._shell.workspace.profile

        def work(task: Task) -> Any:
            return reach_place(
                place, secret, profile, told=lambda done: task.progress(done, len(STEPS))
            )

        self.add.set_waiting(_("Trying it out…"))
        self.trial.begin(work)
        self._show_form(False)

    def _place(self) -> tuple[str, Any]:
        from fsp_desktop.domain.errors import RefusedError
        from fsp_desktop.services.name_place import address_of
        from fsp_desktop.services.places import Secret

        if "path" in self.fields.fields:
            path = self.fields.text("path")
            if not path:
                raise RefusedError("services.place_needs", {"field": "path"})
            return path, None
        parts = self.fields.parts()
        user = "" if parts.kind == "azblob" else parts.user.strip()
        return address_of(parts), Secret(user, self.fields.text("secret").strip())

    def _say_where(self, error: FspError) -> None:
        key = str(error.detail.get("field") or "server")
        if not self.fields.complain(key, error_sentence(error.code, error.detail)):
            self._shell.tell_failure(error)
        self._fit_soon()

    def _on_ended(self) -> None:
        self.add.set_waiting("")
        self._show_form(True)

    def _show_form(self, shown: bool) -> None:
        # On a small screen there is no room for the fields and all of the steps.
        for part in (self._kind_field, self.fields):
            part.setVisible(shown)
        self.promise.setVisible(shown and not self.trial.isVisible())
        self.offer.setVisible(shown and bool(self._offered) and not self.trial.isVisible())
        self._fit_soon()

    def _keep(self, reached: Reached) -> None:
        from fsp_desktop.services.places import add_place

        workspace = self._shell.workspace
        self._shell.runner.store(lambda: add_place(workspace, reached), owner=self).then(
            lambda _done: self._added(reached.place)
        ).failed(self._shell.tell_failure)

    def _added(self, place: str) -> None:
        self._shell.hooks.place_chosen(place)
        self.added.emit(place)
        self._shell.toast(_("Added. Your team shares there too from now on."))
        self.accept()

    def done(self, result: int) -> None:
        self.trial.stop()
        super().done(result)

    def _fit_soon(self) -> None:
        # What was just put in knows its height at the next turn of the loop.
        QTimer.singleShot(0, self, self._fit)

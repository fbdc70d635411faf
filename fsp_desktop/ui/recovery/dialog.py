"""A new recovery sheet over the window; the code of an older one stops working."""

from __future__ import annotations

from fsp_desktop.language.words import _
from fsp_desktop.ui.entrance.recovery_sheet import RecoverySheet
from fsp_desktop.ui.entrance.services import Opened
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

LATER = "later"
SETTING = "recovery_sheet"


class RecoveryDialog(Sheet):
    """Asks first, since making a code ends the old one; then shows the words once."""

    def __init__(self, shell: Shell, family_id: str | None = None) -> None:
        super().__init__(shell, 690, _("Your recovery sheet"), icon="key-round")
        del family_id  # the sheet opens the whole record
        self._shell = shell
        words = _("This makes new words. An older sheet, if there is one, opens nothing any more.")
        self._question = Label(words, "body", "ink2", wrap=True)
        self.make = Button(_("Make a new sheet"), "primary")
        self.make.clicked.connect(self._make)
        self.body.addWidget(self._question)
        self.body.addWidget(self.make)
        self.make.setFocus()

    def _make(self) -> None:
        from fsp_desktop.services.unlock import new_recovery_code

        workspace = self._shell.workspace
        self.make.set_waiting(_("Making it…"))
        self._shell.runner.store(lambda: new_recovery_code(workspace), owner=self).then(
            self._show
        ).failed(self._shell.tell_failure)

    def _show(self, code: str) -> None:
        self._question.hide()
        self.make.hide()
        hooks = self._shell.hooks
        page = RecoverySheet(Opened(None, code), hooks.school, hooks.person)
        page.kept.connect(self._keep)
        page.opened.connect(lambda _opened: self.accept())
        self.body.addWidget(page)
        page.begin()
        self.resize(self.width(), self.sizeHint().height())

    def _keep(self, how: str) -> None:
        self._shell.hooks.settings.set(SETTING, how)

"""A new recovery sheet over the window; the code of an older one stops working."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from fsp_desktop.language.words import _
from fsp_desktop.ui.entrance.recovery_sheet import RecoverySheet
from fsp_desktop.ui.entrance.services import Opened
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.theme.theme import theme
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

PAGE_HIGH = 560
LATER = "later"
SETTING = "recovery_sheet"


class RecoveryDialog(Sheet):
    """Asks first, since making a code ends the old one; then shows the words once."""

    def __init__(self, shell: Shell, family_id: str | None = None) -> None:
        super().__init__(shell, 690, _("Your recovery sheet"), icon="key-round")
        del family_id  # the sheet opens the whole record
        self._shell = shell
        words = _("This makes new words. Once you go on, an older sheet opens nothing any more.")
        self._question = Label(words, "body", "ink2", wrap=True)
        self.make = Button(_("Make a new sheet"), "primary")
        self.make.clicked.connect(self._make)
        self.body.addWidget(self._question)
        self.body.addWidget(self.make)
        self.make.setFocus()

    def _make(self) -> None:
        from fsp_desktop.services.unlock import propose_recovery_code

        code = propose_recovery_code()
        self._question.hide()
        self.make.hide()
        hooks = self._shell.hooks
        page = RecoverySheet(self._shell.runner, Opened(None, code), hooks.school, hooks.person)
        page.setMinimumHeight(theme().px(PAGE_HIGH))
        page.kept.connect(lambda how: self._keep(code, how))
        self.body.addWidget(page)
        page.begin()
        # The new height is known once the layout has seen the page.
        QTimer.singleShot(0, self, self._fit)

    def _keep(self, code: str, how: str) -> None:
        """Let the new words open the record once the person has kept them; put off, nothing changes."""
        if how == LATER:
            self.accept()
            return
        from fsp_desktop.services.unlock import use_recovery_code

        workspace, hooks, shell = self._shell.workspace, self._shell.hooks, self._shell
        shell.runner.store(lambda: use_recovery_code(workspace, code), owner=shell).then(
            lambda _done: shell.toast(_("The new recovery sheet opens your record now."))
        ).failed(shell.tell_failure)
        hooks.settings.set(SETTING, how)
        self.accept()

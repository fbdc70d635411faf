"""The sheet checked another day: its words are typed once, and opened with, as in an emergency."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.ui.recovery.dialog import SETTING
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.field import Field, LineField
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label


class RecoveryCheckDialog(Sheet):
    """Asks for the words of the sheet and tells whether they open the record."""

    def __init__(self, shell: Shell, family_id: str | None = None) -> None:
        super().__init__(shell, 560, _("Check your recovery sheet"), icon="key-round")
        del family_id  # the sheet opens the whole record
        self._shell = shell
        words = _("Type the words of the sheet in their order. Nothing is changed by this.")
        self.edit = LineField(_("The words of the sheet"))
        self.field = Field(_("The words of the sheet"), self.edit)
        self.check = Button(_("Check"), "primary", keys=_("Enter"))
        self.body.addWidget(Label(words, "body", "ink2", wrap=True))
        self.body.addWidget(self.field)
        self.body.addWidget(self.check)
        self.check.clicked.connect(self._look)
        self.edit.returnPressed.connect(self._look)
        self.edit.setFocus()

    def _look(self) -> None:
        from fsp_desktop.services.unlock import check_recovery_code

        workspace, code = self._shell.workspace, self.edit.text().strip()
        self.field.clear_error()
        self.check.set_waiting(_("Checking…"))
        self._shell.runner.store(lambda: check_recovery_code(workspace, code), owner=self).then(
            self._on_right
        ).failed(self._on_wrong)

    def _on_right(self, _nothing: object) -> None:
        self.edit.clear()
        self._shell.hooks.settings.set(SETTING, "printed")
        self.accept()
        self._shell.toast(_("Your recovery sheet opens your record. Keep it in a safe place."))

    def _on_wrong(self, error: FspError) -> None:
        self.check.set_waiting("")
        self.field.set_error(error_sentence(error.code, error.detail))
        self.edit.setFocus()
        QTimer.singleShot(0, self, self._fit)

"""Which paper the printer here holds: chosen once, remembered for every page."""

from __future__ import annotations

from fsp_desktop.language.words import _
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.combo import Combo

REMEMBERED = "paper.size"
USUAL = "letter"


class PaperChoice(Combo):
    """Letter or A4; the last choice is the first offer the next time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(_("Paper"), [("letter", _("Letter")), ("a4", _("A4"))])
        settings = shell.hooks.settings
        self.set_chosen(str(settings.get(REMEMBERED, USUAL)))
        if not self.chosen():
            self.set_chosen(USUAL)
        self.chosen_changed.connect(lambda key: settings.set(REMEMBERED, key))

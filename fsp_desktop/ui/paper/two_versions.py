"""Asks before a page is printed on which something has two versions that nobody has settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from fsp_desktop.language.labels import field_label, kind_label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.shell.shell import Shell
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Banner
from fsp_desktop.ui.widgets.sheet import Sheet
from fsp_desktop.ui.widgets.text import Label

SHOWN = 6


class TwoVersionsSheet(Sheet):
    """Names what has two versions; one may settle it first, or print the version that is shown.

    Signals:
        agreed: Print as it is.
    """

    agreed = Signal()

    def __init__(self, shell: Shell, conflicts: Sequence[Any]) -> None:
        super().__init__(shell, 560, _("Two versions on this page"), icon="columns-2")
        self._shell = shell
        count = len(conflicts)
        words = ngettext(
            "{n} thing on this page was written in two ways. The page shows the first one.",
            "{n} things on this page were written in two ways. The page shows the first ones.",
            count,
        )
        self.body.addWidget(Banner(words.format(n=count), kind="family", icon="columns-2"))
        for one in conflicts[:SHOWN]:
            line = _("{kind}: {field}").format(
                kind=kind_label(one.kind), field=field_label(one.kind, one.field)
            )
            self.body.addWidget(Label(line, "body", wrap=True))
        if count > SHOWN:
            more = ngettext("and {n} more", "and {n} more", count - SHOWN)
            self.body.addWidget(Label(more.format(n=count - SHOWN), "note", "ink2"))
        self.settle = Button(_("Look at them first"), "primary")
        self.anyway = Button(_("Print as shown"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.anyway)
        row.addWidget(self.settle)
        self.body.addLayout(row)
        self.settle.clicked.connect(lambda: self._settle(conflicts[0].record_id))
        self.anyway.clicked.connect(self._agree)
        self.settle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle(self, record_id: str) -> None:
        self.accept()
        self._shell.go("versions", record_id=record_id)

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def agree_to_versions(shell: Shell, composed: Any, go_on: Callable[[], object]) -> None:
    """Go on if nothing on the page has two versions; else ask first and go on when one agrees."""
    if not composed.conflicts:
        go_on()
        return
    sheet = TwoVersionsSheet(shell, composed.conflicts)
    sheet.agreed.connect(go_on)
    shell.open_dialog(sheet)

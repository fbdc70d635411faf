"""Under the log: what is on disk, and the two ways to leave it."""

from __future__ import annotations

from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.widgets.buttons import Button
from fsp_desktop.ui.widgets.cards import Footer


class LogFooter(Footer):
    """The pinned bar of the visit log."""

    def __init__(self) -> None:
        super().__init__()
        self.copy_all = Button(_("Copy all"), icon="copy")
        self.later = Button(_("Leave for later"))
        self.done = Button(_("Finish visit log"), "primary", keys="F9")
        for part in (self.copy_all, self.later, self.done):
            self.end.addWidget(part)
        self.copy_all.hide()

    def show_state(self, *, is_finished: bool) -> None:
        """Name the ways to leave: a log that was finished before is only closed again."""
        self.done.setText(_("Done") if is_finished else _("Finish visit log"))
        self.later.setVisible(not is_finished)

    def tell(self, words: str, icon: str, tone: str) -> None:
        """Say how saving stands."""
        self.say(words, icon=icon, tone=tone)


def finished_words(empty: int, coached: int) -> str:
    """Return what is said of a finished log: empty parts are fine, hard words are counted."""
    words = [_("Visit log finished.")]
    if empty:
        told = ngettext(
            "{count} part is empty. That is fine.", "{count} parts are empty. That is fine.", empty
        )
        words.append(told.format(count=empty))
    if coached:
        told = ngettext(
            "{count} word a family may not know.", "{count} words a family may not know.", coached
        )
        words.append(told.format(count=coached))
    return " ".join(words)

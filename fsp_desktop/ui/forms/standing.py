"""The truthful sentence under a form: what is on disk, since when, and what to do if it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from fsp_desktop.domain.errors import FspError
from fsp_desktop.language.formats import ago
from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.ui.forms.keeper import FormKeeper

EVERY_MINUTE_MS = 60_000
DISK_FULL = "store.disk_full"


class SavingWords(QObject):
    """Follows the keepers of one form and says how things stand.

    Signals:
        told: The sentence changed; carries words, icon and colour role.
        stuck: Saving does not work (true) or works again (false).
    """

    told = Signal(str, str, str)
    stuck = Signal(bool)

    def __init__(self, owner: QObject, now: Callable[[], datetime]) -> None:
        super().__init__(owner)
        self._now = now
        self._keepers: list[FormKeeper] = []
        self._saved_at: datetime | None = None
        self.is_stuck = False
        self._minute = QTimer(self)
        self._minute.setInterval(EVERY_MINUTE_MS)
        self._minute.timeout.connect(self._tell)
        self._minute.start()

    def follow(self, keeper: FormKeeper) -> None:
        """Listen to one more record of the form."""
        self._keepers.append(keeper)
        keeper.saved.connect(self._on_saved)
        keeper.failed.connect(self._on_failed)
        keeper.destroyed.connect(lambda: self._drop(keeper))

    def begin(self, *, is_new: bool) -> None:
        """Start with another record."""
        self._saved_at = None
        self._set_stuck(is_stuck=False)
        if is_new:
            words = _("What you type is saved as you go. Nothing is written yet.")
        else:
            words = _("Saved on this computer. You can close the lid at any time.")
        self.told.emit(words, "circle-check", "ok")

    def _drop(self, keeper: FormKeeper) -> None:
        self._keepers = [one for one in self._keepers if one is not keeper]

    def _on_saved(self) -> None:
        if all(keeper.is_settled for keeper in self._keepers):
            self._saved_at = self._now()
            self._set_stuck(is_stuck=False)
            self._tell()

    def _on_failed(self, error: FspError) -> None:
        if error.code == DISK_FULL:
            words = _(
                "This computer has no room left. Your words are still on screen. "
                "Free some space, or copy them."
            )
        elif error.code == "domain.invalid_record":
            return
        else:
            words = _("Not saved yet; your words are still on screen. {why}").format(
                why=error_sentence(error.code, error.detail)
            )
        self._set_stuck(is_stuck=True)
        self.told.emit(words, "triangle-alert", "care")

    def _set_stuck(self, *, is_stuck: bool) -> None:
        if is_stuck != self.is_stuck:
            self.is_stuck = is_stuck
            self.stuck.emit(is_stuck)

    def _tell(self) -> None:
        if self._saved_at is None or self.is_stuck:
            return
        passed = self._now() - self._saved_at
        when = _("just now") if passed < timedelta(minutes=1) else ago(self._saved_at, self._now())
        words = _("Saved on this computer, {when}. You can close the lid at any time.")
        self.told.emit(words.format(when=when), "circle-check", "ok")

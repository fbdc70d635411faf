"""One small line under a record: on this computer only, shared, or why it still waits."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from fsp_desktop.language.labels import error_sentence
from fsp_desktop.language.words import _
from fsp_desktop.ui.sync.words import when_words

if TYPE_CHECKING:
    from fsp_desktop.services.record_sharing import RecordSharing


def shared_words(sharing: RecordSharing, held: str, now: datetime) -> str:
    """Return how far one record got, in words.

    Args:
        sharing: What the record knows.
        held: `paused`, `metered`, `elsewhere` or empty, as the window knows it.
        now: For saying how long ago.
    """
    if sharing.state == "private":
        return _("On this computer only: this kind is never shared.")
    if sharing.state == "here":
        return _("On this computer only: no place to share has been chosen.")
    last = sharing.last_shared_at
    if sharing.state == "shared":
        if last is None:
            return _("Shared with the team.")
        when = when_words(last.isoformat(), now)
        return _("All of it is shared. Last exchange: {when}.").format(when=when)
    return _("Waiting to be shared: {why}").format(why=_why(sharing, held))


def _why(sharing: RecordSharing, held: str) -> str:
    if sharing.numbers_pending:
        return _("the team has not let this computer in yet.")
    if held == "paused":
        return _("you paused sharing.")
    if sharing.reason:
        return error_sentence(sharing.reason)
    if held == "elsewhere":
        return _("this is not the school’s network.")
    if held:
        return _("this connection is paid by the amount.")
    return _("it goes out by itself in a moment.")

"""The status sentence, made from facts."""

from __future__ import annotations

from datetime import datetime

from fsp_desktop.language.words import _, ngettext
from fsp_desktop.ui.shell.hooks import Standing

WEEK_DAYS = 7


def how_long_ago(then: datetime, now: datetime) -> str:
    """Return the time since a moment in words, such as "2 hours ago"."""
    minutes = max(0, int((now - then).total_seconds() // 60))
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    hours = minutes // 60
    if hours < 24:
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)
    days = hours // 24
    return ngettext("{n} day ago", "{n} days ago", days).format(n=days)


def saved_words(standing: Standing, now: datetime) -> str:
    """Return the calm part of the sentence: what is safe, and when it was last shared."""
    if standing.clock_is_wrong:
        return _("Saved on this computer. This computer’s clock looks wrong. Sharing waits.")
    if standing.sharing is not None:
        done, total = standing.sharing
        return _("Saved on this computer. Sharing {done} of {total}…").format(
            done=done, total=total
        )
    if not standing.has_place:
        return _("Saved on this computer. Not shared with anyone yet.")
    if standing.failing_days > WEEK_DAYS:
        return _("Saved on this computer. Not shared for {n} days. Carry on a USB stick?").format(
            n=standing.failing_days
        )
    if standing.last_shared_at is None:
        return _("Saved on this computer. Not shared yet.")
    ago = how_long_ago(standing.last_shared_at, now)
    if standing.waiting:
        return _("Saved on this computer. Last shared with the team {ago}.").format(ago=ago)
    return _("Saved on this computer. Shared with the team {ago}.").format(ago=ago)


def attention_words(standing: Standing) -> str:
    """Return the part in bold: what waits, or what has two versions; often empty."""
    parts = []
    if standing.waiting and standing.sharing is None:
        parts.append(
            ngettext("{n} change waiting.", "{n} changes waiting.", standing.waiting).format(
                n=standing.waiting
            )
        )
    if standing.two_versions:
        parts.append(
            ngettext(
                "One record has two versions.",
                "{n} records have two versions.",
                standing.two_versions,
            ).format(n=standing.two_versions)
        )
    return " ".join(parts)


def network_words(standing: Standing) -> str:
    """Return the quiet words about the backup or the network; empty when all is well."""
    if standing.backup_failure:
        return _("Today’s backup could not be made ({code}).").format(code=standing.backup_failure)
    return _("No internet right now") if standing.is_online is False else ""

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
        # Sharing goes on: a clock dates things for people and decides nothing.
        return _(
            "Saved on this computer. This computer’s clock looks wrong, so times may be wrong."
        )
    if standing.sharing is not None:
        done, total = standing.sharing
        return _("Saved on this computer. Sharing {done} of {total}…").format(
            done=done, total=total
        )
    if standing.outside == "out":
        return _("Saved on this computer. It is not part of the team any more.")
    if standing.outside:
        return _("Saved on this computer. Waiting to be let in to the team.")
    if not standing.has_place:
        return _("Saved on this computer. Not shared with anyone yet.")
    return _held_words(standing) or _shared_words(standing, now)


def _held_words(standing: Standing) -> str:
    return {
        "paused": _("Saved on this computer. You paused sharing."),
        "elsewhere": _("Saved on this computer. Sharing waits for the school’s network."),
        "metered": _("Saved on this computer. Sharing waits for a connection not paid by amount."),
    }.get(standing.held, "")


def _shared_words(standing: Standing, now: datetime) -> str:
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
    if standing.to_look_at:
        count = standing.two_versions + standing.to_look_at
        words = ngettext("{n} thing needs a look.", "{n} things need a look.", count)
        parts.append(words.format(n=count))
    elif standing.two_versions:
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
    if standing.is_online is False:
        return _("No internet right now")
    if standing.places_away:
        return ngettext(
            "One place does not answer", "{n} places do not answer", standing.places_away
        ).format(n=standing.places_away)
    return ""

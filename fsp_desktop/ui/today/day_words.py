"""The sentence over the day: how much there is, and how long until the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fsp_desktop.domain.views import AgendaItem
from fsp_desktop.language.words import _, ngettext

SOON_MINUTES = 120


def summary_words(agenda: Sequence[AgendaItem], following: AgendaItem | None, now: datetime) -> str:
    """Return "2 visits and 1 conference today. Next one in 40 minutes."; empty for a free day."""
    visits = sum(item.kind == "visit" for item in agenda)
    talks = len(agenda) - visits
    parts = []
    if visits:
        parts.append(ngettext("{count} visit", "{count} visits", visits).format(count=visits))
    if talks:
        words = ngettext("{count} conference", "{count} conferences", talks)
        parts.append(words.format(count=talks))
    if not parts:
        return ""
    today = _("{what} today.").format(what=_(" and ").join(parts))
    return f"{today} {_until_next(following, now)}".strip()


def _until_next(following: AgendaItem | None, now: datetime) -> str:
    if following is None:
        return _("All done.")
    minutes = round((following.starts_at - now).total_seconds() / 60)
    if minutes <= 0:
        return ""
    if minutes < SOON_MINUTES:
        words = ngettext("Next one in {count} minute.", "Next one in {count} minutes.", minutes)
        return words.format(count=minutes)
    hours = round(minutes / 60)
    words = ngettext("Next one in {count} hour.", "Next one in {count} hours.", hours)
    return words.format(count=hours)

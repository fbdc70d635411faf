"""Sentences about families: how long ago, in which language, for eyes and for screen readers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fsp_desktop.domain.views import Child, FamilyRow, ThreadItem
from fsp_desktop.language.formats import short_day
from fsp_desktop.language.labels import label
from fsp_desktop.language.language_names import language_name
from fsp_desktop.language.words import _, current, ngettext

QUIET_DAYS = 21


def in_language(tag: str) -> str:
    """Return the name of a language in the interface's language."""
    return language_name(tag, current())


def language_list(tags: tuple[str, ...]) -> str:
    """Return names of languages with commas between them."""
    return ", ".join(in_language(tag) for tag in tags if tag and tag != "ask")


def child_list(children: tuple[Child, ...]) -> str:
    """Return children with their grade in brackets."""
    return ", ".join(
        f"{child.name} ({child.grade})" if child.grade else child.name for child in children
    )


def days_ago(moment: datetime, now: datetime) -> str:
    """Return today, yesterday or a number of days, by local calendar days."""
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days <= 0:
        return _("Today")
    if days == 1:
        return _("Yesterday")
    return ngettext("{count} day", "{count} days", days).format(count=days)


def is_quiet(row: FamilyRow, now: datetime) -> bool:
    """Tell whether a family has not been heard from for three weeks, or never."""
    return row.last_contact_at is None or now - row.last_contact_at > timedelta(days=QUIET_DAYS)


def day_words(moment: datetime | date) -> str:
    """Return a day such as "Thu 8 Oct" in local time."""
    day = moment.astimezone().date() if isinstance(moment, datetime) else moment
    return short_day(day, weekday=True)


def due_words(due: date | None, today: date) -> tuple[str, bool]:
    """Return when something is due, and whether that day has passed."""
    if due is None:
        return "", False
    days = (due - today).days
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days), True
    if days == 0:
        return _("Today"), False
    if days == 1:
        return _("Tomorrow"), False
    return day_words(due), False


def row_sentence(row: FamilyRow, now: datetime) -> str:
    """Return what a screen reader says for a row of the list."""
    parts = [row.label, language_list(row.languages), child_list(row.children)]
    if row.last_contact_at is not None:
        ago = days_ago(row.last_contact_at, now)
        sentence = (
            _("last word from the family: {ago}")
            if row.last_direction == "family_to_school"
            else _("last word from us: {ago}")
        )
        parts.append(sentence.format(ago=ago))
    else:
        parts.append(_("no contact yet"))
    if row.has_conflict:
        parts.append(_("two versions"))
    return ", ".join(part for part in parts if part)


def item_title(item: ThreadItem) -> str:
    """Return the heading of a thread item."""
    if item.kind == "visit":
        return _("Home visit")
    if item.kind == "conference":
        return _("Family–School Conference")
    if item.kind == "follow-up":
        return label("follow_up_side", item.title_code or "we_promised")
    return _("From the family") if item.side == "family" else _("To the family")


def item_meta(item: ThreadItem) -> str:
    """Return the quiet words after the heading: day, way, language, length, people."""
    parts = [day_words(item.at)] if item.at else []
    if item.kind == "contact":
        way = label("channel", item.title_code) if item.title_code else ""
        spoken = in_language(item.language) if item.language else ""
        parts.append(", ".join(part for part in (way, spoken) if part))
        if item.interpreter:
            parts.append(_("with interpreter"))
        if item.outcome and item.outcome not in ("talked", "replied"):
            parts.append(label("contact_outcome", item.outcome))
    if item.kind == "visit" and item.title_code not in (None, "completed"):
        parts.append(label("visit_status", str(item.title_code)))
    if item.minutes:
        parts.append(
            ngettext("{count} min", "{count} min", item.minutes).format(count=item.minutes)
        )
    if item.kind in ("visit", "conference") and item.people:
        parts.append(", ".join(item.people[:3]))
    if item.draft:
        parts.append(_("draft"))
    return " · ".join(part for part in parts if part)


def item_sentence(item: ThreadItem) -> str:
    """Return what a screen reader says for a thread item."""
    state = _("done") if item.kind == "follow-up" and item.is_done else ""
    parts = [item_title(item), item_meta(item), item.words, state]
    if item.has_conflict:
        parts.append(_("two versions"))
    return ", ".join(part for part in parts if part)

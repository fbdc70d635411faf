"""Sentences about conferences: when, where an item comes from, how far a plan is."""

from __future__ import annotations

from datetime import date, datetime

from fsp_desktop.domain.views import ConferenceRow
from fsp_desktop.language.formats import clock_time, short_day
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _, ngettext
from fsp_desktop.services.prepare_conference import BriefItem
from fsp_desktop.ui.widgets.quotes import quoted as in_quotes

TITLES = ("their_words", "strengths", "agreements", "questions", "progress", "contacts", "notes")
"""Cards of the brief, in order; our own questions stand below theirs in one card."""
FAMILY_SHARE, SCHOOL_SHARE = 0.5, 0.3
"""How the minutes are planned: half of them are the family's."""
LEAST_MINUTES = 10


def section_title(code: str) -> tuple[str, str]:
    """Return heading and icon of a card."""
    return {
        "their_words": (_("Their words first"), "quote"),
        "strengths": (_("Strengths seen at home and at school"), "arrow-left-right"),
        "agreements": (_("What we agreed, and how it went"), "handshake"),
        "questions": (_("Questions, theirs before ours"), "circle-question-mark"),
        "progress": (_("Learning, in plain words"), "book-open"),
        "contacts": (_("Lately between us"), "message-circle"),
        "notes": (_("What they have taught us"), "sprout"),
    }[code]


def who_words(row: ConferenceRow) -> str:
    """Return the family, the student and the grade in one line."""
    family = _("{label} family").format(label=row.family_label)
    return " · ".join(_isolated(part) for part in (family, student_words(row)) if part)


def student_words(row: ConferenceRow) -> str:
    """Return the student and the grade."""
    if row.student_name and row.grade:
        return _("{name}, grade {grade}").format(name=row.student_name, grade=row.grade)
    return row.student_name or ""


def day_words(moment: datetime | date, today: date) -> str:
    """Return today, tomorrow, or the day with its weekday."""
    day = moment.astimezone().date() if isinstance(moment, datetime) else moment
    days = (day - today).days
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Tomorrow")
    return short_day(day, weekday=True)


def times_words(row: ConferenceRow) -> str:
    """Return from when until when."""
    ends = (row.starts_at, row.ends_at)
    return "–".join(clock_time(one.astimezone()) for one in ends if one is not None)


def when_words(row: ConferenceRow, today: date) -> str:
    """Return day, times and place."""
    when = _("No day yet")
    if row.starts_at is not None:
        when = f"{day_words(row.starts_at, today)} {_isolated(times_words(row))}"
    place = _isolated(row.place) if row.place else ""
    return " · ".join(part for part in (when, place) if part)


def status_look(row: ConferenceRow, now: datetime) -> tuple[str, str, str]:
    """Return word, chip kind and icon of how far a conference is."""
    status = row.status or "planned"
    is_over = (row.ends_at or row.starts_at or now) < now
    if status in {"planned", "confirmed"} and is_over:
        return _("Notes still to write"), "neutral", "pencil"
    kind, icon = {
        "confirmed": ("done", "check"),
        "held": ("done", "check"),
        "missed": ("care", "door-open"),
        "cancelled": ("neutral", "x"),
    }.get(status, ("neutral", "clock"))
    return label("conference_status", status), kind, icon


def source_words(item: BriefItem) -> str:
    """Return where an item comes from: who, how, when."""
    when = _day_of(item.on)
    if item.source == "agreement":
        state = label("agreement_state", item.state or "open")
        if when and item.state in {"kept", "not_yet", "changed"}:
            state = _("{state} since {day}").format(state=state, day=when)
        elif when:
            state = _("{state}, by {day}").format(state=state, day=when)
        return " · ".join(part for part in (state, item.who or "") if part)
    if item.source == "contact":
        theirs = item.state == "family_to_school"
        began = _("They reached out") if theirs else _("We reached out")
        return " · ".join(part for part in (began, item.who or "", when) if part)
    return _said_words(item, when)


def _said_words(item: BriefItem, when: str) -> str:
    if item.source == "conference" and not when:
        theirs = _("From the family, for this conference")
        return theirs if item.own_words else _("From the school, for this conference")
    how = {"visit": _("home visit"), "note": _("told us")}.get(item.source, _("conference"))
    said = ", ".join(part for part in (item.who or "", how, when) if part)
    return f"{said} · {_('from the family')}" if item.own_words else said


def quoted(item: BriefItem) -> str:
    """Return the words of an item, in quotation marks if they are the family's own."""
    return in_quotes(item.words) if item.own_words else item.words


def shares_words(row: ConferenceRow) -> str:
    """Return how the minutes are shared out; empty if the end is not known."""
    if row.starts_at is None or row.ends_at is None:
        return ""
    minutes = round((row.ends_at - row.starts_at).total_seconds() / 60)
    if minutes < LEAST_MINUTES:
        return ""
    family, school = round(minutes * FAMILY_SHARE), round(minutes * SCHOOL_SHARE)
    return _("Plan: family {family} min, school {school} min, agree together {both} min").format(
        family=family, school=school, both=minutes - family - school
    )


def left_out_words(count: int) -> str:
    """Return how many private notes and guesses stay away."""
    words = ngettext("{n} private note left out", "{n} private notes left out", count)
    return words.format(n=count)


def row_sentence(row: ConferenceRow, now: datetime) -> str:
    """Return what a screen reader says for a conference of the list."""
    today = now.astimezone().date()
    state = status_look(row, now)[0]
    return ", ".join(part for part in (when_words(row, today), who_words(row), state) if part)


def _isolated(text: str) -> str:
    """Keep the order inside a piece whatever script stands beside it."""
    return f"\u2068{text}\u2069"


def _day_of(text: str | None) -> str:
    if not text:
        return ""
    if "T" not in text:
        return short_day(date.fromisoformat(text))
    return short_day(datetime.fromisoformat(text).astimezone().date())

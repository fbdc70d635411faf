"""Values of fields in words, for showing two versions beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from fsp_desktop.domain.changes import DELETED
from fsp_desktop.domain.views import ConflictView, VersionOf
from fsp_desktop.language.formats import clock_time, day, short_day
from fsp_desktop.language.labels import field_label, kind_label, label
from fsp_desktop.language.words import _
from fsp_desktop.ui.families.words import in_language

OWN_WORDS = frozenset(
    {"hopes", "strengths", "family_questions", "family_words", "family_priorities"}
)
"""Fields that hold a family's own words; they are shown in serif."""
LANGUAGE_FIELDS = frozenset(
    {"home_languages", "language", "language_used", "languages", "other_languages"}
    | {"reads_language", "said_language", "shared_copy_language", "speaks_language"}
)
"""Fields that hold tags of languages."""


def field_words(kind: str, field: str) -> str:
    """Return the name of a field or of a field group."""
    return _("Kept or removed") if field == "_deleted" else field_label(kind, field)


def value_words(kind: str, field: str, value: object) -> str:
    """Return a value as a person would write it; groups become their parts in one line each."""
    if field == "_deleted":
        return _("Removed") if value else _("Kept")
    if isinstance(value, Mapping):
        parts = [
            f"{field_label(kind, name)}: {value_words(kind, name, part)}"
            for name, part in value.items()
            if part not in (None, "", [])
        ]
        return "\n".join(parts) or _("Empty")
    if value in (None, "", []):
        return _("Empty")
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(value_words(kind, field, item) for item in value)
    vocabulary = _vocabulary_of(kind, field)
    if vocabulary is not None:
        return label(vocabulary, str(value))
    if field in LANGUAGE_FIELDS and value != "ask":
        return in_language(str(value))
    return _text_words(str(value))


def heading_words(conflict: ConflictView, mine: int) -> str:
    """Return what happened to a record, for the person who wrote version number `mine`."""
    kind = kind_label(conflict.kind).lower()
    if conflict.field != DELETED or len(conflict.versions) < 2:
        return _("Two versions of one {kind}").format(kind=kind)
    own, other = conflict.versions[mine], conflict.versions[0 if mine else 1]
    who = other.author or _("A colleague")
    words = (
        _("You removed this {kind}, {who} changed it. Keep theirs?")
        if own.value
        else _("{who} removed this {kind}, you changed it. Keep yours?")
    )
    return words.format(kind=kind, who=who)


def version_words(version: VersionOf, person: str | None) -> tuple[str, str]:
    """Return who wrote a version, and where and when; `person` is who looks at it."""
    at = version.at.astimezone()
    when = f"{short_day(at.date(), weekday=True)} {clock_time(at)}"
    who = _("Yours") if version.author == person else (version.author or _("From a roster"))
    # A computer is usually named after its person, who stands there already.
    device = (version.device or "").removeprefix(version.author or "").strip(" ·")
    return who, " · ".join(part for part in (device, when, _again(version, person)) if part)


def _again(version: VersionOf, person: str | None) -> str:
    if version.brought_back_by in (None, version.author):
        return ""
    if version.brought_back_by == person:
        return _("brought back by you")
    return _("brought back by {name}").format(name=version.brought_back_by)


def _text_words(text: str) -> str:
    if text == "ask":
        return label("yes_no_ask", text)
    moment = _moment(text)
    if moment is not None:
        local = moment.astimezone()
        return f"{short_day(local.date(), weekday=True)} {clock_time(local)}"
    plain_day = _day(text)
    if plain_day is not None:
        return day(plain_day)
    return text


def _vocabulary_of(kind: str, field: str) -> str | None:
    from fsp_desktop.domain.entities import ENTITIES
    from fsp_desktop.domain.shapes import field_shapes

    shapes = field_shapes(kind) if kind in ENTITIES else {}
    return shapes[field].shape.vocabulary if field in shapes else None


def _moment(text: str) -> datetime | None:
    if len(text) < 20 or "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def _day(text: str) -> date | None:
    if len(text) != 10:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

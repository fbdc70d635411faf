"""Everything a school tells families about itself, put together from its records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.packets.content.school_profile import (
    OwnText,
    Person,
    Resource,
    SchoolPicture,
    SchoolProfile,
    profile_from_json,
)
from fsp_desktop.services.open_conflicts import OpenConflict, conflicts_of
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

SCHOOL_KINDS: Mapping[str, str] = {
    "people": "school-person",
    "resources": "resource",
    "own_texts": "school-text",
    "pictures": "school-picture",
}
"""Part of a profile -> the kind of record that holds its lines."""
_MOST = 1_000


@dataclass(frozen=True)
class SchoolFacts:
    """What a school tells families, and which of it two colleagues have written differently."""

    profile: SchoolProfile
    conflicts: tuple[OpenConflict, ...] = ()


def school_profile(workspace: Workspace) -> SchoolProfile:
    """Return the school's own data for packets; see `school_facts`.

    Raises:
        RefusedError: `packets.bad_profile`.
    """
    return school_facts(workspace).profile


def school_facts(workspace: Workspace) -> SchoolFacts:
    """Return the school's own data for packets, people, pictures and words with it.

    Name and telephone come from the school's record, the person families meet from the record of
    whoever works here; an imported profile may say otherwise.

    Raises:
        RefusedError: `packets.bad_profile`.
    """
    school = workspace.store.load(workspace.school_id) if workspace.school_id else None
    values: Mapping[str, object] = school.values if school is not None else {}
    profile = profile_from_json(profile_object(values.get("profile")))
    person = workspace.store.load(workspace.person_id)
    staff: Mapping[str, object] = person.values if person is not None else {}
    rows = {part: school_rows(workspace, part) for part in SCHOOL_KINDS}
    everything = [row for row in (school, person, *chain(*rows.values())) if row is not None]
    whole = replace(
        _with_records(rows, profile),
        name=profile.name or _text(values.get("name")),
        phone=profile.phone or _text(values.get("phone")),
        website=profile.website or _text(values.get("website")),
        address=profile.address or _address(values),
        liaison_name=profile.liaison_name or _text(staff.get("name")),
        liaison_phone=profile.liaison_phone or _text(staff.get("phone")),
        liaison_hours=_hours(profile, staff),
        liaison_languages=profile.liaison_languages or _tags(staff.get("languages")),
    )
    return SchoolFacts(whole, conflicts_of(everything))


def school_rows(workspace: Workspace, part: str) -> list[Stored]:
    """Return the finished records of one part of the profile, in the order the school gave them."""
    rows = workspace.store.list_rows(SCHOOL_KINDS[part], limit=_MOST, order="oldest")
    done = [row for row in rows if not row.values.get("draft")]
    return sorted(done, key=_position)


def profile_object(text: object) -> dict[str, object]:
    """Return the JSON object in the `profile` field of a school; empty for none.

    Raises:
        RefusedError: `packets.bad_profile`.
    """
    if not text:
        return {}
    try:
        value = json.loads(str(text))
    except (ValueError, RecursionError) as error:
        raise RefusedError("packets.bad_profile", {"field": "profile"}) from error
    if not isinstance(value, dict):
        raise RefusedError("packets.bad_profile", {"field": "profile"})
    return value


def _with_records(rows: Mapping[str, list[Stored]], profile: SchoolProfile) -> SchoolProfile:
    return replace(
        profile,
        people=(*profile.people, *map(_person, rows["people"])),
        resources=(*profile.resources, *map(_resource, rows["resources"])),
        own_texts=(*profile.own_texts, *map(_own_text, rows["own_texts"])),
        pictures=(*profile.pictures, *map(_picture, rows["pictures"])),
    )


def _position(row: Stored) -> tuple[int, str]:
    place = row.values.get("position")
    return (place if isinstance(place, int) else _MOST, row.id)


def _person(row: Stored) -> Person:
    words = ("role_words", "pronunciation", "phone", "times", "room")
    return Person(
        name=_word(row, "name"),
        role=_word(row, "role") or "other",
        languages=_tags(row.values.get("languages")),
        photo=_word(row, "photo_id"),
        **{name: _word(row, name) for name in words},
    )


def _resource(row: Stored) -> Resource:
    words = ("phone", "address", "website", "hours", "cost", "note")
    day = _word(row, "checked_on")
    return Resource(
        name=_word(row, "name"),
        category=_word(row, "category") or "other",
        languages=_tags(row.values.get("languages")),
        checked_on=date.fromisoformat(day) if day else None,
        **{name: _word(row, name) for name in words},
    )


def _own_text(row: Stored) -> OwnText:
    return OwnText(_word(row, "section"), _word(row, "language"), _word(row, "text"))


def _picture(row: Stored) -> SchoolPicture:
    return SchoolPicture(_word(row, "picture_use"), _word(row, "alt"), _word(row, "data"), row.id)


def _word(row: Stored, name: str) -> str:
    return _text(row.values.get(name)) or ""


def _text(value: object) -> str | None:
    return str(value) if value else None


def _tags(value: object) -> tuple[str, ...]:
    return tuple(str(tag) for tag in value) if isinstance(value, list | tuple) else ()


def _hours(profile: SchoolProfile, staff: Mapping[str, object]) -> Mapping[str, str]:
    own = _text(staff.get("hours"))
    return profile.liaison_hours or ({"en": own} if own else {})


def _address(values: Mapping[str, object]) -> str | None:
    parts = [values.get(name) for name in ("street", "city", "region", "postal_code")]
    return ", ".join(str(part) for part in parts if part) or None

"""The school's own data for packets, and how to reach the person who meets families."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields

from fsp_desktop.domain.changes import Wire
from fsp_desktop.packets.content.school_profile import (
    CALENDAR_KINDS,
    SchoolProfile,
    profile_from_json,
)
from fsp_desktop.services.edit_record import OpenForm, open_form, save_form
from fsp_desktop.services.read_school import profile_object
from fsp_desktop.services.workspace import Workspace

SCHOOL_FIELDS = ("name", "phone", "website", "street", "city", "region", "postal_code")
STAFF_FIELDS = ("phone", "languages", "hours")
DAY_KINDS = CALENDAR_KINDS
"""What a row of the calendar can be about."""
_IN_RECORDS = {"name", "phone", "website", "address", "liaison_name", "liaison_phone", "liaison_languages"}  # fmt: skip
"""What an imported profile may say too; here it belongs to the school's and the person's records."""
_ENGLISH = "en"
_LOCAL_TEXTS = {known.name for known in fields(SchoolProfile) if "LocalText" in str(known.type)}


@dataclass(frozen=True)
class SchoolData:
    """What the form shows.

    Attributes:
        school: The school's record.
        staff: The record of the person at work.
        school_values: Fields of `SCHOOL_FIELDS`, with what an imported profile says of them.
        staff_values: Fields of `STAFF_FIELDS`, likewise.
        profile: Everything else packets print, in JSON form; texts of the school in English.
        moved: Fields whose words stand in the profile still and go into the records with the
            first save.
    """

    school: OpenForm
    staff: OpenForm
    school_values: Mapping[str, Wire]
    staff_values: Mapping[str, Wire]
    profile: Mapping[str, object]
    moved: tuple[str, ...] = ()


def open_school(workspace: Workspace) -> SchoolData:
    """Return the school's own data for editing.

    Raises:
        RefusedError: `services.no_such_record` while a newcomer waits for the team's record,
            `packets.bad_profile` if what is kept cannot be read.
    """
    school = open_form(workspace, workspace.school_id)
    staff = open_form(workspace, workspace.person_id)
    profile = profile_from_json(profile_object(school.values.get("profile")))
    own: dict[str, Wire] = {name: school.values.get(name) for name in SCHOOL_FIELDS}
    person: dict[str, Wire] = {name: staff.values.get(name) for name in STAFF_FIELDS}
    own |= _given(name=profile.name, phone=profile.phone, website=profile.website)
    if profile.address and not own["street"]:
        own["street"] = profile.address
    languages = list(profile.liaison_languages) or None
    person |= _given(phone=profile.liaison_phone, languages=languages)
    moved = [name for name in SCHOOL_FIELDS if own[name] != school.values.get(name)]
    return SchoolData(school, staff, own, person, _shown(profile), tuple(moved))


def save_school(workspace: Workspace, form: OpenForm, changed: Mapping[str, object]) -> OpenForm:
    """Keep what was typed about the school; a profile packets could not read is never kept.

    Raises:
        RefusedError: `packets.bad_profile`, `domain.invalid_record`; nothing was written.
    """
    if "profile" in changed:
        profile_from_json(profile_object(changed["profile"]))
    return save_form(workspace, form, changed)


def profile_text(before: object, changed: Mapping[str, object]) -> str:
    """Return the profile as it is kept, with `changed` in it.

    Args:
        before: The text kept so far; what a newer program wrote there stays, and so do texts in
            other languages.
        changed: Name of a field of `SchoolProfile` -> its value in JSON form; None or empty takes
            it out. A text of the school is given in English, or for each language it is written in.
    """
    known = {
        name: value for name, value in profile_object(before).items() if name not in _IN_RECORDS
    }
    for name, value in changed.items():
        if name in _LOCAL_TEXTS:
            value = _in_english(known.get(name), value)
        if value in (None, "", [], {}):
            known.pop(name, None)
        else:
            known[name] = value
    return json.dumps(known, ensure_ascii=False)


def _shown(profile: SchoolProfile) -> dict[str, object]:
    values = profile.plain_json()
    for name in _LOCAL_TEXTS:
        values[name] = getattr(profile, name).get(_ENGLISH, "")
    return values


def _in_english(before: object, text: object) -> dict[str, object]:
    if isinstance(text, Mapping):
        return {tag: words for tag, words in text.items() if words}
    others = dict(before) if isinstance(before, Mapping) else {}
    others.pop(_ENGLISH, None)
    return {_ENGLISH: text, **others} if text else others


def _given(**values: Wire) -> dict[str, Wire]:
    return {name: value for name, value in values.items() if value}

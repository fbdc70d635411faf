"""All that a school tells families, as one JSON object: to read it, to write it, to carry it elsewhere.

The object has up to seven parts, each of which may be left out: `school` and `staff` (fields of the two
records), `profile` (the plain values of `SchoolProfile`), and the lists `people`, `resources`,
`own_texts` and `pictures`, whose lines are records with an `id`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fsp_desktop.domain.errors import FspError, RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.packets.content.school_profile import profile_from_json
from fsp_desktop.packets.content.small_picture import (
    LARGEST_FILE,
    as_text,
    from_text,
    small_picture,
)
from fsp_desktop.packets.content.welcome import SECTION_IDS
from fsp_desktop.services.edit_record import finish_form, new_form, open_form, save_form
from fsp_desktop.services.entries import Added, Refused
from fsp_desktop.services.read_school import SCHOOL_KINDS, profile_object, school_rows
from fsp_desktop.services.settle_conflict import delete_record
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_school import SCHOOL_FIELDS, STAFF_FIELDS, profile_text

_NOT_ASKED = frozenset({"draft", "school_id"})


def school_document(workspace: Workspace, *, with_pictures: bool = True) -> dict[str, Any]:
    """Return everything the school tells families, as JSON-able data.

    Args:
        workspace: The open record.
        with_pictures: Also the pictures themselves (Base64), which are long.

    Raises:
        RefusedError: `services.no_such_record`, `packets.bad_profile`.
    """
    school = open_form(workspace, workspace.school_id)
    staff = open_form(workspace, workspace.person_id)
    profile = profile_from_json(profile_object(school.values.get("profile")))
    document: dict[str, Any] = {
        "school": {name: school.values.get(name) for name in SCHOOL_FIELDS},
        "staff": {name: staff.values.get(name) for name in STAFF_FIELDS},
        "profile": profile.plain_json(),
    }
    for part in SCHOOL_KINDS:
        document[part] = [
            _line(row.id, row.values, with_pictures=with_pictures)
            for row in school_rows(workspace, part)
        ]
    return document


def write_school_document(workspace: Workspace, document: Mapping[str, object]) -> Added:
    """Write the parts that are given; what is not named stays as it is.

    A value of null or "" empties a field. A line of a list with an `id` changes that record, one
    without makes a new one, and ``{"id": ..., "deleted": true}`` takes it out. A line that can not be
    kept is refused by its number, counted over all lists, and stops nobody.

    Raises:
        RefusedError: `packets.bad_profile` with the field, `domain.invalid_record`; then nothing of
            `school`, `staff` or `profile` was written, and no line either.
    """
    lines = list(_lines(document))
    _write_plain(workspace, document)
    ids: list[RecordId] = []
    refused: list[Refused] = []
    for number, (part, line) in enumerate(lines, start=1):
        try:
            ids.append(write_school_line(workspace, part, line))
        except FspError as error:
            refused.append(Refused(number, error))
    return Added(tuple(ids), tuple(refused))


def write_school_line(workspace: Workspace, part: str, line: object) -> RecordId:
    """Write one line of a list and return its id.

    Args:
        workspace: The open record.
        part: people, resources, own_texts or pictures.
        line: Fields of the record; see `write_school_document`.

    Raises:
        RefusedError: `packets.bad_profile`, `packets.unknown_section`, `packets.picture_too_large`,
            `packets.picture_unreadable`, `services.no_such_record`, `domain.invalid_record`.
    """
    if not isinstance(line, Mapping):
        raise RefusedError("packets.bad_profile", {"field": part})
    fields = {str(name): value for name, value in line.items() if name not in ("id", "deleted")}
    record_id = RecordId(str(line.get("id") or ""))
    if record_id:
        _check_kind(workspace, part, record_id)
    if line.get("deleted"):
        delete_record(workspace, record_id)
        return record_id
    form = open_form(workspace, record_id) if record_id else None
    if form is not None and fields.get("data") == form.values.get("data"):
        fields.pop("data", None)
    _check_line(part, fields)
    if form is not None:
        return finish_form(workspace, form, fields).record_id
    kind = SCHOOL_KINDS[part]
    own = {} if kind == "resource" else {"school_id": workspace.school_id}
    # Checked as a whole first, so that a line that lacks something leaves no draft behind.
    from fsp_desktop.domain.rules import check_complete, clean_fields

    check_complete(kind, clean_fields(kind, {**own, **fields}))
    return finish_form(workspace, new_form(workspace, kind, {**own, **fields}), {}).record_id


def add_picture(workspace: Workspace, data: bytes, use: str, alt: str) -> RecordId:
    """Keep a picture for pages, made small, and return its id.

    Args:
        workspace: The open record.
        data: A PNG, JPEG, WebP, GIF or BMP file.
        use: Code of `picture_use`; a new map or logo takes the place of the one before.
        alt: The picture in words, for people who hear the page.

    Raises:
        RefusedError: `packets.picture_too_large`, `packets.picture_unreadable`,
            `domain.invalid_record`.
    """
    line: dict[str, object] = {"picture_use": use, "alt": alt, "data": as_text(small_picture(data))}
    if use in ("map", "logo"):
        before = [
            row for row in school_rows(workspace, "pictures") if row.values["picture_use"] == use
        ]
        line |= {"id": before[0].id} if before else {}
    return write_school_line(workspace, "pictures", line)


def read_picture_file(path: Path) -> bytes:
    """Return the bytes of a picture file; one that is too large is not read.

    Raises:
        RefusedError: `packets.picture_too_large`, `packets.picture_unreadable`.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise RefusedError("packets.picture_too_large", {"bytes": size})
        return path.read_bytes()
    except OSError as error:
        raise RefusedError("packets.picture_unreadable") from error


def _write_plain(workspace: Workspace, document: Mapping[str, object]) -> None:
    school = open_form(workspace, workspace.school_id)
    changed = _fields(document, "school", SCHOOL_FIELDS)
    if "profile" in document:
        given = document["profile"]
        if not isinstance(given, Mapping):
            raise RefusedError("packets.bad_profile", {"field": "profile"})
        text = profile_text(school.values.get("profile"), given)
        profile_from_json(profile_object(text))
        changed["profile"] = text
    staff = _fields(document, "staff", STAFF_FIELDS)
    if changed:
        save_form(workspace, school, changed)
    if staff:
        save_form(workspace, open_form(workspace, workspace.person_id), staff)


def _fields(document: Mapping[str, object], part: str, known: tuple[str, ...]) -> dict[str, object]:
    given = document.get(part) or {}
    if not isinstance(given, Mapping):
        raise RefusedError("packets.bad_profile", {"field": part})
    if unknown := [name for name in given if name not in known]:
        raise RefusedError("packets.bad_profile", {"field": f"{part}.{unknown[0]}"})
    return {str(name): value for name, value in given.items()}


def _lines(document: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for part in SCHOOL_KINDS:
        given = document.get(part) or []
        if not isinstance(given, list):
            raise RefusedError("packets.bad_profile", {"field": part})
        yield from ((part, line) for line in given)


def _check_kind(workspace: Workspace, part: str, record_id: RecordId) -> None:
    stored = workspace.store.load(record_id)
    if stored is None or stored.kind != SCHOOL_KINDS[part]:
        raise RefusedError("services.no_such_record", {"id": record_id})


def _check_line(part: str, fields: dict[str, object]) -> None:
    section = fields.get("section")
    if part == "own_texts" and section is not None and section not in SECTION_IDS:
        raise RefusedError("packets.unknown_section", {"section": section})
    if part == "pictures" and fields.get("data"):
        fields["data"] = as_text(small_picture(from_text(str(fields["data"]))))


def _line(
    record_id: str, values: Mapping[str, object], *, with_pictures: bool
) -> dict[str, object]:
    left_out = _NOT_ASKED if with_pictures else _NOT_ASKED | {"data"}
    kept = {name: value for name, value in values.items() if value not in (None, "", [])}
    return {"id": record_id, **{name: kept[name] for name in kept if name not in left_out}}

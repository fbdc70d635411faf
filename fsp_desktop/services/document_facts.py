"""What a conference, a visit or a person gives to a page: a short list of fields, nothing else is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId, is_record_id
from fsp_desktop.packets.content.agreement_copy import AgreedLine, AgreementCopy
from fsp_desktop.packets.content.badges import BadgeName
from fsp_desktop.packets.content.cards import InterpreterCard
from fsp_desktop.packets.content.family_values import called
from fsp_desktop.packets.content.small_document import Meeting, meeting_from
from fsp_desktop.services.open_conflicts import OpenConflict, conflicts_of
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

CONFERENCE_FIELDS = ("when", "place", "people", "interpreter", "language_used")
COPY_FIELDS = (*CONFERENCE_FIELDS, "family_words", "strengths", "family_questions", "follow_up_on")
VISIT_FIELDS = ("scheduled", "actual", "staff", "language_used", "interpreter")
NAME_FIELDS = (
    "name", "given_name", "family_name", "preferred_name", "name_own_script", "pronunciation",
    "languages", "speaks_language", "reads_language", "directory_opt_out",
)  # fmt: skip
_NO_INTERPRETER = frozenset(
    {None, "", "not_needed_shared_language", "none_available", "child_or_student_exception"}
)
_MOST = 200


def need(workspace: Workspace, record_id: str, *kinds: str) -> Stored:
    """Return a record that is there and of one of the kinds.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    stored = workspace.store.load(RecordId(record_id)) if is_record_id(record_id) else None
    if stored is None or stored.deleted or (kinds and stored.kind not in kinds):
        raise RefusedError("services.no_such_record", {"id": record_id})
    return stored


def meeting_of(workspace: Workspace, row: Stored) -> Meeting:
    """Return day, hours, place and people of a conference or a visit.

    The place of a visit is a home, or what a family would rather not have printed: it stays a line
    to write on.
    """
    if row.kind == "conference":
        meeting = meeting_from(_moment(row, "starts_at"), staff=staff_of(workspace, row, "people"))
        place = str(row.values.get("place") or "")
        meeting = replace(meeting, place={"en": place} if place else {})
        ends = _moment(row, "ends_at")
    else:
        begins = _moment(row, "actual_start") or _moment(row, "scheduled_start")
        meeting = meeting_from(begins, staff=staff_of(workspace, row, "staff"))
        ends = None if row.values.get("actual_start") else _moment(row, "scheduled_end")
    same_day = ends is not None and ends.date() == meeting.day
    language = str(row.values.get("language_used") or "")
    has_interpreter = row.values.get("interpreter_mode") not in _NO_INTERPRETER
    return replace(
        meeting,
        ends=ends.time() if ends is not None and same_day else None,
        interpreter_language=language if has_interpreter else "",
    )


def copy_of(workspace: Workspace, row: Stored) -> AgreementCopy:
    """Return what a family takes home from a conference or a visit.

    Its own words, what goes well, its questions and what was agreed; no notes, no reflection.
    """
    names = "people" if row.kind == "conference" else "adults_present"
    begins = _moment(row, "starts_at") or _moment(row, "actual_start")
    key = "conference_id" if row.kind == "conference" else "visit_id"
    agreed = workspace.store.list_rows(
        "agreement",
        family_id=RecordId(str(row.values.get("family_id"))),
        limit=_MOST,
        order="oldest",
    )
    words = "family_words" if row.kind == "conference" else "hopes"
    return AgreementCopy(
        child_name=_child(workspace, row),
        talked_on=begins.date() if begins else None,
        people=tuple(_names(workspace, row.values.get(names))),
        their_words=_lines(row, words),
        goes_well=_lines(row, "strengths"),
        agreed=tuple(_agreed(one) for one in agreed if one.values.get(key) == row.id),
        questions=_lines(row, "family_questions"),
        next_day=_day(row.values.get("follow_up_on")),
    )


def staff_of(workspace: Workspace, row: Stored, field: str) -> tuple[str, ...]:
    """Return the names of the people from school in a set of people; adults of the family are left out."""
    return tuple(_names(workspace, row.values.get(field), ("staff",)))


def badge_of(row: Stored) -> BadgeName:
    """Return what stands on the badge of an adult, a child, a colleague or an interpreter.

    A child's badge has no family name.
    """
    values = row.values
    language = str(values.get("speaks_language") or values.get("reads_language") or "")
    spoken = values.get("languages")
    return BadgeName(
        name=_name(row),
        own_script=str(values.get("name_own_script") or "") if row.kind == "adult" else "",
        language="" if language == "ask" else language,
        pronounce_as=str(values.get("pronunciation") or ""),
        role={"student": "student", "adult": "family"}.get(row.kind, row.kind),
        speaks=tuple(map(str, spoken)) if isinstance(spoken, list) else (),
        opted_out=bool(values.get("directory_opt_out")),
    )


def interpreter_card_of(row: Stored) -> InterpreterCard:
    """Return the card of an interpreter; telephone and address stay where they are."""
    spoken = row.values.get("languages")
    languages = tuple(map(str, spoken)) if isinstance(spoken, list) else ()
    return InterpreterCard(str(row.values.get("name") or ""), languages)


def conflicts_on(rows: Iterable[Stored]) -> tuple[OpenConflict, ...]:
    """Return the fields of these records that would be printed and have two versions."""
    fields: Mapping[str, tuple[str, ...]] = {"conference": COPY_FIELDS, "visit": VISIT_FIELDS}
    return tuple(
        one for row in rows for one in conflicts_of([row], fields.get(row.kind, NAME_FIELDS))
    )


def _child(workspace: Workspace, row: Stored) -> str:
    student = row.values.get("student_id")
    found = workspace.store.load(RecordId(str(student))) if student else None
    return called(found.values) if found is not None else ""


def _names(
    workspace: Workspace, people: object, kinds: tuple[str, ...] = ("staff", "adult")
) -> Iterable[str]:
    """Yield the names of a set of people, which holds ids or plain names."""
    for one in people if isinstance(people, list) else ():
        if not is_record_id(str(one)):
            yield str(one)
            continue
        row = workspace.store.load(RecordId(str(one)))
        if row is not None and row.kind in kinds:
            yield _name(row)


def _name(row: Stored) -> str:
    if row.values.get("name"):
        return str(row.values["name"])
    family = str(row.values.get("family_name") or "") if row.kind == "adult" else ""
    return " ".join(part for part in (called(row.values), family) if part)


def _agreed(row: Stored) -> AgreedLine:
    values = row.values
    return AgreedLine(
        text=str(values.get("text") or ""),
        side=str(values.get("side") or "both"),
        who=str(values.get("who") or ""),
        by_when=_day(values.get("due_on")),
    )


def _lines(row: Stored, field: str) -> tuple[str, ...]:
    words = str(row.values.get(field) or "").strip()
    return (words,) if words else ()


def _moment(row: Stored, field: str) -> datetime | None:
    text = row.values.get(field)
    return datetime.fromisoformat(str(text)).astimezone() if text else None


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None

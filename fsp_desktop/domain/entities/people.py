"""Adults who care, students, how to reach them, and who belongs to whom."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import (
    REQUIRED,
    Day,
    Flag,
    Line,
    Number,
    Text,
    code,
    lines,
    reference,
)
from fsp_desktop.domain.entities.record import Record


class Adult(Record):
    """A caregiver. Reading and speaking languages differ, so each has its own field (BCP 47)."""

    kind: ClassVar[str] = "adult"

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    given_name: Annotated[Line, REQUIRED] = None
    family_name: Line = None
    name_order: Annotated[str | None, *code("name_order")] = None
    name_own_script: Line = None
    preferred_name: Line = None
    pronunciation: Line = None
    pronouns: Line = None
    relationship: Annotated[str | None, *code("relationship")] = "ask"
    reads_language: Line = None
    reading_comfort: Annotated[str | None, *code("reading_comfort")] = "ask"
    speaks_language: Line = "ask"
    other_languages: Annotated[list[str], *lines()] = []
    dialect: Line = None
    interpreter_needed: Annotated[str | None, *code("interpreter_needed")] = "ask"
    interpreter_wishes: Line = None
    preferred_channel: Annotated[str | None, *code("channel")] = None
    best_times: Line = None
    accessibility_needs: Line = None
    staff_id: Annotated[str | None, *reference("staff")] = None
    roster_id: Line = None


class ContactPoint(Record):
    """One way to reach an adult."""

    kind: ClassVar[str] = "contact-point"

    family_id: Annotated[str | None, *reference("family")] = None
    adult_id: Annotated[str | None, *reference("adult"), REQUIRED] = None
    contact_kind: Annotated[str | None, *code("contact_point_kind"), REQUIRED] = None
    value: Annotated[Line, REQUIRED] = None
    may_text: Annotated[str | None, *code("yes_no_ask")] = "ask"
    shared_with: Line = None
    verified_on: Day = None
    do_not_use: Flag = None


class Student(Record):
    """A child or young person at school. No status that a school need not know is kept."""

    kind: ClassVar[str] = "student"

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    given_name: Annotated[Line, REQUIRED] = None
    middle_name: Line = None
    family_name: Line = None
    name_own_script: Line = None
    preferred_name: Line = None
    pronunciation: Line = None
    school_id: Annotated[str | None, *reference("school")] = None
    grade: Annotated[Line, REQUIRED] = None
    student_number: Line = None
    birth_date: Day = None
    homeroom: Line = None
    enrolled_on: Day = None
    left_on: Day = None
    new_to_us_school: Annotated[str | None, *code("yes_no_ask")] = "ask"
    directory_opt_out: Flag = None
    roster_id: Line = None
    missing_from_roster_since: Day = None


class StudentAdult(Record):
    """How one adult is connected to one student."""

    kind: ClassVar[str] = "student-adult"
    groups: ClassVar = {"records_access_order": ("records_access", "records_access_on")}

    family_id: Annotated[str | None, *reference("family")] = None
    student_id: Annotated[str | None, *reference("student"), REQUIRED] = None
    adult_id: Annotated[str | None, *reference("adult"), REQUIRED] = None
    relationship: Annotated[str | None, *code("relationship"), REQUIRED] = "ask"
    legal_guardian: Annotated[str | None, *code("yes_no_unknown")] = "unknown"
    contact_order: Number = None
    lives_with: Annotated[str | None, *code("yes_no_unknown")] = "unknown"
    records_access: Annotated[str | None, *code("records_access")] = "unknown"
    records_access_on: Day = None
    pickup_ok: Annotated[str | None, *code("yes_no_unknown")] = "unknown"
    receives_mail: Annotated[str | None, *code("yes_no_ask")] = "ask"


class StudentHousehold(Record):
    """A student lives in a household, for some part of the week."""

    kind: ClassVar[str] = "student-household"

    family_id: Annotated[str | None, *reference("family")] = None
    student_id: Annotated[str | None, *reference("student"), REQUIRED] = None
    household_id: Annotated[str | None, *reference("household"), REQUIRED] = None
    is_primary: Flag = None
    share_of_week: Line = None
    since: Day = None
    note: Text = None

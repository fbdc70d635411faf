"""Family–School Conferences."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import (
    REQUIRED,
    Day,
    Flag,
    Line,
    Moment,
    Text,
    code,
    lines,
    reference,
)
from fsp_desktop.domain.entities.record import Record


class FamilySchoolConference(Record):
    """A talk about one student in which the family's questions come before ours."""

    kind: ClassVar[str] = "conference"
    groups: ClassVar = {
        "when": ("starts_at", "ends_at"),
        "interpreter": ("interpreter_mode", "interpreter_id"),
    }

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    student_id: Annotated[str | None, *reference("student"), REQUIRED] = None
    status: Annotated[str | None, *code("conference_status")] = "planned"
    starts_at: Moment = None
    ends_at: Moment = None
    mode: Annotated[str | None, *code("conference_mode")] = None
    place: Line = None
    people: Annotated[list[str], *lines()] = []
    invited_households: Annotated[list[str], *lines("household")] = []
    court_order_checked_on: Day = None
    child_care_booked: Flag = None
    way_home_booked: Flag = None
    language_used: Line = None
    interpreter_mode: Annotated[str | None, *code("interpreter_mode")] = None
    interpreter_id: Annotated[str | None, *reference("interpreter")] = None
    family_priorities: Text = None
    family_questions: Text = None
    strengths: Text = None
    school_questions: Text = None
    progress_plain_words: Text = None
    family_words: Text = None
    notes: Text = None
    follow_up_on: Day = None
    shared_copy_on: Day = None
    shared_copy_language: Line = None

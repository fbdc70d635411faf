"""Home visits, from the offer to the reflection afterwards."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import (
    REQUIRED,
    Day,
    Flag,
    Line,
    Moment,
    Number,
    Text,
    code,
    codes,
    lines,
    reference,
)
from fsp_desktop.domain.entities.record import Record


class HomeVisit(Record):
    """A voluntary visit, arranged beforehand, hopes first (pthvp.org, five practices).

    `hopes` and `strengths` are kept in the family's own words; `said_by` and `said_language` tell
    whose and in which language. Complete visits that took place also need `actual_start`,
    `place_type` and `language_used` (see `domain.rules`).
    """

    kind: ClassVar[str] = "visit"
    groups: ClassVar = {
        "scheduled": ("scheduled_start", "scheduled_end"),
        "actual": ("actual_start", "actual_end"),
        "interpreter": ("interpreter_mode", "interpreter_id"),
    }

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    who: Line = None
    students: Annotated[list[str], *lines("student")] = []
    purpose: Annotated[str | None, *code("visit_purpose"), REQUIRED] = None
    status: Annotated[str | None, *code("visit_status"), REQUIRED] = None
    offered_on: Day = None
    offer_channel: Annotated[str | None, *code("channel")] = None
    ask_again_on: Day = None
    scheduled_start: Moment = None
    scheduled_end: Moment = None
    actual_start: Moment = None
    actual_end: Moment = None
    place_type: Annotated[str | None, *code("place_type")] = None
    place_note: Line = None
    staff: Annotated[list[str], *lines("staff")] = []
    adults_present: Annotated[list[str], *lines("adult")] = []
    children_present: Annotated[list[str], *lines("student")] = []
    language_used: Line = None
    interpreter_mode: Annotated[str | None, *code("interpreter_mode")] = None
    interpreter_id: Annotated[str | None, *reference("interpreter")] = None
    hopes: Text = None
    said_by: Line = None
    said_language: Line = None
    strengths: Text = None
    topics: Annotated[list[str], *codes("visit_topic")] = []
    discussed: Text = None
    family_questions: Text = None
    next_steps: Text = None
    for_next_time: Text = None
    staff_reflection: Text = None
    attempt_number: Number = None
    left_note: Flag = None
    paid_time_minutes: Number = None
    write_up_due_on: Day = None
    readers: Annotated[str | None, *code("readers")] = "team"

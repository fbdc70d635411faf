"""Contacts in both directions."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import (
    REQUIRED,
    Line,
    Moment,
    Number,
    Text,
    code,
    lines,
    reference,
)
from fsp_desktop.domain.entities.record import Record


class ContactEntry(Record):
    """One call, message or talk; `direction` says who began it."""

    kind: ClassVar[str] = "contact"
    groups: ClassVar = {"interpreter": ("interpreter_mode", "interpreter_id")}

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    occurred_at: Annotated[Moment, REQUIRED] = None
    direction: Annotated[str | None, *code("direction"), REQUIRED] = None
    channel: Annotated[str | None, *code("channel"), REQUIRED] = None
    adult_id: Annotated[str | None, *reference("adult")] = None
    other_person: Line = None
    students: Annotated[list[str], *lines("student")] = []
    purpose: Annotated[str | None, *code("contact_purpose"), REQUIRED] = None
    outcome: Annotated[str | None, *code("contact_outcome"), REQUIRED] = None
    tone: Annotated[str | None, *code("tone")] = None
    language_used: Line = None
    interpreter_mode: Annotated[str | None, *code("interpreter_mode")] = None
    interpreter_id: Annotated[str | None, *reference("interpreter")] = None
    summary: Text = None
    duration_minutes: Number = None
    staff_id: Annotated[str | None, *reference("staff")] = None

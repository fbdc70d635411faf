"""The school, its people and its years."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import (
    REQUIRED,
    Day,
    Flag,
    Line,
    Text,
    code,
    lines,
    reference,
)
from fsp_desktop.domain.entities.record import Record


class School(Record):
    """A school. `profile` holds the school's own data for packets, as JSON text."""

    kind: ClassVar[str] = "school"

    name: Annotated[Line, REQUIRED] = None
    identifier: Line = None
    phone: Line = None
    street: Line = None
    city: Line = None
    region: Line = None
    postal_code: Line = None
    website: Line = None
    profile: Text = None
    roster_id: Line = None


class StaffUser(Record):
    """A person who works with families."""

    kind: ClassVar[str] = "staff"

    name: Annotated[Line, REQUIRED] = None
    role: Annotated[str | None, *code("role"), REQUIRED] = "liaison"
    phone: Line = None
    email: Line = None
    languages: Annotated[list[str], *lines()] = []
    hours: Line = None
    school_id: Annotated[str | None, *reference("school")] = None
    left: Flag = None
    roster_id: Line = None


class SchoolYear(Record):
    """A school year with its first and last day."""

    kind: ClassVar[str] = "school-year"

    title: Annotated[Line, REQUIRED] = None
    school_id: Annotated[str | None, *reference("school")] = None
    starts_on: Day = None
    ends_on: Day = None
    roster_id: Line = None


class Interpreter(Record):
    """Somebody who interprets, never a child by plan."""

    kind: ClassVar[str] = "interpreter"

    name: Annotated[Line, REQUIRED] = None
    languages: Annotated[list[str], *lines(), REQUIRED] = []
    interpreter_type: Annotated[str | None, *code("interpreter_type")] = None
    agency: Line = None
    phone: Line = None
    email: Line = None
    last_used_on: Day = None
    note: Text = None

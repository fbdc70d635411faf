"""Families and the homes they live in."""

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


class Family(Record):
    """People who belong together around one or more students; the family chooses the label."""

    kind: ClassVar[str] = "family"

    label: Annotated[Line, REQUIRED] = None
    label_own_script: Line = None
    status: Annotated[str | None, *code("family_status")] = "active"
    home_languages: Annotated[list[str], *lines()] = []
    meeting_preferences: Text = None
    reach_preferences: Text = None
    do_not_visit: Flag = None
    welcome_stage: Annotated[str | None, *code("welcome_stage")] = None
    arrived_on: Day = None
    liaison_id: Annotated[str | None, *reference("staff")] = None
    merged_into_id: Annotated[str | None, *reference("family")] = None
    missing_from_roster_since: Day = None


class Household(Record):
    """One home of a family. A family can have several; their addresses are never joined."""

    kind: ClassVar[str] = "household"
    groups: ClassVar = {
        "address": ("street", "city", "region", "postal_code", "country"),
        "valid": ("valid_from", "valid_to"),
    }

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    label: Line = None
    street: Line = None
    city: Line = None
    region: Line = None
    postal_code: Line = None
    country: Line = None
    directions: Text = None
    safe_to_mail: Annotated[str | None, *code("yes_no_ask")] = "ask"
    safe_to_visit: Annotated[str | None, *code("yes_no_ask")] = "ask"
    valid_from: Day = None
    valid_to: Day = None

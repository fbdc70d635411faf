"""Agreements made together, and follow-ups that somebody owes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import REQUIRED, Day, Line, Text, code, reference
from fsp_desktop.domain.entities.record import Record


class Agreement(Record):
    """What family and school decided together: who does what by when, and how it went."""

    kind: ClassVar[str] = "agreement"
    groups: ClassVar = {"outcome": ("state", "state_on", "state_note")}

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    student_id: Annotated[str | None, *reference("student")] = None
    text: Annotated[Text, REQUIRED] = None
    side: Annotated[str | None, *code("agreement_side")] = "both"
    who: Line = None
    due_on: Day = None
    next_look_on: Day = None
    state: Annotated[str | None, *code("agreement_state")] = "open"
    state_on: Day = None
    state_note: Text = None
    visit_id: Annotated[str | None, *reference("visit")] = None
    conference_id: Annotated[str | None, *reference("conference")] = None


class FollowUp(Record):
    """One thing to do next, promised by us, offered by the family, or asked of them."""

    kind: ClassVar[str] = "follow-up"
    groups: ClassVar = {"finish": ("status", "done_on", "result")}

    family_id: Annotated[str | None, *reference("family")] = None
    student_id: Annotated[str | None, *reference("student")] = None
    text: Annotated[Text, REQUIRED] = None
    side: Annotated[str | None, *code("follow_up_side")] = "we_promised"
    due_on: Day = None
    owner_id: Annotated[str | None, *reference("staff")] = None
    owner_name: Line = None
    status: Annotated[str | None, *code("follow_up_status")] = "open"
    done_on: Day = None
    result: Text = None
    visit_id: Annotated[str | None, *reference("visit")] = None
    contact_id: Annotated[str | None, *reference("contact")] = None
    conference_id: Annotated[str | None, *reference("conference")] = None

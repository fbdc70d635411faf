"""Private memory aids."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import REQUIRED, Day, Text, reference
from fsp_desktop.domain.entities.record import Record


class PrivateNote(Record):
    """A memory aid of one person (FERPA, 34 CFR 99.3 "sole possession"). It never travels.

    It has no journal entries, so nothing of it can reach a bundle, an export or another computer.
    """

    kind: ClassVar[str] = "private-note"
    travels: ClassVar[bool] = False

    family_id: Annotated[str | None, *reference("family")] = None
    student_id: Annotated[str | None, *reference("student")] = None
    text: Annotated[Text, REQUIRED] = None
    expires_on: Day = None
    shared_as_id: Annotated[str | None, *reference("note")] = None

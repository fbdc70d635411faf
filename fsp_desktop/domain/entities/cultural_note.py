"""What families have taught us, with who said it and who may read it."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import REQUIRED, Day, Flag, Line, Text, code, reference
from fsp_desktop.domain.entities.record import Record


class CulturalNote(Record):
    """A note about this family, never about "people from" somewhere.

    `source` tells how we know: told by them, seen by us, or our guess. A guess is never printed.
    `told_by` is the id of an adult or student, or a name. It may be shared as `share_with` says.
    """

    kind: ClassVar[str] = "note"
    groups: ClassVar = {"telling": ("source", "told_by", "told_how", "told_on", "language")}

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    topic: Annotated[str | None, *code("note_topic"), REQUIRED] = None
    text: Annotated[Text, REQUIRED] = None
    source: Annotated[str | None, *code("note_source")] = "told"
    told_by: Line = None
    told_how: Annotated[str | None, *code("told_how")] = None
    told_on: Day = None
    language: Line = None
    in_their_words: Flag = None
    share_with: Annotated[str | None, *code("share_with"), REQUIRED] = None
    permission_on: Day = None
    action_for_school: Text = None
    review_on: Day = None
    supersedes_id: Annotated[str | None, *reference("note")] = None

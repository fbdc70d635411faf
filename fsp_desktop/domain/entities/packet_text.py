"""The team's own wording of one printed text in one language, and who has said that it is right."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import REQUIRED, Day, Line, Text, code, lines
from fsp_desktop.domain.entities.record import Record


class PacketText(Record):
    """One text of the packets as this team words it; it goes before the wording that was shipped.

    Its id follows from `text_id` and `language`, so that two people who begin the same text on two
    computers have written two versions of one record, never two records.

    Attributes:
        text: The wording; empty means that the shipped one is used.
        status: How the wording came about: machine_draft or human_translated. Whether it is checked
            or stale is not kept but follows from `signed_off` and from the English of today.
        written_by: Id of a colleague, or the name of somebody without the program.
        source_text: The English that this wording was made from.
        signed_off: One line a sign-off: version of the wording, id of the reader, day. A sign-off
            names exactly one wording of exactly one source, so any change ends it by itself.
        question: What the writer would like to ask somebody who reads the language.
    """

    kind: ClassVar[str] = "packet-text"
    groups: ClassVar = {
        "wording": ("text", "status", "written_by", "written_on", "source_text"),
        "asking": ("question", "asked_by", "answer", "answered_by"),
    }

    text_id: Annotated[Line, REQUIRED] = None
    language: Annotated[Line, REQUIRED] = None
    text: Text = None
    status: Annotated[str | None, *code("translation_status")] = None
    written_by: Line = None
    written_on: Day = None
    source_text: Text = None
    signed_off: Annotated[list[str], *lines()] = []
    question: Text = None
    asked_by: Line = None
    answer: Text = None
    answered_by: Line = None

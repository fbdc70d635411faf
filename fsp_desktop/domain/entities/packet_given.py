"""What a family was given on paper: which document, which version of its words, when, by whom."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import (
    REQUIRED,
    Flag,
    Line,
    Moment,
    Number,
    code,
    lines,
    reference,
)
from fsp_desktop.domain.entities.record import Record


class PacketGiven(Record):
    """One document that was printed or saved for a family.

    Attributes:
        version: Hash of everything the pages say; equal pages have equal versions.
        is_draft: Some of its words were printed with the word "Draft".
    """

    kind: ClassVar[str] = "packet-given"

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    household_id: Annotated[str | None, *reference("household")] = None
    document: Annotated[str | None, *code("document_kind"), REQUIRED] = None
    title: Line = None
    languages: Annotated[list[str], *lines()] = []
    sections: Annotated[list[str], *lines()] = []
    version: Line = None
    pages: Number = None
    is_draft: Flag = None
    given_at: Annotated[Moment, REQUIRED] = None
    given_how: Annotated[str | None, *code("given_how"), REQUIRED] = None
    given_by: Annotated[str | None, *reference("staff")] = None

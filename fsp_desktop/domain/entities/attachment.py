"""A file that belongs to a family's record: a photo of an agreement, a signed form, a recording."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import REQUIRED, Line, Number, Text, reference
from fsp_desktop.domain.entities.record import Record


class Attachment(Record):
    """One file; its contents lie sealed in pieces, and are fetched when somebody opens it.

    Attributes:
        pieces: Key and hashes of the pieces as JSON text, see `sync.attachments`.
    """

    kind: ClassVar[str] = "attachment"

    family_id: Annotated[str | None, *reference("family"), REQUIRED] = None
    visit_id: Annotated[str | None, *reference("visit")] = None
    title: Annotated[Line, REQUIRED] = None
    media_type: Line = None
    size_bytes: Number = None
    pieces: Annotated[Text, REQUIRED] = None

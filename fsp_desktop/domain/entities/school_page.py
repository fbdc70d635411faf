"""What a school tells families about itself beyond its plain values, each piece a record of its own.

Several people write these pieces, on several computers: two who each add a colleague have added two.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from fsp_desktop.domain.entities.fields import (
    REQUIRED,
    Day,
    Line,
    Number,
    Text,
    code,
    lines,
    reference,
)
from fsp_desktop.domain.entities.record import Record


class SchoolPerson(Record):
    """Somebody at school whom families should know; printed on their pages."""

    kind: ClassVar[str] = "school-person"

    school_id: Annotated[str | None, *reference("school")] = None
    name: Annotated[Line, REQUIRED] = None
    pronunciation: Line = None
    role: Annotated[str | None, *code("school_role"), REQUIRED] = None
    role_words: Line = None
    languages: Annotated[list[str], *lines()] = []
    phone: Line = None
    times: Line = None
    room: Line = None
    photo_id: Annotated[str | None, *reference("school-picture")] = None
    position: Number = None


class SchoolText(Record):
    """The school's own paragraph in one section of the packet, in one language.

    It is printed as the school's own words, apart from the texts that come with the program.
    """

    kind: ClassVar[str] = "school-text"

    school_id: Annotated[str | None, *reference("school")] = None
    section: Annotated[Line, REQUIRED] = None
    language: Annotated[Line, REQUIRED] = None
    text: Annotated[Text, REQUIRED] = None
    position: Number = None


class SchoolPicture(Record):
    """A picture on a page: a map, a logo, a face. `data` is the file in Base64, made small before."""

    kind: ClassVar[str] = "school-picture"

    school_id: Annotated[str | None, *reference("school")] = None
    picture_use: Annotated[str | None, *code("picture_use"), REQUIRED] = None
    alt: Annotated[Line, REQUIRED] = None
    data: Annotated[Text, REQUIRED] = None


class CommunityResource(Record):
    """Help near the school: who gives it, to whom, in which languages, and when that was checked."""

    kind: ClassVar[str] = "resource"

    name: Annotated[Line, REQUIRED] = None
    category: Annotated[str | None, *code("resource_category"), REQUIRED] = None
    phone: Line = None
    address: Line = None
    website: Line = None
    languages: Annotated[list[str], *lines()] = []
    hours: Line = None
    cost: Line = None
    note: Text = None
    checked_on: Annotated[Day, REQUIRED] = None
    position: Number = None

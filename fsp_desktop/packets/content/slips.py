"""Slips for families: a note that we came by, and the day and place of an appointment.

The note is left at a door, where others may find it: it names no child and gives no reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fsp_desktop.packets.content.composer import Composer
from fsp_desktop.packets.content.look import PLAIN, Look
from fsp_desktop.packets.content.school_profile import SchoolProfile
from fsp_desktop.packets.content.small_document import (
    Made,
    Meeting,
    composer,
    draft_note,
    meeting_values,
    one_page,
    say_when,
    states_of,
)
from fsp_desktop.packets.document import Block, CutLine, FillIn, Paragraph, Space

APPOINTMENT_KINDS = ("conference", "home_visit", "meeting", "phone_call", "video_call")


@dataclass(frozen=True, slots=True)
class Appointment:
    """What a slip says; `kind` is one of `APPOINTMENT_KINDS`."""

    meeting: Meeting = field(default_factory=Meeting)
    kind: str = "meeting"


def compose_came_by(
    profile: SchoolProfile, meeting: Meeting, languages: Sequence[str], look: Look = PLAIN
) -> Made:
    """Return the note in a family's languages.

    Args:
        profile: The school's own data.
        meeting: The day on which somebody came, and who; nothing else of it is printed.
        languages: Tags; English stands beside them.
        look: How it is to look.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """
    came = Meeting(meeting.day, staff=meeting.staff)
    make = composer(profile, languages, lambda lang: meeting_values(came, lang))
    blocks: list[Block | None] = [
        Paragraph(make.either("came_by.hello"), "lead"),
        make.say("came_by.fine"),
        make.say_or_line("came_by.who"),
        make.say("came_by.again"),
        make.say_or_line("came_by.call"),
        FillIn(make.words("came_by.back")),
        make.say("common.free_interpreter"),
        make.say("came_by.later"),
    ]
    return one_page(
        make, make.words("came_by.title"), blocks, look, section_id="came_by", size=14.0
    )


def compose_appointment(
    profile: SchoolProfile, said: Appointment, languages: Sequence[str], look: Look = PLAIN
) -> Made:
    """Return the slip twice on one page: one for the family, one that stays at school.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """
    make = composer(profile, languages, lambda lang: meeting_values(said.meeting, lang))
    slip = _slip(make, said)
    blocks = [*slip, Space(1.5), CutLine(), Space(1.0), *slip]
    title = make.words("appointment.title")
    return one_page(make, title, blocks, look, "bare", "appointment", size=13.0)


def _slip(make: Composer, said: Appointment) -> list[Block | None]:
    kind = said.kind if said.kind in APPOINTMENT_KINDS else "meeting"
    has_interpreter = bool(said.meeting.interpreter_language)
    language = make.say("document.language") if has_interpreter else None
    blocks = [
        make.heading("appointment.title"),
        Paragraph(make.words(f"appointment.kind.{kind}"), "lead"),
        *say_when(make),
        language,
        make.say("appointment.interpreter") if has_interpreter else None,
        make.say("appointment.bring"),
        make.say_or_line("appointment.change"),
    ]
    # A bare page has no title row, so the slip itself says that its words are a draft.
    notes = [Paragraph(note, "small") for note in draft_note(make, states_of(make))]
    return [*blocks, *notes]

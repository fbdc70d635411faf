"""The invitation to a Family–School Conference, with a part to give back."""

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
    meeting_values,
    one_page,
    say_when,
)
from fsp_desktop.packets.document import Block, CutLine, FillIn, Paragraph


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an invitation says.

    Attributes:
        child_name: What the child likes to be called; empty says "your child".
        minutes: How long it takes; 0 says nothing.
        has_two_homes: The child has two homes, and each gets this letter.
    """

    meeting: Meeting = field(default_factory=Meeting)
    child_name: str = ""
    minutes: int = 0
    has_two_homes: bool = False


def compose_invitation(
    profile: SchoolProfile, said: Invitation, languages: Sequence[str], look: Look = PLAIN
) -> Made:
    """Return the invitation in a family's languages.

    Raises:
        RefusedError: `language.unknown`, `packets.text_count`.
    """

    def own(lang: str) -> dict[str, str]:
        values = meeting_values(said.meeting, lang)
        values |= {"child_name": said.child_name} if said.child_name else {}
        return values | ({"minutes": str(said.minutes)} if said.minutes else {})

    make = composer(profile, languages, own)
    blocks = [*_letter(make, said), CutLine(), *_answer(make)]
    return one_page(
        make, make.words("invitation.title"), blocks, look, section_id="invitation", size=11.0
    )


def _letter(make: Composer, said: Invitation) -> list[Block | None]:
    known = said.meeting.interpreter_language and make.lacks("invitation.interpreter") is None
    interpreter = "invitation.interpreter" if known else "invitation.interpreter.ask"
    return [
        Paragraph(make.either("invitation.invite"), "lead"),
        make.say("invitation.good"),
        *say_when(make),
        make.say("invitation.length"),
        make.say(interpreter),
        make.heading("invitation.think"),
        make.points("invitation.think", "hopes proud worry home"),
        make.say("invitation.easy"),
        make.say("invitation.two_homes") if said.has_two_homes else None,
    ]


def _answer(make: Composer) -> list[Block | None]:
    back = "invitation.answer.back"
    return [
        make.heading("invitation.answer"),
        make.checks("invitation.answer", "yes other_time phone interpreter later"),
        FillIn(make.words("invitation.answer.times")),
        FillIn(make.words("invitation.answer.name")),
        Paragraph(make.either(back), "small"),
    ]

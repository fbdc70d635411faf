"""One filled sample of every page but the packet, all of it invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from fsp_desktop.packets.content.agreement_copy import (
    AgreedLine,
    AgreementCopy,
    compose_agreement_copy,
)
from fsp_desktop.packets.content.badges import BadgeName, compose_badges
from fsp_desktop.packets.content.cards import (
    InterpreterCard,
    Sheet,
    compose_interpreter_cards,
    compose_speak_cards,
)
from fsp_desktop.packets.content.event_pages import Event, compose_flyer, compose_sign_in
from fsp_desktop.packets.content.glossary_sheet import compose_glossary
from fsp_desktop.packets.content.invitation import Invitation, compose_invitation
from fsp_desktop.packets.content.look import PLAIN, Look
from fsp_desktop.packets.content.pile_sheet import PileLine, compose_pile_sheet
from fsp_desktop.packets.content.slips import Appointment, compose_appointment, compose_came_by
from fsp_desktop.packets.content.small_document import Made, Meeting
from fsp_desktop.packets.content.welcome import WelcomeOrder, compose_packet
from fsp_desktop.packets.document import Document
from tests.packets.content.sample_school import FAMILY, PROFILE

DAY = date(2026, 11, 12)
MEETING = Meeting(DAY, time(17, 30), time(18, 0), {"en": "Room 12"}, ("Rosa Delgado", "Mr. Lee"))
EVENT = Event(
    event_type="welcome_breakfast",
    meeting=MEETING,
    offers=("food", "child_care", "interpreters"),
    interpreter_languages=("so", "ar"),
    link="https://cedargrove.example.org/breakfast",
    is_free=True,
)
COPY = AgreementCopy(
    child_name="Amina",
    talked_on=DAY,
    people=("Fadumo", "Rosa Delgado"),
    their_words=("She loves to draw.",),
    goes_well=("She reads with her sister.",),
    agreed=(
        AgreedLine("Read ten minutes each evening", "family", by_when=date(2026, 12, 1)),
        AgreedLine("Send home books in her language", "school", "Ms. Park"),
    ),
    questions=("Who reads with her?",),
    next_day=date(2027, 1, 14),
)
NAMES = (
    BadgeName("Amina Osman", "أمينة عثمان", "ar", "ah-MEE-nah", "family", ("ar", "so")),
    BadgeName("Zhang Wei", "张伟", "zh-Hans", "jahng way", "guest"),
    BadgeName("Muhammad Abdurrahman Al-Farooqi-Siddiqui", "محمد", "ur", "", "volunteer"),
    BadgeName("Not On Lists", opted_out=True),
)
CARDS = (
    InterpreterCard("Hodan Ali", ("so", "ar"), "0042", date(2027, 6, 30)),
    InterpreterCard("Pedro Alvarez-Montgomery", ("es", "pt-BR")),
)
PILE = (PileLine("Familia Rojas", "Leo, Ana", "2, 4"), PileLine("Osman", "Amina", "K", "home 2"))
Build = Callable[[str, Look], Made]
PAGES: dict[str, Build] = {
    "conference invitation": lambda tag, look: compose_invitation(
        PROFILE,
        Invitation(replace(MEETING, interpreter_language=tag), "Amina", 30, has_two_homes=True),
        [tag],
        look,
    ),
    "agreement copy": lambda tag, look: compose_agreement_copy(PROFILE, COPY, [tag], look),
    "we came by": lambda tag, look: compose_came_by(PROFILE, MEETING, [tag], look),
    "appointment": lambda tag, look: compose_appointment(
        PROFILE, Appointment(replace(MEETING, interpreter_language=tag), "conference"), [tag], look
    ),
    "i speak cards": lambda tag, look: compose_speak_cards(PROFILE, [tag, "ar"], Sheet(), look),
    "interpreter cards": lambda _tag, look: compose_interpreter_cards(
        PROFILE, CARDS, Sheet(), look
    ),
    "name badges": lambda tag, look: compose_badges(
        "Welcome breakfast", (*NAMES, BadgeName("Noor", language=tag)), Sheet(), look
    ),
    "sign-in sheet": lambda tag, look: compose_sign_in(PROFILE, EVENT, [tag], look),
    "event flyer": lambda tag, look: compose_flyer(PROFILE, EVENT, [tag], look),
    "glossary": lambda tag, look: compose_glossary(PROFILE, [tag], look),
}
"""Name -> how it is made in one language with one look."""


def page(name: str, tag: str, look: Look = PLAIN) -> Document:
    """Return one sample."""
    return PAGES[name](tag, look).document


def first_days(tag: str) -> Document:
    """Return the short packet."""
    order = WelcomeOrder((tag,), edition="first_days", made_on=DAY)
    return compose_packet(PROFILE, FAMILY, order).document


def pile_sheet(tag: str) -> Document:
    """Return the list on top of a pile."""
    return compose_pile_sheet(PROFILE, tag, PILE, DAY)

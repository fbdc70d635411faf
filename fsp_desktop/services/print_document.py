"""Every kind of page but the welcome packet: from a record, from a few typed values, or from both.

`compose_document` takes the data of a page as JSON-able values. Where it names a record (`conference`,
`visit`, `family`, `people`, `interpreters`) the page is filled from it; what is typed goes before that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.packets.content.agreement_copy import AgreementCopy, compose_agreement_copy
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
from fsp_desktop.packets.content.look import Look
from fsp_desktop.packets.content.slips import Appointment, compose_appointment, compose_came_by
from fsp_desktop.packets.content.small_document import Made, Meeting
from fsp_desktop.packets.content.texts import packet_languages
from fsp_desktop.packets.content.typed_json import read_typed
from fsp_desktop.services.document_facts import (
    badge_of,
    conflicts_on,
    copy_of,
    interpreter_card_of,
    meeting_of,
    need,
)
from fsp_desktop.services.draw_pages import About, Composed
from fsp_desktop.services.prepare_conference import prepare_conference
from fsp_desktop.services.print_brief import compose_conference_brief
from fsp_desktop.services.print_packet import Layout, Paper
from fsp_desktop.services.read_family import FamilyFacts, family_facts
from fsp_desktop.services.read_school import SchoolFacts, school_facts
from fsp_desktop.services.team_words import in_team_words
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

BAD_REQUEST = "packets.bad_request"
Data = Mapping[str, object]


@dataclass(frozen=True)
class PageChoice:
    """How a page is to look, and in which languages; empty takes those of the family.

    Attributes:
        ink: `black` for a photocopier.
        even_pages: Ends on a full leaf.
    """

    languages: tuple[str, ...] = ()
    layout: Layout = "side_by_side"
    paper: Paper = "letter"
    large_print: bool = False
    ink: Literal["colour", "black"] = "colour"
    even_pages: bool = False

    @property
    def look(self) -> Look:
        """The same as documents know it."""
        return Look(self.layout, self.paper, self.large_print, self.ink, self.even_pages)


@dataclass(frozen=True)
class Badges:
    """What a sheet of badges is made of."""

    title: str = ""
    people: tuple[BadgeName, ...] = ()
    sheet: str = ""
    skip: int = 0
    copies: int = 1


@dataclass(frozen=True)
class Cards:
    """What a sheet of cards is made of; no languages takes all that have texts."""

    languages: tuple[str, ...] = ()
    cards: tuple[InterpreterCard, ...] = ()
    sheet: str = ""
    skip: int = 0
    copies: int = 1


@dataclass(frozen=True)
class SignIn(Event):
    """An event, and how many lines its sheet has."""

    rows: int = 11


@dataclass(frozen=True)
class _Order:
    """What a maker gets: the data, the records it names, the family and the school."""

    workspace: Workspace
    data: Data
    rows: tuple[Stored, ...]
    family: FamilyFacts
    family_id: RecordId | None
    school: SchoolFacts
    choice: PageChoice

    @property
    def row(self) -> Stored | None:
        """The conference or visit the page is about."""
        return self.rows[0] if self.rows else None

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the page."""
        return self.choice.languages or self.family.languages


@in_team_words
def compose_document(
    workspace: Workspace, kind: str, data: Data, choice: PageChoice | None = None
) -> Composed:
    """Return a page of one kind as a document.

    Args:
        workspace: The open record.
        kind: Code of `document_kind`; one of `DOCUMENT_KINDS`.
        data: What the page says; see the module's words and the fields of the classes here.
        choice: Languages and look.

    Raises:
        RefusedError: `packets.bad_request` with the field that can not be read,
            `packets.unknown_document`, `services.no_such_record`, `packets.unknown_sheet`,
            `packets.text_count`, `language.unknown`.
    """
    if kind not in DOCUMENT_KINDS:
        raise RefusedError("packets.unknown_document", {"known": ", ".join(DOCUMENT_KINDS)})
    order = _order(workspace, data, choice or PageChoice())
    if kind == "conference_brief":
        return _brief(order)
    made = _MAKERS[kind](order)
    conflicts = (*conflicts_on(order.rows), *order.family.conflicts, *order.school.conflicts)
    gaps = tuple(dict.fromkeys(gap.value for gap in made.gaps))
    about = About(kind, order.family_id)
    return Composed(made.document, gaps, about, conflicts, made.left_out, made.english_only)


def _order(workspace: Workspace, data: Data, choice: PageChoice) -> _Order:
    row = next(
        (
            need(workspace, str(data[kind]), kind)
            for kind in ("conference", "visit")
            if data.get(kind)
        ),
        None,
    )
    people = [
        need(workspace, str(one))
        for name in ("people", "interpreters")
        for one in _list(data, name)
        if isinstance(one, str)
    ]
    named = data.get("family") or (row.values.get("family_id") if row else None)
    family_id = RecordId(str(named)) if named else None
    family = family_facts(workspace, family_id) if family_id else FamilyFacts()
    rows = (*((row,) if row else ()), *people)
    return _Order(workspace, data, rows, family, family_id, school_facts(workspace), choice)


def _brief(order: _Order) -> Composed:
    if order.row is None or order.row.kind != "conference":
        raise RefusedError(BAD_REQUEST, {"field": "conference"})
    brief = prepare_conference(order.workspace, RecordId(order.row.id))
    language = order.choice.languages[0] if order.choice.languages else "en"
    return compose_conference_brief(brief, language=language, paper=order.choice.look.page)


def _meeting(order: _Order) -> Meeting:
    known = meeting_of(order.workspace, order.row) if order.row else Meeting()
    typed = read_typed(Meeting, order.data.get("meeting") or {}, BAD_REQUEST)
    return cast("Meeting", _over(known, typed, Meeting()))


def _over(known: Any, typed: Any, blank: Any) -> Any:  # noqa: ANN401 (one dataclass, three times)
    """Return `known` with every typed value that is not the one it has when nobody types."""
    given = {one.name: getattr(typed, one.name) for one in fields(typed)}
    changed = {name: value for name, value in given.items() if value != getattr(blank, name)}
    return replace(known, **changed)


def _invitation(order: _Order) -> Made:
    typed = read_typed(Invitation, _without(order.data, "meeting"), BAD_REQUEST)
    names = order.family.values.child_names
    child = copy_of(order.workspace, order.row).child_name if order.row else ""
    known = Invitation(
        child_name=child or (names[0] if len(names) == 1 else ""),
        has_two_homes=len(order.family.homes) > 1,
    )
    said = replace(_over(known, typed, Invitation()), meeting=_meeting(order))
    return compose_invitation(order.school.profile, said, order.languages, order.choice.look)


def _agreement(order: _Order) -> Made:
    known = copy_of(order.workspace, order.row) if order.row else AgreementCopy()
    said = _over(known, read_typed(AgreementCopy, order.data, BAD_REQUEST), AgreementCopy())
    return compose_agreement_copy(order.school.profile, said, order.languages, order.choice.look)


def _came_by(order: _Order) -> Made:
    return compose_came_by(
        order.school.profile, _meeting(order), order.languages, order.choice.look
    )


def _appointment(order: _Order) -> Made:
    typed = read_typed(Appointment, _without(order.data, "meeting"), BAD_REQUEST)
    row_kind = order.row.kind if order.row else ""
    kind = {"conference": "conference", "visit": "home_visit"}.get(row_kind, typed.kind)
    said = Appointment(_meeting(order), str(order.data.get("kind") or kind))
    return compose_appointment(order.school.profile, said, order.languages, order.choice.look)


def _speak_cards(order: _Order) -> Made:
    said = read_typed(Cards, order.data, BAD_REQUEST)
    languages = said.languages or order.choice.languages or packet_languages()
    return compose_speak_cards(order.school.profile, languages, _sheet(said), order.choice.look)


def _interpreter_cards(order: _Order) -> Made:
    said = read_typed(Cards, order.data, BAD_REQUEST)
    known = [interpreter_card_of(row) for row in order.rows if row.kind == "interpreter"]
    cards = (*known, *said.cards)
    return compose_interpreter_cards(order.school.profile, cards, _sheet(said), order.choice.look)


def _badges(order: _Order) -> Made:
    typed = [one for one in _list(order.data, "people") if not isinstance(one, str)]
    said = read_typed(Badges, {**order.data, "people": typed}, BAD_REQUEST)
    kinds = ("adult", "student", "staff", "interpreter")
    known = [badge_of(row) for row in order.rows if row.kind in kinds]
    title = said.title or order.school.profile.name or ""
    return compose_badges(title, (*known, *said.people), _sheet(said), order.choice.look)


def _sign_in(order: _Order) -> Made:
    said = read_typed(SignIn, order.data, BAD_REQUEST)
    return compose_sign_in(
        order.school.profile, said, order.languages, order.choice.look, said.rows
    )


def _flyer(order: _Order) -> Made:
    said = read_typed(Event, order.data, BAD_REQUEST)
    return compose_flyer(order.school.profile, said, order.languages, order.choice.look)


def _glossary(order: _Order) -> Made:
    return compose_glossary(order.school.profile, order.languages, order.choice.look)


def _sheet(said: Badges | Cards) -> Sheet:
    return Sheet(said.sheet, max(said.skip, 0), max(said.copies, 1))


def _list(data: Data, name: str) -> list[object]:
    value = data.get(name) or []
    if not isinstance(value, list):
        raise RefusedError(BAD_REQUEST, {"field": name})
    return value


def _without(data: Data, name: str) -> Data:
    return {key: value for key, value in data.items() if key != name}


_MAKERS: Mapping[str, Callable[[_Order], Made]] = {
    "conference_invitation": _invitation,
    "agreement_copy": _agreement,
    "we_came_by": _came_by,
    "appointment": _appointment,
    "i_speak_cards": _speak_cards,
    "interpreter_cards": _interpreter_cards,
    "name_badges": _badges,
    "sign_in_sheet": _sign_in,
    "event_flyer": _flyer,
    "glossary": _glossary,
}
DOCUMENT_KINDS: tuple[str, ...] = ("conference_brief", *_MAKERS)
"""Kinds of page that `compose_document` makes."""

"""Prepare a Family–School Conference: their words and questions before ours."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.domain.views import AgreementCard, ConferenceRow, FamilyPage, NoteCard
from fsp_desktop.services.edit_record import OpenForm, open_form
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

FOR_COUNSELORS = frozenset({"counselor_and_liaison", "whole_school_staff_need", "childs_teachers"})
"""`share_with` codes that let a note into a conference."""
NEWEST_CONTACTS = 5


@dataclass(frozen=True)
class BriefItem:
    """One line that can be on the page.

    Attributes:
        own_words: The family's own words (serif, marigold bar).
        who: Name of the person who said or wrote it, or None.
        on: ISO day or moment on which it was said.
        source: visit, contact, conference, note or agreement.
        state: For agreements, how it went; for contacts, who began; else None.
    """

    record_id: str
    words: str
    own_words: bool
    who: str | None
    on: str | None
    source: str
    state: str | None = None

    @property
    def key(self) -> str:
        """Name the item keeps as long as its words stay the same."""
        return f"{self.record_id}:{zlib.crc32(self.words.encode()):08x}"


@dataclass(frozen=True)
class BriefSection:
    """`code` is their_words, strengths, agreements, questions, our_questions, progress, contacts or notes."""

    code: str
    items: tuple[BriefItem, ...]


@dataclass(frozen=True)
class ConferenceBrief:
    """One page to sit down with.

    Attributes:
        sections: In the order of the page.
        left_out: How many private notes, guesses and visits that only their author reads stay away.
        made_here: Agreements made in this conference itself.
    """

    conference: ConferenceRow
    family: FamilyPage
    form: OpenForm
    sections: tuple[BriefSection, ...]
    left_out: int
    made_here: tuple[AgreementCard, ...] = ()


def list_conferences(workspace: Workspace, *, limit: int = 500) -> tuple[ConferenceRow, ...]:
    """Return conferences, the next ones first, then those that are over."""
    return workspace.store.conferences(now=workspace.clock.now(), limit=limit)


def prepare_conference(workspace: Workspace, conference_id: RecordId) -> ConferenceBrief:
    """Return the brief: visits, contacts, notes and agreements of the family, sorted for a talk.

    Raises:
        RefusedError: `services.no_such_record`; `store.no_such_record` if its family is not here.
    """
    form = open_form(workspace, conference_id)
    family_id = RecordId(str(form.values["family_id"]))
    family = workspace.store.family_page(family_id)
    made = workspace.store.list_rows("visit", family_id=family_id, limit=50)
    visits = [visit for visit in made if visit.values.get("readers") != "only_me"]
    contacts = workspace.store.list_rows("contact", family_id=family_id, limit=50)
    talks = workspace.store.list_rows("conference", family_id=family_id, limit=50)
    earlier = [talk for talk in talks if talk.id != conference_id]
    allowed = [note for note in family.notes if _may_enter(note)]
    here = tuple(card for card in family.agreements if card.conference_id == conference_id)
    own = [note for note in allowed if note.in_their_words]
    told = [note for note in allowed if not note.in_their_words]
    sections = (
        BriefSection("their_words", tuple(_their_words(form, visits, own, earlier, family))),
        BriefSection("strengths", tuple(_strengths(form, visits, family))),
        BriefSection("agreements", tuple(_agreements(family, here))),
        BriefSection("questions", tuple(_questions(form, visits, family))),
        BriefSection("our_questions", tuple(_typed(form, "school_questions"))),
        BriefSection("progress", tuple(_typed(form, "progress_plain_words"))),
        BriefSection("contacts", tuple(_contacts(contacts, family))),
        BriefSection("notes", tuple(_note_item(note) for note in told)),
    )
    private = len(workspace.store.list_rows("private-note", family_id=family_id, limit=500))
    left_out = len(family.notes) - len(allowed) + private + len(made) - len(visits)
    row = workspace.store.conference_row(conference_id)
    return ConferenceBrief(row, family, form, sections, left_out, here)


def _may_enter(note: NoteCard) -> bool:
    return note.source != "guess" and not note.draft and note.share_with in FOR_COUNSELORS


def _their_words(
    form: OpenForm,
    visits: Iterable[Stored],
    notes: Iterable[NoteCard],
    earlier: Iterable[Stored],
    family: FamilyPage,
) -> Iterable[BriefItem]:
    """Yield own words only: what we wrote about a call is ours and comes under the contacts."""
    yield from _typed(form, "family_priorities", own=True)
    for visit in visits:
        if visit.values.get("hopes"):
            yield _visit_words(visit, "hopes", family)
    yield from (_note_item(note) for note in notes)
    for talk in earlier:
        if talk.values.get("family_words"):
            at = str(talk.values.get("starts_at") or "") or None
            words = str(talk.values["family_words"])
            yield BriefItem(talk.id, words, True, None, at, "conference")


def _strengths(form: OpenForm, visits: Iterable[Stored], family: FamilyPage) -> Iterable[BriefItem]:
    yield from _typed(form, "strengths")
    for visit in visits:
        if visit.values.get("strengths"):
            yield _visit_words(visit, "strengths", family)


def _questions(form: OpenForm, visits: Iterable[Stored], family: FamilyPage) -> Iterable[BriefItem]:
    yield from _typed(form, "family_questions", own=True)
    for visit in visits:
        if visit.values.get("family_questions"):
            yield _visit_words(visit, "family_questions", family)


def _agreements(family: FamilyPage, here: tuple[AgreementCard, ...]) -> Iterable[BriefItem]:
    for card in family.agreements:
        if card in here:
            continue
        day = card.state_on or card.due_on
        on = day.isoformat() if day else None
        yield BriefItem(card.id, card.text, False, card.who, on, "agreement", card.state)


def _contacts(contacts: Iterable[Stored], family: FamilyPage) -> Iterable[BriefItem]:
    with_words = [contact for contact in contacts if contact.values.get("summary")]
    for contact in with_words[:NEWEST_CONTACTS]:
        yield _contact_item(contact, family)


def _contact_item(contact: Stored, family: FamilyPage) -> BriefItem:
    values = contact.values
    who = name_of(family, values.get("adult_id")) or values.get("other_person")
    at = str(values.get("occurred_at") or "") or None
    began = str(values.get("direction") or "")
    return BriefItem(contact.id, str(values["summary"]), False, who, at, "contact", began)


def _visit_words(visit: Stored, field: str, family: FamilyPage) -> BriefItem:
    values = visit.values
    at = values.get("actual_start") or values.get("scheduled_start")
    who = name_of(family, values.get("said_by"))
    return BriefItem(visit.id, str(values[field]), True, who, at, "visit")


def _note_item(note: NoteCard) -> BriefItem:
    on = note.told_on.isoformat() if note.told_on else None
    return BriefItem(note.id, note.text, note.in_their_words, note.told_by, on, "note")


def _typed(form: OpenForm, field: str, *, own: bool = False) -> Iterable[BriefItem]:
    for line in str(form.values.get(field) or "").splitlines():
        if line.strip():
            yield BriefItem(form.record_id, line.strip(), own, None, None, "conference")


def name_of(family: FamilyPage, person: object) -> str | None:
    """Return the name of a person who is named by id or by words; None for nobody."""
    if not person:
        return None
    names = {adult.id: adult.name for adult in family.adults}
    names |= {child.id: child.name for child in family.children}
    return names.get(str(person), str(person))

"""What screens and lists read: plain frozen data, filled by `store.readings`, shown by ui and cli.

Times are aware UTC datetimes, days are local calendar days, codes come from `vocabularies`, ids
are record ids. Nothing here loads SQLModel, so that the first screen can be painted early.
"""

from __future__ import annotations

from datetime import date, datetime

from fsp_desktop.domain.plain import Frozen


class Child(Frozen):
    """A student in a list: the name to use and the grade as the school writes it."""

    id: str
    name: str
    grade: str | None


class FamilyRow(Frozen):
    """One row of the list of families.

    Attributes:
        label: The name the family chose.
        own_script: The same as they write it, or None.
        languages: Home languages, BCP 47.
        last_contact_at: Newest contact or completed visit, or None.
        last_direction: Who began that contact; `together` for a visit; None if there was none.
        our_turn: The last word came from the family, or nothing was heard for 21 days.
        is_mine: The person looking is the family's liaison.
        missing_from_roster_since: First day on which the roster did not hold them any more.
    """

    id: str
    label: str
    own_script: str | None
    languages: tuple[str, ...]
    children: tuple[Child, ...]
    last_contact_at: datetime | None
    last_direction: str | None
    our_turn: bool
    is_mine: bool
    has_conflict: bool
    missing_from_roster_since: date | None = None


class FamilyCounts(Frozen):
    """How many families each filter of the list would show."""

    everyone: int
    mine: int
    our_turn: int


class ReachLine(Frozen):
    """One way to reach an adult."""

    id: str
    contact_kind: str
    value: str
    may_text: str
    do_not_use: bool


class AdultCard(Frozen):
    """One adult of a family, as the family page and the forms show them."""

    id: str
    name: str
    own_script: str | None
    pronunciation: str | None
    relationship: str
    speaks: str | None
    reads: str | None
    reading_comfort: str | None
    dialect: str | None
    interpreter_needed: str | None
    interpreter_wishes: str | None
    preferred_channel: str | None
    best_times: str | None
    reach: tuple[ReachLine, ...]


class NoteCard(Frozen):
    """A cultural note with how we know it. `source`: told, seen or guess."""

    id: str
    topic: str | None
    text: str
    source: str
    told_by: str | None
    told_how: str | None
    told_on: date | None
    in_their_words: bool
    share_with: str | None
    review_on: date | None
    author: str | None
    draft: bool
    has_conflict: bool


class AgreementCard(Frozen):
    """Something agreed together, and how it went."""

    id: str
    text: str
    side: str | None
    who: str | None
    due_on: date | None
    next_look_on: date | None
    state: str
    state_on: date | None
    visit_id: str | None
    conference_id: str | None


class FollowUpRow(Frozen):
    """One thing somebody owes. `side`: we_promised, family_offered or we_asked."""

    id: str
    family_id: str | None
    family_label: str | None
    text: str
    side: str
    due_on: date | None
    owner_id: str | None
    owner_name: str | None
    status: str
    done_on: date | None
    result: str | None


class ThreadItem(Frozen):
    """One thing in the two-sided thread of a family, newest first.

    Attributes:
        kind: contact, visit, conference or follow-up.
        side: `family` (they said or began it), `school` (we did) or `together`.
        at: When it happened, or when it is planned; None for a draft without a time.
        title_code: Channel, visit status, conference status or follow-up side.
        words: The text to show.
        own_words: True if `words` are the family's own (set in serif).
        said_by: Whose words, if known.
        agreed: First agreement made there, or None.
        minutes: Length of a visit or contact, if known.
        people: Who took part (names), staff included.
    """

    id: str
    kind: str
    side: str
    at: datetime | None
    title_code: str | None
    outcome: str | None
    words: str
    own_words: bool
    said_by: str | None
    language: str | None
    interpreter: str | None
    agreed: str | None
    minutes: int | None
    people: tuple[str, ...]
    due_on: date | None
    is_done: bool
    draft: bool
    has_conflict: bool


class FamilyPage(Frozen):
    """Everything about one family but the thread, which is read in pages."""

    id: str
    label: str
    own_script: str | None
    languages: tuple[str, ...]
    meeting_preferences: str | None
    reach_preferences: str | None
    do_not_visit: bool
    adults: tuple[AdultCard, ...]
    children: tuple[Child, ...]
    notes: tuple[NoteCard, ...]
    agreements: tuple[AgreementCard, ...]
    thread_count: int
    from_family: int
    to_family: int
    has_conflict: bool
    missing_from_roster_since: date | None = None


class AgendaItem(Frozen):
    """A visit or conference of today.

    Attributes:
        quote: Newest words of the family worth recalling at the door, or None.
        quote_by: Who said them.
        place: Words for where (the place note, the home address, the room).
        interpreter_name: Who interprets; None with `interpreter_missing` means nobody is booked.
    """

    id: str
    kind: str
    family_id: str
    family_label: str
    children: tuple[Child, ...]
    starts_at: datetime
    status: str | None
    languages: tuple[str, ...]
    interpreter_name: str | None
    interpreter_missing: bool
    place: str | None
    quote: str | None
    quote_by: str | None
    quote_on: date | None


class UnfinishedItem(Frozen):
    """A draft to pick up, or a record with two versions (`reason`: draft or conflict)."""

    id: str
    kind: str
    family_id: str | None
    family_label: str | None
    updated_at: datetime
    reason: str


class QuietFamily(Frozen):
    """A family not heard from lately."""

    id: str
    label: str
    days: int | None
    languages: tuple[str, ...]
    wish: str | None
    best_times: str | None


class NavCounts(Frozen):
    """Numbers beside the entries of the navigation."""

    today: int
    follow_ups: int
    conferences: int
    conflicts: int
    waiting: int


class TodayView(Frozen):
    """What to bring to the door now."""

    agenda: tuple[AgendaItem, ...]
    follow_ups: tuple[FollowUpRow, ...]
    follow_ups_due: int
    follow_ups_open: int
    unfinished: tuple[UnfinishedItem, ...]
    quiet: tuple[QuietFamily, ...]
    counts: NavCounts
    has_families: bool = True
    next_follow_up_on: date | None = None


class ConferenceRow(Frozen):
    """One planned or held Family–School Conference in a list."""

    id: str
    family_id: str
    family_label: str
    student_id: str | None
    student_name: str | None
    grade: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    place: str | None
    status: str | None
    language: str | None
    interpreter_name: str | None


class VersionOf(Frozen):
    """One of several versions of a field, with who wrote it first, where and when.

    `brought_back_by`: who put it beside the others again by taking a choice back, else None.
    """

    dot: str
    value: object
    author: str | None
    device: str | None
    at: datetime
    brought_back_by: str | None = None


class ConflictView(Frozen):
    """A field of a record with more than one version; the first is the one shown elsewhere."""

    record_id: str
    kind: str
    family_id: str | None
    family_label: str | None
    field: str
    versions: tuple[VersionOf, ...]


class HistoryEntry(Frozen):
    """One write to one field, newest first. `is_current`: nothing has replaced it."""

    at: datetime
    author: str | None
    device: str | None
    why: str
    field: str
    value: object
    is_current: bool
    dot: str


class SearchHit(Frozen):
    """One result. `marks` are (start, length) of the matches inside `snippet`."""

    id: str
    kind: str
    family_id: str | None
    title: str
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float

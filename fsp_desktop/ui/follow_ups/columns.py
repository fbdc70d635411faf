"""Which follow-up stands where, and the words of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.language.formats import short_day, weekday
from fsp_desktop.language.labels import label
from fsp_desktop.language.words import _, ngettext

SUNDAY = 6


@dataclass(slots=True)
class Board:
    """Open follow-ups by column, each by day."""

    late: list[FollowUpRow] = field(default_factory=list)
    today: list[FollowUpRow] = field(default_factory=list)
    week: list[FollowUpRow] = field(default_factory=list)
    waiting: list[FollowUpRow] = field(default_factory=list)
    later: list[FollowUpRow] = field(default_factory=list)

    def in_order(self) -> list[FollowUpRow]:
        """Return all in the order of the list tab."""
        return [*self.late, *self.today, *self.week, *self.waiting, *self.later]


def sort_into_columns(rows: Iterable[FollowUpRow], today: date) -> Board:
    """Return the board of the open ones among `rows`.

    What we asked for, and what a family offered without a day or for a day that has passed, waits
    for the family: nobody is called late for a kindness.
    """
    board = Board()
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    for row in rows:
        if row.status == "open":
            _column(board, row, today, sunday).append(row)
    return board


def _column(board: Board, row: FollowUpRow, today: date, sunday: date) -> list[FollowUpRow]:
    is_theirs = row.side == "family_offered"
    if row.side == "we_asked" or (is_theirs and (row.due_on is None or row.due_on < today)):
        return board.waiting
    if row.due_on is None:
        return board.later
    if row.due_on < today:
        return board.late
    if row.due_on == today:
        return board.today
    return board.week if row.due_on <= sunday else board.later


def when_words(row: FollowUpRow, today: date) -> tuple[str, bool]:
    """Return when it is due in a word or two, and whether we are late."""
    due = row.due_on
    if due is None:
        return _("no day"), False
    days = (due - today).days
    if days < 0 and row.side == "we_promised":
        return ngettext("{count} day late", "{count} days late", -days).format(count=-days), True
    near = {0: _("today"), 1: _("tomorrow")}
    if days in near:
        return near[days], False
    return short_day(due, weekday=0 < days < 7), False


def who_words(row: FollowUpRow, person_id: str) -> str:
    """Return whose family it is and who looks after it."""
    owner = _("you") if row.owner_id == person_id else row.owner_name or ""
    return " · ".join(part for part in (row.family_label or "", owner) if part)


def row_sentence(row: FollowUpRow, today: date) -> str:
    """Return what a screen reader says for a card."""
    when, _is_late = when_words(row, today)
    state = _("done") if row.status == "done" else _("not done")
    family = _("{label} family").format(label=row.family_label) if row.family_label else ""
    parts = (label("follow_up_side", row.side), row.text, family, when, state)
    return ", ".join(part for part in parts if part)


def kept_words(rows: Sequence[FollowUpRow], today: date) -> str:
    """Return how many promises of this school year were kept, on both sides; no names."""
    began = date(today.year if today.month >= 8 else today.year - 1, 8, 1)
    ours, theirs = (
        _kept(rows, "we_promised", began, today),
        _kept(rows, "family_offered", began, today),
    )
    if not ours[1] and not theirs[1]:
        return ""
    return _(
        "This school year: we kept {ours} of {of_ours}, families {theirs} of {of_theirs}"
    ).format(ours=ours[0], of_ours=ours[1], theirs=theirs[0], of_theirs=theirs[1])


def _kept(rows: Sequence[FollowUpRow], side: str, began: date, today: date) -> tuple[int, int]:
    done = [row for row in rows if row.side == side and row.done_on and row.done_on >= began]
    due = [
        row
        for row in rows
        if row.side == side and row.status == "open" and row.due_on and row.due_on < today
    ]
    return len(done), len(done) + len(due)


def last_day_words(today: date) -> str:
    """Return the hint of the week's column."""
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    return _("No later than {weekday}").format(weekday=weekday(sunday))

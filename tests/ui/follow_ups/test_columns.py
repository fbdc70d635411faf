"""Where a follow-up stands on the board, and how its day is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fsp_desktop.domain.views import FollowUpRow
from fsp_desktop.ui.follow_ups.columns import kept_words, sort_into_columns, when_words

TUESDAY = date(2026, 10, 13)


def row(days: int | None, side: str = "we_promised", status: str = "open") -> FollowUpRow:
    due = None if days is None else TUESDAY + timedelta(days=days)
    done = TUESDAY if status == "done" else None
    return FollowUpRow("1", "f", "Osman", "Call", side, due, "me", "Ana", status, done, None)


@pytest.mark.parametrize(
    ("one", "column"),
    [
        (row(-1), "late"),
        (row(0), "today"),
        (row(5), "week"),
        (row(6), "later"),
        (row(None), "later"),
        (row(0, "family_offered"), "today"),
        (row(2, "family_offered"), "week"),
        (row(-3, "family_offered"), "waiting"),
        (row(None, "family_offered"), "waiting"),
        (row(0, "we_asked"), "waiting"),
    ],
)
def test_each_stands_in_one_column(one: FollowUpRow, column: str) -> None:
    board = sort_into_columns([one], TUESDAY)
    assert getattr(board, column) == [one]
    assert board.in_order() == [one]


def test_what_is_done_is_off_the_board() -> None:
    assert sort_into_columns([row(0, status="done")], TUESDAY).in_order() == []


def test_only_our_own_promises_are_called_late() -> None:
    assert when_words(row(-2), TUESDAY) == ("2 days late", True)
    assert when_words(row(-2, "family_offered"), TUESDAY) == ("Oct 11", False)
    assert when_words(row(1), TUESDAY) == ("tomorrow", False)


def test_kept_promises_are_counted_on_both_sides() -> None:
    rows = [row(0, status="done"), row(-1), row(0, "family_offered", "done")]
    assert kept_words(rows, TUESDAY) == "This school year: we kept 1 of 2, families 1 of 1"
    assert kept_words([], TUESDAY) == ""

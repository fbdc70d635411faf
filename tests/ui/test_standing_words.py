"""The status sentence says calmly how saving and sharing stand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fsp_desktop.ui.shell.hooks import Standing
from fsp_desktop.ui.shell.standing_words import attention_words, network_words, saved_words

NOW = datetime(2026, 10, 13, 9, 0, tzinfo=UTC)
TWO_HOURS = NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(NOW), "Saved on this computer. Shared with the team just now."),
        (
            Standing(TWO_HOURS, waiting=4),
            "Saved on this computer. Last shared with the team 2 hours ago.",
        ),
        (Standing(TWO_HOURS, sharing=(2, 4)), "Saved on this computer. Sharing 2 of 4…"),
        (Standing(None), "Saved on this computer. Not shared yet."),
        (Standing(None, has_place=False), "Saved on this computer. Not shared with anyone yet."),
        (
            Standing(TWO_HOURS, failing_days=8),
            "Saved on this computer. Not shared for 8 days. Carry on a USB stick?",
        ),
        (
            Standing(TWO_HOURS, clock_is_wrong=True),
            "Saved on this computer. This computer’s clock looks wrong, so times may be wrong.",
        ),
        (Standing(TWO_HOURS, held="paused"), "Saved on this computer. You paused sharing."),
        (
            Standing(TWO_HOURS, held="metered", waiting=2),
            "Saved on this computer. Sharing waits for a connection not paid by amount.",
        ),
        (
            Standing(TWO_HOURS, held="elsewhere"),
            "Saved on this computer. Sharing waits for the school’s network.",
        ),
        (
            Standing(None, outside="door"),
            "Saved on this computer. Waiting to be let in to the team.",
        ),
        (
            Standing(TWO_HOURS, outside="out"),
            "Saved on this computer. It is not part of the team any more.",
        ),
        (
            Standing(NOW - timedelta(minutes=1)),
            "Saved on this computer. Shared with the team 1 minute ago.",
        ),
        (
            Standing(NOW - timedelta(days=3)),
            "Saved on this computer. Shared with the team 3 days ago.",
        ),
        (
            Standing(NOW + timedelta(hours=1)),
            "Saved on this computer. Shared with the team just now.",
        ),
    ],
)
def test_what_is_safe(standing, words):
    assert saved_words(standing, NOW) == words


def test_what_waits_and_what_has_two_versions():
    assert attention_words(Standing(waiting=1)) == "1 change waiting."
    assert attention_words(Standing(waiting=4, two_versions=1)) == (
        "4 changes waiting. One record has two versions."
    )
    assert attention_words(Standing(waiting=4, sharing=(1, 4))) == ""


def test_a_missing_network_is_a_word_not_an_alarm():
    assert network_words(Standing(is_online=False)) == "No internet right now"
    assert network_words(Standing(is_online=True)) == ""
    assert network_words(Standing(is_online=None)) == ""


def test_a_place_that_is_away_beside_one_that_works_is_a_quiet_word():
    assert network_words(Standing(places_away=1)) == "One place does not answer"
    assert network_words(Standing(places_away=2, is_online=False)) == "No internet right now"


def test_a_removed_computer_that_wrote_on_is_said():
    assert attention_words(Standing(to_look_at=1)) == "1 thing needs a look."
    assert attention_words(Standing(to_look_at=1, two_versions=2)) == "3 things need a look."

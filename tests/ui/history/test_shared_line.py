"""The line under a record says how far it got, and always the truth."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fsp_desktop.services.record_sharing import RecordSharing
from fsp_desktop.ui.history.shared_line import shared_words

NOW = datetime(2026, 10, 13, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sharing", "held", "words"),
    [
        (RecordSharing("private", NOW), "", "On this computer only: this kind is never shared."),
        (
            RecordSharing("here", None),
            "",
            "On this computer only: no place to share has been chosen.",
        ),
        (RecordSharing("shared", None), "", "Shared with the team."),
        (
            RecordSharing("waiting", NOW),
            "",
            "Waiting to be shared: it goes out by itself in a moment.",
        ),
        (RecordSharing("waiting", NOW), "paused", "Waiting to be shared: you paused sharing."),
        (
            RecordSharing("waiting", NOW),
            "metered",
            "Waiting to be shared: this connection is paid by the amount.",
        ),
        (
            RecordSharing("waiting", None, numbers_pending=True),
            "",
            "Waiting to be shared: the team has not let this computer in yet.",
        ),
    ],
)
def test_each_state_has_its_sentence(sharing: RecordSharing, held: str, words: str) -> None:
    assert shared_words(sharing, held, NOW) == words


def test_what_is_shared_says_when_the_last_exchange_was() -> None:
    words = shared_words(RecordSharing("shared", NOW), "", NOW)
    assert words.startswith("All of it is shared. Last exchange:")


def test_the_reason_is_the_sentence_of_the_trouble() -> None:
    told = RecordSharing("waiting", NOW, "sync.remote_full")
    assert "no room left" in shared_words(told, "", NOW)

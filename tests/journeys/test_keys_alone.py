"""A contact is logged with six keystrokes besides its words, in the real window."""

from __future__ import annotations

from tests.cli.terminal import Terminal
from tests.journeys.driven_window import SENTENCE
from tests.journeys.window_process import WindowProcess


def test_six_keystrokes_log_a_contact(ana: Terminal) -> None:
    osman = ana.add("family", label="Osman")
    ana.add("family", label="Haddad")
    with WindowProcess(ana, "contact") as window:
        told = window.hear("saved")
    contacts = ana.json("list", "contact")
    assert [one["summary"] for one in contacts] == [SENTENCE]
    assert (contacts[0]["family_id"], contacts[0]["draft"]) == (osman, False)
    assert told

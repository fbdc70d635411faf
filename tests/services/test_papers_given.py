"""What a family was given is kept: which words, in which languages, when, by whom, and for which home."""

from __future__ import annotations

from datetime import timedelta

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.draw_pages import draw
from fsp_desktop.services.papers_given import note_given, papers_given
from fsp_desktop.services.print_document import PageChoice, compose_document
from fsp_desktop.services.print_packet import PacketOrder, compose_texts, compose_welcome
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_school_page import write_school_document
from tests.services.two_desks import agree

SECTIONS = ("cover", "rights")


def test_a_printed_packet_is_kept_and_a_new_family_moves_on(
    desk: Workspace, family: RecordId
) -> None:
    composed = compose_welcome(desk, PacketOrder(family, ("es",), SECTIONS))
    printed = draw(composed)
    note_given(desk, composed, printed.pages, "printed")
    (paper,) = papers_given(desk, family)
    assert (paper.document, paper.given_how) == ("welcome_packet", "printed")
    assert paper.languages == ("es", "en")
    assert paper.sections == SECTIONS
    assert (paper.pages, paper.is_draft) == (printed.pages, True)
    assert paper.given_by == desk.person_id
    assert paper.title == "Welcome to Lincoln"
    assert desk.store.need(family).values["welcome_stage"] == "packet_given"


def test_equal_pages_have_equal_versions_and_changed_ones_do_not(
    desk: Workspace, family: RecordId
) -> None:
    order = PacketOrder(family, ("es",), SECTIONS)
    for change in ({}, {"school": {"phone": "555-0100"}}):
        write_school_document(desk, change)
        for _ in range(2):
            desk.clock.advance(timedelta(seconds=1))  # type: ignore[attr-defined]
            note_given(desk, compose_welcome(desk, order), 2, "saved")
    versions = [paper.version for paper in papers_given(desk, family)]
    assert versions[0] == versions[1] != versions[2] == versions[3]
    assert desk.store.need(family).values["welcome_stage"] in (None, "new", "ask")


def test_what_is_for_nobody_leaves_no_trace(desk: Workspace) -> None:
    glossary = compose_document(desk, "glossary", {}, PageChoice(("es",)))
    assert note_given(desk, glossary, 2, "printed") == ()
    assert note_given(desk, compose_texts([(b"# Hello", "en")]), 1, "printed") == ()
    assert desk.store.count("packet-given") == 0


def test_a_colleague_sees_what_was_given(
    desk: Workspace, colleague: Workspace, family: RecordId
) -> None:
    note = compose_document(desk, "we_came_by", {"family": family})
    note_given(desk, note, 1, "printed")
    agree(desk, colleague)
    (paper,) = papers_given(colleague, family)
    assert paper.document == "we_came_by"
    assert desk.store.need(family).values["welcome_stage"] != "packet_given"

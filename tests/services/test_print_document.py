"""Pages from records: filled with what may be printed, and with nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.draw_pages import Composed, draw, text_version
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.open_conflicts import refuse_conflicts
from fsp_desktop.services.print_document import DOCUMENT_KINDS, PageChoice, compose_document
from fsp_desktop.services.print_packet import PacketOrder, compose_welcome
from fsp_desktop.services.settle_conflict import delete_record
from fsp_desktop.services.workspace import Workspace
from tests.services.paper_scene import CANARY, Scene, canary_fields, full_family
from tests.services.two_desks import agree

FOR_FAMILIES = ("conference_invitation", "agreement_copy", "we_came_by", "appointment")
MEETING = {"day": "2026-11-12", "starts": "17:30", "place": "Library", "staff": ["Ana"]}
TYPED: dict[str, dict[str, Any]] = {
    "conference_invitation": {"meeting": MEETING, "minutes": 20},
    "agreement_copy": {"agreed": [{"text": "Read", "side": "both"}]},
    "we_came_by": {"meeting": MEETING},
    "appointment": {"kind": "phone_call", "meeting": MEETING},
    "i_speak_cards": {"languages": ["es", "ar"], "copies": 2},
    "interpreter_cards": {"cards": [{"name": "Hodan", "languages": ["so"]}]},
    "name_badges": {"title": "Fair", "people": [{"name": "Noor"}]},
    "sign_in_sheet": {"title": "Fair", "meeting": MEETING, "rows": 5},
    "event_flyer": {"event_type": "community_fair", "meeting": MEETING},
    "glossary": {},
}


def _page(desk: Workspace, kind: str, **data: object) -> Composed:
    return compose_document(desk, kind, data, PageChoice(("es",)))


def _all_pages(desk: Workspace, scene: Scene) -> list[Composed]:
    rows = ({"conference": scene.ids["conference"]}, {"visit": scene.ids["visit"]})
    pages = [_page(desk, kind, **row) for kind in FOR_FAMILIES for row in rows]
    people = [scene.ids["adult"], scene.ids["student"]]
    pages.append(_page(desk, "name_badges", people=people))
    pages.append(compose_welcome(desk, PacketOrder(scene.family)))
    return pages


def test_every_kind_is_made_from_typed_values_and_drawn(desk: Workspace) -> None:
    assert set(TYPED) | {"conference_brief"} == set(DOCUMENT_KINDS)
    for kind, data in TYPED.items():
        composed = compose_document(desk, kind, data, PageChoice(("es",)))
        assert composed.about.kind == kind
        assert draw(composed).pdf.startswith(b"%PDF-")


def test_no_field_that_is_not_on_the_list_reaches_any_page(desk: Workspace) -> None:
    scene = full_family(desk)
    shown = "\n".join(text_version(page) for page in _all_pages(desk, scene))
    assert f"{CANARY}-student-preferred_name" in shown
    assert "She loves to draw." in shown
    found = {
        f"{kind}-{name}" for kind, name in canary_fields() if f"{CANARY}-{kind}-{name}" in shown
    }
    # What someone likes to be called, and how the name is said, is what a badge is for.
    assert found <= {
        "adult-preferred_name", "adult-name_own_script", "adult-pronunciation",
        "student-preferred_name", "student-pronunciation",
    }  # fmt: skip


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=6, max_size=12))
def test_whatever_private_words_are_no_page_for_a_family_shows_them(
    desk: Workspace, words: str
) -> None:
    secret = f"{words}Q7"
    scene = full_family(desk, secret)
    form = open_form(desk, scene.ids["student"])
    save_form(desk, form, {"preferred_name": None, "pronunciation": None})
    adult = open_form(desk, scene.ids["adult"])
    blank = ("preferred_name", "name_own_script", "pronunciation")
    save_form(desk, adult, dict.fromkeys(blank))
    for page in _all_pages(desk, scene):
        assert secret not in text_version(page)
        assert "2017" not in text_version(page)


def test_a_visit_s_place_is_never_printed(desk: Workspace) -> None:
    scene = full_family(desk)
    text = text_version(_page(desk, "appointment", visit=scene.ids["visit"]))
    assert "Home visit" in text
    assert "Place:\n______" in text


def test_what_is_typed_goes_before_the_record(desk: Workspace) -> None:
    scene = full_family(desk)
    conference = scene.ids["conference"]
    from_record = text_version(_page(desk, "appointment", conference=conference))
    assert "Room 12" in from_record
    typed = _page(desk, "appointment", conference=conference, meeting={"place": "Library"})
    assert "Room 12" not in text_version(typed)
    assert "Library" in text_version(typed)


def test_pages_of_a_family_are_in_what_it_reads(desk: Workspace) -> None:
    scene = full_family(desk)
    page = compose_document(desk, "we_came_by", {"family": scene.family})
    assert page.document.languages == ("es", "en")
    assert page.about.family_id == scene.family


def test_a_child_s_badge_has_no_family_name_and_an_opt_out_no_badge(desk: Workspace) -> None:
    scene = full_family(desk)
    student = scene.ids["student"]
    save_form(desk, open_form(desk, student), {"preferred_name": None})
    text = text_version(_page(desk, "name_badges", people=[student]))
    assert "Amina" in text
    assert "Osman" not in text
    save_form(desk, open_form(desk, student), {"directory_opt_out": True})
    composed = _page(desk, "name_badges", people=[student])
    assert composed.left_out == (("Amina", "packets.opted_out"),)
    assert "Amina" not in text_version(composed)


def test_a_field_with_two_versions_is_told_before_it_is_printed(
    desk: Workspace, colleague: Workspace
) -> None:
    scene = full_family(desk)
    agree(desk, colleague)
    conference = scene.ids["conference"]
    for one, place in ((desk, "Room 1"), (colleague, "Room 2")):
        save_form(one, open_form(one, conference), {"place": place, "notes": place})
    agree(desk, colleague)
    page = _page(desk, "conference_invitation", conference=conference)
    assert [(one.record_id, one.field) for one in page.conflicts] == [(conference, "place")]
    with pytest.raises(RefusedError) as refused:
        refuse_conflicts(page.conflicts)
    assert refused.value.code == "services.two_versions_on_page"
    brief = _page(desk, "conference_brief", conference=conference)
    assert [one.field for one in brief.conflicts] == ["place"]
    assert _page(desk, "glossary").conflicts == ()


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        ("horoscope", {}, "packets.unknown_document"),
        ("appointment", {"meeting": {"day": "soon"}}, "packets.bad_request"),
        ("name_badges", {"people": "all"}, "packets.bad_request"),
        ("name_badges", {"people": [{"name": 3}]}, "packets.bad_request"),
        ("name_badges", {"sheet": "9999"}, "packets.unknown_sheet"),
        (
            "interpreter_cards",
            {"cards": [{"name": "A", "photo": "?"}]},
            "packets.picture_unreadable",
        ),
        ("event_flyer", {"offers": {"food": True}}, "packets.bad_request"),
        ("conference_brief", {}, "packets.bad_request"),
        ("agreement_copy", {"conference": "nobody"}, "services.no_such_record"),
        ("i_speak_cards", {"languages": ["tlh"]}, "language.unknown"),
    ],
)
def test_what_can_not_be_made_is_refused_with_a_code(
    desk: Workspace, kind: str, data: dict[str, object], code: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        compose_document(desk, kind, data)
    assert refused.value.code == code


def test_a_record_of_another_kind_or_a_deleted_one_is_refused(desk: Workspace) -> None:
    scene = full_family(desk)
    with pytest.raises(RefusedError, match="no_such_record"):
        _page(desk, "appointment", conference=scene.ids["visit"])
    delete_record(desk, scene.ids["conference"])
    with pytest.raises(RefusedError, match="no_such_record"):
        _page(desk, "appointment", conference=RecordId(scene.ids["conference"]))

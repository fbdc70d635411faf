"""What a school tells families: one object out, the same object in, each line alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.services.read_school import school_profile
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_school_page import (
    add_picture,
    read_picture_file,
    school_document,
    write_school_document,
)
from tests.services.two_desks import agree

PAGE: dict[str, Any] = {
    "school": {"phone": "555-0100"},
    "profile": {
        "starts": "08:30",
        "meals_form": {"en": "at the office", "es": "en la oficina"},
        "bus_stops": [{"route": "14", "stop": "Oak Street", "morning": "07:35"}],
    },
    "people": [
        {"name": "Omar Haddad", "role": "nurse", "languages": ["en", "ar"], "position": 2},
        {"name": "Grace Kim", "role": "principal", "languages": ["en", "ko"], "position": 1},
    ],
    "resources": [
        {"name": "Mill Street Food Pantry", "category": "food", "checked_on": "2025-08-20"}
    ],
    "own_texts": [{"section": "first_day", "language": "es", "text": "Hay café."}],
}


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), "navy").save(out, "PNG")
    return out.getvalue()


def test_what_is_written_is_read_back_and_printed_from(desk: Workspace) -> None:
    added = write_school_document(desk, PAGE)
    assert (len(added.ids), added.refused) == (4, ())
    page = school_document(desk)
    assert page["profile"]["meals_form"] == {"en": "at the office", "es": "en la oficina"}
    assert [line["name"] for line in page["people"]] == ["Grace Kim", "Omar Haddad"]
    profile = school_profile(desk)
    assert [person.languages for person in profile.people] == [("en", "ko"), ("en", "ar")]
    assert profile.bus_stops[0].route == "14"
    assert profile.resources[0].checked_on is not None
    assert profile.own_texts[0].text == "Hay café."


def test_the_same_object_again_changes_nothing(desk: Workspace) -> None:
    write_school_document(desk, PAGE)
    add_picture(desk, _png(), "map", "The way from the main door to the office")
    before = school_document(desk)
    assert write_school_document(desk, before).refused == ()
    assert school_document(desk) == before


def test_a_line_is_changed_and_taken_out_by_its_id(desk: Workspace) -> None:
    write_school_document(desk, PAGE)
    first, second = school_document(desk)["people"]
    change = [{"id": first["id"], "phone": "555-0111"}, {"id": second["id"], "deleted": True}]
    write_school_document(desk, {"people": change})
    (left,) = school_document(desk)["people"]
    assert (left["name"], left["phone"]) == ("Grace Kim", "555-0111")


def test_a_bad_line_is_refused_alone_and_leaves_no_draft(desk: Workspace) -> None:
    lines = [
        {"role": "nurse"},
        {"name": "A", "role": "wizard"},
        "B",
        {"name": "Ann", "role": "bus"},
    ]
    added = write_school_document(desk, {"people": lines, "own_texts": [
        {"section": "weather", "language": "en", "text": "x"}]})  # fmt: skip
    assert [one.line for one in added.refused] == [1, 2, 3, 5]
    assert len(added.ids) == 1
    assert desk.store.count("school-person") == 1


@pytest.mark.parametrize(
    "document",
    [
        {"profile": {"starts": "soon"}},
        {"profile": 3},
        {"school": {"secret": "x"}},
        {"people": {"name": "x"}},
    ],
)
def test_plain_values_of_the_wrong_form_write_nothing(
    desk: Workspace, document: dict[str, object]
) -> None:
    with pytest.raises(RefusedError, match=r"packets\.bad_profile"):
        write_school_document(desk, {"school": {"phone": "555-0199"}} | document)
    assert school_document(desk)["school"]["phone"] is None


def test_a_new_map_takes_the_place_of_the_old_one(desk: Workspace) -> None:
    first = add_picture(desk, _png(), "map", "old")
    assert add_picture(desk, _png(), "map", "new") == first
    add_picture(desk, _png(), "person", "Grace at her desk")
    profile = school_profile(desk)
    assert {one.alt for one in profile.pictures} == {"new", "Grace at her desk"}
    assert "data" not in school_document(desk, with_pictures=False)["pictures"][0]


def test_a_picture_needs_words(desk: Workspace) -> None:
    with pytest.raises(RefusedError, match="invalid_record"):
        add_picture(desk, _png(), "map", " ")


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    huge = tmp_path / "logo.png"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(RefusedError, match="picture_too_large"):
        read_picture_file(huge)
    with pytest.raises(RefusedError, match="picture_unreadable"):
        read_picture_file(tmp_path / "none.png")


def test_two_colleagues_who_each_add_somebody_have_added_two(
    desk: Workspace, colleague: Workspace
) -> None:
    write_school_document(desk, {"people": [{"name": "Grace Kim", "role": "principal"}]})
    write_school_document(colleague, {"people": [{"name": "Omar Haddad", "role": "nurse"}]})
    agree(desk, colleague)
    names = {person.name for person in school_profile(colleague).people}
    assert names == {"Grace Kim", "Omar Haddad"}
    assert desk.store.conflicts() == colleague.store.conflicts() == ()


def test_a_picture_reaches_a_colleague(desk: Workspace, colleague: Workspace) -> None:
    add_picture(desk, _png(), "logo", "A cedar tree")
    agree(desk, colleague)
    (logo,) = school_profile(colleague).pictures
    assert (logo.use, logo.alt) == ("logo", "A cedar tree")
    assert logo.data == school_profile(desk).pictures[0].data

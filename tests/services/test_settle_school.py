"""Two people fill in the school's page at once: what both wrote is joined, not chosen between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.services.read_school import school_profile
from fsp_desktop.services.settle_school import profile_differences, settle_profile
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_school_page import school_document, write_school_document
from tests.services.two_desks import agree


def _write(desk: Workspace, **profile: object) -> None:
    write_school_document(desk, {"profile": profile})


@pytest.fixture
def other(desk: Workspace, colleague: Workspace) -> Workspace:
    """Return a colleague's desk at the same school."""
    return replace(colleague, who=replace(colleague.who, school_id=desk.school_id))


@pytest.fixture
def torn(desk: Workspace, other: Workspace) -> Workspace:
    """Return a desk that has heard of what a colleague wrote at the same time."""
    _write(desk, starts="08:30", bus_phone="555-0101", lunch_cost={"en": "free"})
    _write(other, starts="08:45", nurse_phone="555-0102", lunch_cost={"es": "gratis"})
    agree(desk, other)
    return desk


def test_only_what_really_differs_is_asked(torn: Workspace) -> None:
    (difference,) = profile_differences(torn)
    assert difference.field == "starts"
    assert set(difference.values) == {"08:30", "08:45"}


def test_the_versions_are_joined(torn: Workspace, other: Workspace) -> None:
    (difference,) = profile_differences(torn)
    settle_profile(torn, {"starts": difference.values.index("08:45") + 1})
    agree(torn, other)
    for desk in (torn, other):
        page = school_document(desk)["profile"]
        assert page["starts"] == "08:45"
        assert (page["bus_phone"], page["nurse_phone"]) == ("555-0101", "555-0102")
        assert page["lunch_cost"] == {"en": "free", "es": "gratis"}
        assert profile_differences(desk) == ()
        assert desk.store.conflicts() == ()


def test_nothing_is_settled_before_all_is_chosen(torn: Workspace) -> None:
    before = school_profile(torn)
    with pytest.raises(RefusedError) as refused:
        settle_profile(torn, {})
    assert (refused.value.code, refused.value.detail) == (
        "services.choose_first",
        {"fields": "starts"},
    )
    with pytest.raises(RefusedError, match="no_such_version"):
        settle_profile(torn, {"starts": 3})
    assert school_profile(torn) == before


def test_without_two_versions_there_is_nothing_to_settle(desk: Workspace) -> None:
    _write(desk, starts="08:30")
    assert profile_differences(desk) == ()
    with pytest.raises(RefusedError, match="no_conflict"):
        settle_profile(desk, {})

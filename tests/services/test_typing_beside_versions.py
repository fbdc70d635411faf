"""Typing in a field that has two versions replaces what the form showed, and nothing else."""

from __future__ import annotations

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.settle_conflict import list_conflicts
from fsp_desktop.services.workspace import Workspace
from tests.services.two_desks import agree


def test_typing_over_one_version_keeps_the_other(
    desk: Workspace, colleague: Workspace, family: RecordId
) -> None:
    ours, theirs = open_form(desk, family), open_form(colleague, family)
    save_form(desk, ours, {"meeting_preferences": "At the library."})
    save_form(colleague, theirs, {"meeting_preferences": "At home."})
    agree(desk, colleague)
    shown = open_form(desk, family)
    other = {"At the library.", "At home."} - {str(shown.values["meeting_preferences"])}
    save_form(desk, shown, {"meeting_preferences": "At the town library."})
    agree(desk, colleague)
    for side in (desk, colleague):
        [conflict] = list_conflicts(side)
        assert {one.value for one in conflict.versions} == {"At the town library."} | other


def test_a_form_of_several_saves_still_keeps_the_other_version(
    desk: Workspace, colleague: Workspace, family: RecordId
) -> None:
    save_form(desk, open_form(desk, family), {"meeting_preferences": "At the library."})
    save_form(colleague, open_form(colleague, family), {"meeting_preferences": "At home."})
    agree(desk, colleague)
    form = open_form(desk, family)
    for text in ("At the t", "At the town", "At the town library."):
        form = save_form(desk, form, {"meeting_preferences": text})
    [conflict] = list_conflicts(desk)
    assert len(conflict.versions) == 2

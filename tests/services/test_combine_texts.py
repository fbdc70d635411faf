"""Long texts that two people changed in different places are shown as one, and never saved so."""

from __future__ import annotations

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.combine_texts import combined_text
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.settle_conflict import list_conflicts, write_anew
from fsp_desktop.services.workspace import Workspace
from tests.services.two_desks import agree

FIELD = "meeting_preferences"


def write(workspace: Workspace, family: RecordId, text: str) -> None:
    save_form(workspace, open_form(workspace, family), {FIELD: text})


def test_paragraphs_changed_apart(desk: Workspace, colleague: Workspace, family: RecordId) -> None:
    write(desk, family, "mornings\n\nat home")
    agree(desk, colleague)
    write(desk, family, "mornings, not Mondays\n\nat home")
    write(colleague, family, "mornings\n\nat the library")
    write(colleague, family, "mornings\n\nat the library, upstairs")
    agree(desk, colleague)
    before = desk.store.digest()
    for workspace in (desk, colleague):
        (conflict,) = list_conflicts(workspace)
        combined = combined_text(workspace, conflict)
        assert combined is not None
        assert combined.text == "mornings, not Mondays\n\nat the library, upstairs"
        assert {part.of for part in combined.parts} == {"one", "other"}
    assert desk.store.digest() == before
    write_anew(desk, family, FIELD, combined.text)
    agree(desk, colleague)
    assert list_conflicts(colleague) == ()


def test_one_paragraph_changed_by_both_is_left_to_people(
    desk: Workspace, colleague: Workspace, family: RecordId
) -> None:
    write(desk, family, "mornings")
    agree(desk, colleague)
    write(desk, family, "evenings")
    write(colleague, family, "never")
    agree(desk, colleague)
    (conflict,) = list_conflicts(desk)
    assert combined_text(desk, conflict) is None


def test_short_fields_and_texts_without_a_past_are_left_to_people(
    desk: Workspace, colleague: Workspace, family: RecordId
) -> None:
    for workspace in (desk, colleague):
        name = workspace.profile.root.name
        write(workspace, family, f"a\n\n{name}")
        save_form(workspace, open_form(workspace, family), {"label": name})
    agree(desk, colleague)
    found = list_conflicts(desk)
    assert {conflict.field for conflict in found} == {FIELD, "label"}
    assert [combined_text(desk, conflict) for conflict in found] == [None, None]

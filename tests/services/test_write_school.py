"""The school's own data is kept whole: imported, newer and foreign words stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.read_school import school_profile
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_school import open_school, profile_text, save_school
from tests.services.real_workspace import make_workspace

NAMES = st.sampled_from(["nurse_phone", "closing_notice", "starts", "a_newer_field", "calendar"])
VALUES = st.none() | st.text(max_size=8)


def imported(workspace: Workspace, **profile: object) -> None:
    form = open_form(workspace, workspace.school_id)
    save_form(workspace, form, {"profile": json.dumps(profile)})


def test_what_an_imported_profile_says_moves_into_the_records(tmp_path: Path) -> None:
    with make_workspace(tmp_path) as workspace:
        imported(
            workspace, name="Cedar", phone="555-0100", liaison_phone="555-0142", starts="08:30"
        )
        data = open_school(workspace)
        assert data.school_values["name"] == "Cedar"
        assert set(data.moved) == {"name", "phone"}
        assert data.staff_values["phone"] == "555-0142"
        text = profile_text(data.school.values["profile"], {})
        saved = {name: data.school_values[name] for name in data.moved}
        save_school(workspace, data.school, {**saved, "profile": text})
        assert json.loads(text) == {"starts": "08:30"}
        assert school_profile(workspace).name == "Cedar"


def test_a_profile_packets_could_not_read_is_refused(tmp_path: Path) -> None:
    with make_workspace(tmp_path) as workspace:
        form = open_school(workspace).school
        with pytest.raises(RefusedError) as refused:
            save_school(workspace, form, {"profile": '{"starts": "half past"}'})
        assert refused.value.code == "packets.bad_profile"
        assert open_form(workspace, workspace.school_id).values["profile"] is None


def test_english_is_changed_and_other_languages_stay() -> None:
    before = json.dumps({"closing_notice": {"en": "a call", "es": "una llamada"}})
    after = json.loads(profile_text(before, {"closing_notice": "a text message"}))
    assert after == {"closing_notice": {"en": "a text message", "es": "una llamada"}}
    assert json.loads(profile_text(before, {"closing_notice": ""})) == {
        "closing_notice": {"es": "una llamada"}
    }


@given(st.dictionaries(NAMES, VALUES.filter(bool)), st.dictionaries(NAMES, VALUES))
def test_what_was_not_asked_stays_and_empty_answers_go(
    before: dict[str, str], changed: dict[str, str | None]
) -> None:
    after = json.loads(profile_text(json.dumps(before), changed))
    for name, value in before.items():
        if name not in changed:
            assert after[name] == value
    for name, value in changed.items():
        assert (name in after) == bool(value)

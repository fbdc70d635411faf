"""What an administrator does about devices and about a family that must be forgotten."""

from __future__ import annotations

import pytest

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.manage_devices import (
    device_called,
    has_recovery_sheet,
    new_recovery_sheet,
    quarantine,
    revoke_device,
)
from fsp_desktop.services.purge_record import purge_family
from fsp_desktop.services.share_record import team_devices
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync.space import found_space
from tests.services.real_workspace import add_family


@pytest.fixture
def workspace(desk: Workspace) -> Workspace:
    found_space(desk.ledger, "Ana's laptop", desk.clock, role="liaison")
    return desk


def test_devices_are_named_as_people_name_them(workspace: Workspace) -> None:
    (here,) = team_devices(workspace)
    for typed in (here.id, here.name, here.name.upper(), here.id[:8]):
        assert device_called(workspace, typed) == here.id
    for typed in ("", here.id[:3], "nobody"):
        with pytest.raises(RefusedError, match=r"sync\.no_such_device"):
            device_called(workspace, typed)
    with pytest.raises(RefusedError, match=r"sync\.own_device"):
        revoke_device(workspace, here.id)
    assert quarantine(workspace) == []


def test_the_sheet_is_noted_in_the_access_log(workspace: Workspace) -> None:
    assert not has_recovery_sheet(workspace)
    words = new_recovery_sheet(workspace)
    assert len(words) == 12
    assert has_recovery_sheet(workspace)
    (line,) = [one for one in workspace.store.access_log() if one["what"] == "recovery-sheet"]
    assert not any(word in str(line) for word in words if len(word) > 4)


def test_a_family_is_forgotten_with_all_that_belongs_to_it(workspace: Workspace) -> None:
    family = add_family(workspace)
    count = purge_family(workspace, RecordId(family), "court order, invented")
    assert count >= 1
    stored = workspace.store.load(family)
    assert stored is not None
    assert stored.deleted
    assert stored.values["label"] is None
    assert all(one.value is None for one in workspace.store.history(family) if one.field == "label")
    assert workspace.store.check() == []
    with pytest.raises(RefusedError, match=r"services\.no_such_record"):
        purge_family(workspace, RecordId("01890000-0000-7000-8000-000000000999"), "x")

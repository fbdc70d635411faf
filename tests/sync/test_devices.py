from __future__ import annotations

from fsp_desktop.sync.devices import list_devices
from tests.sync.desks import Desk, team
from tests.sync.fake_remote import FakeRemote


def test_who_belongs_to_the_team_and_when_they_were_heard() -> None:
    remote = FakeRemote()
    ana, ben = team(remote, "Ana's laptop", "Ben's laptop")
    ben.waits(hours=3)
    ben.writes("f1", label="x")
    ben.syncs(remote, app="1.2")
    ana.syncs(remote)
    here, other = list_devices(ana.store, ana.clock)
    assert (here.name, here.is_here, here.admin, here.role) == (
        "Ana's laptop",
        True,
        True,
        "liaison",
    )
    assert (other.name, other.is_here, other.admin) == ("Ben's laptop", False, False)
    assert other.last_seen.startswith("2026-09-14T11:00")
    assert (other.app, other.published) == ("1.2", 1)
    assert not other.is_silent
    ana.waits(days=61)
    assert [device.is_silent for device in list_devices(ana.store, ana.clock)] == [False, True]


def test_nobody_before_a_space() -> None:
    desk = Desk("ana")
    assert list_devices(desk.store, desk.clock) == []

"""A form that is open while this device notices a copy of itself and takes a new incarnation."""

from __future__ import annotations

from pathlib import Path

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.store.writes import Write
from tests.sync.desks import MORNING, Desk, agree
from tests.sync.fake_remote import FakeRemote
from tests.sync.real_store import RealStore

F1 = "01890000-0000-7000-8000-000000000001"


def test_the_form_replaces_only_what_it_showed(tmp_path: Path) -> None:
    remote, clock = FakeRemote(), FixedClock(MORNING)

    def desk(name: str) -> Desk:
        return Desk(name, clock, RealStore(tmp_path / f"{name}.fsp", clock))

    ana = desk("ana").founds()
    ana.writes(F1, label="both")
    ana.syncs(remote)
    ana.store = ana.store.copied_to(tmp_path / "twin.fsp")
    twin = desk("twin")
    twin.writes(F1, label="by the twin")
    seen = dict(twin.store.store.load(F1).seen)
    ana.writes(F1, label="by ana, under the same name")
    ana.syncs(remote)
    twin.syncs(remote)
    twin.store.store.save([Write("family", F1, {"label": "saved later"}, seen)], author="")
    for _ in range(3):
        for one in (twin, ana):
            one.syncs(remote)
    assert agree(ana, twin)
    (conflict,) = ana.store.store.conflicts(F1)
    shown = {version.value for version in conflict.versions}
    assert shown == {"by ana, under the same name", "saved later"}
    for one in (ana, twin):
        assert one.store.problems() == []
        one.store.close()

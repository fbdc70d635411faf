"""A real workspace on a real encrypted file, without the slow stretching of a passphrase."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fsp_desktop.domain.clock import Clock, FixedClock
from fsp_desktop.domain.ids import RecordId, new_random_id, new_record_id
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.workspace import Who, Workspace, write_who
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.writes import Write

KEY = bytes(range(32))
START = datetime(2025, 9, 1, 14, 0, tzinfo=UTC)


def make_workspace(folder: Path, clock: Clock | None = None, key: bytes = KEY) -> Workspace:
    """Return a workspace with one school and one person."""
    ticking = clock or FixedClock(START)
    folder.mkdir(parents=True, exist_ok=True)
    profile = Profile(folder)
    store = RecordStore.create(profile.record_path, key, ticking)
    school, person = new_record_id(ticking), new_record_id(ticking)
    who = Who(
        new_random_id(),
        "Lincoln",
        new_random_id(),
        person,
        "Ana Reyes",
        "liaison",
        school,
        "Lincoln",
    )
    write_who(store, who)
    store.save(
        [
            Write("school", school, {"name": "Lincoln"}),
            Write("staff", person, {"name": "Ana Reyes", "role": "liaison", "school_id": school}),
        ],
        author=person,
        why="create",
    )
    return Workspace(profile, store, ticking, who, key)


def add_family(workspace: Workspace, label: str = "Family Tran") -> RecordId:
    """Return the id of a new family."""
    family = new_record_id(workspace.clock)
    write = Write("family", family, {"label": label, "home_languages": ["vi"]})
    workspace.store.save([write], author=workspace.person_id, why="create")
    return family

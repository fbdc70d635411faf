"""Makes a large record through the store, as a district of some years would have it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from fsp_desktop.domain.clock import SystemClock
from fsp_desktop.domain.ids import new_record_id
from fsp_desktop.services.profile import Profile
from fsp_desktop.services.start_workspace import Beginning, start_workspace
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.writes import Write
from fsp_desktop.vault import slots
from fsp_desktop.vault.wrapping import INTERACTIVE
from tests.bench.parts.key_in_a_file import KeyInAFile

PASSPHRASE = "seven quiet rivers"
FAMILIES = 5_000
CONTACTS_OF_EACH = 20
LANGUAGES = ("es", "so", "vi", "ar", "zh-Hans", "ht", "en")
NAMES = ("Osman", "Nguyễn", "Reyes", "Haddad", "Li", "Pierre", "Abdi", "Morales", "Tran", "Khan")
SAID = (
    "Talked about the reading circle and the bus",
    "Sent the picture of the class garden",
    "Their aunt will come along to the conference",
    "Asked how the first weeks went",
)


def make_large_profile(folder: Path, families: int = FAMILIES) -> None:
    """Make a profile whose key lies in the stand-in for a key ring, and fill it."""
    profile = Profile(folder)
    beginning = Beginning("Lincoln team", "Lincoln", "Ana Reyes")
    with start_workspace(profile, PASSPHRASE, beginning, SystemClock()).workspace as workspace:
        slots.change_passphrase(folder, workspace.key, PASSPHRASE, INTERACTIVE)
        slots.add_keyring(folder, workspace.key, holder=KeyInAFile(folder))
        fill(workspace, families)


def fill(workspace: Workspace, families: int) -> None:
    """Write families with a child, an adult and contacts each; some visits are today."""
    writes = [write for number in range(families) for write in _family(workspace, number)]
    workspace.store.bulk_save(writes, author=workspace.person_id)


def _family(workspace: Workspace, number: int) -> Iterator[Write]:
    clock, person = workspace.clock, workspace.person_id
    family, adult, student = (new_record_id(clock) for _one in range(3))
    name = f"{NAMES[number % len(NAMES)]} {number}"
    languages = [LANGUAGES[number % len(LANGUAGES)]]
    fields = {"label": name, "home_languages": languages, "liaison_id": person, "status": "active"}
    yield Write("family", family, fields)
    yield Write("adult", adult, {"family_id": family, "given_name": "Amina", "family_name": name})
    yield Write("student", student, {"family_id": family, "given_name": "Sam", "grade": "3"})
    for back in range(CONTACTS_OF_EACH):
        at = clock.now() - timedelta(days=back * 9 + number % 7, minutes=number % 600)
        yield Write("contact", new_record_id(clock), {
            "family_id": family, "occurred_at": at.isoformat(), "channel": "phone",
            "direction": "family_to_school" if back % 3 else "school_to_family",
            "purpose": "check_in", "outcome": "talked", "adult_id": adult,
            "summary": f"{SAID[back % len(SAID)]}, {number}.", "staff_id": person, "draft": False,
        })  # fmt: skip
    if number % 50 == 0:
        yield from _plans(workspace, family, number)


def _plans(workspace: Workspace, family: str, number: int) -> Iterator[Write]:
    clock, person = workspace.clock, workspace.person_id
    day = clock.today() + timedelta(days=number // 50 % 20 - 10)
    at = (clock.now() + timedelta(days=number // 50 % 20 - 10)).isoformat()
    yield Write("follow-up", new_record_id(clock), {
        "family_id": family, "text": f"Bring the bus plan, {number}", "due_on": day.isoformat(),
        "owner_id": person, "draft": False,
    })  # fmt: skip
    yield Write("visit", new_record_id(clock), {
        "family_id": family, "purpose": "welcome_newcomer", "status": "scheduled",
        "scheduled_start": at, "staff": [person], "draft": False,
    })  # fmt: skip

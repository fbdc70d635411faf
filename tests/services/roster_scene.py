"""What tests of imports do over and over: take a made roster, find and edit its records."""

from __future__ import annotations

from pathlib import Path

from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.edit_record import open_form, save_form
from fsp_desktop.services.import_plan import ImportPlan, ImportReport
from fsp_desktop.services.import_roster import (
    plan_import,
    read_roster,
    run_import,
)
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored
from tests.rosters.roster_maker import (
    MadePerson,
    MadeRoster,
    write_oneroster_11,
)


def plan_for(workspace: Workspace, roster: MadeRoster, folder: Path) -> ImportPlan:
    return plan_import(workspace, read_roster(write_oneroster_11(roster, folder)))


def take(workspace: Workspace, roster: MadeRoster, folder: Path) -> ImportReport:
    return run_import(workspace, plan_for(workspace, roster, folder))


def by_roster_id(workspace: Workspace, kind: str, roster_id: str) -> Stored:
    found = [one for one in everything(workspace, kind) if one.values["roster_id"] == roster_id]
    assert len(found) == 1
    return found[0]


def everything(workspace: Workspace, kind: str) -> list[Stored]:
    return workspace.store.list_rows(kind, limit=100_000)


def edit(workspace: Workspace, record: Stored, **changed: object) -> None:
    save_form(workspace, open_form(workspace, RecordId(record.id)), changed)


def person(roster: MadeRoster, key: str) -> MadePerson:
    return next(one for one in roster.people if one.id == key)

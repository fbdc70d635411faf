"""Fill a workspace with invented families, for the demo and for pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.language.resources import resource_path
from fsp_desktop.services.demo_school import fill_demo_school
from fsp_desktop.services.import_roster import plan_import, read_roster, run_import
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.saving import Write

DEMO_PASSPHRASE = "an invented school"  # noqa: S105 - protects nothing but invented people


@dataclass
class _Names:
    """What the `@` words of the story stand for."""

    workspace: Workspace
    today: date
    records: dict[str, RecordId] = field(default_factory=dict)

    def value(self, value: Wire) -> Wire:
        """Return `value` with its `@` words replaced by ids, days and moments."""
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        word = value[1:]
        return self.records[word] if word in self.records else self._moment(word)

    def _moment(self, word: str) -> str:
        day_word, _, clock_word = word.partition(" ")
        day = self.today + timedelta(days=int(day_word.removesuffix("d")))
        if not clock_word:
            return day.isoformat()
        wall = datetime.combine(day, time.fromisoformat(clock_word))
        return wall.astimezone().astimezone(UTC).isoformat()


def demo_story() -> Mapping[str, Any]:
    """Return the story file: names of school and people, and the records to add."""
    text = resource_path("demo", "story.json").read_text(encoding="utf-8")
    story: Mapping[str, Any] = json.loads(text)
    return story


def demo_roster() -> Path:
    """Return the folder of the invented OneRoster files."""
    return resource_path("demo", "roster")


def fill_demo(workspace: Workspace, progress: Callable[[int, int], None] | None = None) -> None:
    """Read the invented roster into `workspace` and add the story's visits, contacts and notes."""
    run_import(workspace, plan_import(workspace, read_roster(demo_roster())))
    names = _Names(workspace, workspace.clock.today(), {"me": workspace.person_id})
    _learn_roster(workspace, names)
    fill_demo_school(workspace)
    records = demo_story()["records"]
    for number, entry in enumerate(records, start=1):
        _add(workspace, names, entry)
        if progress is not None:
            progress(number, len(records))


def _learn_roster(workspace: Workspace, names: _Names) -> None:
    for student in workspace.store.list_rows("student", limit=1000):
        roster_id = str(student.values.get("roster_id"))
        names.records[f"student:{roster_id}"] = RecordId(student.id)
        names.records[f"family:{roster_id}"] = RecordId(str(student.values["family_id"]))
    for adult in workspace.store.list_rows("adult", limit=1000):
        names.records[f"adult:{adult.values.get('roster_id')}"] = RecordId(adult.id)


def _add(workspace: Workspace, names: _Names, entry: Mapping[str, Any]) -> None:
    from fsp_desktop.domain.rules import check_complete, clean_fields

    kind, record_id, why = _target(workspace, names, entry)
    fields = clean_fields(kind, {name: names.value(v) for name, v in entry["fields"].items()})
    if why == "create":
        fields = clean_fields(kind, {**_defaults(kind), **fields})
        check_complete(kind, fields)
    write = Write(kind, record_id, fields, None)
    workspace.store.save([write], author=workspace.person_id, why=why)


def _target(
    workspace: Workspace, names: _Names, entry: Mapping[str, Any]
) -> tuple[str, RecordId, str]:
    if "family_of" in entry:
        return "family", names.records[f"family:{entry['family_of']}"], "edit"
    if "adult" in entry:
        return "adult", names.records[f"adult:{entry['adult']}"], "edit"
    record_id = new_record_id(workspace.clock)
    if entry.get("ref"):
        names.records[entry["ref"]] = record_id
    return entry["kind"], record_id, "create"


def _defaults(kind: str) -> dict[str, Any]:
    from fsp_desktop.domain.entities import ENTITIES

    return ENTITIES[kind]().model_dump(mode="json")

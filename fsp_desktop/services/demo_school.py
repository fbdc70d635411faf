"""Give the invented school its times, telephone numbers and calendar, so that demo packets are whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fsp_desktop.language.resources import resource_path
from fsp_desktop.services.read_school import SCHOOL_KINDS
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.services.write_school_page import write_school_document
from fsp_desktop.store.saving import Write

SUMMER_TURNS = 7
"""Month in which one school year gives way to the next."""


def fill_demo_school(workspace: Workspace) -> None:
    """Write the data of `resources/demo/school.json` into the school and the person at work."""
    from fsp_desktop.domain.rules import clean_fields

    data = demo_school(workspace.clock.today())
    profile = json.dumps(data["profile"], ensure_ascii=False)
    school = clean_fields("school", {**data["school"], "profile": profile})
    staff = clean_fields("staff", data["staff"])
    workspace.store.save(
        [
            Write("school", workspace.school_id, school, None),
            Write("staff", workspace.person_id, staff, None),
        ],
        author=workspace.person_id,
        why="edit",
    )
    lists = {part: data[part] for part in SCHOOL_KINDS if part in data}
    write_school_document(workspace, lists)


def demo_school(today: date) -> Mapping[str, Any]:
    """Return the invented school's data with its days in the school year around `today`."""
    text = resource_path("demo", "school.json").read_text(encoding="utf-8")
    found: Mapping[str, Any] = _resolved(json.loads(text), today)
    return found


def _resolved(value: object, today: date) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(value, dict):
        return {name: _resolved(one, today) for name, one in value.items()}
    if isinstance(value, list):
        return [_resolved(one, today) for one in value]
    if isinstance(value, str) and value.startswith("@"):
        return _day(value[1:], today)
    return value


def _day(word: str, today: date) -> str:
    first = today.year if today.month >= SUMMER_TURNS else today.year - 1
    if word == "year":
        return f"{first}–{first + 1}"
    if word.startswith(("+", "-")):
        return _weekday(today + timedelta(days=int(word))).isoformat()
    month, day = (int(part) for part in word.split("-"))
    return _weekday(date(first if month >= SUMMER_TURNS else first + 1, month, day)).isoformat()


def _weekday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)

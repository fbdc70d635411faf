"""Records as they leave through commands and exports: every field, and who wrote it when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.show_today import day_bounds
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

PAGE = 1000
Document = dict[str, Any]
_DAY_KINDS = frozenset({"follow-up", "agreement"})
"""Kinds whose place in time is a calendar day, not a moment."""


def list_records(
    workspace: Workspace,
    kind: str,
    *,
    family_id: RecordId | None = None,
    since: date | None = None,
    open_only: bool = False,
    limit: int | None = None,
) -> Iterator[Document]:
    """Yield the records of a kind, newest first; all of them if there is no limit.

    `since` is a local day: only what happened, or was written if it has no day, from then on.
    `open_only` leaves what still waits for somebody; drafts always do.

    Raises:
        RefusedError: `domain.unknown_kind`, `store.no_family_field`.
    """
    asked = {"family_id": family_id, "since": _from(kind, since), "is_open": open_only}
    offset = 0
    while limit is None or offset < limit:
        size = PAGE if limit is None else min(PAGE, limit - offset)
        page = workspace.store.list_rows(kind, **asked, limit=size, offset=offset)
        yield from map(record_document, page)
        offset += size
        if len(page) < size:
            return


def show_record(workspace: Workspace, record_id: RecordId) -> Document:
    """Return one record with all its fields.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    return record_document(_present(workspace, record_id))


def record_history(workspace: Workspace, record_id: RecordId) -> list[Document]:
    """Return every write to a record, newest first, deleted records included.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    record_kind(workspace, record_id)
    entries = [asdict(entry) for entry in workspace.store.history(record_id)]
    return [{**entry, "at": to_wire_time(entry["at"])} for entry in entries]


def record_kind(workspace: Workspace, record_id: RecordId) -> str:
    """Return the kind of a record, deleted or not.

    Raises:
        RefusedError: `services.no_such_record`.
    """
    stored = workspace.store.load(record_id)
    if stored is None:
        raise RefusedError("services.no_such_record", {"id": record_id})
    return stored.kind


def record_document(stored: Stored) -> Document:
    """Return a record as JSON-able data; its keys are stable."""
    return {
        "id": stored.id,
        "kind": stored.kind,
        **stored.values,
        "draft": bool(stored.values.get("draft")),
        "created_at": stored.created_at,
        "created_by": stored.created_by,
        "updated_at": stored.updated_at,
        "updated_by": stored.updated_by,
        "conflicts": list(stored.conflicts),
    }


def _present(workspace: Workspace, record_id: RecordId) -> Stored:
    stored = workspace.store.load(record_id)
    if stored is None or stored.deleted:
        raise RefusedError("services.no_such_record", {"id": record_id})
    return stored


def _from(kind: str, day: date | None) -> str | None:
    if day is None:
        return None
    return day.isoformat() if kind in _DAY_KINDS else to_wire_time(day_bounds(day)[0])

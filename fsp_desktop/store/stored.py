"""Reading records back as plain data, with the dots a form needs to save them again."""

from __future__ import annotations

from collections.abc import Iterable

from fsp_desktop.domain.changes import Dot, Wire
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.states import RecordState, load_states, read_rows


class Stored(Frozen):
    """One record as it is kept.

    Attributes:
        values: Every declared field in wire form.
        seen: Journal key -> the dots whose values are shown; hand it back with the next save.
        conflicts: Journal keys with more than one version.
        created_at: ISO 8601 in UTC; likewise `updated_at`.
        created_by: Id of the person, or empty for a roster; likewise `updated_by`.
    """

    kind: str
    id: str
    values: dict[str, Wire]
    seen: dict[str, tuple[Dot, ...]]
    conflicts: tuple[str, ...]
    created_at: str
    created_by: str
    updated_at: str
    updated_by: str
    deleted: bool


def load_stored(connection: Connection, ids: Iterable[str]) -> list[Stored]:
    """Return the known records among `ids`, deleted ones included, in the order asked for."""
    wanted = list(ids)
    states = load_states(connection, wanted)
    found = {one: _stored(state) for one, state in states.items() if state.kind is not None}
    missing = [one for one in wanted if one not in found]
    if missing:
        found |= _load_private(connection, missing)
    return [found[one] for one in dict.fromkeys(wanted) if one in found]


def _load_private(connection: Connection, ids: list[str]) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    for kind in KINDS.values():
        if not kind.travels:
            for record_id, row in read_rows(connection, kind, ids):
                state = RecordState(kind.name, record_id, is_journaled=False)
                state.row = row
                found[record_id] = _stored(state)
    return found


def _stored(state: RecordState) -> Stored:
    row = state.row
    names = state.kind.names if state.kind else ()
    return Stored(
        kind=state.kind_name,
        id=state.record_id,
        values={name: row[name] for name in names},
        seen=dict(state.dots),
        conflicts=tuple(sorted(state.conflicts)),
        created_at=row["created_at"] or "",
        created_by=row["created_by"] or "",
        updated_at=row["updated_at"] or "",
        updated_by=row["updated_by"] or "",
        deleted=bool(row["deleted"]),
    )

"""Names for the ids that changes carry: who wrote it, and on which computer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from fsp_desktop.domain.changes import Wire
from fsp_desktop.domain.ids import RecordId, is_record_id
from fsp_desktop.domain.views import ConflictView, HistoryEntry, VersionOf
from fsp_desktop.services.settle_conflict import can_be_joined
from fsp_desktop.services.share_record import team_devices
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.store.stored import Stored

_MOST = 10_000


def names_by_id(workspace: Workspace) -> dict[str, str]:
    """Return the names of colleagues by record id and of computers by incarnation."""
    people = workspace.store.list_rows("staff", limit=_MOST, include_deleted=True)
    names = {one.id: str(one.values.get("name") or "") for one in people}
    for device in team_devices(workspace):
        names |= dict.fromkeys(device.incarnations, device.name)
    return names


@dataclass(frozen=True)
class Dispute:
    """A field with several versions, as it is kept and as people read it.

    Attributes:
        kept: Ids where the record holds ids; settling goes by the dots of its versions.
        shown: The same with names in the place of ids.
        mine: Number of the version written by the person who looks, counted from 0; else 0.
        can_be_joined: Both may stand under each other, or be written anew.
    """

    kept: ConflictView
    shown: ConflictView
    mine: int
    can_be_joined: bool


def disputes(workspace: Workspace) -> tuple[Dispute, ...]:
    """Return every field with several versions, for a person who is to choose."""
    found = workspace.store.conflicts(None)
    names = _names_for(workspace, [one.value for view in found for one in view.versions])
    return tuple(
        Dispute(
            view,
            replace(view, versions=tuple(_named(version, names) for version in view.versions)),
            _own_version(view, workspace.person_id),
            can_be_joined(view),
        )
        for view in found
    )


def _own_version(view: ConflictView, person_id: RecordId) -> int:
    own = [at for at, version in enumerate(view.versions) if version.author == person_id]
    return own[0] if own else 0


def history_for_people(
    workspace: Workspace, record_id: RecordId
) -> tuple[tuple[HistoryEntry, HistoryEntry], ...]:
    """Return every write to a record as (as it is kept, with names in the place of ids)."""
    entries = workspace.store.history(record_id)
    elements = [_element_of(entry.field) for entry in entries]
    names = _names_for(workspace, [*(entry.value for entry in entries), *elements])
    return tuple((entry, _named_entry(entry, names)) for entry in entries)


def _named(version: VersionOf, names: Mapping[str, str]) -> VersionOf:
    return replace(
        version,
        value=readable(version.value, names),
        author=names.get(version.author or "", version.author),
        device=names.get(version.device or ""),
        brought_back_by=names.get(version.brought_back_by or "", version.brought_back_by),
    )


def _named_entry(entry: HistoryEntry, names: Mapping[str, str]) -> HistoryEntry:
    element = _element_of(entry.field)
    value = readable(entry.value, names)
    if element:
        value = [names.get(element, element)] if entry.value else []
    return replace(
        entry,
        value=value,
        author=names.get(entry.author or "", entry.author),
        device=names.get(entry.device or ""),
    )


def readable(value: Wire, names: Mapping[str, str]) -> Wire:
    """Return a value with the names of records in the place of their ids."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [readable(item, names) for item in value]
    if isinstance(value, dict):
        return {key: readable(item, names) for key, item in value.items()}
    return value


def _names_for(workspace: Workspace, values: Iterable[Wire]) -> dict[str, str]:
    ids = {text for value in values for text in _texts(value) if is_record_id(text)}
    records = workspace.store.load_many(ids)
    return {one.id: _name_of(one) for one in records} | names_by_id(workspace)


def _texts(value: Wire) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _name_of(record: Stored) -> str:
    values = record.values
    whole = values.get("label") or values.get("name") or values.get("title") or values.get("text")
    if whole:
        return str(whole)
    given = values.get("preferred_name") or values.get("given_name")
    return " ".join(str(part) for part in (given, values.get("family_name")) if part) or record.id


def _element_of(field: str) -> str:
    return field.partition("[")[2].removesuffix("]")

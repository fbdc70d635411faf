"""Everything that waits for a person's decision after sharing.

Fields with two versions, records that one removed while another changed them, and what a computer
wrote after it was taken out of the team.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fsp_desktop.domain.changes import DELETED
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.manage_devices import Quarantined, quarantine
from fsp_desktop.services.name_people import Dispute, disputes, history_for_people
from fsp_desktop.services.share_record import team_devices
from fsp_desktop.services.workspace import Workspace
from fsp_desktop.sync.revocation import IN_QUARANTINE

__all__ = ["Look", "LookRecord", "Quarantined", "count_quarantined", "needs_look", "same_parts"]


@dataclass(frozen=True)
class LookRecord:
    """A record with at least one field that has several versions.

    Attributes:
        fields: Names of those fields.
        is_removed_beside: One removed the record while another changed it.
        others: Names of those who wrote the other versions; empty for what a roster brought.
        at: When the newest of the versions was written.
    """

    record_id: str
    kind: str
    family_id: str | None
    family_label: str | None
    fields: tuple[str, ...]
    is_removed_beside: bool
    others: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Look:
    """What waits for a decision.

    Attributes:
        records: Newest first.
        quarantined: Computers that wrote on after they were taken out of the team.
        may_decide: This computer is an administrator's, so it may decide about those.
    """

    records: tuple[LookRecord, ...]
    quarantined: tuple[Quarantined, ...]
    may_decide: bool


def needs_look(workspace: Workspace) -> Look:
    """Return everything that waits for a decision of a person."""
    grouped: dict[str, list[Dispute]] = {}
    for dispute in disputes(workspace):
        grouped.setdefault(dispute.kept.record_id, []).append(dispute)
    records = sorted((_record(some) for some in grouped.values()), key=_newest_first, reverse=True)
    held = tuple(quarantine(workspace)) if _holds_any(workspace) else ()
    here = next((one for one in team_devices(workspace) if one.is_here), None)
    return Look(tuple(records), held, bool(here and here.admin and not here.revoked_since))


def count_quarantined(workspace: Workspace) -> int:
    """Return how many computers wrote on after they were taken out of the team; cheap if none."""
    return len(quarantine(workspace)) if _holds_any(workspace) else 0


def _holds_any(workspace: Workspace) -> bool:
    return any(one.code == IN_QUARANTINE for one in workspace.ledger.stashed())


def _newest_first(record: LookRecord) -> tuple[datetime, str]:
    return record.at, record.record_id


def _record(some: Sequence[Dispute]) -> LookRecord:
    first = some[0].shown
    versions = [version for one in some for version in one.shown.versions]
    own = {one.shown.versions[one.mine].author for one in some}
    others = [version.author for version in versions if version.author not in own]
    return LookRecord(
        first.record_id,
        first.kind,
        first.family_id,
        first.family_label,
        tuple(one.shown.field for one in some),
        any(one.shown.field == DELETED for one in some),
        tuple(dict.fromkeys(name for name in others if name)),
        max(version.at for version in versions),
    )


def same_parts(workspace: Workspace, record_id: RecordId) -> tuple[tuple[str, object], ...]:
    """Return the fields of a record that have one version, with names in the place of ids.

    They are kept already; whoever settles the others may want to see them.
    """
    disputed = {conflict.field for conflict in workspace.store.conflicts(record_id)}
    current: dict[str, object] = {}
    for _kept, shown in history_for_people(workspace, record_id):
        is_plain = "[" not in shown.field and not shown.field.startswith("_")
        if shown.is_current and is_plain and shown.field not in disputed:
            current.setdefault(shown.field, shown.value)
    return tuple((field, value) for field, value in current.items() if value not in (None, "", []))

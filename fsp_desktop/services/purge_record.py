"""Purge a family's record because a records law asks for it; this can not be taken back."""

from __future__ import annotations

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import RecordId
from fsp_desktop.services.share_record import team_devices
from fsp_desktop.services.workspace import Workspace


def purge_family(workspace: Workspace, family_id: RecordId, reason: str) -> int:
    """Take every value of a family, and of all that belongs to it, out of record and history.

    The other devices follow when they share next; when all of them have, the files at the shared
    places that held the values are taken away and the team's key is turned. Backups made before,
    papers, and copies on devices that never come back keep what they have.

    Returns:
        How many records were purged.

    Raises:
        RefusedError: `sync.not_an_administrator`, or `services.no_such_record`.
    """
    here = next((one for one in team_devices(workspace) if one.is_here), None)
    if here is None or not here.admin:
        raise RefusedError("sync.not_an_administrator")
    if workspace.store.load(family_id) is None:
        raise RefusedError("services.no_such_record", {"id": family_id})
    ids = workspace.ledger.records_of_family(family_id)
    workspace.ledger.purge(ids, workspace.person_id)
    detail = {"family": family_id, "records": len(ids), "reason": reason}
    workspace.store.log_access(workspace.person_id, "purge", detail)
    return len(ids)

"""Names for the ids that changes carry: who wrote it, and on which computer."""

from __future__ import annotations

from fsp_desktop.services.share_record import team_devices
from fsp_desktop.services.workspace import Workspace

_MOST = 10_000


def names_by_id(workspace: Workspace) -> dict[str, str]:
    """Return the names of colleagues by record id and of computers by incarnation."""
    people = workspace.store.list_rows("staff", limit=_MOST, include_deleted=True)
    names = {one.id: str(one.values.get("name") or "") for one in people}
    for device in team_devices(workspace):
        names |= dict.fromkeys(device.incarnations, device.name)
    return names

"""Every record that may leave this computer, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection
from fsp_desktop.store.rebuilding import batches
from fsp_desktop.store.stored import Stored, load_stored


def export_records(connection: Connection) -> Iterator[Stored]:
    """Yield every record that is not deleted; private notes and private visits stay here."""
    for kind in KINDS.values():
        if not kind.travels:
            continue
        shared = " AND coalesce(readers, 'team') <> 'only_me'" if "readers" in kind.columns else ""
        ids = [
            one
            for (one,) in connection.execute(
                f"SELECT id FROM {kind.table} WHERE deleted = 0{shared} ORDER BY id"
            ).fetchall()
        ]
        for batch in batches(ids):
            yield from load_stored(connection, batch)

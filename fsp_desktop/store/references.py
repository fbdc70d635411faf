"""Which records name which others, as the catalogue declares it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from fsp_desktop.store.columns import KINDS
from fsp_desktop.store.engine import Connection

_REFERENCES = tuple(
    (kind.table, column.name)
    for kind in KINDS.values()
    for column in kind.columns.values()
    if column.type == "reference"
)
"""Table and column of every field that holds the id of one other record."""


def is_referred_to(connection: Connection, ids: Sequence[str]) -> bool:
    """Tell whether a record that is not deleted names one of `ids` in a field of its own."""
    wanted = json.dumps(ids)
    return bool(ids) and any(
        connection.execute(
            f"SELECT 1 FROM {table} WHERE deleted = 0"
            f" AND {column} IN (SELECT value FROM json_each(?)) LIMIT 1",
            (wanted,),
        ).fetchone()
        for table, column in _REFERENCES
    )

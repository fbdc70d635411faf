"""Settings inside the encrypted file, and the log of who took data out; it only grows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.store.engine import Connection, transaction, translated


def read_setting(connection: Connection, key: str) -> str | None:
    """Return a text kept under `key`, or None."""
    with translated():
        row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def write_setting(connection: Connection, key: str, value: str | None) -> None:
    """Keep a text under `key`; None forgets it."""
    with transaction(connection):
        if value is None:
            connection.execute("DELETE FROM setting WHERE key = ?", (key,))
        else:
            connection.execute(
                "INSERT OR REPLACE INTO setting(key, value) VALUES(?, ?)", (key, value)
            )


def log_access(
    connection: Connection, clock: Clock, who: str, what: str, detail: Mapping[str, Any]
) -> None:
    """Note that somebody took data out; lines are never changed or removed."""
    with transaction(connection):
        connection.execute(
            "INSERT INTO access_log(at, who, what, detail) VALUES(?, ?, ?, ?)",
            (to_wire_time(clock.now()), who, what, json.dumps(dict(detail))),
        )


def read_access_log(connection: Connection, limit: int) -> list[dict[str, Any]]:
    """Return the newest lines: at, who, what, detail."""
    with translated():
        rows = connection.execute(
            "SELECT at, who, what, detail FROM access_log ORDER BY id DESC LIMIT ?", (limit,)
        ).fetchall()
    return [
        {"at": at, "who": who, "what": what, "detail": json.loads(detail)}
        for at, who, what, detail in rows
    ]

"""Versions of the file, one module each, and the careful road from one to the next.

`PRAGMA user_version` tells the version. Foreign keys are off while tables change (a rebuilt table
would otherwise silently take its children with it), rows are counted before and after, and an
encrypted copy of the file is made first. The step and the version number commit together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.store.engine import Connection, transaction, translated

Step = Callable[[Connection], None]
Copier = Callable[[int], None]


def _step(name: str) -> Step:
    """Return the step of a module, which is loaded only when a file needs it."""

    def migrate(connection: Connection) -> None:
        import_module(f"{__name__}.{name}").migrate(connection)

    return migrate


STEPS: tuple[Step, ...] = (
    _step("v0001_first"),
    _step("v0002_readings"),
    _step("v0003_papers"),
    _step("v0004_texts"),
    _step("v0005_attachments"),
    _step("v0006_quiet_families"),
)
HEAD = len(STEPS)
_SHADOWS = ("search_data", "search_idx", "search_docsize", "search_config", "sqlite_")


def version_of(connection: Connection) -> int:
    """Return the version of the file; 0 for an empty one."""
    with translated():
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_to_head(
    connection: Connection, copy_first: Copier, steps: Sequence[Step] = STEPS
) -> list[int]:
    """Run the steps the file lacks, each in one transaction, and return the versions reached.

    Args:
        connection: With no transaction open.
        copy_first: Called with the old version before the first step on a file that is not empty.
        steps: All steps, the one to version 1 first.

    Raises:
        RefusedError: `store.newer_file` if a newer program wrote the file, or
            `store.migration_lost_rows`; the file is as it was before the step.
    """
    version = version_of(connection)
    if version > len(steps):
        raise RefusedError("store.newer_file", {"version": version, "known": len(steps)})
    if version == len(steps):
        return []
    if version > 0:
        copy_first(version)
    return [_run(connection, number, steps) for number in range(version + 1, len(steps) + 1)]


def _run(connection: Connection, number: int, steps: Sequence[Step]) -> int:
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        if connection.execute("PRAGMA foreign_keys").fetchone()[0] != 0:
            raise RefusedError("store.migration_unsafe")
        with transaction(connection):
            before = row_counts(connection)
            steps[number - 1](connection)
            _compare(before, row_counts(connection))
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise RefusedError("store.migration_lost_rows", {"table": "foreign keys"})
            connection.execute(f"PRAGMA user_version = {number}")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
    return number


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has, without the parts of the search index."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        for (name,) in names
        if name != "search" and not name.startswith(_SHADOWS)
    }


def _compare(before: dict[str, int], after: dict[str, int]) -> None:
    for table, count in before.items():
        if after.get(table) != count:
            raise RefusedError("store.migration_lost_rows", {"table": table})


def copy_path(path: Path, version: int) -> Path:
    """Return where the encrypted copy goes that is made before migrating from `version`."""
    return path.with_name(f"{path.name}.before-v{version + 1}")

"""The real encrypted store behind the verbs that the sync tests use."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from fsp_desktop.domain.clock import Clock
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.writes import Write

KEY = bytes(range(32))


class RealStore:
    """A file of its own: its ledger for sync, and a person's save and look."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path, self.clock = path, clock
        open_or_create = RecordStore.open if path.exists() else RecordStore.create
        self.store = open_or_create(path, KEY, clock)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store.ledger, name)

    def write(self, record: str, **values: object) -> None:
        self.store.save([Write("family", record, values)], author="", why="edit")

    def shown(self, record: str, field: str) -> object:
        stored = self.store.load(record)
        return stored.values[field] if stored else None

    def conflicts(self, record: str) -> tuple[str, ...]:
        stored = self.store.load(record)
        return stored.conflicts if stored else ()

    def digest(self) -> str:
        return self.store.digest()

    def problems(self) -> list[Any]:
        return self.store.check()

    def close(self) -> None:
        self.store.close()

    def reopened_from(self, backup: Path) -> RealStore:
        """Close, put a copied file back, and open again, as a restore does."""
        self.close()
        for path in self.path.parent.glob(f"{self.path.name}*"):
            path.unlink()
        shutil.copy(backup, self.path)
        return RealStore(self.path, self.clock)

    def copied_to(self, backup: Path) -> RealStore:
        """Close, copy the file, and open again."""
        self.close()
        shutil.copy(self.path, backup)
        return RealStore(self.path, self.clock)

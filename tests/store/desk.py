"""Stores on real encrypted files, for the tests of this room."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.writes import Saved, Write

KEY = bytes(range(32))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Desk:
    """One device: a store, its clock, and the words of tests."""

    def __init__(self, path: Path, name: str = "me", now: datetime = NOON) -> None:
        self.path = path
        self.name = name
        self.clock = FixedClock(now)
        self.store = RecordStore.create(path, KEY, self.clock)
        self._bundle = 0

    def add(self, kind: str, **fields: object) -> RecordId:
        record_id = new_record_id(self.clock, os.urandom)
        self.write(kind, record_id, **fields)
        return record_id

    def write(self, kind: str, record_id: str, **fields: object) -> Saved:
        self.clock.advance(timedelta(seconds=1))
        return self.store.save([Write(kind, record_id, fields)], author=self.name)

    def values(self, record_id: str) -> dict[str, object]:
        stored = self.store.load(record_id)
        assert stored is not None
        return stored.values

    def seal(self) -> tuple[str, int, str, bytes, list[bytes]] | None:
        """Seal what is unsealed as a bundle: incarnation, number, hash, bytes, operations."""
        ledger = self.store.ledger
        ops = ledger.unsealed_ops(1 << 30)
        if not ops:
            return None
        inc = ledger.own_incarnation()
        last = ledger.have().get(inc)
        n, last_op = (last.n + 1, last.last_op + len(ops)) if last else (1, len(ops))
        bundle_hash = f"{n:064x}"
        data = b"".join(ops)
        ledger.keep_sealed(inc, n, "", bundle_hash, data, last_op)
        return inc, n, bundle_hash, data, ops

    def take(self, bundle: tuple[str, int, str, bytes, list[bytes]]):
        return self.store.ledger.apply_bundle(*bundle)

    def reopen(self) -> None:
        self.store.close()
        self.store = RecordStore.open(self.path, KEY, self.clock)


def exchange(*desks: Desk) -> None:
    """Let every desk seal what it has and take what the others sealed."""
    bundles = [(desk, desk.seal()) for desk in desks]
    for desk in desks:
        for owner, bundle in bundles:
            if bundle is not None and owner is not desk:
                desk.take(bundle)

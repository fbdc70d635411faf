"""The devices and places of a story, and what the test knows of each write by itself."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.store.writes import Write
from tests.sync.desks import MORNING, Desk
from tests.sync.fake_remote import FakeRemote
from tests.sync.real_store import RealStore

RECORDS = tuple(f"01890000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
FIELDS = ("label", "meeting_preferences")


class StoryBench:
    """What the rules of a story share."""

    def begin(self) -> None:
        """Start with three devices that know each other."""
        self.folder = Path(tempfile.mkdtemp(prefix="whole-story-"))
        self.places = [FakeRemote("folder"), FakeRemote("stick")]
        self.desks: list[Desk] = []
        self.clocks: dict[str, frozenset[str]] = {}
        self.written: dict[tuple[str, str], set[str]] = {
            (r, f): set() for r in RECORDS for f in FIELDS
        }
        self.forms: dict[int, tuple[str, dict[str, Any], dict[str, frozenset[str]]]] = {}
        self.backups: dict[int, Path] = {}
        self.safe: set[int] = set()
        self.restored: set[int] = set()
        self.gone: list[Desk] = []
        self.purged: set[str] = set()
        self.count = 0
        self.is_forked = self.was_spoilt = False
        founder = self._desk("ana").founds()
        founder.syncs(self.places[0])
        for name in ("ben", "cem"):
            self._let_in(self._desk(name), admin=name == "cem")
        self._settle(3)

    def _settle(self, rounds: int) -> None:
        for _ in range(rounds):
            for at, desk in enumerate(self.desks):
                desk.syncs(self.places[0])
                self._synced(at, 0)

    def _synced(self, at: int, place: int) -> None:
        if place == 0:
            self.safe.add(at)
            self.restored.discard(at)

    def _at(self, who: int) -> Desk:
        return self.desks[who % len(self.desks)]

    def _desk(self, name: str) -> Desk:
        self.count += 1
        clock = FixedClock(MORNING)
        desk = Desk(name, clock, RealStore(self.folder / f"{name}{self.count}.fsp", clock))
        self.desks.append(desk)
        return desk

    def _let_in(self, desk: Desk, *, admin: bool) -> None:
        desk.clock.advance(self.desks[0].clock.now() - desk.clock.now())
        desk.asks(self.desks[0].invites(admin=admin))
        for one in (desk, self.desks[0], desk):
            one.syncs(self.places[0])

    def _restart(self, at: int) -> None:
        """What was not committed dies with the program."""
        desk = self.desks[at]
        desk.store.close()
        desk.store = RealStore(desk.store.path, desk.clock)

    def _new_value(self, record: str, field: str, past: frozenset[str]) -> str:
        self.count += 1
        value = f"v{self.count}"
        self.clocks[value] = past
        self.written[record, field].add(value)
        return value

    def _write(self, desk: Desk, keys: list[tuple[str, str]]) -> None:
        writes = []
        for record, field in keys:
            value = self._new_value(record, field, self._heard_of(desk, record, field))
            writes.append(Write("family", record, {field: value}))
        desk.store.store.save(writes, author="")
        self.safe.discard(self.desks.index(desk))

    @staticmethod
    def _heard_of(desk: Desk, record: str, field: str) -> frozenset[str]:
        entries = desk.store.store.history(record)
        found = (one.value for one in entries if one.field == field)
        return frozenset(str(value) for value in found if value is not None)

    @staticmethod
    def _shown(desk: Desk, record: str, field: str) -> set[str]:
        for conflict in desk.store.store.conflicts(record):
            if conflict.field == field:
                return {str(one.value) for one in conflict.versions if one.value is not None}
        stored = desk.store.store.load(record)
        value = stored.values[field] if stored else None
        return set() if value is None else {str(value)}

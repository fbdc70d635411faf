"""Desks (devices in one process) and small pieces that the sync tests share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any

from nacl import bindings

from fsp_desktop.domain.clock import FixedClock
from fsp_desktop.sync.engine import sync_once
from fsp_desktop.sync.invitation import invite, request_to_join
from fsp_desktop.sync.remotes import Remote
from fsp_desktop.sync.report import SyncReport
from fsp_desktop.sync.space import found_space
from tests.sync.fake_store import FakeSyncStore

MORNING = datetime(2026, 9, 14, 8, 0, tzinfo=UTC)


def key_pair(name: bytes) -> tuple[bytes, bytes]:
    """Seed and public key of a signer that is the same in every run."""
    seed = blake2b(name, digest_size=32).digest()
    public, _ = bindings.crypto_sign_seed_keypair(seed)
    return seed, public


class Desk:
    """One device: a store, a clock of its own, and a person's verbs."""

    def __init__(self, name: str, clock: FixedClock | None = None, store: Any = None) -> None:
        self.name = name
        self.clock = clock or FixedClock(MORNING)
        self.store = store or FakeSyncStore()

    def founds(self) -> Desk:
        found_space(self.store, self.name, self.clock, role="liaison")
        return self

    def invites(self, place: str | None = None, **how: Any) -> str:
        return invite(self.store, self.clock, place, **how).code

    def asks(self, code: str) -> Desk:
        request_to_join(self.store, code, self.name, self.clock)
        return self

    def syncs(self, remote: Remote, **how: Any) -> SyncReport:
        return sync_once(self.store, remote, self.clock, **how)

    def writes(self, record: str, **values: object) -> None:
        self.store.write(record, **values)

    def waits(self, **time: int) -> None:
        self.clock.advance(timedelta(**time))


def team(remote: Remote, *names: str) -> list[Desk]:
    """A founder and colleagues who have all been let in and have read everything."""
    founder = Desk(names[0]).founds()
    founder.syncs(remote)
    desks = [founder]
    for name in names[1:]:
        code = founder.invites()
        desk = Desk(name).asks(code)
        desk.syncs(remote)
        founder.syncs(remote)
        desk.syncs(remote)
        desks.append(desk)
    for desk in desks * 2:
        desk.syncs(remote)
    return desks


def codes(report: SyncReport) -> list[str]:
    return [problem.code for problem in report.problems]


def agree(*desks: Desk) -> bool:
    return len({desk.store.digest() for desk in desks}) == 1

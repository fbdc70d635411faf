"""What the steps of one pass share: the two sides, who belongs to the space, and the tally."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from fsp_desktop.domain.clock import Clock
from fsp_desktop.sync.head import Head, open_head
from fsp_desktop.sync.identity import (
    DeviceSecrets,
    Identity,
    SpaceSecrets,
    keep_identity,
    member_of,
)
from fsp_desktop.sync.ledger import NOTHING, Have, SyncStore
from fsp_desktop.sync.memory import PlaceMemory, Troubles
from fsp_desktop.sync.metered import MeteredRemote
from fsp_desktop.sync.peers import Peer
from fsp_desktop.sync.report import Tally
from fsp_desktop.sync.roster import Member
from fsp_desktop.sync.roster_log import RosterLog, read_log

Progress = Callable[[str, int, int], None]
"""Called with a step (`receive` or `send`), how many bundles are done, and of how many."""
Cancelled = Callable[[], bool]
_OWN_HEADS = "sync-own-heads"
_OWN_HEADS_KEPT = 64


class CancelledError(Exception):
    """A person stopped the pass; what was done so far stays done."""


@dataclass(slots=True)
class Exchange:
    """One pass between one store and one place.

    Attributes:
        remote: The space's folder at the place.
        top: The place itself.
        log: What the roster says.
        known: How far each chain is applied here; kept up to date while bundles are applied.
        heads: Newest sound head of each other incarnation that was looked at in this pass.
        peers: What those told, put together with what they told before.
        locked: Names of heads whose key is not known here yet.
        names_here: Names of all heads at the place.
        gaps: Chains with bundles that are not at the place.
        swept: Own chains whose bundles are taken away in this pass, and up to which number.
        beside: Bytes of heads beside the newest one of their device.
    """

    store: SyncStore
    remote: MeteredRemote
    top: MeteredRemote
    clock: Clock
    identity: Identity
    tally: Tally
    memory: PlaceMemory
    troubles: Troubles
    progress: Progress
    cancelled: Cancelled
    app: str
    log: RosterLog = field(default_factory=RosterLog)
    known: dict[str, Have] = field(default_factory=dict)
    heads: dict[str, Head] = field(default_factory=dict)
    peers: dict[str, Peer] = field(default_factory=dict)
    locked: set[str] = field(default_factory=set)
    beside: dict[str, bytes] = field(default_factory=dict)
    names_here: set[str] = field(default_factory=set)
    gaps: set[str] = field(default_factory=set)
    swept: dict[str, int] = field(default_factory=dict)

    @property
    def device(self) -> DeviceSecrets:
        """Return this device."""
        return self.identity.device

    @property
    def space(self) -> SpaceSecrets:
        """Return the space; a pass without one ends at the door."""
        return member_of(self.identity)

    @property
    def own(self) -> str:
        """Return the incarnation this device writes under."""
        return self.device.inc

    @property
    def members(self) -> dict[str, Member]:
        """Return who belongs to the space, by incarnation; those of revoked devices too."""
        return self.log.members

    @property
    def is_revoked(self) -> bool:
        """Tell whether this device itself was revoked."""
        return self.device.id in self.log.revoked

    @property
    def is_admin(self) -> bool:
        """Tell whether this device may say who belongs to the space."""
        me = self.members.get(self.own)
        return me is not None and me.admin and not self.is_revoked

    def load(self) -> None:
        """Read the roster and the chains from the store; again after the identity changed."""
        self.known = dict(self.store.have())
        self.read_roster()

    def read_roster(self) -> None:
        """Work out the roster from its entries, and keep the keys that they bring."""
        entries = [data for _, data in self.store.roster_entries()]
        self.log = read_log(entries, self.space, self.device.box)
        space = self.space.with_keys(self.log.keys)
        closed = sorted(epoch for epoch in space.keys if epoch not in {"1", *self.log.labels})
        if space.keys != self.space.keys or closed != self.space.closed:
            space = replace(space, closed=closed)
            self.identity = keep_identity(self.store, replace(self.identity, space=space))

    def have(self, inc: str) -> Have:
        """Return how far the chain of `inc` is applied here."""
        return self.known.get(inc, NOTHING)

    def check(self) -> None:
        """Stop here if a person asked to.

        Raises:
            CancelledError: They did.
        """
        if self.cancelled():
            raise CancelledError


def own_heads_written(store: SyncStore) -> list[str]:
    """Return the names of the heads that this device wrote last, at any place."""
    text = store.sync_setting(_OWN_HEADS)
    return list(json.loads(text)) if text else []


def note_own_head(store: SyncStore, name: str) -> None:
    """Note that this device is about to write a head."""
    names = [*own_heads_written(store), name][-_OWN_HEADS_KEPT:]
    store.set_sync_setting(_OWN_HEADS, json.dumps(names))


def keep_head(store: SyncStore, inc: str, name: str, data: bytes) -> None:
    """Remember the newest head of `inc`, so that it can be shown, and written again if lost."""
    store.set_sync_setting(f"sync.head.{inc}", json.dumps({"name": name, "data": data.hex()}))


def kept_head(store: SyncStore, inc: str) -> tuple[str, bytes] | None:
    """Return name and bytes of the newest head of `inc` that was read, or None."""
    text = store.sync_setting(f"sync.head.{inc}")
    if text is None:
        return None
    book: Mapping[str, str] = json.loads(text)
    return book["name"], bytes.fromhex(book["data"])


def opened_head(store: SyncStore, space: SpaceSecrets, member: Member) -> Head | None:
    """Return the newest head of `member` that was read, or None."""
    kept = kept_head(store, member.inc)
    return open_head(kept[1], space, member.verify_key) if kept else None

"""What is remembered of each other device: how far it has read, and when we last heard of it.

Acknowledgements only grow, so that what several heads told is put together by the larger number.
The moment is by our own clock: other clocks may be wrong, and decide nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.sync.head import Head
from fsp_desktop.sync.ledger import SyncStore

LAPSED_AFTER = timedelta(days=180)
"""Nothing waits any more for a device that was silent for so long."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One other incarnation.

    Attributes:
        acks: How far it has applied each chain, as far as it told.
        heard: When a new head of it was last read, ISO 8601; empty if never.
    """

    acks: Mapping[str, int] = field(default_factory=dict)
    heard: str = ""


def peer_of(store: SyncStore, inc: str) -> Peer:
    """Return what is remembered of `inc`."""
    text = store.sync_setting(_key(inc))
    try:
        return Peer(**json.loads(text)) if text else Peer()
    except (ValueError, TypeError):
        return Peer()


def hear(store: SyncStore, head: Head, clock: Clock) -> Peer:
    """Remember a new head; returns what is known of its device now."""
    before = peer_of(store, head.inc)
    acks = {
        chain: max(before.acks.get(chain, 0), head.acks.get(chain, 0))
        for chain in {*before.acks, *head.acks}
    }
    return _keep(store, head.inc, Peer(acks, to_wire_time(clock.now())))


def watched(store: SyncStore, inc: str, clock: Clock) -> Peer:
    """Return what is remembered of `inc`; its silence counts from now if it was never heard of."""
    peer = peer_of(store, inc)
    return peer if peer.heard else _keep(store, inc, Peer(peer.acks, to_wire_time(clock.now())))


def _keep(store: SyncStore, inc: str, peer: Peer) -> Peer:
    text = json.dumps({"acks": dict(peer.acks), "heard": peer.heard}, sort_keys=True)
    store.set_sync_setting(_key(inc), text)
    return peer


def _key(inc: str) -> str:
    return f"sync.peer.{inc}"

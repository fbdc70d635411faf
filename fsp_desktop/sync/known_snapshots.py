"""The snapshots this device knows of: who made and attested them, and since when we know it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.memory import read_setting
from fsp_desktop.sync.names import is_manifest

_KEPT = "sync-snapshots"
_MOST = 8


@dataclass(frozen=True, slots=True)
class KnownSnapshot:
    """One snapshot.

    Attributes:
        maker: Incarnation that made it.
        attested: Devices other than the maker's that found the same.
        since: When the first of these was heard of here, ISO 8601; empty before.
        vector: Chain -> number of its last bundle in the snapshot; empty until it was read here.
        is_different: Whether this device found something else at the same place of the chains.
        first: When it was heard of at all.
        tried: How far our chains were when we last compared it.
    """

    maker: str
    attested: tuple[str, ...] = ()
    since: str = ""
    vector: Mapping[str, int] = field(default_factory=dict)
    is_different: bool = False
    first: str = ""
    tried: str = ""

    def is_older_than(self, age: timedelta, now: datetime) -> bool:
        """Tell whether its attestation has been known for so long."""
        return bool(self.since) and now - datetime.fromisoformat(self.since) >= age


Known = dict[str, KnownSnapshot]
"""Name of the manifest -> the snapshot."""


def load_known(ex: Exchange) -> Known:
    """Return the snapshots that were heard of."""
    try:
        return {
            name: replace(KnownSnapshot(**one), attested=tuple(one["attested"]))
            for name, one in read_setting(ex.store, _KEPT).items()
        }
    except (TypeError, KeyError):
        return {}


def keep_known(ex: Exchange, known: Known) -> None:
    """Remember the snapshots; of many, the ones heard of last."""
    newest = sorted(known, key=lambda name: known[name].first)[-_MOST:]
    text = json.dumps({name: asdict(known[name]) for name in newest}, sort_keys=True)
    if text != ex.store.sync_setting(_KEPT):
        ex.store.set_sync_setting(_KEPT, text)


def learn_snapshots(ex: Exchange) -> Known:
    """Take over what the heads read in this pass say about snapshots; returns all that are known."""
    known = load_known(ex)
    active = {one.inc: one for one in ex.log.active()}
    heads = [(active[inc], head) for inc, head in ex.heads.items() if inc in active]
    now = to_wire_time(ex.clock.now())
    for member, head in heads:
        if is_manifest(head.made) and head.made not in known:
            known[head.made] = KnownSnapshot(member.inc, first=now)
    for member, head in heads:
        for name in head.attests:
            note_attestation(ex, known, name, member.device)
    keep_known(ex, known)
    return known


def note_attestation(ex: Exchange, known: Known, name: str, device: str) -> None:
    """Note that `device` found the same as a snapshot's maker."""
    one = known.get(name)
    maker = ex.members.get(one.maker) if one else None
    if one is None or maker is None or device == maker.device or device in one.attested:
        return
    since = one.since or to_wire_time(ex.clock.now())
    known[name] = replace(one, attested=(*one.attested, device), since=since)


def sound(known: Known) -> list[tuple[str, KnownSnapshot]]:
    """Return the attested snapshots that nobody here found to be different, the newest first."""
    good = [pair for pair in known.items() if pair[1].attested and not pair[1].is_different]
    return sorted(good, key=lambda pair: pair[1].first, reverse=True)


def covered(known: Iterable[KnownSnapshot]) -> dict[str, int]:
    """Return how far each chain is covered by any of some snapshots."""
    upto: dict[str, int] = {}
    for one in known:
        for chain, n in one.vector.items():
            upto[chain] = max(n, upto.get(chain, 0))
    return upto

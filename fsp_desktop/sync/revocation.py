"""Taking a device out of the team: what it wrote before stays, what it writes later is kept apart.

An administrator looks at what came later and takes it in or throws it away; until then it lies
in quarantine on every device, and is lost on none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.bundle import read_header
from fsp_desktop.sync.epochs import hand_out, needs_turning, next_entry, turn_key
from fsp_desktop.sync.exchange import Exchange, kept_head
from fsp_desktop.sync.forks import load_forks
from fsp_desktop.sync.head import Head, open_head
from fsp_desktop.sync.identity import Identity, identity_of, keep_identity, member_of
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.names import parse_bundle
from fsp_desktop.sync.roster import ACCEPT, DISCARD, REVOKE, sign_statement
from fsp_desktop.sync.roster_log import RosterLog, read_log
from fsp_desktop.sync.wire import hash_of

IN_QUARANTINE = "sync.revoked_device"


@dataclass(frozen=True, slots=True)
class Quarantined:
    """What a revoked device published after it was revoked.

    Attributes:
        device: Its id; `name` is what people called it.
        bundles, changes: How much it is.
    """

    device: str
    name: str
    bundles: int
    changes: int


def revoke(store: SyncStore, device: str, clock: Clock) -> None:
    """Take `device` out of the team and turn the key; the next exchange tells the others.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.no_such_device`, `sync.own_device`.
    """
    identity, log = as_administrator(store)
    own = {inc: one for inc, one in log.members.items() if one.device == device}
    if not own:
        raise RefusedError("sync.no_such_device")
    if device == identity.device.id:
        raise RefusedError("sync.own_device")
    if device in log.revoked:
        return
    take_out(store, identity, log, device, clock)
    turn_if_needed(store, clock)


def take_out(
    store: SyncStore, identity: Identity, log: RosterLog, device: str, clock: Clock
) -> None:
    """Sign that `device` is in the team no more, and how far it counts; the key is not turned."""
    own = {inc: one for inc, one in log.members.items() if one.device == device}
    have = store.have()
    chains = {*own, *(one for one, of in forked_from(store).items() if of in own)}
    upto = {inc: [have[inc].n, have[inc].hash] for inc in sorted(chains) if inc in have}
    entries = {inc: next_entry(store, inc) - 1 for inc in sorted(own)}
    body = {"device": device, "upto": upto, "entries": entries}
    say(store, identity, clock, REVOKE, body)


def accept_quarantined(store: SyncStore, device: str, clock: Clock) -> None:
    """Take in what lies here in quarantine of `device`; the next exchange applies it everywhere.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.nothing_in_quarantine`.
    """
    _decide(store, device, clock, ACCEPT)


def discard_quarantined(store: SyncStore, device: str, clock: Clock) -> None:
    """Throw away what lies in quarantine of `device`, on every device of the team.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.nothing_in_quarantine`.
    """
    _decide(store, device, clock, DISCARD)


def quarantined(store: SyncStore) -> list[Quarantined]:
    """Return what lies in quarantine, device by device, by name."""
    book = store.identity()
    if book is None or not book.get("space"):
        return []
    identity = identity_of(store)
    log = _log(store, identity)
    found: dict[str, list[int]] = {}
    for inc, named in _held(store, log).items():
        device = log.members[inc].device
        found.setdefault(device, []).extend(size for _, _, size in named)
    names = {one.device: one.name for one in log.members.values()}
    held = [Quarantined(one, names[one], len(ops), sum(ops)) for one, ops in found.items()]
    return sorted(held, key=lambda one: (one.name, one.device))


def tend_quarantine(ex: Exchange) -> None:
    """Let in what some device had applied before it knew better, and drop what was discarded.

    What is part of one member's record already belongs to the team's: the records must not part.
    """
    if ex.is_admin:
        for device, upto in _applied_beyond(ex).items():
            say(ex.store, ex.identity, ex.clock, ACCEPT, {"device": device, "upto": upto})
            ex.read_roster()
    for one in ex.store.stashed():
        named = parse_bundle(one.name) if one.code == IN_QUARANTINE else None
        revoked = ex.log.revocation_of(named.inc) if named else None
        if named and revoked and named.n <= revoked.discarded.get(named.inc, 0):
            ex.store.drop_stash(one.name)


def forked_from(store: SyncStore) -> dict[str, str]:
    """Return the incarnation that each branch of a forked chain belongs to."""
    return {branch: fork.inc for branch, fork in load_forks(store).items()}


def _applied_beyond(ex: Exchange) -> dict[str, dict[str, list[object]]]:
    active = {one.inc for one in ex.log.active()} - {ex.own}
    found: dict[str, dict[str, list[object]]] = {}
    for inc, member in ex.members.items():
        if member.device not in ex.log.revoked:
            continue
        told = [head.acks.get(inc, 0) for one, head in ex.heads.items() if one in active]
        most = max([ex.have(inc).n, *told])
        if most > ex.log.last_accepted(inc):
            found.setdefault(member.device, {})[inc] = [most, _hash_at(ex, inc, most)]
    return found


def _hash_at(ex: Exchange, inc: str, n: int) -> str:
    if ex.have(inc).n == n:
        return ex.have(inc).hash
    head = _kept(ex.store, ex.identity, ex.log, inc)
    return head.hashes.get(n, "") if head else ""


def _kept(store: SyncStore, identity: Identity, log: RosterLog, inc: str) -> Head | None:
    kept = kept_head(store, inc)
    try:
        space, member = member_of(identity), log.members[inc]
        return open_head(kept[1], space, member.verify_key) if kept else None
    except RefusedError:
        return None


def _held(store: SyncStore, log: RosterLog) -> dict[str, list[tuple[int, str, int]]]:
    """Return number, hash and count of changes of each bundle in quarantine, by incarnation."""
    found: dict[str, list[tuple[int, str, int]]] = {}
    for one in store.stashed():
        named = parse_bundle(one.name)
        if named is None or one.code != IN_QUARANTINE or named.inc not in log.members:
            continue
        revoked = log.revocation_of(named.inc)
        if revoked is None or named.n <= revoked.discarded.get(named.inc, 0):
            continue
        header = read_header(one.data)
        size = header.last - header.first + 1
        found.setdefault(named.inc, []).append((named.n, hash_of(one.data), size))
    return found


def _decide(store: SyncStore, device: str, clock: Clock, do: str) -> None:
    identity, log = as_administrator(store)
    held = {
        inc: max(bundles)
        for inc, bundles in _held(store, log).items()
        if log.members[inc].device == device
    }
    if not held:
        raise RefusedError("sync.nothing_in_quarantine")
    upto = {inc: [n, bundle_hash] for inc, (n, bundle_hash, _) in held.items()}
    say(store, identity, clock, do, {"device": device, "upto": upto})


def as_administrator(store: SyncStore) -> tuple[Identity, RosterLog]:
    """Return who we are and what the roster says, if this device may change it.

    Raises:
        RefusedError: `sync.not_an_administrator`, `sync.no_space`, `sync.not_admitted`.
    """
    identity = identity_of(store)
    log = _log(store, identity)
    me = log.members.get(identity.device.inc)
    if me is None or not me.admin or identity.device.id in log.revoked:
        raise RefusedError("sync.not_an_administrator")
    return identity, log


def _log(store: SyncStore, identity: Identity) -> RosterLog:
    entries = (data for _, data in store.roster_entries())
    return read_log(entries, member_of(identity), identity.device.box)


def turn_if_needed(store: SyncStore, clock: Clock) -> None:
    """Turn the key if somebody revoked has it, and hand out what is lacking."""
    identity = identity_of(store)
    log = _log(store, identity)
    if needs_turning(log, member_of(identity)):
        turn_key(store, identity, log, clock)
    log = _log(store, identity)
    space = member_of(identity).with_keys(log.keys)
    identity = keep_identity(store, replace(identity, space=space))
    hand_out(store, identity, log, clock)


def say(
    store: SyncStore, identity: Identity, clock: Clock, do: str, body: Mapping[str, object]
) -> None:
    """Sign a roster entry and keep it; the next exchange brings it to the place."""
    device, space = identity.device, member_of(identity)
    n = next_entry(store, device.inc)
    store.add_roster_entry(*sign_statement(do, body, device, space, clock, n))

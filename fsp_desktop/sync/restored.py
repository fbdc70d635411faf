"""Noticing that a copy of this device went on publishing: a backup was put back, or a disk cloned.

Two devices must never write under one incarnation, or the same dot would mean two things. Whoever
notices takes a new incarnation, and reads the old one's bundles like a stranger's from then on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import Incarnation, new_random_id
from fsp_desktop.sync.bundle import NO_HASH, open_bundle
from fsp_desktop.sync.epochs import next_entry
from fsp_desktop.sync.exchange import Exchange, keep_head, own_heads_written
from fsp_desktop.sync.forks import branch_of
from fsp_desktop.sync.head import HASHES_KEPT, Head, open_head, sign_head
from fsp_desktop.sync.names import Numbered, bundle_folder, bundle_name, parse_bundle
from fsp_desktop.sync.roster import INCARNATION, Member, sign_entry
from fsp_desktop.sync.wire import hash_of


@dataclass(frozen=True, slots=True)
class OwnHeads:
    """Our own heads at a place: the sound ones, and names and contents of those that are news."""

    sound: tuple[Numbered, ...]
    news: tuple[tuple[str, Head], ...]


def own_heads(ex: Exchange, names: Sequence[Numbered]) -> OwnHeads:
    """Return which of `names` this device signed; what we wrote last is not read again."""
    sound, news = [], []
    for name in names:
        if name.name == ex.memory.own_head:
            sound.append(name)
            continue
        head = _read_own(ex, name)
        if head is not None:
            sound.append(name)
            news.append((name.name, head))
    return OwnHeads(tuple(sound), tuple(news))


def go_on_anew(ex: Exchange, heads: OwnHeads) -> bool:
    """Take a new incarnation if the old one was continued elsewhere; returns whether it was."""
    continued = _continued(ex, heads)
    if continued is None:
        return False
    old, common_n = ex.device, _common(ex, continued)
    told = _last_told(ex)
    published: list[bytes] = []
    if told > common_n:
        # Others may have read our branch, so it stays as it is and is read as a branch here too.
        _announce_branch(ex, common_n, told)
        common_n = told
    else:
        published = _published_since(ex, continued, common_n)
    device = replace(old, inc=Incarnation(new_random_id()))
    me = ex.members[old.inc]
    renewed = Member.of(device, role=me.role, admin=me.admin)
    entry = sign_entry(INCARNATION, renewed, old, ex.space, ex.clock, next_entry(ex.store, old.inc))
    # The entry goes first: a member that never writes is harmless, a writer without one is not.
    ex.store.add_roster_entry(*entry)
    ex.identity = replace(ex.identity, device=device)
    ex.store.start_incarnation(ex.identity.to_book(), old.inc, common_n, published)
    ex.memory.own_head = ""
    ex.memory.heads.pop(old.inc, None)
    ex.load()
    ex.tally.tell("sync.restored_device", kept=len(published))
    return True


def _last_told(ex: Exchange) -> int:
    """Return the number of the last own bundle that some place was seen to hold."""
    waiting = {one.n for one in ex.store.unpublished_bundles() if one.inc == ex.own}
    return max((one.n for one in ex.store.chain(ex.own) if one.n not in waiting), default=0)


def _announce_branch(ex: Exchange, common_n: int, told: int) -> None:
    """Leave a head that tells of our branch, since we write under its incarnation no more."""
    hashes = {one.n: one.hash for one in ex.store.chain(ex.own) if one.n <= told}
    newest = dict(sorted(hashes.items())[-HASHES_KEPT:])
    head = Head(ex.own, told, newest, {}, at=to_wire_time(ex.clock.now()), name=ex.device.name)
    name, data = sign_head(replace(head, is_full=False), ex.device, ex.space)
    ex.remote.put(name, data, replace=True)
    keep_head(ex.store, branch_of(hashes[common_n + 1]), name, data)


def _read_own(ex: Exchange, name: Numbered) -> Head | None:
    try:
        data = ex.remote.get(name.name)
        head = open_head(data, ex.space, ex.device.verify_key)
    except RefusedError:
        # Torn by an earlier try, or not ours at all; the next own head takes its place.
        return None
    is_named_so = (head.inc, head.n) == (name.inc, name.n) and hash_of(data).startswith(name.hash)
    return head if is_named_so else None


def _continued(ex: Exchange, heads: OwnHeads) -> Head | None:
    have = ex.have(ex.own)
    ours = _own_hashes(ex)
    written = set(own_heads_written(ex.store)) or {name for name, _ in heads.news}
    for name, head in heads.news:
        differs = any(n in ours and ours[n] != one for n, one in head.hashes.items())
        if head.n > have.n or differs or (head.n == have.n and name not in written):
            return head
    acked = max((peer.acks.get(ex.own, 0) for peer in ex.peers.values()), default=0)
    return Head(ex.own, acked, {}, {}) if acked > have.n else None


def _common(ex: Exchange, head: Head) -> int:
    """Return the last bundle up to which both chains are one."""
    ours = _own_hashes(ex)
    if not any(n in ours for n in head.hashes):
        return ex.have(ex.own).n
    return max((n for n, one in head.hashes.items() if ours.get(n) == one), default=0)


def _published_since(ex: Exchange, head: Head, common_n: int) -> list[bytes]:
    """Return the operations that the other copy published, as far as they can be read."""
    names = {n: [bundle_name(ex.own, n, one)] for n, one in head.hashes.items()}
    if any(n not in names for n in range(common_n + 1, head.n + 1)):
        for entry in ex.remote.list(bundle_folder(ex.own)):
            named = parse_bundle(entry.name)
            if named:
                names.setdefault(named.n, []).append(entry.name)
    ops: list[bytes] = []
    prev = _own_hashes(ex).get(common_n, NO_HASH)
    for n in range(common_n + 1, head.n + 1):
        found = next((one for name in names.get(n, ()) if (one := _read(ex, name, prev))), None)
        if found is None:
            break
        ops += found[0]
        prev = found[1]
    return ops


def _read(ex: Exchange, name: str, prev: str) -> tuple[list[bytes], str] | None:
    try:
        data = ex.remote.get(name)
        keys, verify_key = ex.space.keys_by_epoch(), ex.device.verify_key
        ops, header = open_bundle(data, ex.space.id, keys, verify_key)
    except RefusedError:
        return None
    return (ops, hash_of(data)) if header.prev == prev else None


def _own_hashes(ex: Exchange) -> dict[int, str]:
    return {one.n: one.hash for one in ex.store.sealed_names() if one.inc == ex.own}

"""Sealing own changes once and bringing them to the place: bundle, read back, then the head."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from fsp_desktop.domain.changes import split_dot, unpack_op
from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.attachments import bring_pieces
from fsp_desktop.sync.bundle import NO_HASH, BundleHeader, read_header, seal
from fsp_desktop.sync.exchange import Exchange, note_own_head
from fsp_desktop.sync.head import HASHES_KEPT, Head, sign_head
from fsp_desktop.sync.ledger import Reached
from fsp_desktop.sync.names import (
    Numbered,
    bundle_folder,
    bundle_name,
    is_manifest,
    parse_bundle,
    parse_head,
    parse_piece,
)
from fsp_desktop.sync.snapshotting import attested_here
from fsp_desktop.sync.wire import hash_of
from fsp_desktop.sync.writing import put_and_read_back

CUT_BYTES = 1024 * 1024
_MOST_NAMED, _MOST_ASKED = 500, 20
_NOT_WANTED = frozenset({"sync.unknown_device", "sync.missing_key", "sync.newer_format"})
"""Whole files that nobody's writing again would help to read."""
_SAY_AGAIN = timedelta(days=1)
_TELL_ALL = timedelta(days=7)


def seal_new(ex: Exchange) -> None:
    """Seal every own change that is in no bundle yet; the sealed bytes are kept before use."""
    while ops := ex.store.unsealed_ops(CUT_BYTES):
        ex.check()
        have = ex.have(ex.own)
        first, last = have.last_op + 1, have.last_op + len(ops)
        for op, number in ((ops[0], first), (ops[-1], last)):
            if split_dot(unpack_op(op).dot) != (ex.own, number):
                raise RefusedError("sync.gap_in_own_ops", {"op": number})
        header = BundleHeader(
            ex.space.id, ex.own, have.n + 1, have.hash or NO_HASH, ex.space.epoch, first, last
        )
        sealed = seal(header, ops, ex.space.key, ex.device.sign_seed)
        ex.store.keep_sealed(ex.own, header.n, header.prev, sealed.hash, sealed.data, last)
        ex.known[ex.own] = Reached(header.n, sealed.hash, last)


def publish(ex: Exchange, own: Sequence[Numbered], sound: Sequence[Numbered]) -> None:
    """Bring card, roster, pieces of files and own bundles to the place; the head follows.

    Args:
        ex: The pass.
        own: Names of all heads of this incarnation at the place.
        sound: Those among them that this device signed, the newest first.
    """
    if all(name.name != ex.memory.own_head for name in own):
        # The place lost our head, so it may have lost anything else of ours.
        ex.memory.roster, ex.memory.has_card, ex.memory.made = [], False, ""
        ex.memory.pieces = 0
        ex.memory.has_only_own = ex.memory.has_only_own and not ex.memory.own_head
    _bring_card(ex)
    _bring_roster(ex)
    bring_pieces(ex)
    _bring_bundles(ex, sound[0].n if sound else 0, has_head=bool(sound))


def _bring_card(ex: Exchange) -> None:
    if not ex.memory.has_card:
        ex.remote.put("space", bytes.fromhex(ex.space.card), replace=True)
        ex.memory.has_card = True


def _bring_roster(ex: Exchange) -> None:
    there = set(ex.memory.roster)
    for name, data in ex.store.roster_entries():
        if name not in there:
            ex.remote.put(name, data, replace=True)
            there.add(name)
    ex.memory.roster = sorted(there)


def _bring_bundles(ex: Exchange, there: int, *, has_head: bool) -> None:
    newest = ex.have(ex.own).n
    listed = set() if has_head or not newest else _listed(ex)
    wanted = [one for one in ex.store.sealed_names() if one.inc == ex.own and one.n > there]
    unpublished = {one.n for one in ex.store.unpublished_bundles() if one.inc == ex.own}
    for done, one in enumerate(wanted):
        ex.check()
        ex.progress("send", done, len(wanted))
        name = bundle_name(ex.own, one.n, one.hash)
        data = ex.store.sealed(ex.own, one.n)
        if data is None:
            raise RefusedError("sync.lost_own_bundle", {"n": one.n})
        if name not in listed:
            put_and_read_back(ex.remote, name, data)
        if one.n in unpublished:
            header = read_header(data)
            ex.tally.sent += header.last - header.first + 1
            ex.store.mark_published(ex.own, one.n)
    if wanted:
        ex.progress("send", len(wanted), len(wanted))


def _listed(ex: Exchange) -> set[str]:
    names = (entry.name for entry in ex.remote.list(bundle_folder(ex.own)))
    return {name for name in names if parse_bundle(name)}


def announce(ex: Exchange, own: Sequence[Numbered]) -> None:
    """Say how far we are, if that is news, and delete our outdated heads.

    Args:
        ex: The pass.
        own: Names of all heads of this incarnation at the place.
    """
    head, memory = _head(ex), ex.memory
    state = _fingerprint(head)
    is_there = any(name.name == memory.own_head for name in own)
    if not is_there or memory.own_state != state or _is_stale(ex):
        head = _with_changed_acks(ex, head)
        name, data = sign_head(head, ex.device, ex.space)
        # Noted first: what lies there and is not noted was written by a copy of this device.
        note_own_head(ex.store, name)
        ex.remote.put(name, data, replace=True)
        memory.own_head, memory.own_state, memory.own_at = name, state, head.at
    for old in own:
        if old.name != memory.own_head:
            ex.remote.delete(old.name)


def _with_changed_acks(ex: Exchange, head: Head) -> Head:
    """Return the head with what grew since we last told everything, which is once a week."""
    memory = ex.memory
    at = memory.full_at
    if not at or abs(ex.clock.now() - datetime.fromisoformat(at)) >= _TELL_ALL:
        memory.full_at, memory.full_acks = head.at, dict(head.acks)
        return head
    grown = {chain: n for chain, n in head.acks.items() if memory.full_acks.get(chain) != n}
    return replace(head, acks=grown, is_full=False)


def _head(ex: Exchange) -> Head:
    mine = ex.store.chain(ex.own)[-HASHES_KEPT:]
    return Head(
        inc=ex.own,
        n=ex.have(ex.own).n,
        hashes={one.n: one.hash for one in mine},
        acks={inc: have.n for inc, have in ex.known.items() if inc != ex.own},
        roster=tuple(_signed_here(ex)),
        wants=(*_wanted(ex), *_asks_who(ex)),
        at=to_wire_time(ex.clock.now()),
        app=ex.app,
        name=ex.device.name,
        floor=ex.memory.floor,
        made=ex.memory.made,
        attests=attested_here(ex),
    )


def _wanted(ex: Exchange) -> Iterable[str]:
    """Return what we could not read, in the hope that somebody writes it again."""
    named = [name for name in ex.troubles.names() if _is_shared(name)]
    return [name for name in named if ex.troubles.code(name) not in _NOT_WANTED][:_MOST_NAMED]


def _asks_who(ex: Exchange) -> Iterable[str]:
    """Return heads of devices nobody vouched for: they bring their entries again if they can."""
    named = [name for name in ex.troubles.names() if parse_head(name)]
    return [name for name in named if ex.troubles.code(name) == "sync.unknown_device"][:_MOST_ASKED]


def _is_shared(name: str) -> bool:
    return bool(parse_bundle(name) or parse_head(name) or parse_piece(name)) or is_manifest(name)


def _signed_here(ex: Exchange) -> Iterable[str]:
    prefix = f"r/{ex.own}/"
    names = [name for name, _ in ex.store.roster_entries() if name.startswith(prefix)]
    return names[-_MOST_NAMED:]


def _fingerprint(head: Head) -> str:
    said = [head.n, sorted(head.hashes.items()), head.roster, head.wants, head.app, head.name]
    more = (head.floor, head.made, head.attests)
    said += more if any(more) else ()
    return hash_of(json.dumps(said).encode())[:16]


def _is_stale(ex: Exchange) -> bool:
    """Tell whether to say again that we are here and how far we have read: once a day."""
    if not ex.memory.own_at:
        return True
    return ex.clock.now() - datetime.fromisoformat(ex.memory.own_at) >= _SAY_AGAIN

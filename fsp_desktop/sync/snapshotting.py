"""Making snapshots, and attesting those of others."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from fsp_desktop.domain.changes import split_dot
from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync import known_snapshots as book
from fsp_desktop.sync.exchange import Exchange, kept_head
from fsp_desktop.sync.forks import forks_text, load_forks
from fsp_desktop.sync.head import Head, open_head
from fsp_desktop.sync.known_snapshots import Known, KnownSnapshot
from fsp_desktop.sync.ledger import Reached, SyncStore
from fsp_desktop.sync.memory import read_setting
from fsp_desktop.sync.names import is_manifest
from fsp_desktop.sync.remotes import MissingFileError
from fsp_desktop.sync.snapshot import (
    LINKS_KEPT,
    MAKE_AFTER,
    Chunk,
    Manifest,
    open_manifest,
    open_piece,
    pieces,
    seal_piece,
    sign_manifest,
)
from fsp_desktop.sync.wire import hash_of
from fsp_desktop.sync.writing import put_and_read_back

WANTED = "sync-snapshot-wanted"
"""Setting that asks for a snapshot at the next chance, whatever the thresholds say."""
_AT_MOST_EVERY = timedelta(days=7)


def tend_snapshots(ex: Exchange) -> None:
    """Attest what others made, and make a snapshot when it is time or this place lacks one."""
    known = book.learn_snapshots(ex)
    for name in ex.troubles.names() if not ex.gaps else ():
        if is_manifest(name) and ex.troubles.code(name) == "sync.missing_file":
            ex.troubles.settle(name)  # it was looked for because of a gap that is closed
    if ex.is_revoked:
        return
    for name, one in sorted(known.items()):
        here = _here(ex)
        if _may_attest(ex, one) and one.tried != here:
            ex.check()
            known[name] = replace(one, tried=here)
            _attest_safely(ex, known, name)
    if _is_needed_here(ex) or (ex.is_admin and _is_time(ex, known)):
        ex.check()
        make_snapshot(ex, known)
    book.keep_known(ex, known)


def ask_for_snapshot(store: SyncStore) -> None:
    """Let the next exchange of an administrator's device make a snapshot, however few bundles."""
    store.set_sync_setting(WANTED, "yes")


def _here(ex: Exchange) -> str:
    return hash_of(json.dumps(sorted((c, h.n, h.hash) for c, h in ex.known.items())).encode())[:16]


def make_snapshot(ex: Exchange, known: Known) -> str:
    """Bring a snapshot of everything applied here to the place; returns its manifest's name.

    Pieces that lie there since an earlier one are not written again.
    """
    vector = {
        chain: Reached(have.n, have.hash, have.last_op)
        for chain, have in ex.known.items()
        if have.n
    }
    there = _own_pieces(ex)
    chunks: list[Chunk] = []
    for plain in pieces(ex.store, vector):
        ex.check()
        chunk = there.get(hash_of(plain))
        if chunk is None:
            chunk, data = seal_piece(plain, ex.device, ex.space)
            put_and_read_back(ex.remote, chunk.name, data)
        chunks.append(chunk)
    forks = forks_text(load_forks(ex.store))
    now = to_wire_time(ex.clock.now())
    manifest = Manifest(ex.own, vector, tuple(chunks), forks, now, _links(ex, vector))
    name, data = sign_manifest(manifest, ex.device, ex.space)
    put_and_read_back(ex.remote, name, data)
    outdated = sorted({one.name for one in there.values()} - {one.name for one in chunks})
    _keep_own(ex, name, chunks, [*outdated, *([ex.memory.made] if ex.memory.made else [])])
    ex.memory.made = name
    numbers = {chain: one.n for chain, one in vector.items()}
    known[name] = KnownSnapshot(ex.own, vector=numbers, first=now)
    ex.store.set_sync_setting(WANTED, None)
    ex.store.set_sync_setting("sync-snapshot-at", now)
    return name


def _links(ex: Exchange, vector: Mapping[str, Reached]) -> dict[str, tuple[Reached, ...]]:
    links = {}
    for chain, end in vector.items():
        known = [one for one in ex.store.chain(chain) if one.n <= end.n and one.hash]
        links[chain] = tuple(Reached(one.n, one.hash, one.last_op) for one in known[-LINKS_KEPT:])
    return links


def attested_here(ex: Exchange) -> tuple[str, ...]:
    """Return the manifests of others that this device found to say the same as its own record."""
    known = book.load_known(ex)
    return tuple(name for name, one in sorted(known.items()) if ex.device.id in one.attested)


def fetch_manifest(ex: Exchange, name: str) -> Manifest:
    """Return a manifest from the place.

    Raises:
        RefusedError: The code says what is wrong with it.
    """
    keys = {inc: member.verify_key for inc, member in ex.members.items()}
    return open_manifest(name, ex.remote.get(name), ex.space, keys)


def outdated_files(ex: Exchange) -> list[str]:
    """Return files of our own earlier snapshots at this place that the newest does not need."""
    return list(_own(ex).get("outdated", []))


def forget_outdated(ex: Exchange) -> None:
    """Note that the outdated files are gone."""
    kept = _own(ex)
    kept["outdated"] = []
    ex.store.set_sync_setting(_own_key(ex), json.dumps(kept))


def retire_own(ex: Exchange) -> None:
    """Count all files of our newest snapshot at this place among the outdated ones."""
    kept = _own(ex)
    names = [Chunk(**one).name for one in kept.get("chunks", [])]
    kept = {"outdated": sorted({*kept.get("outdated", []), *names, ex.memory.made}), "chunks": []}
    ex.store.set_sync_setting(_own_key(ex), json.dumps(kept))
    ex.memory.made = ""
    ex.memory.is_covered = True


def _is_needed_here(ex: Exchange) -> bool:
    """Tell whether bundles that we let go of are in no snapshot at this place."""
    upto = read_setting(ex.store, "sync-let-go")
    if not upto or ex.memory.made or ex.memory.is_covered:
        return False
    # Some place has a snapshot that covers them; whether this one has shows in the heads there.
    known = book.load_known(ex)
    names = [head.made for head in _heads_here(ex) if head.made in known]
    covers = book.covered(known[name] for name in names)
    ex.memory.is_covered = all(n <= covers.get(chain, 0) for chain, n in upto.items())
    return not ex.memory.is_covered


def _heads_here(ex: Exchange) -> Iterator[Head]:
    for member in ex.log.active():
        kept = kept_head(ex.store, member.inc)
        if kept and kept[0] in ex.names_here:
            with suppress(RefusedError):
                yield open_head(kept[1], ex.space, member.verify_key)


def _is_time(ex: Exchange, known: Known) -> bool:
    if not ex.known:
        return False
    if ex.store.sync_setting(WANTED):
        return True
    upto = book.covered(known.values())
    waiting = sum(max(have.n - upto.get(chain, 0), 0) for chain, have in ex.known.items())
    if waiting < MAKE_AFTER:
        return False
    last = ex.store.sync_setting("sync-snapshot-at")
    return last is None or abs(ex.clock.now() - datetime.fromisoformat(last)) >= _AT_MOST_EVERY


def _may_attest(ex: Exchange, one: KnownSnapshot) -> bool:
    maker = ex.members.get(one.maker)
    is_open = not one.attested and not one.is_different
    if one.vector and not _holds_purges(ex, one.vector):
        # What was purged since is not in our journal any more, so there is nothing to compare.
        return False
    return is_open and maker is not None and maker.device != ex.device.id


def _attest_safely(ex: Exchange, known: Known, name: str) -> None:
    try:
        if ex.troubles.is_due(name):
            _attest(ex, known, name)
            ex.troubles.settle(name)
    except MissingFileError:
        # The place lost it, or its maker took it away; heads name it again if it comes back.
        known.pop(name, None)
        ex.troubles.settle(name)
    except RefusedError as error:
        ex.troubles.note(name, error.code)


def _attest(ex: Exchange, known: Known, name: str) -> None:
    """Compare a snapshot with what is here; every piece is read back from the place."""
    manifest = fetch_manifest(ex, name)
    numbers = {chain: one.n for chain, one in manifest.vector.items()}
    known[name] = replace(known[name], vector=numbers)
    if not all(_has(ex, chain, one) for chain, one in manifest.vector.items()):
        return
    if not _holds_purges(ex, numbers):
        return
    ours = [hash_of(plain) for plain in pieces(ex.store, manifest.vector)]
    if ours != [chunk.plain for chunk in manifest.chunks]:
        known[name] = replace(known[name], is_different=True)
        ex.tally.tell("sync.snapshot_differs", maker=manifest.maker)
        return
    key = ex.members[manifest.maker].verify_key
    for chunk in manifest.chunks:
        ex.check()
        open_piece(ex.remote.get(chunk.name), chunk, ex.space, key)
    book.note_attestation(ex, known, name, ex.device.id)


def _holds_purges(ex: Exchange, numbers: Mapping[str, int]) -> bool:
    """Tell whether a snapshot was made after every purge that is applied here."""
    for dot in ex.store.purges():
        chain, number = split_dot(dot)
        held = [one.n for one in ex.store.chain(chain) if one.last_op >= number]
        if held and numbers.get(chain, 0) < min(held):
            return False
    return True


def _has(ex: Exchange, chain: str, reached: Reached) -> bool:
    """Tell whether a chain is applied here at least as far, with the same bundle there."""
    have = ex.have(chain)
    if have.n == reached.n:
        return have.hash == reached.hash
    links = {one.n: one.hash for one in ex.store.chain(chain)}
    return have.n > reached.n and links.get(reached.n, reached.hash) == reached.hash


def _own_key(ex: Exchange) -> str:
    place = blake2b(ex.remote.place.encode(), digest_size=8).hexdigest()
    return f"sync.pieces.{place}"


def _own(ex: Exchange) -> dict[str, list[Any]]:
    kept = read_setting(ex.store, _own_key(ex))
    if ex.memory.made:
        return kept
    # The place lost our snapshot; nothing of it is relied on, but it is still taken away one day.
    gone = [Chunk(**one).name for one in kept.get("chunks", [])]
    return {"outdated": sorted({*kept.get("outdated", []), *gone})} if kept else {}


def _own_pieces(ex: Exchange) -> dict[str, Chunk]:
    """Return the pieces of our newest snapshot at this place, by the hash of their contents."""
    chunks = [Chunk(**one) for one in _own(ex).get("chunks", [])]
    return {one.plain: one for one in chunks}


def _keep_own(ex: Exchange, name: str, chunks: list[Chunk], outdated: list[str]) -> None:
    before = _own(ex).get("outdated", [])
    kept = {
        "made": name,
        "chunks": [asdict(one) for one in chunks],
        "outdated": sorted({*before, *outdated} - {one.name for one in chunks}),
    }
    ex.store.set_sync_setting(_own_key(ex), json.dumps(kept))

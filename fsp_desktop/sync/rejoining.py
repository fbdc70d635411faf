"""Taking in a snapshot: a newcomer, or a device that was away while bundles were taken away.

Pieces are applied one by one, so that memory stays bounded; an interruption costs one piece. What
this device wrote offline meanwhile is not touched: it is published as it is, and what others
changed beside it shows as a second version.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync import known_snapshots as book
from fsp_desktop.sync.exchange import Exchange, opened_head
from fsp_desktop.sync.forks import adopt_forks, forks_note, load_forks, read_forks
from fsp_desktop.sync.memory import read_setting
from fsp_desktop.sync.snapshot import Manifest, open_piece, ops_of_piece
from fsp_desktop.sync.snapshotting import fetch_manifest

_PROGRESS = "sync-snapshot-progress"
_AT_ONCE = 500


def join_from_snapshot(ex: Exchange, *, because_of: Sequence[str] = ()) -> bool:
    """Take in the newest attested snapshot that tells more than is here; tell whether one was.

    Args:
        ex: The pass, after the new heads were read.
        because_of: Chains with bundles that are not at the place; empty for a newcomer, who
            reads a snapshot because that is quicker.
    """
    if because_of:
        # Heads that did not change were not looked at in this pass.
        _recall_heads(ex)
    known = book.learn_snapshots(ex)
    for name, one in book.sound(known):
        if one.maker not in {member.inc for member in ex.log.active()}:
            continue
        if not ex.troubles.is_due(name):
            continue
        try:
            if _take_in(ex, name, because_of):
                ex.troubles.settle(name)
                return True
        except RefusedError as error:
            ex.troubles.note(name, error.code)
    return False


def _recall_heads(ex: Exchange) -> None:
    for member in ex.log.active():
        if member.inc in ex.heads or member.inc == ex.own:
            continue
        try:
            head = opened_head(ex.store, ex.space, member)
        except RefusedError:
            continue
        if head is not None:
            ex.heads[member.inc] = head


def _take_in(ex: Exchange, name: str, because_of: Sequence[str]) -> bool:
    manifest = fetch_manifest(ex, name)
    tells_more = [chain for chain, one in manifest.vector.items() if one.n > ex.have(chain).n]
    own = manifest.vector.get(ex.own)
    if own is not None and own.n > ex.have(ex.own).n:
        # A copy of this device went on; that is settled first, see `restored`.
        return False
    if not tells_more or (because_of and not set(because_of) & set(tells_more)):
        return False
    adopt_forks(ex, manifest.forks)
    _apply_pieces(ex, name, manifest)
    reached = {chain: (one.n, one.hash, one.last_op) for chain, one in manifest.vector.items()}
    forks = {**read_forks(manifest.forks), **load_forks(ex.store)}
    links = {
        chain: [(one.n, one.hash, one.last_op) for one in some]
        for chain, some in manifest.links.items()
    }
    ex.store.finish_snapshot(reached, {**forks_note(forks), _PROGRESS: ""}, links)
    ex.known = dict(ex.store.have())
    return True


def _apply_pieces(ex: Exchange, name: str, manifest: Manifest) -> None:
    key = ex.members[manifest.maker].verify_key
    done = _done(ex, name)
    total = len(manifest.chunks)
    for number, chunk in enumerate(manifest.chunks):
        if number < done:
            continue
        ex.check()
        ex.progress("receive", number, total)
        plain = open_piece(ex.remote.get(chunk.name), chunk, ex.space, key)
        ops = ops_of_piece(plain, manifest.vector)
        for start in range(0, len(ops), _AT_ONCE):
            ex.check()
            applied = ex.store.take_snapshot_ops(ops[start : start + _AT_ONCE])
            ex.tally.conflicts += applied.conflicts
        ex.tally.received += len(ops)
        ex.store.set_sync_setting(_PROGRESS, json.dumps({name: number + 1}))
    ex.progress("receive", total, total)


def _done(ex: Exchange, name: str) -> int:
    return int(read_setting(ex.store, _PROGRESS).get(name, 0))

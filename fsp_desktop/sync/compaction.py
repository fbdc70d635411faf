"""Taking away own bundles that a snapshot holds and everybody has; nobody else's, ever.

All of this must be true: the snapshot was found to be right by a device of somebody else, that was
known here for 90 days, and every device that is not silent for half a year has applied the bundle.
After a purge the 90 days are not waited for.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

from fsp_desktop.domain.clock import to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync import known_snapshots as book
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.known_snapshots import KnownSnapshot
from fsp_desktop.sync.memory import read_setting
from fsp_desktop.sync.names import bundle_folder, parse_bundle
from fsp_desktop.sync.peers import LAPSED_AFTER, peer_of, watched
from fsp_desktop.sync.remotes import MissingFileError
from fsp_desktop.sync.snapshotting import (
    fetch_manifest,
    forget_outdated,
    outdated_files,
    retire_own,
)

KEPT_FOR = timedelta(days=90)
_SWEEP_EVERY = timedelta(days=1)
LET_GO, PURGED = "sync-let-go", "sync.purged"


def choose_floor(ex: Exchange) -> bool:
    """Decide up to where own bundles are taken away here; tell whether anything is to be done.

    The head that tells of it leaves before the bundles go; see `sweep`.
    """
    is_due = _is_due(ex)
    if ex.is_revoked or not (is_due or read_setting(ex.store, PURGED)):
        return False
    snapshot = usable_snapshot(ex)
    if snapshot is None or not (is_due or _holds_purge(ex, snapshot)):
        return False
    upto = {chain: _everybody_has(ex, chain, n) for chain, n in snapshot.vector.items()}
    ex.memory.floor = max(ex.memory.floor, upto.get(ex.own, 0))
    for chain, n in upto.items():
        ex.store.let_go(chain, n)
    _note_let_go(ex, upto)
    ex.swept = {chain: n for chain, n in upto.items() if n and _is_ours(ex, chain)}
    return bool(ex.swept)


def sweep(ex: Exchange) -> None:
    """Take the own bundles away that `choose_floor` found, and pieces of outdated snapshots."""
    for chain, upto in sorted(ex.swept.items()):
        for entry in ex.remote.list(bundle_folder(chain)):
            named = parse_bundle(entry.name)
            if named and named.inc == chain and named.n <= upto:
                ex.check()
                ex.remote.delete(entry.name)
    if ex.swept and (_newest_is_attested(ex) or _is_superseded(ex)):
        for name in outdated_files(ex):
            ex.remote.delete(name)
        forget_outdated(ex)
    if ex.swept:
        ex.store.set_sync_setting(_swept_key(ex), to_wire_time(ex.clock.now()))


def usable_snapshot(ex: Exchange) -> KnownSnapshot | None:
    """Return the newest snapshot that bundles may be taken away for, or None."""
    known = book.load_known(ex)
    for name, one in book.sound(known):
        is_old = one.is_older_than(KEPT_FOR, ex.clock.now())
        if not is_old and not read_setting(ex.store, PURGED):
            continue
        told = one if one.vector else _with_vector(ex, known, name)
        if told and (is_old or _holds_purge(ex, told)):
            return told
    return None


def _with_vector(ex: Exchange, known: book.Known, name: str) -> KnownSnapshot | None:
    """Read what a snapshot holds, if only its name was heard of so far."""
    if not ex.troubles.is_due(name):
        return None
    try:
        manifest = fetch_manifest(ex, name)
    except MissingFileError:
        book.keep_known(ex, {one: known[one] for one in known if one != name})
        return None
    except RefusedError as error:
        ex.troubles.note(name, error.code)
        return None
    numbers = {chain: reached.n for chain, reached in manifest.vector.items()}
    # One that holds nothing is not looked at again.
    known[name] = replace(known[name], vector=numbers, is_different=not numbers)
    book.keep_known(ex, known)
    return known[name]


def everybody(ex: Exchange) -> dict[str, list[str]]:
    """Return the incarnations of each other device that is waited for."""
    found: dict[str, list[str]] = {}
    for member in ex.log.active():
        if not member.is_sheet and member.device != ex.device.id:
            found.setdefault(member.device, []).append(member.inc)
    waited_for = {}
    for device, incs in found.items():
        newest = max(watched(ex.store, inc, ex.clock).heard for inc in incs)
        if ex.clock.now() - datetime.fromisoformat(newest) < LAPSED_AFTER:
            waited_for[device] = incs
    return waited_for


def _everybody_has(ex: Exchange, chain: str, n: int) -> int:
    for incs in everybody(ex).values():
        acks = [peer_of(ex.store, inc).acks.get(chain, 0) for inc in incs if inc != chain]
        own = ex.have(chain).n if chain in incs else 0
        n = min(n, max([own, *acks], default=0))
    return n


def _is_ours(ex: Exchange, chain: str) -> bool:
    member = ex.members.get(chain)
    return member is not None and member.device == ex.device.id


def _holds_purge(ex: Exchange, one: KnownSnapshot) -> bool:
    purged = read_setting(ex.store, PURGED)
    return bool(purged) and all(one.vector.get(chain, 0) >= n for chain, n in purged.items())


def _note_let_go(ex: Exchange, upto: dict[str, int]) -> None:
    before = read_setting(ex.store, LET_GO)
    now = {chain: max(n, before.get(chain, 0)) for chain, n in upto.items() if n}
    if {**before, **now} != before:
        ex.store.set_sync_setting(LET_GO, json.dumps({**before, **now}, sort_keys=True))


def _is_superseded(ex: Exchange) -> bool:
    """Give our own snapshot up if it holds purged values and somebody's newer one does not."""
    known = book.load_known(ex)
    one = known.get(ex.memory.made)
    if one is None or _holds_purge(ex, one) or not read_setting(ex.store, PURGED):
        return False
    if not any(_holds_purge(ex, other) for _, other in book.sound(known)):
        return False
    retire_own(ex)
    return True


def _newest_is_attested(ex: Exchange) -> bool:
    one = book.load_known(ex).get(ex.memory.made)
    return one is not None and bool(one.attested)


def _swept_key(ex: Exchange) -> str:
    return f"sync.swept.{ex.remote.place}"


def _is_due(ex: Exchange) -> bool:
    text = ex.store.sync_setting(_swept_key(ex))
    return text is None or abs(ex.clock.now() - datetime.fromisoformat(text)) >= _SWEEP_EVERY

"""After a purge: once everybody has it, files with the old values go and the key turns.

The journal lost the values when the purge was applied (`domain.purging`). What is left are sealed
files: bundles and snapshots at the places, and their bytes kept here.
"""

from __future__ import annotations

import json

from fsp_desktop.domain.changes import split_dot
from fsp_desktop.sync import known_snapshots as book
from fsp_desktop.sync.compaction import PURGED, everybody
from fsp_desktop.sync.epochs import turn_key
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.memory import read_setting
from fsp_desktop.sync.peers import peer_of
from fsp_desktop.sync.snapshotting import ask_for_snapshot

_DONE = "sync-purges-done"


def tend_purges(ex: Exchange) -> None:
    """Note which bundles hold purges that are not carried out at the places yet, and move them on.

    An administrator's device asks for a snapshot once every device has applied the purges; when
    bundles and older snapshots are gone, the device that wrote a purge turns the key.
    """
    done = set(read_setting(ex.store, _DONE))
    marks = purge_marks(ex, done)
    if marks != read_setting(ex.store, PURGED):
        text = json.dumps(marks, sort_keys=True) if marks else None
        ex.store.set_sync_setting(PURGED, text)
    if not marks or not _everybody_has(ex, marks):
        return
    known = book.load_known(ex).values()
    if ex.is_admin and not any(_holds(one, marks) for one in known):
        ask_for_snapshot(ex.store)


def finish_purges(ex: Exchange) -> None:
    """Note that what held purged values was taken away here; the purger's device turns the key."""
    marks = read_setting(ex.store, PURGED)
    sound = [one for _, one in book.sound(book.load_known(ex))]
    if not marks or not any(_holds(one, marks) for one in sound):
        return
    if ex.is_admin and ex.own in marks:
        turn_key(ex.store, ex.identity, ex.log, ex.clock)
        ex.read_roster()
    dots = ex.store.purges()
    ex.store.set_sync_setting(_DONE, json.dumps(dict.fromkeys(dots, True)))
    ex.store.set_sync_setting(PURGED, None)


def purge_marks(ex: Exchange, done: set[str]) -> dict[str, int]:
    """Return the bundles that hold purges which are not done, the last one of each chain."""
    marks: dict[str, int] = {}
    for dot in ex.store.purges():
        chain, number = split_dot(dot)
        links = [one.n for one in ex.store.chain(chain) if one.last_op >= number]
        if dot not in done and links:
            marks[chain] = max(min(links), marks.get(chain, 0))
    return marks


def _everybody_has(ex: Exchange, marks: dict[str, int]) -> bool:
    for incs in everybody(ex).values():
        peers = [peer_of(ex.store, inc) for inc in incs]
        for chain, n in marks.items():
            is_own = chain in incs
            if not is_own and all(peer.acks.get(chain, 0) < n for peer in peers):
                return False
    return True


def _holds(one: book.KnownSnapshot, marks: dict[str, int]) -> bool:
    return not one.is_different and all(one.vector.get(c, 0) >= n for c, n in marks.items())

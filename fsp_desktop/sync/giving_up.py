"""The last resort for a bundle that was lost before anybody read it: an administrator gives it up.

The gap is signed into the roster, so that every device steps over it alike and it can be seen
later. It is refused as long as any device of the team is known to have the bundle, since that one
brings it again by itself.
"""

from __future__ import annotations

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.bundle import BundleHeader, open_bundle
from fsp_desktop.sync.identity import member_of
from fsp_desktop.sync.ledger import NOTHING, SyncStore
from fsp_desktop.sync.names import bundle_folder, parse_bundle, space_folder
from fsp_desktop.sync.peers import peer_of
from fsp_desktop.sync.remotes import Remote
from fsp_desktop.sync.revocation import as_administrator, say
from fsp_desktop.sync.roster import SKIP
from fsp_desktop.sync.roster_log import RosterLog


def give_up(store: SyncStore, remote: Remote, inc: str, clock: Clock) -> int:
    """Step over the bundles of `inc` that are missing at the place; returns how many.

    Raises:
        RefusedError: `sync.not_an_administrator`; `sync.nothing_to_give_up` if nothing is missing,
            nothing follows, or somebody has it.
        UnreachableError: The place is away.
    """
    identity, log = as_administrator(store)
    start = store.have().get(inc, NOTHING).n
    folder = space_folder(member_of(identity).id)
    header = _next_sound(store, remote, folder, inc, start)
    has_it = any(peer_of(store, one.inc).acks.get(inc, 0) > start for one in log.active())
    if header is None or header.n == start + 1 or has_it:
        raise RefusedError("sync.nothing_to_give_up")
    body = {
        "of": inc,
        "first": start + 1,
        "n": header.n - 1,
        "last_op": header.first - 1,
        "hash": header.prev,
    }
    say(store, identity, clock, SKIP, body)
    return header.n - 1 - start


def _next_sound(
    store: SyncStore, remote: Remote, folder: str, inc: str, start: int
) -> BundleHeader | None:
    identity, log = as_administrator(store)
    member = _member(log, inc)
    listed = [entry.name for entry in remote.list(f"{folder}/{bundle_folder(inc)}")]
    named = [one for name in listed if (one := parse_bundle(name.removeprefix(f"{folder}/")))]
    space = member_of(identity)
    for one in sorted(named, key=lambda found: found.n):
        if one.n <= start:
            continue
        try:
            data = remote.get(f"{folder}/{one.name}")
            return open_bundle(data, space.id, space.keys_by_epoch(), member)[1]
        except RefusedError:
            continue
    return None


def _member(log: RosterLog, inc: str) -> bytes:
    if inc not in log.members:
        raise RefusedError("sync.no_such_device")
    return log.members[inc].verify_key

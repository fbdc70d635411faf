"""Keys of the space, one an epoch: made by administrators, sealed for each active device.

A device that was away while the key was turned opens the new one with its own private key, which
never turns. Two administrators may make the same number at once: both keys are kept for reading,
and everybody writes with the higher one.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from fsp_desktop.domain.clock import Clock
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.identity import (
    Identity,
    SpaceSecrets,
    epoch_of,
    epoch_order,
    member_of,
)
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.roster import KEYS, label_of, sign_statement, wrap_key
from fsp_desktop.sync.roster_log import RosterLog

FIRST = "1"


def next_entry(store: SyncStore, inc: str) -> int:
    """Return the number of the next roster entry that `inc` signs."""
    prefix = f"r/{inc}/"
    names = [name for name, _ in store.roster_entries() if name.startswith(prefix)]
    return 1 + max((int(name[len(prefix) :].partition("-")[0]) for name in names), default=0)


def tend_keys(ex: Exchange) -> None:
    """Turn the key if somebody revoked has it, and hand every key to whoever lacks it.

    Does nothing on a device that is no administrator. Costs no request; the entries leave with
    the others.
    """
    if not ex.is_admin:
        return
    if needs_turning(ex.log, ex.space):
        turn_key(ex.store, ex.identity, ex.log, ex.clock)
        ex.read_roster()
    if hand_out(ex.store, ex.identity, ex.log, ex.clock):
        ex.read_roster()


def needs_turning(log: RosterLog, space: SpaceSecrets) -> bool:
    """Tell whether the key in use is known to a device that was revoked."""
    gone = [one for one in log.members.values() if one.device in log.revoked]
    if not gone:
        return False
    labels = log.labels.get(str(space.epoch))
    if str(space.epoch) == FIRST or labels is None:
        return True
    return any(label_of(one.box, space.key) in labels for one in gone)


def turn_key(store: SyncStore, identity: Identity, log: RosterLog, clock: Clock) -> str:
    """Make the key of a new epoch for every active device; returns the epoch's name."""
    space = member_of(identity)
    key = secrets.token_bytes(32)
    epoch = epoch_of(epoch_order(space.epoch)[0] + 1, key)
    boxes = [member.box for member in log.active()]
    _say(store, identity, clock, {"epoch": epoch, "wraps": wrap_key(key, boxes)})
    return epoch


def hand_out(store: SyncStore, identity: Identity, log: RosterLog, clock: Clock) -> bool:
    """Seal every known key for the active devices that have not got it; tell whether any had not.

    A newcomer's welcome brought the keys of that moment; what it lacks was made meanwhile by
    another administrator. A recovery sheet gets all of them this way.
    """
    space, found = member_of(identity), False
    for epoch, text in sorted(space.keys.items()):
        if epoch in space.closed:
            continue
        lacking = _lacking(epoch, bytes.fromhex(text), log)
        if lacking:
            wraps = wrap_key(bytes.fromhex(text), lacking)
            _say(store, identity, clock, {"epoch": epoch, "wraps": wraps})
            found = True
    return found


def _lacking(epoch: str, key: bytes, log: RosterLog) -> list[str]:
    labels = log.labels.get(epoch, set())
    return [
        one.box
        for one in log.active()
        # Whoever was welcomed got the first key with the welcome.
        if (epoch != FIRST or one.is_sheet) and label_of(one.box, key) not in labels
    ]


def _say(store: SyncStore, identity: Identity, clock: Clock, body: Mapping[str, object]) -> None:
    device, space = identity.device, member_of(identity)
    n = next_entry(store, device.inc)
    store.add_roster_entry(*sign_statement(KEYS, body, device, space, clock, n))

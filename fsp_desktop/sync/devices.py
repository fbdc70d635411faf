"""The list of devices for people: who, in which role, heard from when, how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.exchange import opened_head
from fsp_desktop.sync.head import Head
from fsp_desktop.sync.identity import Identity, SpaceSecrets, identity_of, member_of
from fsp_desktop.sync.ledger import NOTHING, SyncStore
from fsp_desktop.sync.roster import Member
from fsp_desktop.sync.roster_log import RosterLog, read_log

SILENT_AFTER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Device:
    """One device of the team.

    Attributes:
        inc: Its present incarnation; changes carry it, so that an author's device can be named.
        incarnations: All of its incarnations, this one too.
        last_seen: When it last spoke, by its own clock, ISO 8601; empty if never.
        is_here: Whether it is this device.
        is_silent: Whether it is another one that nobody heard of for 60 days.
        published: Number of its newest bundle that is applied here.
        app: Version of the program it last used; empty if unknown.
        revoked_since: When it was revoked, by the clock of who did it; empty if it was not.
    """

    id: str
    inc: str
    incarnations: tuple[str, ...]
    name: str
    role: str
    admin: bool
    since: str
    last_seen: str
    is_here: bool
    is_silent: bool
    published: int
    app: str
    revoked_since: str = ""


def list_devices(store: SyncStore, clock: Clock) -> list[Device]:
    """Return the devices that were let in, this one first, then by name; empty without a space."""
    book = store.identity()
    if book is None or not book.get("space"):
        return []
    identity = identity_of(store)
    log = read_log((data for _, data in store.roster_entries()), member_of(identity))
    grouped: dict[str, list[Member]] = {}
    for member in log.members.values():
        if not member.is_sheet:
            grouped.setdefault(member.device, []).append(member)
    found = [_device(store, identity, own, clock.now(), log) for own in grouped.values()]
    return sorted(found, key=lambda one: (not one.is_here, one.name, one.id))


def _device(
    store: SyncStore, identity: Identity, own: Sequence[Member], now: datetime, log: RosterLog
) -> Device:
    here = identity.device
    newest = max(own, key=lambda member: (member.inc == here.inc, member.since))
    head = _head(store, member_of(identity), newest)
    is_here = newest.device == here.id
    return Device(
        id=newest.device,
        inc=newest.inc,
        incarnations=tuple(sorted(member.inc for member in own)),
        name=head.name if head and head.name else newest.name,
        role=newest.role,
        admin=newest.admin,
        since=min(member.since for member in own),
        last_seen=head.at if head else "",
        is_here=is_here,
        is_silent=not is_here and _is_silent(head.at if head else newest.since, now),
        published=store.have().get(newest.inc, NOTHING).n,
        app=head.app if head else "",
        revoked_since=log.revoked[newest.device].since if newest.device in log.revoked else "",
    )


def _is_silent(last_word: str, now: datetime) -> bool:
    try:
        return now - datetime.fromisoformat(last_word) >= SILENT_AFTER
    except (ValueError, TypeError):
        return False


def _head(store: SyncStore, space: SpaceSecrets, member: Member) -> Head | None:
    try:
        return opened_head(store, space, member)
    except RefusedError:
        return None

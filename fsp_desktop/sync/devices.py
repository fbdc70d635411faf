"""The list of devices for people: who, in which role, heard from when, how far."""

from __future__ import annotations

from dataclasses import dataclass

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.exchange import opened_head
from fsp_desktop.sync.head import Head
from fsp_desktop.sync.identity import SpaceSecrets, identity_of, member_of
from fsp_desktop.sync.ledger import NOTHING, SyncStore
from fsp_desktop.sync.roster import Member, read_roster


@dataclass(frozen=True, slots=True)
class Device:
    """One device of the team.

    Attributes:
        inc: Its present incarnation; changes carry it, so that an author's device can be named.
        incarnations: All of its incarnations, this one too.
        last_seen: When it last spoke, by its own clock, ISO 8601; empty if never.
        is_here: Whether it is this device.
        published: Number of its newest bundle that is applied here.
        app: Version of the program it last used; empty if unknown.
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
    published: int
    app: str


def devices(store: SyncStore) -> list[Device]:
    """Return the devices that were let in, this one first, then by name; empty without a space."""
    book = store.identity()
    if book is None or not book.get("space"):
        return []
    identity = identity_of(store)
    space, have = member_of(identity), store.have()
    members = read_roster((data for _, data in store.roster_entries()), space)
    grouped: dict[str, list[Member]] = {}
    for member in members.values():
        grouped.setdefault(member.device, []).append(member)
    found = []
    for own in grouped.values():
        newest = max(own, key=lambda member: (member.inc == identity.device.inc, member.since))
        head = _head(store, space, newest)
        found.append(
            Device(
                id=newest.device,
                inc=newest.inc,
                incarnations=tuple(sorted(member.inc for member in own)),
                name=head.name if head and head.name else newest.name,
                role=newest.role,
                admin=newest.admin,
                since=min(member.since for member in own),
                last_seen=head.at if head else "",
                is_here=newest.device == identity.device.id,
                published=have.get(newest.inc, NOTHING).n,
                app=head.app if head else "",
            )
        )
    return sorted(found, key=lambda one: (not one.is_here, one.name, one.id))


def _head(store: SyncStore, space: SpaceSecrets, member: Member) -> Head | None:
    try:
        return opened_head(store, space, member)
    except RefusedError:
        return None

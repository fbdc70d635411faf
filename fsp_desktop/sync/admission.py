"""At the door, during an exchange: the newcomer knocks, and the device that invited opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from fsp_desktop.domain.clock import Clock
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.door import (
    REFUSALS,
    Welcome,
    check_answer,
    open_answer,
    open_ask,
    sign_refusal,
    sign_welcome,
)
from fsp_desktop.sync.epochs import next_entry
from fsp_desktop.sync.exchange import Exchange
from fsp_desktop.sync.identity import Identity, Invitation, Joining, keep_identity
from fsp_desktop.sync.invitation import numbers_of, pairing_from
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.metered import MeteredRemote
from fsp_desktop.sync.names import DOOR, DoorName, door_name, parse_door, space_folder, space_of
from fsp_desktop.sync.remotes import Remote
from fsp_desktop.sync.report import Tally
from fsp_desktop.sync.roster import ADD, Member, sign_entry
from fsp_desktop.sync.wire import hash_of

_KEPT_AFTER_END = timedelta(days=30)
EXPIRED, USED, TURNED_AWAY = REFUSALS


def knock(
    store: SyncStore, remote: Remote, identity: Identity, joining: Joining, tally: Tally
) -> Identity | None:
    """Put the request at the door and look for its answer; returns the identity once let in.

    Raises:
        RefusedError: The answer is no: one of `door.REFUSALS`.
    """
    spaces = _spaces(remote, joining, tally)
    for space in spaces:
        door = MeteredRemote(remote, space_folder(space), tally)
        sizes = {entry.name: entry.size for entry in door.list(DOOR)}
        listed = _at_the_door(sizes, joining.pairing)
        welcome = _answer(door, listed, identity, joining, tally)
        if welcome is not None:
            return _enter(store, identity, joining, welcome, (door, listed))
        ask = bytes.fromhex(joining.ask)
        name = door_name(joining.pairing, hash_of(ask), "ask")
        if sizes.get(name) != len(ask):
            door.put(name, ask, replace=True)
    return None


def attend_door(ex: Exchange, present: Collection[str]) -> None:
    """Let in whoever knocks with an invitation of this device.

    Args:
        ex: The pass.
        present: Incarnations that have a head at the place, so have arrived.
    """
    _drop_old(ex)
    if all(one.state == "done" for one in ex.identity.invitations):
        return
    listed = [entry.name for entry in ex.remote.list(DOOR)]
    for invitation in ex.identity.invitations:
        ex.check()
        if invitation.state != "done":
            _attend(ex, invitation, _at_the_door(listed, invitation.pairing), present)


def _spaces(remote: Remote, joining: Joining, tally: Tally) -> list[str]:
    top = MeteredRemote(remote, "", tally)
    there = [space for folder in top.folders("") if (space := space_of(folder))]
    if joining.space:
        if joining.space not in there:
            tally.tell("sync.space_not_there")
        return [joining.space]
    if not there:
        tally.tell("sync.space_not_there")
    return there


def _at_the_door(listed: Iterable[str], pairing: str) -> list[DoorName]:
    names = (parse_door(name) for name in listed)
    return [name for name in names if name and name.pairing == pairing]


def _answer(
    door: MeteredRemote,
    listed: Sequence[DoorName],
    identity: Identity,
    joining: Joining,
    tally: Tally,
) -> Welcome | None:
    asked = hash_of(bytes.fromhex(joining.ask))[:32]
    for name in listed:
        if (name.kind, name.hash) != ("answer", asked):
            continue
        try:
            return open_answer(door.get(name.name), pairing_from(joining), identity.device)
        except RefusedError as error:
            if error.code in REFUSALS:
                raise
            tally.tell(error.code, file=name.name)
    return None


def _enter(
    store: SyncStore,
    identity: Identity,
    joining: Joining,
    welcome: Welcome,
    at: tuple[MeteredRemote, Sequence[DoorName]],
) -> Identity:
    door, listed = at
    for name, data in welcome.entries:
        store.add_roster_entry(name, data)
    asked = hash_of(bytes.fromhex(joining.ask))[:32]
    for one in listed:
        if (one.kind, one.hash) == ("ask", asked):
            door.delete(one.name)
    # Kept last: until then the answer is still there, and an interrupted entry starts again.
    return keep_identity(store, replace(identity, space=welcome.space, joining=None))


def _attend(
    ex: Exchange, invitation: Invitation, listed: Sequence[DoorName], present: Collection[str]
) -> None:
    if invitation.state == "admitted" and invitation.guest["inc"] in present:
        for name in listed:
            if name.kind == "answer":
                ex.remote.delete(name.name)
        _keep(ex, replace(invitation, state="done"))
        return
    answers = [name for name in listed if name.kind == "answer"]
    answered = {name.hash for name in answers if _is_whole(ex, name, invitation)}
    for name in listed:
        if name.kind == "ask" and name.hash not in answered:
            _hear(ex, name)


def _is_whole(ex: Exchange, name: DoorName, invitation: Invitation) -> bool:
    try:
        check_answer(ex.remote.get(name.name), pairing_from(invitation))
    except RefusedError:
        return False
    return True


def _hear(ex: Exchange, name: DoorName) -> None:
    """Decide about one request, with the invitation as it stands now."""
    invitation = next(one for one in ex.identity.invitations if one.pairing == name.pairing)
    pairing = pairing_from(invitation)
    try:
        guest = open_ask(ex.remote.get(name.name), pairing)
    except RefusedError as error:
        ex.tally.tell(error.code, file=name.name)
        return
    invitation = _judged(ex, invitation, guest)
    if guest["inc"] != invitation.guest.get("inc"):
        answer = sign_refusal(pairing, USED, ex.device)
    elif invitation.state == "asked":
        ex.tally.tell("sync.guest_waits", pairing=pairing.id, numbers=numbers_of(invitation))
        return
    elif invitation.state == "admitted":
        answer = sign_welcome(pairing, guest, ex.device, ex.space, ex.store.roster_entries())
    else:
        code = EXPIRED if invitation.is_over(ex.clock.now()) else TURNED_AWAY
        answer = sign_refusal(pairing, code, ex.device)
    ex.remote.put(door_name(pairing.id, name.hash, "answer"), answer, replace=True)


def _judged(ex: Exchange, invitation: Invitation, guest: dict[str, str]) -> Invitation:
    """Return the invitation after the request of `guest` moved it on; it is kept if it changed."""
    if invitation.state == "open":
        if invitation.is_over(ex.clock.now()):
            return _keep(ex, replace(invitation, state="refused", guest=guest))
        state = "asked" if invitation.must_confirm else "agreed"
        invitation = _keep(ex, replace(invitation, state=state, guest=guest))
    if invitation.state == "agreed" and guest["inc"] == invitation.guest["inc"]:
        return _admit(ex, invitation)
    return invitation


def _admit(ex: Exchange, invitation: Invitation) -> Invitation:
    said = invitation.guest
    guest = Member(
        said["inc"],
        said["device"],
        said["verify"],
        said["box"],
        said["name"],
        invitation.role,
        invitation.admin,
    )
    name, data = sign_entry(ADD, guest, ex.device, ex.space, ex.clock, next_entry(ex.store, ex.own))
    ex.store.add_roster_entry(name, data)
    ex.remote.put(name, data, replace=True)
    ex.memory.roster = sorted({*ex.memory.roster, name})
    ex.read_roster()
    return _keep(ex, replace(invitation, state="admitted", entry=name))


def _keep(ex: Exchange, invitation: Invitation) -> Invitation:
    ex.identity = keep_identity(ex.store, ex.identity.with_invitation(invitation))
    return invitation


def _drop_old(ex: Exchange) -> None:
    left = tuple(one for one in ex.identity.invitations if not _is_long_over(one, ex.clock))
    if len(left) != len(ex.identity.invitations):
        ex.identity = keep_identity(ex.store, replace(ex.identity, invitations=left))


def _is_long_over(invitation: Invitation, clock: Clock) -> bool:
    return clock.now() > datetime.fromisoformat(invitation.until) + _KEPT_AFTER_END

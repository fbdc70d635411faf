"""Inviting a colleague's device and asking to join, as far as this computer alone can do it.

The rest happens at the door, during the next exchanges (`admission`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.door import sign_ask
from fsp_desktop.sync.identity import (
    Identity,
    Invitation,
    Joining,
    identity_of,
    keep_identity,
    member_of,
    new_device,
)
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.pairing import (
    Pairing,
    compare_numbers,
    make_code,
    new_secret,
    pairing_of,
    parse_code,
)
from fsp_desktop.sync.roster_log import read_roster

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Given:
    """An invitation just made: the code to hand over (shown once), and until when it opens."""

    code: str
    pairing: str
    until: str


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone at the door who waits for a person here.

    Attributes:
        numbers: Four numbers that the newcomer's screen shows too.
    """

    pairing: str
    name: str
    role: str
    numbers: str


def invite(
    store: SyncStore,
    clock: Clock,
    place: str | None,
    *,
    role: str = "",
    admin: bool = False,
    must_confirm: bool = False,
) -> Given:
    """Make an invitation that opens once, within seven days.

    Args:
        store: Of a device that is an administrator of its space.
        clock: Dates the invitation.
        place: Where the team shares, to be carried by the code; None leaves it out.
        role: Code of the newcomer's role.
        admin: Whether the newcomer's device may invite others.
        must_confirm: Whether a person here has to agree before the newcomer is let in.

    Raises:
        RefusedError: `sync.no_space`, `sync.not_admitted`, `sync.not_an_administrator`.
    """
    identity = identity_of(store)
    space = member_of(identity)
    me = read_roster((data for _, data in store.roster_entries()), space).get(identity.device.inc)
    if me is None or not me.admin:
        raise RefusedError("sync.not_an_administrator")
    secret = new_secret()
    pairing = pairing_of(secret)
    until = to_wire_time(clock.now() + VALID_FOR)
    given = Invitation(pairing.id, pairing.key.hex(), role, admin, until, must_confirm)
    keep_identity(store, identity.with_invitation(given))
    return Given(make_code(secret, space.id, place), pairing.id, until)


def request_to_join(store: SyncStore, code: str, device_name: str, clock: Clock) -> Identity:
    """Make this device and its request to join; the request is put at the door by the next sync.

    Asking again with another code, as long as nobody opened, replaces the request.

    Raises:
        RefusedError: The code has a slip (`vault.unknown_word` and others), or
            `sync.space_exists` if this device belongs to a space already.
    """
    parts = parse_code(code)
    book = store.identity()
    if book is not None and book.get("space"):
        raise RefusedError("sync.space_exists")
    device = (
        replace(identity_of(store).device, name=device_name)
        if book
        else new_device(device_name, store.own_incarnation())
    )
    pairing = pairing_of(parts.secret)
    _, ask = sign_ask(device, pairing, clock)
    joining = Joining(pairing.id, pairing.key.hex(), parts.space, ask.hex())
    return keep_identity(store, Identity(device, None, joining))


def own_numbers(store: SyncStore) -> str | None:
    """Return the four numbers to read aloud while this device waits to be let in."""
    identity = identity_of(store)
    if identity.joining is None:
        return None
    key = bytes.fromhex(identity.joining.key)
    return compare_numbers(key, identity.device.verify_key, identity.device.box_public)


def waiting_guests(store: SyncStore) -> list[Guest]:
    """Return who is at the door and waits until a person here agrees."""
    return [
        Guest(one.pairing, one.guest["name"], one.role, numbers_of(one))
        for one in identity_of(store).invitations
        if one.state == "asked"
    ]


def numbers_of(invitation: Invitation) -> str:
    """Return the four numbers of the guest of `invitation`."""
    guest = invitation.guest
    verify, box = bytes.fromhex(guest["verify"]), bytes.fromhex(guest["box"])
    return compare_numbers(bytes.fromhex(invitation.key), verify, box)


def decide(store: SyncStore, pairing: str, *, agrees: bool) -> None:
    """Note a person's decision about a guest; the next sync carries it out.

    Raises:
        RefusedError: `sync.no_such_guest`.
    """
    identity = identity_of(store)
    for one in identity.invitations:
        if one.pairing == pairing and one.state == "asked":
            state = "agreed" if agrees else "refused"
            keep_identity(store, identity.with_invitation(replace(one, state=state)))
            return
    raise RefusedError("sync.no_such_guest")


def withdraw(store: SyncStore, pairing: str) -> None:
    """Forget an invitation nobody used yet.

    Raises:
        RefusedError: `sync.no_such_invitation`.
    """
    identity = identity_of(store)
    left = tuple(
        one for one in identity.invitations if one.pairing != pairing or one.state == "admitted"
    )
    if len(left) == len(identity.invitations):
        raise RefusedError("sync.no_such_invitation")
    keep_identity(store, replace(identity, invitations=left))


def pairing_from(invitation: Invitation | Joining) -> Pairing:
    """Return the pairing that an invitation or a request was made with."""
    return Pairing(invitation.pairing, bytes.fromhex(invitation.key))

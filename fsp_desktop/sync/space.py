"""Making a space: its id, its first key, its signed card, and the first entry of its roster.

The id is a hash of the founding device's public key and of a random text, so that the card on a
remote proves by itself that it belongs to the folder it lies in.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import SpaceId
from fsp_desktop.sync.envelope import read_envelope, seal_envelope
from fsp_desktop.sync.identity import (
    DeviceSecrets,
    Identity,
    SpaceSecrets,
    keep_identity,
    new_device,
)
from fsp_desktop.sync.ledger import SyncStore
from fsp_desktop.sync.roster import Member, sign_entry

CARD_MAGIC = b"FSPcard1"
MOST_CARD_BYTES = 4096
_CARD_KEY = bytes(32)
"""The card has no secret body; sealing an empty one keeps a single shape for all files."""


def found_space(store: SyncStore, device_name: str, clock: Clock, role: str = "") -> Identity:
    """Make this device and a new space with one key, and keep both in `store`.

    Args:
        store: Must hold no identity yet.
        device_name: What the team sees; it never leaves this computer in clear.
        clock: Dates the space.
        role: Code of the person's role, shown in the list of devices.

    Raises:
        RefusedError: `sync.space_exists`.
    """
    if store.identity() is not None:
        raise RefusedError("sync.space_exists")
    device = new_device(device_name, store.own_incarnation())
    space = _new_space(device, to_wire_time(clock.now()))
    identity = Identity(device, space)
    founder = Member.of(device, role=role, admin=True)
    name, data = sign_entry("add", founder, device, space, clock)
    # The entry goes first: an identity without it could never let anybody in.
    store.add_roster_entry(name, data)
    return keep_identity(store, identity)


def check_card(data: bytes, space_id: str) -> bytes:
    """Return the founder's public key from a card, after checking that it belongs to `space_id`.

    Raises:
        RefusedError: `sync.other_space` if it is a sound card of another space; else the code
            that says what is wrong with the file.
    """
    envelope = read_envelope(data, CARD_MAGIC, MOST_CARD_BYTES)
    founder, salt = envelope.header.get("founder"), envelope.header.get("salt")
    if not isinstance(founder, bytes) or not isinstance(salt, bytes):
        raise RefusedError("sync.malformed", {"part": "card"})
    envelope.verify(founder)
    if _space_id(founder, salt) != space_id:
        raise RefusedError("sync.other_space")
    return founder


def _new_space(device: DeviceSecrets, created: str) -> SpaceSecrets:
    salt = secrets.token_bytes(16)
    space_id = _space_id(device.verify_key, salt)
    header = {
        "space": bytes.fromhex(space_id),
        "founder": device.verify_key,
        "salt": salt,
        "created": created,
    }
    card = seal_envelope(CARD_MAGIC, header, b"", _CARD_KEY, device.sign_seed)
    keys = {"1": secrets.token_hex(32)}
    return SpaceSecrets(SpaceId(space_id), device.verify_key.hex(), card.hex(), keys)


def _space_id(founder: bytes, salt: bytes) -> str:
    return blake2b(founder + salt, digest_size=16, person=b"fsp space id").hexdigest()

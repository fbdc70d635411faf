"""The entries of the roster: signed statements about who belongs to the space and with which keys.

Entries are sealed with the space's key, since they carry names; only those that hand out keys are
not, because their keys are sealed one by one for the devices that may have them. What all entries
together mean is worked out in `roster_log`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from nacl import exceptions, public

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.envelope import Envelope, read_envelope, seal_envelope
from fsp_desktop.sync.identity import DeviceSecrets, Epoch, SpaceSecrets, epoch_of, epoch_order
from fsp_desktop.sync.names import entry_name
from fsp_desktop.sync.wire import hash_of, pack, unpack

MAGIC = b"FSProst1"
MOST_ENTRY_BYTES = 256 * 1024
ADD, INCARNATION, RECOVERY = "add", "incarnation", "recovery"
KEYS, REVOKE, ACCEPT, DISCARD, SKIP = "keys", "revoke", "accept", "discard", "skip"
OPEN_EPOCH = "0-open"
OPEN_KEY = bytes(32)
"""Seals what needs no secret, so that all files have one shape."""


@dataclass(frozen=True, slots=True)
class Member:
    """One incarnation of one admitted device. Keys are public ones, in hexadecimal.

    Attributes:
        role: Code of the person's role; `recovery` for a printed recovery sheet.
        depth: How many steps of admission lie between it and the founder.
    """

    inc: str
    device: str
    verify: str
    box: str
    name: str
    role: str
    admin: bool
    since: str = ""
    depth: int = 0

    @classmethod
    def of(cls, device: DeviceSecrets, *, role: str, admin: bool) -> Member:
        """Return the public side of `device`."""
        return cls(
            device.inc,
            device.id,
            device.verify_key.hex(),
            device.box_public.hex(),
            device.name,
            role,
            admin,
        )

    @property
    def verify_key(self) -> bytes:
        """Return the key that checks this member's signatures."""
        return bytes.fromhex(self.verify)

    @property
    def is_sheet(self) -> bool:
        """Tell whether this is a printed recovery sheet and no computer."""
        return self.role == RECOVERY


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that could be opened; whether its signer may say so is decided in `roster_log`."""

    envelope: Envelope
    by: str
    n: int
    do: str
    body: Mapping[str, Any]

    def is_signed_by(self, verify: str) -> bool:
        """Tell whether the holder of a public key, in hexadecimal, signed it."""
        try:
            self.envelope.verify(bytes.fromhex(verify))
        except (RefusedError, ValueError):
            return False
        return True


def sign_entry(
    do: str, member: Member, signer: DeviceSecrets, space: SpaceSecrets, clock: Clock, n: int = 1
) -> tuple[str, bytes]:
    """Return name and bytes of a roster entry about `member`, signed by `signer`.

    Args:
        do: `add`, `recovery` or `incarnation`.
        member: The device that is let in.
        signer: An administrator's device, or for `incarnation` the device itself.
        space: Whose key seals the entry.
        clock: Dates it.
        n: The signer's running number.
    """
    body = {
        "inc": member.inc,
        "device": member.device,
        "verify": member.verify,
        "box": member.box,
        "name": member.name,
        "role": member.role,
        "admin": member.admin,
    }
    return sign_statement(do, body, signer, space, clock, n)


def sign_statement(
    do: str,
    body: Mapping[str, object],
    signer: DeviceSecrets,
    space: SpaceSecrets,
    clock: Clock,
    n: int,
) -> tuple[str, bytes]:
    """Return name and bytes of a roster entry that says `do` with `body`."""
    is_open = do == KEYS
    header = {
        "space": bytes.fromhex(space.id),
        "inc": bytes.fromhex(signer.inc),
        "n": n,
        "epoch": OPEN_EPOCH if is_open else space.epoch,
    }
    told = pack({"do": do, **body, "since": to_wire_time(clock.now())})
    key = OPEN_KEY if is_open else space.key
    data = seal_envelope(MAGIC, header, told, key, signer.sign_seed)
    return entry_name(signer.inc, n, hash_of(data)), data


def wrap_key(key: bytes, boxes: Iterable[str]) -> list[list[bytes]]:
    """Return `key` sealed for each public key in `boxes` (hexadecimal), with a label each.

    Only who has the key can tell from the label whom it was sealed for.
    """
    return [
        [label_of(box, key), public.SealedBox(public.PublicKey(bytes.fromhex(box))).encrypt(key)]
        for box in sorted(set(boxes))
    ]


def label_of(box: str, key: bytes) -> bytes:
    """Return the mark of `box` beside a wrapped `key`."""
    return blake2b(bytes.fromhex(box), key=key, digest_size=8, person=b"fsp wrapped for").digest()


def unwrap_key(entry: Entry, box_private: str) -> tuple[str, str] | None:
    """Return the epoch and the key, in hexadecimal, that a `keys` entry holds for us, if it does."""
    epoch = str(entry.body.get("epoch"))
    box = public.SealedBox(public.PrivateKey(bytes.fromhex(box_private)))
    for _label, sealed in wraps_in(entry):
        try:
            key = box.decrypt(sealed)
        except (exceptions.CryptoError, exceptions.TypeError, exceptions.ValueError):
            continue
        if len(key) == 32 and epoch in ("1", epoch_of(epoch_order(epoch)[0], key)):
            return epoch, key.hex()
    return None


def wraps_in(entry: Entry) -> list[tuple[bytes, bytes]]:
    """Return the labels and sealed keys of a `keys` entry; odd ones are left out."""
    wraps = entry.body.get("wraps")
    if not isinstance(wraps, list):
        return []
    return [
        (one[0], one[1])
        for one in wraps
        if isinstance(one, list) and len(one) == 2 and all(isinstance(b, bytes) for b in one)
    ]


def check_entry(data: bytes, space: SpaceSecrets) -> None:
    """Check that `data` is an entry of this space at all; not whether its signer may say so.

    Raises:
        RefusedError: The code says why not.
    """
    header = _read(data, space).header
    if header.get("epoch") != OPEN_EPOCH and str(header.get("epoch")) not in space.keys:
        # It may be sealed with a key that another entry brings; whether it opens shows then.
        return
    open_entry(data, space.keys, space)


def open_entry(data: bytes, keys: Mapping[str, str], space: SpaceSecrets) -> Entry:
    """Return the entry in `data`; its signature is not checked yet.

    Raises:
        RefusedError: The code says why it cannot be opened.
    """
    envelope = _read(data, space)
    by, n, epoch = (envelope.header.get(name) for name in ("inc", "n", "epoch"))
    if not isinstance(by, bytes) or not isinstance(n, int):
        raise RefusedError("sync.malformed", {"part": "entry"})
    body = unpack(envelope.open(_key(keys, epoch)), MOST_ENTRY_BYTES, "entry")
    return Entry(envelope, by.hex(), n, str(body.get("do")), body)


def _key(keys: Mapping[str, str], epoch: Epoch | object) -> bytes:
    if epoch == OPEN_EPOCH:
        return OPEN_KEY
    key = keys.get(str(epoch)) if isinstance(epoch, int | str) else None
    if key is None:
        raise RefusedError("sync.missing_key")
    return bytes.fromhex(key)


def _read(data: bytes, space: SpaceSecrets) -> Envelope:
    envelope = read_envelope(data, MAGIC, MOST_ENTRY_BYTES)
    if envelope.header.get("space") != bytes.fromhex(space.id):
        raise RefusedError("sync.wrong_space")
    return envelope


def member_in(body: Mapping[str, Any], depth: int = 0) -> Member | None:
    """Return the member that an entry's body names, or None if it is odd."""
    names = ("inc", "device", "verify", "box", "name", "role", "since")
    values = {name: body.get(name) for name in names}
    if not all(isinstance(value, str) for value in values.values()):
        return None
    texts = {name: str(value) for name, value in values.items()}
    return Member(**texts, admin=body.get("admin") is True, depth=depth)

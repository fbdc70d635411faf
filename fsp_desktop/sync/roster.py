"""Who belongs to the space: signed entries, read into a list of members.

Only a device that is an administrator may let another device in; each device may announce a new
incarnation of itself. Entries are sealed with the space's key, since they carry names, and they
stay valid in any order of arrival. An entry of a kind this version does not know is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.sync.envelope import Envelope, read_envelope, seal_envelope
from fsp_desktop.sync.identity import DeviceSecrets, SpaceSecrets
from fsp_desktop.sync.names import entry_name
from fsp_desktop.sync.wire import hash_of, pack, unpack

MAGIC = b"FSProst1"
MOST_ENTRY_BYTES = 16 * 1024
ADD, INCARNATION = "add", "incarnation"


@dataclass(frozen=True, slots=True)
class Member:
    """One incarnation of one admitted device. Keys are public ones, in hexadecimal."""

    inc: str
    device: str
    verify: str
    box: str
    name: str
    role: str
    admin: bool
    since: str = ""

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


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry that could be opened; whether its signer may say so is decided later."""

    envelope: Envelope
    by: str
    do: str
    member: Member


def sign_entry(
    do: str, member: Member, signer: DeviceSecrets, space: SpaceSecrets, clock: Clock, n: int = 1
) -> tuple[str, bytes]:
    """Return name and bytes of a roster entry about `member`, signed by `signer`.

    Args:
        do: `add` or `incarnation`.
        member: The device that is let in.
        signer: An administrator's device, or for `incarnation` the device itself.
        space: Whose key seals the entry.
        clock: Dates it.
        n: The signer's running number.
    """
    header = {
        "space": bytes.fromhex(space.id),
        "inc": bytes.fromhex(signer.inc),
        "n": n,
        "epoch": space.epoch,
    }
    body = {
        "do": do,
        "inc": member.inc,
        "device": member.device,
        "verify": member.verify,
        "box": member.box,
        "name": member.name,
        "role": member.role,
        "admin": member.admin,
        "since": to_wire_time(clock.now()),
    }
    data = seal_envelope(MAGIC, header, pack(body), space.key, signer.sign_seed)
    return entry_name(signer.inc, n, hash_of(data)), data


def read_roster(entries: Iterable[bytes], space: SpaceSecrets) -> dict[str, Member]:
    """Return the members by incarnation, however the entries are ordered.

    Entries that are damaged, of another space, or signed by somebody who may not, have no effect.
    """
    waiting = [entry for entry in (_opened(data, space) for data in entries) if entry]
    members: dict[str, Member] = {}
    while True:
        accepted = [entry for entry in waiting if _is_valid(entry, members, space)]
        if not accepted:
            return members
        for entry in accepted:
            members.setdefault(entry.member.inc, entry.member)
        waiting = [entry for entry in waiting if entry not in accepted]


def check_entry(data: bytes, space: SpaceSecrets) -> None:
    """Check that `data` is an entry of this space at all; not whether its signer may say so.

    Raises:
        RefusedError: The code says why not.
    """
    _open(data, space)


def _opened(data: bytes, space: SpaceSecrets) -> _Entry | None:
    try:
        envelope, by, body = _open(data, space)
        member = _member_from(body)
    except RefusedError:
        return None
    return _Entry(envelope, by, str(body.get("do")), member)


def _open(data: bytes, space: SpaceSecrets) -> tuple[Envelope, str, dict[str, Any]]:
    envelope = read_envelope(data, MAGIC, MOST_ENTRY_BYTES)
    header = envelope.header
    if header.get("space") != bytes.fromhex(space.id):
        raise RefusedError("sync.wrong_space")
    by = header.get("inc")
    if not isinstance(by, bytes):
        raise RefusedError("sync.malformed", {"part": "entry"})
    body = envelope.open(space.key_of(header.get("epoch")))
    return envelope, by.hex(), unpack(body, MOST_ENTRY_BYTES, "entry")


def _member_from(body: Mapping[str, Any]) -> Member:
    names = ("inc", "device", "verify", "box", "name", "role", "since")
    values = {name: body.get(name) for name in names}
    if not all(isinstance(value, str) for value in values.values()):
        raise RefusedError("sync.malformed", {"part": "entry"})
    return Member(**{k: str(v) for k, v in values.items()}, admin=body.get("admin") is True)


def _is_valid(entry: _Entry, members: Mapping[str, Member], space: SpaceSecrets) -> bool:
    key = _key_that_may_sign(entry, members, space)
    try:
        if key is None:
            return False
        entry.envelope.verify(bytes.fromhex(key))
    except (RefusedError, ValueError):
        return False
    return True


def _key_that_may_sign(
    entry: _Entry, members: Mapping[str, Member], space: SpaceSecrets
) -> str | None:
    new, signer = entry.member, members.get(entry.by)
    if entry.do == ADD and new.inc == entry.by:
        return space.founder if new.verify == space.founder else None
    if signer is None:
        return None
    if entry.do == ADD:
        return signer.verify if signer.admin else None
    is_itself = (new.device, new.verify, new.admin) == (signer.device, signer.verify, signer.admin)
    return signer.verify if entry.do == INCARNATION and is_itself else None

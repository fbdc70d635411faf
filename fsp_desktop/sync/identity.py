"""Secrets of this device and of its space, as one object that lives inside the encrypted file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any

from nacl import bindings

from fsp_desktop.domain.errors import RefusedError
from fsp_desktop.domain.ids import DeviceId, Incarnation, SpaceId, new_random_id
from fsp_desktop.sync.ledger import SyncStore

FORMAT = 2
_READ = (1, FORMAT)
_EPOCH = re.compile(r"([2-9]|[1-9]\d{1,8})-([0-9a-f]{16})")

Epoch = int | str
"""Which key of the space: 1 for its first one, later `<number>-<hash of the key>`, since two
administrators may make the same number at once."""


@dataclass(frozen=True, slots=True)
class DeviceSecrets:
    """This installation: ids, the name people see, and its two private keys in hexadecimal.

    Attributes:
        inc: Present incarnation; new after a restored backup was noticed.
        sign: Seed of the Ed25519 key that signs what this device publishes.
        box: X25519 private key that others seal the space's keys for.
    """

    id: DeviceId
    inc: Incarnation
    name: str
    sign: str
    box: str

    @property
    def sign_seed(self) -> bytes:
        """Return the seed that signing takes."""
        return bytes.fromhex(self.sign)

    @property
    def verify_key(self) -> bytes:
        """Return the public key that checks this device's signatures."""
        return bindings.crypto_sign_seed_keypair(self.sign_seed)[0]

    @property
    def box_public(self) -> bytes:
        """Return the public key that others seal for."""
        return bindings.crypto_scalarmult_base(bytes.fromhex(self.box))


@dataclass(frozen=True, slots=True)
class SpaceSecrets:
    """The space this device belongs to.

    Attributes:
        founder: Public signing key of the device that made the space; the root of the roster.
        card: The signed card that lies at the space's place on a remote, in hexadecimal.
        keys: 32-byte keys in hexadecimal by epoch (as text, since the object is JSON-able).
        closed: Epochs that serve for reading only, since who made them had been revoked.
    """

    id: SpaceId
    founder: str
    card: str
    keys: dict[str, str]
    closed: list[str] = field(default_factory=list)

    @property
    def epoch(self) -> Epoch:
        """Return the epoch that new files are sealed with: the highest of the known ones."""
        usable = [epoch for epoch in self.keys if epoch not in self.closed] or list(self.keys)
        return max(map(epoch_from, usable), key=epoch_order)

    def keys_by_epoch(self) -> dict[Epoch, bytes]:
        """Return the space's keys as bytes."""
        return {epoch_from(epoch): bytes.fromhex(key) for epoch, key in self.keys.items()}

    def key_of(self, epoch: object) -> bytes:
        """Return the key of an epoch that a file names.

        Raises:
            RefusedError: `sync.missing_key`.
        """
        key = self.keys.get(str(epoch)) if isinstance(epoch, int | str) else None
        if key is None:
            raise RefusedError("sync.missing_key")
        return bytes.fromhex(key)

    @property
    def key(self) -> bytes:
        """Return the key that new files are sealed with."""
        return self.key_of(self.epoch)

    def with_keys(self, keys: Mapping[str, str]) -> SpaceSecrets:
        """Return the space with more keys; a key that is known is never replaced."""
        return replace(self, keys={**keys, **self.keys})


@dataclass(frozen=True, slots=True)
class Joining:
    """A request to join that waits for its answer.

    Attributes:
        pairing: Names the request on the remote, 16 hexadecimal digits.
        key: Seals the talk at the door, in hexadecimal; derived from the words of the code.
        space: The space's id if the code carried it.
        ask: The sealed request, in hexadecimal; made once.
    """

    pairing: str
    key: str
    space: str | None
    ask: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation this device gave.

    Attributes:
        until: ISO 8601 with offset; later requests are told that it ended.
        must_confirm: Whether a person here has to agree before the holder is let in.
        state: open, asked (waits for a person here), agreed, admitted, refused.
        guest: What the holder's request said: inc, device, verify, box, name; empty before.
        entry: Name of the roster entry that let the holder in.
    """

    pairing: str
    key: str
    role: str
    admin: bool
    until: str
    must_confirm: bool
    state: str = "open"
    guest: dict[str, str] = field(default_factory=dict)
    entry: str = ""

    def is_over(self, now: datetime) -> bool:
        """Tell whether its time is over."""
        return now > datetime.fromisoformat(self.until)


@dataclass(frozen=True, slots=True)
class Identity:
    """Everything secret that sync needs; changed by making another one and keeping that."""

    device: DeviceSecrets
    space: SpaceSecrets | None = None
    joining: Joining | None = None
    invitations: tuple[Invitation, ...] = ()

    def to_book(self) -> dict[str, Any]:
        """Return the identity as a JSON-able object."""
        return {
            "format": FORMAT,
            **asdict(self),
            "invitations": [asdict(i) for i in self.invitations],
        }

    def with_invitation(self, changed: Invitation) -> Identity:
        """Return the identity with one invitation added or replaced (by its pairing)."""
        others = tuple(one for one in self.invitations if one.pairing != changed.pairing)
        return replace(self, invitations=(*others, changed))


def new_device(name: str, inc: str) -> DeviceSecrets:
    """Return a fresh id and keys for this installation, which writes under incarnation `inc`."""
    _, sign = bindings.crypto_sign_keypair()
    _, box = bindings.crypto_box_keypair()
    return DeviceSecrets(
        DeviceId(new_random_id()), Incarnation(inc), name, sign[:32].hex(), box.hex()
    )


def read_identity(book: dict[str, Any]) -> Identity:
    """Return the identity in `book`.

    Raises:
        RefusedError: `sync.newer_identity` or `sync.broken_identity`.
    """
    if book.get("format") not in _READ:
        raise RefusedError("sync.newer_identity", {"format": str(book.get("format"))})
    try:
        return Identity(
            DeviceSecrets(**book["device"]),
            _space_from(book["space"]) if book["space"] else None,
            Joining(**book["joining"]) if book["joining"] else None,
            tuple(Invitation(**one) for one in book["invitations"]),
        )
    except (KeyError, TypeError) as error:
        raise RefusedError("sync.broken_identity") from error


def _space_from(book: Mapping[str, Any]) -> SpaceSecrets:
    # The first format named the epoch to write with; now it is the highest of the keys.
    return SpaceSecrets(**{name: value for name, value in book.items() if name != "epoch"})


def epoch_of(number: int, key: bytes) -> str:
    """Return the name of epoch `number` whose key is `key`."""
    return f"{number}-{blake2b(key, digest_size=8, person=b'fsp epoch').hexdigest()}"


def epoch_from(text: str) -> Epoch:
    """Return an epoch as file headers carry it, from its name in the identity."""
    return int(text) if text.isdigit() else text


def epoch_order(epoch: Epoch) -> tuple[int, str]:
    """Return what sorts epochs; the same on every device."""
    number, _, key_hash = str(epoch).partition("-")
    return int(number), key_hash


def is_epoch(value: object) -> bool:
    """Tell whether `value` is the name of an epoch after the first."""
    return isinstance(value, str) and _EPOCH.fullmatch(value) is not None


def identity_of(store: SyncStore) -> Identity:
    """Return the identity kept in `store`.

    Raises:
        RefusedError: `sync.no_space` if none was ever made.
    """
    book = store.identity()
    if book is None:
        raise RefusedError("sync.no_space")
    return read_identity(book)


def keep_identity(store: SyncStore, identity: Identity) -> Identity:
    """Keep `identity` in `store` and return it."""
    store.save_identity(identity.to_book())
    return identity


def member_of(identity: Identity) -> SpaceSecrets:
    """Return the space of `identity`.

    Raises:
        RefusedError: `sync.not_admitted` while a request to join still waits.
    """
    if identity.space is None:
        raise RefusedError("sync.not_admitted")
    return identity.space

"""The key file `vault.json`: what is in it, and reading it as something that may be damaged.

It holds the one random data key several times, each time sealed for another way in (a slot). The
file alone opens nothing.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fsp_desktop.domain.errors import RefusedError, UnreachableError
from fsp_desktop.domain.plain import Frozen, fresh
from fsp_desktop.vault.durable_file import write_durably
from fsp_desktop.vault.kdf_cost import SALT_BYTES, KdfCost

KEY_FILE = "vault.json"
PASSPHRASE, RECOVERY_CODE, KEYRING = "passphrase", "recovery_code", "keyring"
FORMAT = "fsp-vault"
VERSION = 1
_MOST_BYTES = 64 * 1024
_WRAPPED_BYTES = 24 + 32 + 16


class Slot(Frozen):
    """One way in. `cost` is set where a passphrase is stretched, else None."""

    kind: str
    salt: bytes
    wrapped: bytes
    cost: KdfCost | None = None


class KeyFile(Frozen):
    """Everything in `vault.json`.

    Attributes:
        vault_id: Random, 32 hexadecimal digits; names the entry in the system's key ring.
        check: Tells the right data key from a wrong one.
        slots: By kind: passphrase, recovery_code, keyring.
        unknown: What a newer version of the same format added; kept when the file is rewritten.
    """

    vault_id: str
    check: str
    slots: dict[str, Slot]
    unknown: dict[str, Any] = fresh(factory=dict)

    def with_slot(self, slot: Slot) -> KeyFile:
        """Return the same file with `slot` added or replaced."""
        return KeyFile(self.vault_id, self.check, {**self.slots, slot.kind: slot}, self.unknown)

    def without_slot(self, kind: str) -> KeyFile:
        """Return the same file without the slot of this kind."""
        slots = {name: slot for name, slot in self.slots.items() if name != kind}
        return KeyFile(self.vault_id, self.check, slots, self.unknown)


def is_made(profile: Path) -> bool:
    """Tell whether `profile` has a key file, sound or not."""
    return (profile / KEY_FILE).exists()


def slot_kinds(profile: Path) -> tuple[str, ...]:
    """Return which ways in exist: passphrase, recovery_code, keyring."""
    return tuple(sorted(read_key_file(profile).slots))


def slot_context(vault_id: str, kind: str, cost: KdfCost | None) -> bytes:
    """Return what a slot's sealing is bound to, so that slots cannot be swapped or weakened."""
    work = f"{cost.ops}:{cost.memory_bytes}" if cost else "-"
    return f"{FORMAT}:{VERSION}:{vault_id}:{kind}:{work}".encode()


def read_key_file(profile: Path) -> KeyFile:
    """Return the key file of `profile`.

    Raises:
        RefusedError: `vault.missing`, `vault.damaged`, or `vault.newer` if a later version of the
            program wrote it.
        UnreachableError: `vault.not_readable`.
    """
    try:
        with (profile / KEY_FILE).open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RefusedError("vault.missing") from error
    except OSError as error:
        raise UnreachableError("vault.not_readable", {"errno": error.errno or 0}) from error
    if len(data) > _MOST_BYTES:
        raise RefusedError("vault.damaged", {"part": "size"})
    return _parse(data)


def write_key_file(profile: Path, key_file: KeyFile) -> None:
    """Replace the key file of `profile`, atomically and durably."""
    book = {
        **key_file.unknown,
        "format": FORMAT,
        "version": VERSION,
        "min_reader": VERSION,
        "vault_id": key_file.vault_id,
        "check": key_file.check,
        "slots": {kind: _slot_to_json(slot) for kind, slot in sorted(key_file.slots.items())},
    }
    text = json.dumps(book, indent=1, sort_keys=True)
    write_durably(profile / KEY_FILE, text.encode())


def _parse(data: bytes) -> KeyFile:
    try:
        book = json.loads(data)
        if book["format"] != FORMAT:
            raise RefusedError("vault.damaged", {"part": "format"})
        if int(book["min_reader"]) > VERSION:
            raise RefusedError("vault.newer", {"version": int(book["version"])})
        slots = {kind: _slot_from_json(kind, slot) for kind, slot in book["slots"].items()}
        vault_id, check = str(book["vault_id"]), str(book["check"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise RefusedError("vault.damaged", {"part": "content"}) from error
    if not slots:
        raise RefusedError("vault.damaged", {"part": "slots"})
    known = {"format", "version", "min_reader", "vault_id", "check", "slots"}
    return KeyFile(vault_id, check, slots, {k: v for k, v in book.items() if k not in known})


def _slot_to_json(slot: Slot) -> dict[str, Any]:
    book: dict[str, Any] = {"salt": slot.salt.hex(), "wrapped": slot.wrapped.hex()}
    if slot.cost:
        book |= {"kdf": "argon2id", "ops": slot.cost.ops, "memory_bytes": slot.cost.memory_bytes}
    return book


def _slot_from_json(kind: str, book: dict[str, Any]) -> Slot:
    salt, wrapped = bytes.fromhex(book["salt"]), bytes.fromhex(book["wrapped"])
    cost = KdfCost(int(book["ops"]), int(book["memory_bytes"])) if "kdf" in book else None
    if len(salt) != SALT_BYTES or len(wrapped) != _WRAPPED_BYTES or (cost and not cost.is_sane):
        raise RefusedError("vault.damaged", {"part": kind})
    return Slot(kind, salt, wrapped, cost)

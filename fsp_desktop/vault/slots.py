"""Ways into the record: passphrase, recovery code, key ring; making, opening, changing them.

The data key is random and never changes; a slot is that key sealed for one way in. Changing the
passphrase therefore rewrites one slot and not one byte of the record.
"""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from fsp_desktop.domain.clock import Clock, to_wire_time
from fsp_desktop.domain.errors import LockedError, RefusedError
from fsp_desktop.domain.plain import Frozen
from fsp_desktop.vault import waits
from fsp_desktop.vault.code_words import from_words, to_words
from fsp_desktop.vault.kdf_cost import SALT_BYTES, KdfCost
from fsp_desktop.vault.key_file import (
    KEYRING,
    PASSPHRASE,
    RECOVERY_CODE,
    KeyFile,
    Slot,
    is_made,
    read_key_file,
    slot_context,
    slot_kinds,
    write_key_file,
)
from fsp_desktop.vault.keyring_slot import (
    SERVICE,
    USUAL_TIMEOUT_S,
    KeyHolder,
    probe,
    system_keyring,
    within,
)
from fsp_desktop.vault.wrapping import (
    INTERACTIVE,
    KEY_BYTES,
    key_check,
    key_from_passphrase,
    key_from_strong_secret,
    unwrap,
    usual_cost,
    wrap,
)

__all__ = [
    "Created",
    "add_keyring",
    "change_passphrase",
    "create",
    "is_made",
    "new_recovery_code",
    "open_with_keyring",
    "open_with_passphrase",
    "open_with_recovery_code",
    "remove_keyring",
    "retry_after_s",
    "slot_kinds",
]

RECOVERY_WORDS = 12
_RECOVERY_BYTES = 14


class Created(Frozen):
    """A new data key, and the recovery code to print: twelve words with blanks between them."""

    key: bytes
    recovery_code: str


def create(profile: Path, passphrase: str, clock: Clock, cost: KdfCost | None = None) -> Created:
    """Make a data key and its first two slots in `profile`, which must exist.

    Raises:
        RefusedError: `vault.exists` (nothing is overwritten) or `vault.passphrase_empty`.
        UnreachableError: The folder cannot be written.
    """
    if is_made(profile):
        raise RefusedError("vault.exists")
    key = secrets.token_bytes(KEY_BYTES)
    made_at = to_wire_time(clock.now())
    key_file = KeyFile(secrets.token_hex(16), key_check(key), {}, {"made_at": made_at})
    key_file = key_file.with_slot(_passphrase_slot(key_file, key, passphrase, cost))
    code = propose_recovery_code()
    slot = _recovery_slot(key_file, key, from_words(code, RECOVERY_WORDS))
    write_key_file(profile, key_file.with_slot(slot))
    waits.note_success(profile)
    return Created(key, code)


def retry_after_s(profile: Path, clock: Clock) -> float:
    """Return how long the person must wait before the next try; the caller enforces it."""
    return waits.retry_after_s(profile, clock)


def open_with_passphrase(profile: Path, passphrase: str, clock: Clock) -> bytes:
    """Return the data key.

    Raises:
        LockedError: `vault.wrong_passphrase`, with `retry_after_s`; `vault.no_such_slot`.
        RefusedError: `vault.missing`, `vault.damaged`, `vault.newer`, `vault.too_little_memory`.
    """
    key_file, slot = _slot(profile, PASSPHRASE)
    if slot.cost is None:
        raise RefusedError("vault.damaged", {"part": PASSPHRASE})
    wrapping_key = _stretch(passphrase, slot.salt, slot.cost)
    key = _open(key_file, slot, wrapping_key)
    return _counted(profile, clock, key, "vault.wrong_passphrase")


def open_with_recovery_code(profile: Path, code: str, clock: Clock) -> bytes:
    """Return the data key for twelve typed words.

    Raises:
        LockedError: `vault.wrong_recovery_code`, with `retry_after_s`; `vault.no_such_slot`.
        RefusedError: A word is unknown or the words do not belong together (nothing is counted
            as a guess then), or the key file is not sound.
    """
    secret = from_words(code, RECOVERY_WORDS)
    key_file, slot = _slot(profile, RECOVERY_CODE)
    key = _open(key_file, slot, key_from_strong_secret(secret, slot.salt))
    return _counted(profile, clock, key, "vault.wrong_recovery_code")


def open_with_keyring(
    profile: Path, timeout_s: float = USUAL_TIMEOUT_S, holder: KeyHolder | None = None
) -> bytes:
    """Return the data key if the person allowed the key ring and it answers in time.

    Raises:
        LockedError: `vault.no_such_slot` or `vault.keyring_unavailable`.
        RefusedError: The key file is not sound.
    """
    key_file, slot = _slot(profile, KEYRING)
    text = within(
        timeout_s,
        lambda: (holder or system_keyring()).get_password(SERVICE, key_file.vault_id),
    )
    try:
        wrapping_key = bytes.fromhex(text or "")
    except ValueError:
        wrapping_key = b""
    key = _open(key_file, slot, wrapping_key)
    if key is None:
        raise LockedError("vault.keyring_unavailable", {"why": "entry"})
    return key


def change_passphrase(
    profile: Path, key: bytes, passphrase: str, cost: KdfCost | None = None
) -> None:
    """Seal the data key for a new passphrase; the record itself is not touched.

    Raises:
        RefusedError: `vault.wrong_key` if `key` is not this profile's, `vault.passphrase_empty`.
    """
    key_file = _file_of(profile, key)
    write_key_file(profile, key_file.with_slot(_passphrase_slot(key_file, key, passphrase, cost)))
    waits.note_success(profile)


def propose_recovery_code() -> str:
    """Return words for a recovery code that opens nothing until `use_recovery_code`."""
    return " ".join(to_words(secrets.token_bytes(_RECOVERY_BYTES)))


def use_recovery_code(profile: Path, key: bytes, code: str) -> None:
    """Let `code` open the record from now on; the one before it stops working.

    Raises:
        RefusedError: `vault.wrong_key` if `key` is not this profile's, or a slip in the code.
    """
    key_file = _file_of(profile, key)
    slot = _recovery_slot(key_file, key, from_words(code, RECOVERY_WORDS))
    write_key_file(profile, key_file.with_slot(slot))


def new_recovery_code(profile: Path, key: bytes) -> str:
    """Return a new recovery code; the printed one before it stops working."""
    code = propose_recovery_code()
    use_recovery_code(profile, key, code)
    return code


def add_keyring(
    profile: Path,
    key: bytes,
    timeout_s: float = USUAL_TIMEOUT_S,
    holder: KeyHolder | None = None,
) -> None:
    """Let the system's key ring open the record too, after trying that it keeps what it is given.

    Raises:
        LockedError: `vault.keyring_unavailable`; nothing changed.
        RefusedError: `vault.wrong_key`.
    """
    key_file = _file_of(profile, key)
    place = holder or within(timeout_s, system_keyring)
    probe(place, timeout_s)
    wrapping_key = secrets.token_bytes(KEY_BYTES)
    context = slot_context(key_file.vault_id, KEYRING, None)
    slot = Slot(KEYRING, os.urandom(SALT_BYTES), wrap(key, wrapping_key, context))
    within(timeout_s, lambda: place.set_password(SERVICE, key_file.vault_id, wrapping_key.hex()))
    write_key_file(profile, key_file.with_slot(slot))


def remove_keyring(
    profile: Path, timeout_s: float = USUAL_TIMEOUT_S, holder: KeyHolder | None = None
) -> None:
    """Stop the key ring from opening the record; its entry is deleted if it answers."""
    key_file = read_key_file(profile)
    if KEYRING not in key_file.slots:
        return
    write_key_file(profile, key_file.without_slot(KEYRING))
    try:
        within(
            timeout_s,
            lambda: (holder or system_keyring()).delete_password(SERVICE, key_file.vault_id),
        )
    except LockedError:
        # The entry left behind opens nothing any more: its slot is gone from the file.
        return


def _slot(profile: Path, kind: str) -> tuple[KeyFile, Slot]:
    key_file = read_key_file(profile)
    if kind not in key_file.slots:
        raise LockedError("vault.no_such_slot", {"slot": kind})
    return key_file, key_file.slots[kind]


def _file_of(profile: Path, key: bytes) -> KeyFile:
    key_file = read_key_file(profile)
    if not hmac.compare_digest(key_check(key), key_file.check):
        raise RefusedError("vault.wrong_key")
    return key_file


def _open(key_file: KeyFile, slot: Slot, wrapping_key: bytes) -> bytes | None:
    context = slot_context(key_file.vault_id, slot.kind, slot.cost)
    key = unwrap(slot.wrapped, wrapping_key, context)
    if key is not None and not hmac.compare_digest(key_check(key), key_file.check):
        raise RefusedError("vault.damaged", {"part": "check"})
    return key


def _counted(profile: Path, clock: Clock, key: bytes | None, code: str) -> bytes:
    if key is None:
        raise LockedError(code, {"retry_after_s": waits.note_failure(profile, clock)})
    waits.note_success(profile)
    return key


def _passphrase_slot(key_file: KeyFile, key: bytes, passphrase: str, cost: KdfCost | None) -> Slot:
    if not passphrase:
        raise RefusedError("vault.passphrase_empty")
    salt, work = os.urandom(SALT_BYTES), cost or usual_cost()
    try:
        wrapping_key = key_from_passphrase(passphrase, salt, work)
    except MemoryError:
        work = INTERACTIVE
        wrapping_key = _stretch(passphrase, salt, work)
    context = slot_context(key_file.vault_id, PASSPHRASE, work)
    return Slot(PASSPHRASE, salt, wrap(key, wrapping_key, context), work)


def _recovery_slot(key_file: KeyFile, key: bytes, secret: bytes) -> Slot:
    salt = os.urandom(SALT_BYTES)
    context = slot_context(key_file.vault_id, RECOVERY_CODE, None)
    wrapped = wrap(key, key_from_strong_secret(secret, salt), context)
    return Slot(RECOVERY_CODE, salt, wrapped)


def _stretch(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    try:
        return key_from_passphrase(passphrase, salt, cost)
    except MemoryError as error:
        raise RefusedError("vault.too_little_memory", {"bytes": cost.memory_bytes}) from error

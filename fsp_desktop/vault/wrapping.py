"""Putting the data key into an envelope and taking it out: key derivation and sealed wrapping."""

from __future__ import annotations

import os
import unicodedata
from hashlib import blake2b

from nacl import bindings, exceptions

from fsp_desktop.vault.kdf_cost import KdfCost

KEY_BYTES = 32
_NONCE_BYTES = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_SMALL_MACHINE_BYTES = 2 * 1024**3

MODERATE = KdfCost(
    bindings.crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
    bindings.crypto_pwhash_argon2id_MEMLIMIT_MODERATE,
)
INTERACTIVE = KdfCost(
    bindings.crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
    bindings.crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE,
)


def usual_cost() -> KdfCost:
    """Return the cost for a new slot on this machine: 256 MiB, or 64 MiB where memory is short."""
    try:
        memory_bytes = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return MODERATE
    return INTERACTIVE if 0 < memory_bytes < _SMALL_MACHINE_BYTES else MODERATE


def key_from_passphrase(passphrase: str, salt: bytes, cost: KdfCost) -> bytes:
    """Return the wrapping key for `passphrase`; the same characters typed differently are equal.

    Raises:
        MemoryError: This machine cannot spare the memory that `cost` asks for.
    """
    from nacl import pwhash  # with the key ring nobody types, and the window comes sooner

    typed = unicodedata.normalize("NFKC", passphrase).encode()
    try:
        return pwhash.argon2id.kdf(KEY_BYTES, typed, salt, cost.ops, cost.memory_bytes)
    except exceptions.RuntimeError as error:
        raise MemoryError from error


def key_from_strong_secret(secret: bytes, salt: bytes) -> bytes:
    """Return the wrapping key for a random secret of 112 bits or more; guessing is hopeless."""
    return blake2b(secret, digest_size=KEY_BYTES, salt=salt, person=b"fsp slot key").digest()


def wrap(data_key: bytes, wrapping_key: bytes, context: bytes) -> bytes:
    """Return `data_key` sealed for the holder of `wrapping_key`, bound to `context`."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        data_key, context, nonce, wrapping_key
    )


def unwrap(wrapped: bytes, wrapping_key: bytes, context: bytes) -> bytes | None:
    """Return the data key in `wrapped`, or None if key or context is another one."""
    nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed, context, nonce, wrapping_key
        )
    except (exceptions.CryptoError, exceptions.TypeError, exceptions.ValueError):
        return None


def key_check(data_key: bytes) -> str:
    """Return a value that tells the right data key from a wrong one without revealing it."""
    return blake2b(b"", key=data_key, digest_size=16, person=b"fsp key check").hexdigest()

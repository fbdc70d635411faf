"""Desks (devices in one process) and small pieces that the sync tests share."""

from __future__ import annotations

from hashlib import blake2b

from nacl import bindings


def key_pair(name: bytes) -> tuple[bytes, bytes]:
    """Seed and public key of a signer that is the same in every run."""
    seed = blake2b(name, digest_size=32).digest()
    public, _ = bindings.crypto_sign_seed_keypair(seed)
    return seed, public

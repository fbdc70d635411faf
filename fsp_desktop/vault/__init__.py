"""Keys: the data key, its slots (passphrase, recovery code, keyring) and the lock state."""

from __future__ import annotations

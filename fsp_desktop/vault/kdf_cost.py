"""What one guess of a passphrase costs. Loads no cipher: the key file is read before the first screen."""

from __future__ import annotations

from fsp_desktop.domain.plain import Frozen

SALT_BYTES = 16
_LEAST_MEMORY_BYTES = 8 * 1024
_MOST_MEMORY_BYTES = 1024**3
_MOST_OPS = 16


class KdfCost(Frozen):
    """Work that one guess of the passphrase costs (Argon2id); stored beside the wrapped key."""

    ops: int
    memory_bytes: int

    @property
    def is_sane(self) -> bool:
        """Tell whether a file with this cost could come from us, rather than exhaust us."""
        is_possible = _LEAST_MEMORY_BYTES <= self.memory_bytes <= _MOST_MEMORY_BYTES
        return is_possible and 1 <= self.ops <= _MOST_OPS
